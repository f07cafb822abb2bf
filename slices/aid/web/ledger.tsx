import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import type { Text } from '../../../core/messages.ts'
import { formatFen } from '../../../core/yuan.ts'
import { useAddress, useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { DayText, InstantText, Mark, Money } from '../../../platform/web/ui/figures.tsx'
import { inputOf, useListAsk } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { organisationFilter } from '../../organisations/web/organisation-picker.tsx'
import { useHousehold } from '../../registry/web/api.ts'
import { AidFilter, AidListInput } from '../contract.ts'
import { fieldWords, kindWords, modeWords, sourceWords } from '../messages.ts'
import type { AidLine } from '../model.ts'
import { ledgerWords as words } from '../page-messages.ts'
import { AidKindText, useGoods } from './aid-text.tsx'
import './aid.css'
import { aidApi } from './api.ts'
import { AidPeek } from './ledger-peek.tsx'

function Kind({ row }: { row: AidLine }) {
  const t = useWords()
  return (
    <>
      <span className={row.reversedById ? 'aid-reversed' : undefined}>
        <AidKindText kind={row.kind} />
      </span>{' '}
      {row.reversedById && <Mark tone="plain">{t(words.reversed)}</Mark>}
      {row.reversesId && <Mark tone="plain">{t(words.reversal)}</Mark>}
    </>
  )
}

function Goods({ row }: { row: AidLine }) {
  const goods = useGoods()(row)
  return goods === '' ? <span className="second">—</span> : goods
}

function Word({ text }: { text: Text }) {
  return useWords()(text)
}

const columns: readonly Column<AidLine>[] = [
  { key: 'head', text: words.head, show: (row) => row.headName, sort: false, width: 80 },
  { key: 'givenOn', text: words.day, show: (row) => <DayText day={row.givenOn} />, width: 96 },
  { key: 'area', text: words.area, show: (row) => row.areaName, sort: false, width: 90 },
  { key: 'kind', text: words.kind, show: (row) => <Kind row={row} />, sort: false },
  {
    key: 'cash',
    text: words.cash,
    show: (row) => <Money fen={row.amountFen} bare />,
    number: true,
    sort: false,
  },
  { key: 'goods', text: words.goods, show: (row) => <Goods row={row} />, sort: false, most: 150 },
  {
    key: 'value',
    text: words.value,
    show: (row) => <Money fen={row.valueFen} bare />,
    number: true,
    sort: false,
  },
  { key: 'source', text: words.source, show: (row) => <Word text={sourceWords[row.source]} />, sort: false },
  { key: 'giver', text: words.giver, show: (row) => row.giver ?? '—', sort: false, most: 150 },
  {
    key: 'field',
    text: words.field,
    show: (row) => <Word text={fieldWords[row.field as keyof typeof fieldWords]} />,
    sort: false,
    optional: true,
  },
  { key: 'mode', text: words.mode, show: (row) => <Word text={modeWords[row.mode]} />, sort: false, optional: true },
  { key: 'proof', text: words.proof, show: (row) => row.proof ?? '—', sort: false, optional: true },
  { key: 'note', text: words.remark, show: (row) => row.note ?? '—', sort: false, optional: true },
  {
    key: 'recorded',
    text: words.recorded,
    show: (row) => <InstantText at={row.recordedAt} />,
    sort: false,
    optional: true,
  },
  { key: 'recordedBy', text: words.recordedBy, show: (row) => row.recordedBy ?? '—', sort: false, optional: true },
]

const choices = (texts: Readonly<Record<string, Text>>) =>
  Object.entries(texts).map(([value, text]) => ({ value, text }))

const filters: readonly Filter[] = [
  areaFilter,
  { key: 'kind', text: words.kind, kind: 'choice', choices: choices(kindWords), width: 150 },
  { key: 'field', text: words.field, kind: 'choice', choices: choices(fieldWords), width: 150 },
  { key: 'mode', text: words.mode, kind: 'choice', choices: choices(modeWords), width: 120 },
  { key: 'source', text: words.source, kind: 'choice', choices: choices(sourceWords), width: 130 },
  {
    key: 'form',
    text: words.form,
    kind: 'choice',
    choices: [
      { value: 'cash', text: words.formCash },
      { value: 'goods', text: words.formGoods },
    ],
    width: 110,
  },
  organisationFilter('giver', words.giver),
  { key: 'from', text: words.from, kind: 'day' },
  { key: 'to', text: words.to, kind: 'day' },
  {
    key: 'household',
    text: words.head,
    kind: 'own',
    show: (value, change) => value && <OnlyHousehold id={value} drop={() => change(undefined)} />,
  },
]
const filterKeys = filters.map((filter) => filter.key)

/** Which family the ledger is narrowed to, when somebody came from its page. */
function OnlyHousehold({ id, drop }: { id: string; drop: () => void }) {
  const t = useWords()
  const { data } = useHousehold(id)
  return (
    <span className="aid-only">
      {t(words.onlyHousehold, { name: data?.headName ?? '…' })}
      <button type="button" className="quiet" onClick={drop}>
        {t(words.showAll)}
      </button>
    </span>
  )
}

/** The one ledger of all aid. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const may = useMay()
  const { household } = useAddress()
  const register = may('aid.write') && (
    <Button type="primary" onClick={() => go(`/aid/new${household ? `?household=${household}` : ''}`)}>
      {t(words.register)}
    </Button>
  )
  return (
    <ListPage
      list="aid"
      note={t(words.note)}
      primary={register}
      columns={columns}
      filters={filters}
      above={<Totals />}
      defaultSort="-givenOn"
      rows={(ask) => aidApi.list.queryOptions({ input: inputOf(AidListInput, ask) })}
      total={(ask) => aidApi.total.queryOptions({ input: inputOf(AidFilter, ask) })}
      rowKey={(row) => row.id}
      open={(row) => `/households/${row.householdId}`}
      peek={(row) => ({ title: row.headName, content: <AidPeek row={row} /> })}
      exportPath="/aid/export"
      empty={{ text: t(words.empty), action: register, next: ['/aid/new'] }}
    />
  )
}

/** Cash and the value of goods of what is shown, each by itself. */
function Totals() {
  const t = useWords()
  const ask = useListAsk(filterKeys)
  const { data } = useQuery(aidApi.total.queryOptions({ input: inputOf(AidFilter, ask) }))
  const amount = (fen: string | undefined) => (fen === undefined ? '…' : t(words.yuan, { amount: formatFen(fen) }))
  return (
    <dl className="aid-totals">
      <div>
        <dt>{t(words.totalLines)}</dt>
        <dd>{data ? t(words.lines, { count: grouped(data.total), households: grouped(data.households) }) : '…'}</dd>
      </div>
      <div>
        <dt>{t(words.totalCash)}</dt>
        <dd>{amount(data?.cashFen)}</dd>
      </div>
      <div>
        <dt>{t(words.totalGoods)}</dt>
        <dd>{amount(data?.goodsValueFen)}</dd>
      </div>
    </dl>
  )
}
