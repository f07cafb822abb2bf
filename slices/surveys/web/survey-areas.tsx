import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { usePathPart } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { type Column, DataTable } from '../../../platform/web/ui/data-table.tsx'
import { countText, DayText, Money } from '../../../platform/web/ui/figures.tsx'
import { Card } from '../../../platform/web/ui/file-page.tsx'
import { GuaranteeBar } from '../../../platform/web/ui/guarantee-bar.tsx'
import { ExportExcel } from '../../../platform/web/ui/list-parts.tsx'
import '../../../platform/web/ui/list-page.css'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { baselineWords, sheetWords, surveyWords as words } from '../messages.ts'
import type { AreaCoverage, BaselineFigure, SurveyTask } from '../model.ts'
import { surveysApi } from './api.ts'
import { Assign, TakeBack } from './survey-assign.tsx'
import './surveys.css'

const coverageColumns: readonly Column<AreaCoverage>[] = [
  { key: 'area', text: sheetWords.area, show: (row) => row.areaName, sort: false, width: 160 },
  { key: 'households', text: words.households, show: (row) => countText(row.households), sort: false, number: true },
  { key: 'surveyed', text: words.surveyed, show: (row) => countText(row.surveyed), sort: false, number: true },
  { key: 'excepted', text: words.excepted, show: (row) => countText(row.excepted), sort: false, number: true },
  {
    key: 'left',
    text: words.left,
    show: (row) => <b>{row.left}</b>,
    sort: false,
    number: true,
  },
  {
    key: 'bar',
    text: words.progress,
    show: (row) => (
      <GuaranteeBar
        bare
        name={row.areaName}
        counts={{ covered: row.surveyed, excepted: row.excepted, pending: row.left, late: 0 }}
      />
    ),
    sort: false,
    width: 240,
  },
]

const taskColumns: readonly Column<SurveyTask>[] = [
  { key: 'surveyor', text: words.surveyor, show: (row) => row.surveyor, sort: false, width: 140 },
  { key: 'area', text: sheetWords.area, show: (row) => row.areaName, sort: false, width: 140 },
  { key: 'unit', text: words.unit, show: (row) => row.organisationName ?? '—', sort: false, width: 160 },
  { key: 'due', text: words.due, show: (row) => <DayText day={row.dueOn} />, sort: false },
  { key: 'left', text: words.left, show: (row) => countText(row.left), sort: false, number: true },
]

function FigureName({ row }: { row: BaselineFigure }) {
  return useWords()(baselineWords[row.key])
}
const figure = (row: BaselineFigure, value: string) =>
  row.key === 'average_income_fen' ? <Money fen={value} bare /> : value
const compareColumns: readonly Column<BaselineFigure>[] = [
  { key: 'figure', text: words.figure, show: (row) => <FigureName row={row} />, sort: false, width: 200 },
  { key: 'frozen', text: words.frozen, show: (row) => figure(row, row.frozen), sort: false, number: true },
  { key: 'now', text: words.now, show: (row) => figure(row, row.now), sort: false, number: true },
]

/** Proof of coverage by area, who asks where, and after sign-off the frozen picture beside today. */
export function Page() {
  const t = useWords()
  const may = useMay()
  const id = usePathPart('id')
  const [assigning, setAssigning] = useState(false)
  const [taking, setTaking] = useState<SurveyTask>()
  const survey = useQuery(surveysApi.get.queryOptions({ input: { id } }))
  const coverage = useQuery(surveysApi.coverage.queryOptions({ input: { id } }))
  const tasks = useQuery(surveysApi.tasks.queryOptions({ input: { id } }))
  const compared = useQuery(surveysApi.compare.queryOptions({ input: { id } }))
  const error = survey.error ?? coverage.error ?? tasks.error
  if (error && !(survey.data && coverage.data && tasks.data)) return <ProblemPage error={error} />
  if (!survey.data || !coverage.data || !tasks.data) return <Loading />
  const open = survey.data.state === 'open'
  const takeBack: Column<SurveyTask> = {
    key: 'act',
    text: words.unassign,
    show: (row) => (
      <button
        type="button"
        className="quiet"
        onClick={(event) => {
          event.stopPropagation()
          setTaking(row)
        }}
      >
        {t(words.unassign)}
      </button>
    ),
    sort: false,
    width: 80,
  }
  return (
    <>
      <PageHead
        title={t(words.coverage)}
        note={t(words.note)}
        trail={[{ text: survey.data.name, to: `/surveys/${id}` }]}
        primary={
          open &&
          may('surveys.write') && (
            <Button type="primary" onClick={() => setAssigning(true)}>
              {t(words.assign)}
            </Button>
          )
        }
      />
      <div className="list-tools">
        <span className="list-tools-end">
          <ExportExcel path={`/surveys/${id}/coverage/export`} />
        </span>
      </div>
      <div className="survey-cards">
        <DataTable
          name={t(words.coverage)}
          columns={coverageColumns}
          rows={coverage.data.rows}
          rowKey={(row) => row.areaCode}
          open={(row) => `/surveys/${id}?area=${row.areaCode}`}
        />
        <Card title={t(words.tasks)}>
          {tasks.data.rows.length === 0 && <p className="second">{t(words.noTasks)}</p>}
          <DataTable
            name={t(words.tasks)}
            columns={open && may('surveys.write') ? [...taskColumns, takeBack] : taskColumns}
            rows={tasks.data.rows}
            rowKey={(row) => row.id}
            open={(row) => `/surveys/${id}?area=${row.areaCode}&state=left`}
          />
          {tasks.data.rows.length > 0 && <ExportExcel path={`/surveys/${id}/tasks/export`} />}
        </Card>
        {!open && compared.data && (
          <Card title={t(words.compare)}>
            <DataTable
              name={t(words.compare)}
              columns={compareColumns}
              rows={compared.data.rows}
              rowKey={(row) => row.key}
            />
          </Card>
        )}
      </div>
      {taking && <TakeBack surveyId={id} task={taking} close={() => setTaking(undefined)} />}
      {assigning && <Assign survey={survey.data} close={() => setAssigning(false)} />}
    </>
  )
}
