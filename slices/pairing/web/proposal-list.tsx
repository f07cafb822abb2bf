import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Checkbox, InputNumber, Select } from 'antd'
import { useId, useState } from 'react'
import { useAct } from '../../../platform/web/act.ts'
import { useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { NextSteps } from '../../../platform/web/ui/empty.tsx'
import { InstantText, Mark } from '../../../platform/web/ui/figures.tsx'
import { Labelled } from '../../../platform/web/ui/labelled.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { AreaPicker, useOwnArea } from '../../areas/web/area-picker.tsx'
import { OrganisationPicker } from '../../organisations/web/organisation-picker.tsx'
import { categoryWords } from '../../registry/messages.ts'
import { Category } from '../../registry/model.ts'
import { matchingWords } from '../matching-messages.ts'
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
  return t(words.resultOf, { served: grouped(row.served ?? 0), households: grouped(row.households) })
}

/** Which families a run was for: area, unit, category, whether those with a helper as well. */
function SetText({ row }: { row: Proposal }) {
  const t = useWords()
  const parts = [row.unitName, row.category && t(categoryWords[row.category]), row.rematch && t(matchingWords.rematch)]
  return (
    <>
      {row.areaName}
      <small className="second under">{parts.filter(Boolean).join(' · ')}</small>
    </>
  )
}

const columns: readonly Column<Proposal>[] = [
  { key: 'area', text: words.area, show: (row) => <SetText row={row} />, sort: false, width: 200 },
  { key: 'state', text: words.state, show: (row) => <ProposalMark state={row.state} />, sort: false },
  { key: 'result', text: words.result, show: (row) => <Result row={row} />, sort: false, width: 180 },
  {
    key: 'cost',
    text: words.points,
    show: (row) => (row.totalCost === null ? '—' : grouped(Number(row.totalCost))),
    sort: false,
    number: true,
  },
  { key: 'by', text: words.by, show: (row) => row.createdBy ?? '—', sort: false },
  { key: 'at', text: words.at, show: (row) => <InstantText at={row.createdAt} />, sort: false },
  { key: 'decided', text: matchingWords.decider, show: (row) => row.decidedBy ?? '—', sort: false, optional: true },
]

/** Chooses a set of families and begins a run for it; shows the earlier ones, of which two can be compared. */
export function Page() {
  const t = useWords()
  const may = useMay()
  const go = useGo()
  return (
    <ListPage
      list="proposals"
      note={t(words.proposeNote)}
      more={
        <>
          <Link to="/pairing/rules">{t(matchingWords.rulesDoor)}</Link>
          <Link to="/pairing/quotas">{t(matchingWords.quotasDoor)}</Link>
        </>
      }
      above={may('pairing.write') && <Begin />}
      columns={columns}
      exportPath="/proposals/export"
      rows={({ limit, offset }) => pairingApi.proposals.list.queryOptions({ input: { limit, offset } })}
      rowKey={(row) => row.id}
      open={(row) => `/proposals/${row.id}`}
      batch={(selection) => (
        <Button
          disabled={selection.count !== 2}
          onClick={() => go(`/proposals/compare?one=${selection.ids[1]}&other=${selection.ids[0]}`)}
        >
          {t(matchingWords.compareTwo)}
        </Button>
      )}
      empty={{ text: t(words.noProposals), action: !may('pairing.write') && <NextSteps to={[]} /> }}
    />
  )
}

type Chosen = {
  areaCode: string | undefined
  unitId: string | undefined
  category: Category | undefined
  rematch: boolean
  keepGain: number
  quotas: boolean
}

function Begin() {
  const t = useWords()
  const go = useGo()
  const own = useOwnArea()
  const changed = usePairingChanged()
  const [chosen, setChosen] = useState<Chosen>({
    areaCode: own,
    unitId: undefined,
    category: undefined,
    rematch: false,
    keepGain: 300,
    quotas: true,
  })
  const { run, busy, fault } = useAct()
  const { areaCode, unitId, category, rematch, keepGain, quotas } = chosen
  const set = useSet(chosen)
  const start = async () => {
    if (!areaCode) return
    const request = { areaCode, unitId: unitId ?? null, category: category ?? null, rematch, keepGain, quotas }
    const proposal = await pairingApi.proposals.start.call(request)
    await changed()
    go(`/proposals/${proposal.id}`)
  }
  return (
    <section className="propose" aria-label={t(matchingWords.set)}>
      <SetFields chosen={chosen} change={(part) => setChosen({ ...chosen, ...part })} />
      <div className="propose-act">
        <SetFacts chosen={chosen} change={(part) => setChosen({ ...chosen, ...part })} />
        <Button
          type="primary"
          loading={busy}
          disabled={!areaCode || set?.households === 0}
          onClick={() => void run(start)}
        >
          {t(words.start)}
        </Button>
      </div>
      {fault && <p role="alert">{fault}</p>}
    </section>
  )
}

