import { Button } from 'antd'
import { useId, useState } from 'react'
import { useGo } from '../../../platform/web/address.ts'
import { problemOf } from '../../../platform/web/http.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { InstantText, Mark } from '../../../platform/web/ui/figures.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { AreaPicker, useOwnArea } from '../../areas/web/area-picker.tsx'
import { proposalStateWords } from '../messages.ts'
import type { Proposal } from '../model.ts'
import { pairPageWords as words } from '../page-messages.ts'
import { pairingApi, usePairingChanged } from './api.ts'
import './pairing.css'

const tones = {
  running: 'waiting',
  ready: 'waiting',
  failed: 'waiting',
  accepted: 'done',
  discarded: 'plain',
  cancelled: 'plain',
} as const

/** The state of a proposal in one word. */
export function ProposalMark({ state }: { state: Proposal['state'] }) {
  const t = useWords()
  return <Mark tone={tones[state]}>{t(proposalStateWords[state])}</Mark>
}

function Result({ row }: { row: Proposal }) {
  const t = useWords()
  if (row.households === null) return '—'
  return t(words.resultOf, { served: row.served ?? 0, households: row.households })
}

const columns: readonly Column<Proposal>[] = [
  { key: 'area', text: words.area, show: (row) => row.areaName, sort: false, width: 160 },
  { key: 'state', text: words.state, show: (row) => <ProposalMark state={row.state} />, sort: false },
  { key: 'result', text: words.result, show: (row) => <Result row={row} />, sort: false, width: 180 },
  { key: 'by', text: words.by, show: (row) => row.createdBy ?? '—', sort: false },
  { key: 'at', text: words.at, show: (row) => <InstantText at={row.createdAt} />, sort: false },
]

/** Begins a proposal for an area and shows the earlier ones. */
export function Page() {
  const t = useWords()
  const may = useMay()
  return (
    <ListPage
      list="proposals"
      note={t(words.proposeNote)}
      above={may('pairing.write') && <Begin />}
      columns={columns}
      rows={({ limit, offset }) => pairingApi.proposals.list.queryOptions({ input: { limit, offset } })}
      rowKey={(row) => row.id}
      open={(row) => `/proposals/${row.id}`}
      empty={{ text: t(words.noProposals) }}
    />
  )
}

function Begin() {
  const t = useWords()
  const go = useGo()
  const own = useOwnArea()
  const changed = usePairingChanged()
  const id = useId()
  const [areaCode, setAreaCode] = useState<string | undefined>(own)
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string>()
  const start = async () => {
    if (!areaCode) return
    setBusy(true)
    setFault(undefined)
    try {
      const proposal = await pairingApi.proposals.start.call({ areaCode })
      await changed()
      go(`/proposals/${proposal.id}`)
    } catch (error) {
      setFault(problemOf(error).message)
      setBusy(false)
    }
  }
  return (
    <section className="propose" aria-label={t(words.proposeArea)}>
      <div className="labelled">
        <label htmlFor={id}>{t(words.proposeArea)}</label>
        <AreaPicker id={id} value={areaCode} onChange={setAreaCode} />
      </div>
      <Button type="primary" loading={busy} disabled={!areaCode} onClick={() => void start()}>
        {t(words.start)}
      </Button>
      {fault && <p role="alert">{fault}</p>}
    </section>
  )
}
