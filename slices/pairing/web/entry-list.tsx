import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay, useToday } from '../../../platform/web/session.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { DayText, Mark } from '../../../platform/web/ui/figures.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { EntryFilter, EntryKind, EntryListInput, type EntryRow } from '../diary-contract.ts'
import { entryKindWords, diaryWords as words } from '../diary-messages.ts'
import { unitPairWords } from '../unit-pair-messages.ts'
import { pairingApi, usePairingChanged } from './api.ts'
import './pairing.css'

function Kind({ row }: { row: EntryRow }) {
  return useWords()(entryKindWords[row.kind])
}

/** Whether an issue is open, late or settled, with the act that settles it. */
export function EntryState({ row }: { row: EntryRow }) {
  const t = useWords()
  const may = useMay()
  const today = useToday()
  const changed = usePairingChanged()
  const [settling, setSettling] = useState(false)
  if (row.kind !== 'issue') return null
  if (row.settledOn)
    return (
      <span className="reasons-in-words">{t(words.settled, { day: row.settledOn, outcome: row.outcome ?? '' })}</span>
    )
  const late = row.dueOn !== null && row.dueOn < today
  return (
    <>
      <Mark tone={late ? 'missed' : 'waiting'}>{t(late ? words.late : words.open)}</Mark>
      {may('pairing.write') && (
        <button type="button" className="quiet" onClick={() => setSettling(true)}>
          {t(words.settle)}
        </button>
      )}
      {settling && (
        <Confirm
          title={t(words.settle)}
          consequence={t(words.settleNote, { text: row.text })}
          action={t(words.settle)}
          reason
          act={async (outcome) => {
            await pairingApi.diary.settle.call({ id: row.id, outcome })
            await changed()
          }}
          close={() => setSettling(false)}
        />
      )}
    </>
  )
}

const columns: readonly Column<EntryRow>[] = [
  { key: 'day', text: words.day, show: (row) => <DayText day={row.day} />, sort: false },
  { key: 'kind', text: words.kind, show: (row) => <Kind row={row} />, sort: false },
  { key: 'receiver', text: words.receiver, show: (row) => row.receiverName, sort: false, width: 160 },
  { key: 'giver', text: words.giver, show: (row) => row.giverName ?? '—', sort: false, width: 180 },
  {
    key: 'text',
    text: words.text,
    show: (row) => <span className="reasons-in-words">{row.text}</span>,
    sort: false,
    width: 280,
  },
  { key: 'due', text: words.dueOn, show: (row) => <DayText day={row.dueOn} />, sort: false },
  { key: 'state', text: words.state, show: (row) => <EntryState row={row} />, sort: false, width: 180 },
  { key: 'by', text: words.by, show: (row) => row.by ?? '—', sort: false, optional: true },
]

const filters: readonly Filter[] = [
  areaFilter,
  {
    key: 'kind',
    text: words.kind,
    kind: 'choice',
    choices: EntryKind.options.map((value) => ({ value, text: entryKindWords[value] })),
  },
  { key: 'open', text: words.openOnly, kind: 'flag' },
  { key: 'late', text: words.lateOnly, kind: 'flag' },
  // Reached from a pair of bodies.
  { key: 'pair', text: words.pair, kind: 'reached' },
]

/** What was written down about pairs of bodies; issues with the day by which they are settled. */
export function Page() {
  const t = useWords()
  return (
    <ListPage
      list="unit-pair-entries"
      exportPath="/unit-pair-entries/export"
      note={t(words.note)}
      columns={columns}
      filters={filters}
      rows={(ask) => pairingApi.diary.list.queryOptions({ input: inputOf(EntryListInput, ask) })}
      total={(ask) => pairingApi.diary.total.queryOptions({ input: inputOf(EntryFilter, ask) })}
      rowKey={(row) => row.id}
      empty={{
        text: t(words.empty),
        action: (
          <Link to="/unit-pairs">
            <Button>{t(unitPairWords.title)}</Button>
          </Link>
        ),
        under: ['pair'],
      }}
    />
  )
}
