import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { dayOf } from '../../../core/date.ts'
import { useGo, usePathPart } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay, useToday } from '../../../platform/web/session.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { DayText, Mark } from '../../../platform/web/ui/figures.tsx'
import { GuaranteeBar } from '../../../platform/web/ui/guarantee-bar.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { surveyChangeWords as changeWords } from '../change-messages.ts'
import { SurveyHouseholdFilter, SurveyHouseholdInput } from '../contract.ts'
import { reasonWords, sheetWords, stateWords, surveyWords as words } from '../messages.ts'
import { type Survey, type SurveyHousehold, SurveyState } from '../model.ts'
import { surveysApi } from './api.ts'
import { ReturnSheet, SignOff } from './survey-acts.tsx'
import './surveys.css'

function State({ row }: { row: SurveyHousehold }) {
  const t = useWords()
  const tone = row.state === 'surveyed' ? 'done' : row.state === 'left' ? 'waiting' : 'plain'
  return (
    <>
      <Mark tone={tone}>{t(stateWords[row.state])}</Mark>{' '}
      <span className="second">{row.reason && t(reasonWords[row.reason])}</span>
    </>
  )
}

const columns: readonly Column<SurveyHousehold>[] = [
  { key: 'fileNumber', text: words.fileNumber, show: (row) => row.fileNumber, sort: false, width: 100 },
  { key: 'head', text: words.head, show: (row) => row.headName, sort: false, width: 100 },
  { key: 'area', text: sheetWords.area, show: (row) => row.areaName, sort: false, width: 140 },
  { key: 'address', text: words.address, show: (row) => row.address ?? '—', sort: false, width: 240 },
  { key: 'state', text: words.state, show: (row) => <State row={row} />, sort: false, width: 180 },
  { key: 'askedOn', text: words.askedOn, show: (row) => <DayText day={row.askedOn} />, sort: false, width: 110 },
  { key: 'note', text: words.noteField, show: (row) => row.note ?? '', sort: false, optional: true },
]

/** The state that a part of the bar counts. */
const partStates = { covered: 'surveyed', excepted: 'excepted', pending: 'left', late: 'left' } as const

const filters: readonly Filter[] = [
  { key: 'search', text: words.search, kind: 'text', width: 220 },
  areaFilter,
  {
    key: 'state',
    text: words.state,
    kind: 'choice',
    choices: SurveyState.options.map((value) => ({ value, text: stateWords[value] })),
  },
]

/** One survey: how far it is, and every family of it. */
export function Page() {
  const id = usePathPart('id')
  const { data, error } = useQuery(surveysApi.get.queryOptions({ input: { id } }))
  if (error && !data) return <ProblemPage error={error} />
  return data ? <Board survey={data} /> : <Loading />
}

function Board({ survey }: { survey: Survey }) {
  const t = useWords()
  const go = useGo()
  const may = useMay()
  const today = useToday()
  const [asked, setAsked] = useState<'return' | 'sign'>()
  const { households, surveyed, excepted, left, found } = survey.counts
  const toLookAt = useQuery(surveysApi.changeTotal.queryOptions({ input: { id: survey.id, state: 'open' } })).data
    ?.total
  const open = survey.state === 'open'
  const figures = {
    all: grouped(households),
    surveyed: grouped(surveyed),
    excepted: grouped(excepted),
    left: grouped(left),
  }
  // Red only when the last day has passed.
  const late = open && survey.toDay < today
  const here = `/surveys/${survey.id}`
  return (
    <>
      <ListPage<SurveyHousehold>
        list="survey-households"
        title={survey.name}
        note={
          open
            ? t(words.numbers, figures)
            : t(words.signedNote, {
                by: survey.signedBy ?? '',
                day: survey.signedAt ? dayOf(new Date(survey.signedAt)) : '',
              })
        }
        primary={
          open && may('surveys.sign') ? (
            <Button type="primary" disabled={left > 0} onClick={() => setAsked('sign')}>
              {t(words.sign)}
            </Button>
          ) : (
            open &&
            may('surveys.write') && (
              <Button type="primary" onClick={() => setAsked('return')}>
                {t(words.takeIn)}
              </Button>
            )
          )
        }
        more={
          <>
            <Button onClick={() => go(`${here}/areas`)}>{t(words.coverage)}</Button>
            <Button onClick={() => go(`${here}/needs`)}>{t(words.purchasing)}</Button>
            {open && may('surveys.write') && <Button onClick={() => go(`${here}/form`)}>{t(words.revise)}</Button>}
            {open && may('surveys.write') && (
              <Button onClick={() => go(`${here}/found/new`)}>{t(changeWords.enterFound)}</Button>
            )}
            {open && may('surveys.write') && (
              <Button href={`/api/surveys/${survey.id}/sheet`} download>
                {t(words.giveOut)}
              </Button>
            )}
            {open && may('surveys.write') && may('surveys.sign') && (
              <Button onClick={() => setAsked('return')}>{t(words.takeIn)}</Button>
            )}
          </>
        }
        above={
          <div className="survey-above">
            <GuaranteeBar
              name={survey.name}
              counts={{ covered: surveyed, excepted, pending: late ? 0 : left, late: late ? left : 0 }}
              partNames={{ covered: stateWords.surveyed, excepted: stateWords.excepted, pending: stateWords.left }}
              door={(part) => `${here}?state=${partStates[part]}`}
            />
            <p>
              <Link to={`${here}/areas`}>{t(words.coverage)}</Link> ·{' '}
              <Link to={`${here}/needs`}>{t(words.purchasing)}</Link> ·{' '}
              <Link to={`${here}/changes?state=open`}>
                {t(changeWords.title)}
                {toLookAt ? ` ${grouped(toLookAt)}` : ''}
              </Link>{' '}
              ·{' '}
              <Link to={`${here}/found`}>
                {t(changeWords.foundTitle)}
                {found > 0 ? ` ${grouped(found)}` : ''}
              </Link>
              {survey.purpose && <span className="second"> · {survey.purpose}</span>}
            </p>
          </div>
        }
        columns={columns}
        filters={filters}
        rows={(ask) =>
          surveysApi.households.queryOptions({ input: inputOf(SurveyHouseholdInput, ask, { id: survey.id }) })
        }
        total={(ask) =>
          surveysApi.total.queryOptions({ input: inputOf(SurveyHouseholdFilter, ask, { id: survey.id }) })
        }
        rowKey={(row) => row.householdId}
        open={(row) => `${here}/households/${row.householdId}`}
        exportPath={`${here}/households/export`}
        empty={{ text: t(words.nothing) }}
      />
      {asked === 'return' && <ReturnSheet survey={survey} close={() => setAsked(undefined)} />}
      {asked === 'sign' && <SignOff survey={survey} close={() => setAsked(undefined)} />}
    </>
  )
}
