import { useQuery } from '@tanstack/react-query'
import { formatFen } from '../../../core/yuan.ts'
import { useWords } from '../../../platform/web/language.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { Mark, Money } from '../../../platform/web/ui/figures.tsx'
import { inputOf, useListAsk } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { factText } from '../fact-rules.ts'
import { factValueWords } from '../messages.ts'
import { TurnFilter, TurnListInput } from '../turn-contract.ts'
import { turnStateWords, turnWords as words } from '../turn-messages.ts'
import { type InTurn, TurnState } from '../turn-model.ts'
import { policiesApi } from './api.ts'
import { DuePanel } from './due-panel.tsx'
import './policies.css'

const tones = { paid: 'done', reached: 'waiting', waiting: 'plain', unknown: 'plain' } as const

function Stands({ row }: { row: InTurn }) {
  const t = useWords()
  return <Mark tone={tones[row.state]}>{t(turnStateWords[row.state])}</Mark>
}

function Turn({ row }: { row: InTurn }) {
  const t = useWords()
  if (row.turn === null) return '—'
  return row.turn === 0 ? t(words.noTurns) : t(words.turnNumber, { turn: row.turn })
}

/** Why somebody stands here; of whom something is missing, what. */
function Because({ row }: { row: InTurn }) {
  const t = useWords()
  const missing = row.missing.map((name) => t(factText(name) ?? { zh: name, en: name }))
  const why = row.because === null ? undefined : t(factValueWords[row.because] ?? { zh: row.because, en: row.because })
  const open = missing.length > 0 ? t(words.missing, { names: missing.join(t({ zh: '、', en: ', ' })) }) : undefined
  const said = [why, open].filter((one) => one !== undefined).join(t({ zh: '；', en: '; ' }))
  return said ? <div className="turn-why">{said}</div> : '—'
}

function Covered({ row }: { row: InTurn }) {
  const t = useWords()
  if (row.covered === null) return '—'
  return <Mark tone={row.covered ? 'done' : 'plain'}>{t(row.covered ? words.reaches : words.reachesNot)}</Mark>
}

const columns: readonly Column<InTurn>[] = [
  { key: 'place', text: words.place, show: (row) => row.place ?? '—', number: true, width: 70 },
  { key: 'person', text: words.person, show: (row) => row.personName, width: 90 },
  { key: 'area', text: words.area, show: (row) => row.areaName, width: 120 },
  { key: 'turn', text: words.turn, show: (row) => <Turn row={row} />, width: 70, sort: false },
  { key: 'because', text: words.because, show: (row) => <Because row={row} />, width: 210, sort: false },
  { key: 'first', text: words.first, show: (row) => row.first ?? '—', number: true },
  { key: 'amount', text: words.amount, show: (row) => <Money fen={row.amountFen} bare />, number: true },
  { key: 'sum', text: words.sum, show: (row) => <Money fen={row.sumFen} bare />, number: true, sort: false },
  { key: 'state', text: words.state, show: (row) => <Stands row={row} />, width: 100, sort: false },
  { key: 'head', text: words.head, show: (row) => row.headName, sort: false, optional: true },
]

// Only where somebody asked how far money reaches.
const columnsOfFund: readonly Column<InTurn>[] = columns.flatMap((column) =>
  column.key === 'state'
    ? [
        { key: 'covered', text: words.covered, show: (row: InTurn) => <Covered row={row} />, width: 80, sort: false },
        column,
      ]
    : [column],
)

const filters: readonly Filter[] = [
  areaFilter,
  {
    key: 'state',
    text: words.state,
    kind: 'choice',
    choices: TurnState.options.map((value) => ({ value, text: turnStateWords[value] })),
    width: 130,
  },
  { key: 'fund', text: words.fund, kind: 'money' },
]
const filterKeys = filters.map(({ key }) => key)

/** What is still to be paid, and how far the money reaches. */
function Summed() {
  const t = useWords()
  const ask = useListAsk(filterKeys)
  const { data } = useQuery(policiesApi.turnsTotal.queryOptions({ input: inputOf(TurnFilter, ask) }))
  if (!data || data.total === 0) return null
  const told = { waiting: grouped(data.waiting), amount: formatFen(data.waitingFen) }
  return (
    <p className="due-hint" role="status">
      {data.covered === null ? t(words.summed, told) : t(words.summedFund, { ...told, covered: grouped(data.covered) })}
    </p>
  )
}

/** Who is paid next where the fund for compensation comes in parts, and why each stands where he does (轮候). */
export function Page() {
  const t = useWords()
  const { filters: set } = useListAsk(filterKeys)
  return (
    <ListPage
      list="turns"
      note={t(words.note)}
      above={<Summed />}
      columns={set.fund ? columnsOfFund : columns}
      filters={filters}
      defaultSort="place"
      rows={(ask) => policiesApi.turns.queryOptions({ input: inputOf(TurnListInput, ask) })}
      total={(ask) => policiesApi.turnsTotal.queryOptions({ input: inputOf(TurnFilter, ask) })}
      exportPath="/policies/turns/export"
      rowKey={(row) => row.personId}
      open={(row) => `/households/${row.householdId}`}
      peek={(row) => ({
        title: row.personName,
        content: <DuePanel key={row.householdId} householdId={row.householdId} />,
      })}
      empty={{ text: t(words.empty), next: ['/policies/due'] }}
    />
  )
}
