import { Link } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { dayOf } from '../../../core/date.ts'
import { useAddress } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { Dialog } from '../../../platform/web/ui/dialog.tsx'
import { NextSteps } from '../../../platform/web/ui/empty.tsx'
import { InstantText, Mark } from '../../../platform/web/ui/figures.tsx'
import { Facts } from '../../../platform/web/ui/file-page.tsx'
import { Labelled } from '../../../platform/web/ui/labelled.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { householdFilter } from '../../registry/web/household-filter.tsx'
import { HouseholdPicker } from '../../registry/web/household-picker.tsx'
import { BarFilter, BarKind, BarListInput, type BarRow } from '../bar-contract.ts'
import { barKindWords, barWords as words } from '../bar-messages.ts'
import { pairPageWords } from '../page-messages.ts'
import { pairingApi, usePairingChanged } from './api.ts'
import { helperFilter } from './helper-filter.tsx'
import { HelperPicker } from './helper-picker.tsx'
import './pairing.css'

function Kind({ row }: { row: BarRow }) {
  return useWords()(barKindWords[row.kind])
}

function State({ row }: { row: BarRow }) {
  const t = useWords()
  if (row.standing) return <Mark tone="missed">{t(words.standing)}</Mark>
  return <Mark tone="plain">{t(row.liftedAt ? words.lifted : words.live)}</Mark>
}

const columns: readonly Column<BarRow>[] = [
  { key: 'helper', text: pairPageWords.helper, show: (row) => row.helperName, sort: false, width: 110 },
  { key: 'unit', text: pairPageWords.unit, show: (row) => row.unit ?? '—', sort: false, width: 180 },
  { key: 'household', text: pairPageWords.household, show: (row) => row.headName, sort: false, width: 110 },
  { key: 'area', text: pairPageWords.area, show: (row) => row.areaName, sort: false },
  { key: 'kind', text: words.kind, show: (row) => <Kind row={row} />, sort: false },
  { key: 'reason', text: words.reason, show: (row) => row.reason, sort: false, width: 200 },
  { key: 'by', text: words.statedBy, show: (row) => row.statedBy ?? '—', sort: false },
  { key: 'at', text: words.statedAt, show: (row) => <InstantText at={row.statedAt} />, sort: false },
  { key: 'state', text: words.state, show: (row) => <State row={row} />, sort: false },
]

const filters: readonly Filter[] = [
  areaFilter,
  {
    key: 'kind',
    text: words.kind,
    kind: 'choice',
    choices: BarKind.options.map((value) => ({ value, text: barKindWords[value] })),
  },
  {
    key: 'state',
    text: words.state,
    kind: 'choice',
    choices: [
      { value: 'live', text: words.live },
      { value: 'lifted', text: words.lifted },
    ],
  },
  { key: 'standing', text: words.standingOnly, kind: 'flag' },
  // Reached from the page of a helper or a family.
  helperFilter(pairPageWords.helper),
  householdFilter(pairPageWords.household),
]

/** Who may not stand by whom: declared kinship and conflicts of interest, with who declared and who ended them. */
export function Page() {
  const t = useWords()
  const may = useMay()
  const [declaring, setDeclaring] = useState(false)
  const declare = may('pairing.write') && (
    <Button type="primary" onClick={() => setDeclaring(true)}>
      {t(words.declare)}
    </Button>
  )
  return (
    <>
      <ListPage
        list="bars"
        exportPath="/bars/export"
        note={t(words.note)}
        primary={declare}
        columns={columns}
        filters={filters}
        rows={(ask) => pairingApi.bars.list.queryOptions({ input: inputOf(BarListInput, ask) })}
        total={(ask) => pairingApi.bars.total.queryOptions({ input: inputOf(BarFilter, ask) })}
        rowKey={(row) => row.id}
        peek={(row) => ({ title: `${row.helperName} · ${row.headName}`, content: <BarPeek key={row.id} row={row} /> })}
        empty={{ text: t(words.empty), action: declare || <NextSteps to={[]} />, under: ['helper', 'household'] }}
      />
      {declaring && <DeclareDialog close={() => setDeclaring(false)} />}
    </>
  )
}

function BarPeek({ row }: { row: BarRow }) {
  const t = useWords()
  const may = useMay()
  const changed = usePairingChanged()
  const [lifting, setLifting] = useState(false)
  return (
    <>
      <Facts
        facts={[
          { label: t(words.kind), value: <Kind row={row} /> },
          { label: t(words.reason), value: row.reason },
          { label: t(words.statedBy), value: row.statedBy ?? '—' },
          { label: t(words.statedAt), value: <InstantText at={row.statedAt} /> },
          { label: t(words.state), value: <State row={row} /> },
        ]}
      />
      {row.liftedAt && (
        <p className="second">
          {t(words.liftedOf, {
            by: row.liftedBy ?? '',
            at: dayOf(new Date(row.liftedAt)),
            reason: row.liftedReason ?? '',
          })}
        </p>
      )}
      {row.standing && (
        <p className="peek-doors">
          <Link to={`/pairs?household=${row.householdId}`}>{t(words.toPair)}</Link>
        </p>
      )}
      {!row.liftedAt && may('pairing.approve') && (
        <div className="peek-acts">
          <Button onClick={() => setLifting(true)}>{t(words.lift)}</Button>
        </div>
      )}
      {lifting && (
        <Confirm
          title={t(words.lift)}
          consequence={t(words.liftNote, { helper: row.helperName, head: row.headName })}
          action={t(words.lift)}
          reason
          act={async (reason) => {
            await pairingApi.bars.lift.call({ id: row.id, reason })
            await changed()
          }}
          close={() => setLifting(false)}
        />
      )}
    </>
  )
}

function DeclareDialog({ close }: { close: () => void }) {
  const t = useWords()
  const changed = usePairingChanged()
  const { helper, household } = useAddress()
  const [helperId, setHelperId] = useState<string | undefined>(helper)
  const [householdId, setHouseholdId] = useState<string | undefined>(household)
  const [kind, setKind] = useState<BarKind>('kin')
  const [reason, setReason] = useState('')
  const go = async () => {
    await pairingApi.helpers.bar.call({
      id: helperId ?? '',
      householdId: householdId ?? '',
      kind,
      reason: reason.trim(),
    })
    await changed()
  }
  return (
    <Dialog
      title={t(words.declare)}
      action={t(words.declare)}
      act={go}
      disabled={!helperId || !householdId || reason.trim() === ''}
      close={close}
    >
      <Labelled label={t(pairPageWords.helper)}>
        {(id) => <HelperPicker id={id} everybody value={helperId} onChange={setHelperId} />}
      </Labelled>
      <Labelled label={t(pairPageWords.household)}>
        {(id) => <HouseholdPicker id={id} value={householdId} onChange={setHouseholdId} />}
      </Labelled>
      <Labelled label={t(words.kind)}>
        {(id) => (
          <Select<BarKind>
            id={id}
            style={{ width: '100%' }}
            value={kind}
            options={BarKind.options.map((value) => ({ value, label: t(barKindWords[value]) }))}
            onChange={setKind}
          />
        )}
      </Labelled>
      <Labelled label={t(words.reason)}>
        {(id) => (
          <Input
            id={id}
            maxLength={200}
            placeholder={t(words.reasonHelp)}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        )}
      </Labelled>
    </Dialog>
  )
}
