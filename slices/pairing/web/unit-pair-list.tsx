import { Button } from 'antd'
import { useState } from 'react'
import { formatFen } from '../../../core/yuan.ts'
import { useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { listed } from '../../../platform/web/punctuation.ts'
import { useMay, useToday } from '../../../platform/web/session.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { NextSteps } from '../../../platform/web/ui/empty.tsx'
import { DayText, Mark } from '../../../platform/web/ui/figures.tsx'
import { Facts } from '../../../platform/web/ui/file-page.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { diaryWords } from '../diary-messages.ts'
import { UnitPairFilter, UnitPairListInput } from '../unit-pair-contract.ts'
import { teamTaskWords, unitPairKindWords, villageLinkWords, unitPairWords as words } from '../unit-pair-messages.ts'
import { UnitPairKind, type UnitPairRow } from '../unit-pair-model.ts'
import { pairingApi, usePairingChanged } from './api.ts'
import { UnitPairDialog } from './unit-pair-dialog.tsx'
import { UnitPairDiary } from './unit-pair-diary.tsx'
import { IncomeLine } from './village-choices.tsx'
import { ProposeVillages } from './village-match.tsx'
import { Stationed, TeamList } from './work-team.tsx'
import './pairing.css'

function State({ row }: { row: UnitPairRow }) {
  const t = useWords()
  if (row.until) return <Mark tone="plain">{t(words.ended)}</Mark>
  return <Mark tone={row.state === 'approved' ? 'done' : 'waiting'}>{t(words[row.state])}</Mark>
}

function Links({ row }: { row: UnitPairRow }) {
  const t = useWords()
  const today = useToday()
  if (row.kind === 'enterprise') return '—'
  if (row.kind === 'team' && row.missing.length === 0)
    return (
      listed(
        t,
        row.tasksDone.map((task) => t(teamTaskWords[task])),
      ) || '—'
    )
  if (row.missing.length === 0) return <Mark tone="done">{t(words.linksDone)}</Mark>
  const items = listed(
    t,
    row.missing.map((link) => t(villageLinkWords[link])),
  )
  const late = !row.until && row.dueOn !== null && row.dueOn < today
  return (
    <span className="reasons-in-words">
      {t(words.linksMissing, { items })} {late && <Mark tone="missed">{t(words.late)}</Mark>}
    </span>
  )
}

const columns: readonly Column<UnitPairRow>[] = [
  {
    key: 'receiver',
    text: words.receiver,
    show: (row) => row.receiverName ?? row.areaName,
    sort: false,
    width: 160,
  },
  { key: 'kind', text: words.kind, show: (row) => <Kind row={row} />, sort: false },
  { key: 'giver', text: words.giver, show: (row) => row.giverName ?? '—', sort: false, width: 180 },
  { key: 'links', text: words.standing, show: (row) => <Links row={row} />, sort: false, width: 240 },
  { key: 'due', text: words.dueOn, show: (row) => <DayText day={row.dueOn} />, sort: false },
  { key: 'state', text: words.state, show: (row) => <State row={row} />, sort: false },
]

function Kind({ row }: { row: UnitPairRow }) {
  return useWords()(unitPairKindWords[row.kind])
}

const filters: readonly Filter[] = [
  areaFilter,
  {
    key: 'kind',
    text: words.kind,
    kind: 'choice',
    choices: UnitPairKind.options.map((value) => ({ value, text: unitPairKindWords[value] })),
  },
  {
    key: 'state',
    text: words.state,
    kind: 'choice',
    choices: [
      { value: 'proposed', text: words.proposed },
      { value: 'approved', text: words.approved },
      { value: 'ended', text: words.ended },
    ],
  },
  { key: 'missing', text: words.missingOnly, kind: 'flag' },
  { key: 'late', text: words.lateOnly, kind: 'flag' },
]

/** Units with villages and their four links, enterprises with enterprises, work teams in enterprises. */
export function Page() {
  const t = useWords()
  const may = useMay()
  const go = useGo()
  const [adding, setAdding] = useState(false)
  const [proposing, setProposing] = useState(false)
  const add = may('pairing.write') && (
    <Button type="primary" onClick={() => setAdding(true)}>
      {t(words.add)}
    </Button>
  )
  return (
    <>
      <ListPage
        list="unit-pairs"
        note={t(words.note)}
        primary={add}
        more={
          <>
            <Button onClick={() => go('/unit-pair-entries')}>{t(diaryWords.title)}</Button>
            <Button onClick={() => go('/unit-pairs/unanswered')}>{t(words.unanswered)}</Button>
            {may('pairing.write') && <Button onClick={() => setProposing(true)}>{t(words.propose)}</Button>}
          </>
        }
        above={<IncomeLine />}
        columns={columns}
        exportPath="/unit-pairs/export"
        filters={filters}
        rows={(ask) => pairingApi.unitPairs.list.queryOptions({ input: inputOf(UnitPairListInput, ask) })}
        total={(ask) => pairingApi.unitPairs.total.queryOptions({ input: inputOf(UnitPairFilter, ask) })}
        rowKey={(row) => row.id}
        peek={(row) => ({
          title: row.receiverName ?? row.areaName,
          content: <UnitPairPeek key={`${row.id} ${row.version}`} row={row} />,
        })}
        empty={{ text: t(words.nothing), action: add || <NextSteps to={[]} /> }}
      />
      {proposing && <ProposeVillages close={() => setProposing(false)} />}
      {adding && <UnitPairDialog before={undefined} close={() => setAdding(false)} />}
    </>
  )
}

function UnitPairPeek({ row }: { row: UnitPairRow }) {
  const t = useWords()
  const may = useMay()
  const changed = usePairingChanged()
  const [act, setAct] = useState<'change' | 'approve' | 'end'>()
  const income = row.incomeFen && t(words.incomeOf, { year: row.incomeYear ?? '', amount: formatFen(row.incomeFen) })
  return (
    <>
      <Facts
        facts={[
          { label: t(words.kind), value: t(unitPairKindWords[row.kind]) },
          { label: t(words.giver), value: row.giverName ?? '—' },
          ...(row.kind === 'village'
            ? [
                { label: t(words.income), value: income ?? '—' },
                { label: t(villageLinkWords.leader), value: row.leaderName ?? '—' },
                { label: t(villageLinkWords.resident), value: row.residentName ?? '—' },
                { label: t(villageLinkWords.partner), value: row.partnerName ?? '—' },
              ]
            : []),
          ...(row.kind === 'team'
            ? [
                { label: t(words.stationedFrom), value: <Stationed team={row} /> },
                { label: t(words.team), value: <TeamList team={row.team} /> },
              ]
            : []),
          { label: t(row.kind === 'team' ? words.tasks : words.links), value: <Links row={row} /> },
          { label: t(words.plan), value: row.plan ?? '—' },
        ]}
      />
      {!row.until && (
        <div className="peek-acts">
          {may('pairing.write') && <Button onClick={() => setAct('change')}>{t(words.change)}</Button>}
          {may('pairing.approve') && row.state === 'proposed' && !row.own && (
            <Button type="primary" onClick={() => setAct('approve')}>
              {t(words.approve)}
            </Button>
          )}
          {may('pairing.write') && <Button onClick={() => setAct('end')}>{t(words.end)}</Button>}
        </div>
      )}
      <UnitPairDiary unitPairId={row.id} live={row.until === null} />
      {act === 'change' && <UnitPairDialog before={row} close={() => setAct(undefined)} />}
      {(act === 'approve' || act === 'end') && (
        <Confirm
          title={t(words[act])}
          consequence={t(act === 'approve' ? words.approveNote : words.endNote)}
          action={t(words[act])}
          reason={act === 'end'}
          act={async (note) => {
            const { id, version } = row
            if (act === 'approve') await pairingApi.unitPairs.approve.call({ id, version })
            else await pairingApi.unitPairs.end.call({ id, version, note })
            await changed()
          }}
          close={() => setAct(undefined)}
        />
      )}
    </>
  )
}