type SetProps = { chosen: Chosen; change: (part: Partial<Chosen>) => void }

function SetFields({ chosen, change }: SetProps) {
  const t = useWords()
  const gainId = useId()
  return (
    <div className="propose-fields">
      <Labelled label={t(words.proposeArea)}>
        {(id) => <AreaPicker id={id} value={chosen.areaCode} onChange={(areaCode) => change({ areaCode })} />}
      </Labelled>
      <Labelled label={t(matchingWords.unit)}>
        {(id) => (
          <OrganisationPicker
            id={id}
            placeholder={t(matchingWords.anyUnit)}
            value={chosen.unitId}
            onChange={(unit) => change({ unitId: unit })}
          />
        )}
      </Labelled>
      <Labelled label={t(matchingWords.category)}>
        {(id) => (
          <Select<Category>
            id={id}
            allowClear
            placeholder={t(matchingWords.anyCategory)}
            style={{ width: '14rem' }}
            value={chosen.category ?? null}
            options={Category.options.map((value) => ({ value, label: t(categoryWords[value]) }))}
            onChange={(category) => change({ category: category ?? undefined })}
          />
        )}
      </Labelled>
      <div className="rematch">
        <Checkbox checked={chosen.rematch} onChange={(event) => change({ rematch: event.target.checked })}>
          {t(matchingWords.rematch)}
        </Checkbox>
        {chosen.rematch && (
          <label htmlFor={gainId} className="inline-field">
            {t(matchingWords.keepGain)}
            <InputNumber
              id={gainId}
              min={0}
              max={100_000}
              step={50}
              value={chosen.keepGain}
              suffix={t(matchingWords.points)}
              onChange={(value) => change({ keepGain: value ?? 0 })}
            />
          </label>
        )}
      </div>
    </div>
  )
}

/** The number of families and of places with helpers in the chosen set. */
function useSet({ areaCode, unitId, category, rematch }: Chosen) {
  const { data } = useQuery({
    ...pairingApi.proposals.set.queryOptions({
      input: {
        area: areaCode ?? '',
        ...(unitId ? { unit: unitId } : {}),
        ...(category ? { category } : {}),
        rematch: rematch ? 'true' : 'false',
      },
    }),
    enabled: areaCode !== undefined,
    placeholderData: keepPreviousData,
  })
  return data
}

/** What the chosen set holds, so that nobody waits for a run that cannot serve. */
function SetFacts({ chosen, change }: SetProps) {
  const t = useWords()
  const { rematch, quotas } = chosen
  const data = useSet(chosen)
  if (!data) return <p className="second" />
  const missing = data.households - data.room - (rematch ? data.paired : 0)
  return (
    <div className="set-facts">
      <p>
        {[
          t(matchingWords.setHouseholds, { households: grouped(data.households), severe: grouped(data.severe) }),
          t(matchingWords.setHelpers, { helpers: grouped(data.helpers), room: grouped(data.room) }),
          data.waiting > 0 && t(matchingWords.setWaiting, { waiting: grouped(data.waiting) }),
        ]
          .filter(Boolean)
          .join(t({ zh: '', en: ' ' }))}{' '}
        {data.households === 0 && <Mark tone="waiting">{t(matchingWords.setNobody)}</Mark>}
        {missing > 0 && <Mark tone="missed">{t(matchingWords.setShort, { missing: grouped(missing) })}</Mark>}
      </p>
      {data.quotas > 0 && (
        <Checkbox checked={quotas} onChange={(event) => change({ quotas: event.target.checked })}>
          {t(matchingWords.useQuotas, { count: data.quotas })}
        </Checkbox>
      )}
    </div>
  )
}
