import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useAddress, usePathPart } from '../../../platform/web/address.ts'
import { newId } from '../../../platform/web/identifier.ts'
import { useLanguage, useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { DayText, Mark } from '../../../platform/web/ui/figures.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { grouped, type Selection } from '../../../platform/web/ui/list-parts.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { factWords } from '../../registry/fact-messages.ts'
import { RegisterFact } from '../../registry/fact-model.ts'
import { factText } from '../../registry/fact-rules.ts'
import { surveyChangeWords as words } from '../change-messages.ts'
import { SurveyChangeFilter, SurveyChangeInput } from '../contract.ts'
import { changeStateWords, sheetWords, surveyWords } from '../messages.ts'
import { ChangeState, type SurveyChange } from '../model.ts'
import { surveysApi, useSurveyChanged } from './api.ts'

function Value({ row, value }: { row: SurveyChange; value: string | null }) {
  const language = useLanguage()
  return value === null ? '—' : factText(row.fact, value, language)
}

function Now({ row }: { row: SurveyChange }) {
  const t = useWords()
  return (
    <>
      <Value row={row} value={row.now} /> {row.movedOn && <Mark tone="waiting">{t(words.movedOn)}</Mark>}
    </>
  )
}

function Fact({ row }: { row: SurveyChange }) {
  return useWords()(factWords[row.fact])
}

function State({ row }: { row: SurveyChange }) {
  const t = useWords()
  const tone = row.state === 'open' ? 'waiting' : row.state === 'taken' ? 'done' : 'plain'
  return <Mark tone={tone}>{t(changeStateWords[row.state])}</Mark>
}

const columns: readonly Column<SurveyChange>[] = [
  { key: 'head', text: surveyWords.head, show: (row) => row.headName, sort: false, width: 100 },
  { key: 'fileNumber', text: surveyWords.fileNumber, show: (row) => row.fileNumber, sort: false, width: 100 },
  { key: 'area', text: sheetWords.area, show: (row) => row.areaName, sort: false, width: 120 },
  { key: 'fact', text: words.fact, show: (row) => <Fact row={row} />, sort: false, width: 140 },
  { key: 'before', text: words.before, show: (row) => <Value row={row} value={row.before} />, sort: false },
  {
    key: 'value',
    text: words.value,
    show: (row) => (
      <b>
        <Value row={row} value={row.value} />
      </b>
    ),
    sort: false,
  },
  { key: 'now', text: words.now, show: (row) => <Now row={row} />, sort: false, width: 180 },
  { key: 'askedOn', text: surveyWords.askedOn, show: (row) => <DayText day={row.askedOn} />, sort: false, width: 110 },
  { key: 'state', text: surveyWords.state, show: (row) => <State row={row} />, sort: false, width: 120 },
  { key: 'decidedBy', text: words.decided, show: (row) => row.decidedBy ?? '', sort: false, optional: true },
  { key: 'why', text: words.why, show: (row) => row.why ?? '', sort: false, optional: true },
]

const filters: readonly Filter[] = [
  areaFilter,
  {
    key: 'fact',
    text: words.fact,
    kind: 'choice',
    choices: RegisterFact.options.map((value) => ({ value, text: factWords[value] })),
    width: 160,
  },
  {
    key: 'state',
    text: surveyWords.state,
    kind: 'choice',
    choices: ChangeState.options.map((value) => ({ value, text: changeStateWords[value] })),
  },
]

type Asked = { what: 'take' | 'decline'; selection: Selection; done: () => void } | { what: 'all' }

/** Where answers differ from the files: looked through and written into them, or left out for a reason. */
export function Page() {
  const t = useWords()
  const may = useMay()
  const id = usePathPart('id')
  const { area } = useAddress()
  const changed = useSurveyChanged()
  const survey = useQuery(surveysApi.get.queryOptions({ input: { id } }))
  const [asked, setAsked] = useState<Asked>()
  const [begun, setBegun] = useState(false)
  const context = () => ({ context: { idempotencyKey: newId() } })
  const decide = async (why: string) => {
    if (!asked) return
    if (asked.what === 'all') {
      await surveysApi.takeAll.call({ id, ...(area ? { area } : {}) }, context())
      setBegun(true)
    } else {
      const { selection, what } = asked
      await surveysApi.decide.call({ id, changeIds: [...selection.ids], take: what === 'take', why }, context())
      asked.done()
    }
    await changed()
  }
  const write = may('registry.write')
  return (
    <>
      <ListPage<SurveyChange>
        list="survey-changes"
        title={t(words.title)}
        note={t(words.note)}
        trail={[{ text: survey.data?.name ?? '…', to: `/surveys/${id}` }]}
        primary={
          write && (
            <Button type="primary" onClick={() => setAsked({ what: 'all' })}>
              {t(words.takeAll)}
            </Button>
          )
        }
        above={begun && <p role="status">{t(words.begun)}</p>}
        columns={columns}
        filters={filters}
        rows={(ask) => surveysApi.changes.queryOptions({ input: inputOf(SurveyChangeInput, ask, { id }) })}
        total={(ask) => surveysApi.changeTotal.queryOptions({ input: inputOf(SurveyChangeFilter, ask, { id }) })}
        rowKey={(row) => row.id}
        open={(row) => `/households/${row.householdId}`}
        exportPath={`/surveys/${id}/changes/export`}
        {...(write
          ? {
              batch: (selection: Selection, done: () => void) =>
                selection.all || selection.count > 200 ? (
                  <span className="second">{t(words.tooMany)}</span>
                ) : (
                  <>
                    <Button type="primary" onClick={() => setAsked({ what: 'take', selection, done })}>
                      {t(words.take)}
                    </Button>
                    <Button onClick={() => setAsked({ what: 'decline', selection, done })}>{t(words.decline)}</Button>
                  </>
                ),
            }
          : {})}
        empty={{ text: t(words.none), under: ['state'] }}
      />
      {asked && (
        <Confirm
          title={t(asked.what === 'all' ? words.takeAll : words[asked.what])}
          consequence={
            asked.what === 'all'
              ? t(words.takeAllNote)
              : t(asked.what === 'take' ? words.takeNote : words.declineNote, {
                  count: grouped(asked.selection.count),
                })
          }
          action={t(asked.what === 'all' ? words.takeAll : words[asked.what])}
          reason={asked.what === 'decline'}
          act={decide}
          close={() => setAsked(undefined)}
        />
      )}
    </>
  )
}
