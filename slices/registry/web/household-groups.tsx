import { Input, Select } from 'antd'
import { useId, useState } from 'react'
import { newId } from '../../../platform/web/identifier.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { listed } from '../../../platform/web/punctuation.ts'
import { useMay, useToday } from '../../../platform/web/session.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import { DayInput } from '../../../platform/web/ui/day-input.tsx'
import { Dialog } from '../../../platform/web/ui/dialog.tsx'
import { Mark } from '../../../platform/web/ui/figures.tsx'
import { Card } from '../../../platform/web/ui/file-page.tsx'
import { derivedFlags } from '../flag-rules.ts'
import { flagWords, groupWords, groupPageWords as words } from '../group-messages.ts'
import { type Household, TargetGroup } from '../model.ts'
import { registryApi, useHouseholdChanged } from './api.ts'
import './registry.css'

/** Which target groups a family belongs to, on what evidence, since when; and what follows from its members by itself. */
export function HouseholdGroups({ household }: { household: Household }) {
  const t = useWords()
  const may = useMay()
  const today = useToday()
  const [adding, setAdding] = useState(false)
  const [ending, setEnding] = useState<Household['groups'][number]>()
  const write = may('registry.write') && household.status === 'registered'
  const derived = derivedFlags(household, today)
  return (
    <Card
      title={t(words.title)}
      extra={
        write && (
          <button type="button" className="quiet" onClick={() => setAdding(true)}>
            {t(words.add)}
          </button>
        )
      }
    >
      {household.groups.length === 0 && <p className="second">{t(words.none)}</p>}
      <ul className="past-people">
        {household.groups.map((group) => (
          <li key={group.id}>
            <b>{t(groupWords[group.code])}</b>
            <div className="second">
              {t(group.until ? words.ended : words.line, {
                since: group.since,
                until: group.until ?? '',
                evidence: group.evidence ?? '—',
              })}{' '}
              {write && !group.until && (
                <button type="button" className="quiet" onClick={() => setEnding(group)}>
                  {t(words.end)}
                </button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {derived.length > 0 && (
        <ul className="past-people">
          {derived.map(({ flag, state, people }) => (
            <li key={flag}>
              <Mark tone={state === 'yes' ? 'waiting' : 'plain'}>{t(flagWords[flag])}</Mark>{' '}
              <span className="second">
                {t(state === 'yes' ? words.of : words.unknown, { people: listed(t, people) })}
              </span>
            </li>
          ))}
        </ul>
      )}
      {adding && <AddGroup household={household} close={() => setAdding(false)} />}
      {ending && <EndGroup household={household} group={ending} close={() => setEnding(undefined)} />}
    </Card>
  )
}

function EndGroup({
  household,
  group,
  close,
}: {
  household: Household
  group: Household['groups'][number]
  close: () => void
}) {
  const t = useWords()
  const changed = useHouseholdChanged()
  const [key] = useState(newId)
  return (
    <Confirm
      title={t(words.endTitle, { group: t(groupWords[group.code]) })}
      consequence={t(words.endNote)}
      action={t(words.end)}
      reason
      act={async (why) => {
        const context = { context: { idempotencyKey: key } }
        await registryApi.registry.endGroup.call({ id: household.id, markId: group.id, why }, context)
        await changed()
      }}
      close={close}
    />
  )
}

function AddGroup({ household, close }: { household: Household; close: () => void }) {
  const t = useWords()
  const today = useToday()
  const changed = useHouseholdChanged()
  const ids = { code: useId(), since: useId(), evidence: useId() }
  const [key] = useState(newId)
  const [code, setCode] = useState<TargetGroup>()
  const [since, setSince] = useState<string | undefined>(today)
  const [evidence, setEvidence] = useState('')
  const act = async () => {
    if (!code || !since) return
    const asked = { id: household.id, code, since, evidence: evidence.trim() }
    await registryApi.registry.addGroup.call(asked, { context: { idempotencyKey: key } })
    await changed()
  }
  return (
    <Dialog
      title={t(words.add)}
      action={t(words.add)}
      act={act}
      disabled={!code || !since || evidence.trim().length < 2}
      close={close}
    >
      <div className="stacked">
        <label htmlFor={ids.code}>{t(words.group)}</label>
        <Select
          id={ids.code}
          value={code}
          onChange={setCode}
          options={TargetGroup.options.map((value) => ({ value, label: t(groupWords[value]) }))}
        />
      </div>
      <div className="stacked">
        <label htmlFor={ids.since}>{t(words.since)}</label>
        <DayInput id={ids.since} {...(since ? { value: since } : {})} max={today} onChange={setSince} />
      </div>
      <div className="stacked">
        <label htmlFor={ids.evidence}>{t(words.evidence)}</label>
        <Input
          id={ids.evidence}
          maxLength={200}
          placeholder={t(words.evidenceHelp)}
          value={evidence}
          onChange={(event) => setEvidence(event.target.value)}
        />
      </div>
    </Dialog>
  )
}
