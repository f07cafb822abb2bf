import { Input, Select } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { DayInput } from '../../../platform/web/ui/day-input.tsx'
import { Dialog } from '../../../platform/web/ui/dialog.tsx'
import { Labelled } from '../../../platform/web/ui/labelled.tsx'
import { endReasonWords } from '../messages.ts'
import { EndReason, type Pair, type PairMember } from '../model.ts'
import { pairPageWords as words } from '../page-messages.ts'
import { memberRoleWords, teamworkWords } from '../teamwork-messages.ts'
import { pairingApi, usePairingChanged } from './api.ts'
import { HelperPicker } from './helper-picker.tsx'
import { PersonChoice } from './person-choice.tsx'

export type PairAct =
  | { kind: 'add' | 'lead' | 'end' | 'handOver' | 'renew'; pair: Pair }
  | { kind: 'remove'; pair: Pair; member: PairMember }

const titles = {
  add: words.addFurther,
  lead: words.changeLead,
  end: words.endPair,
  handOver: teamworkWords.ask,
  renew: teamworkWords.renew,
}

// A family that was withdrawn ends its pair by itself; these are the reasons that a person gives.
const reasons = EndReason.options.filter((reason) => reason !== 'withdrawn')

/** The acts on a pair by hand, each with the helper or the reason that it needs. */
export function PairDialog({ act, close }: { act: PairAct; close: () => void }) {
  const t = useWords()
  const changed = usePairingChanged()
  const [helperId, setHelperId] = useState<string>()
  const [reason, setReason] = useState<EndReason | undefined>(act.kind === 'lead' ? 'lead_changed' : undefined)
  const [note, setNote] = useState('')
  const [role, setRole] = useState<'second' | 'further'>('further')
  const [personId, setPersonId] = useState<string | null>(null)
  const [until, setUntil] = useState('')
  const wantsHelper = act.kind === 'add' || act.kind === 'lead' || act.kind === 'handOver'
  const wantsReason = act.kind === 'lead' || act.kind === 'end' || act.kind === 'remove'
  const go = async () => {
    await perform(act, {
      helperId: helperId ?? '',
      reason: reason ?? 'other',
      note: note.trim(),
      role,
      personId,
      until,
    })
    await changed()
  }
  const title = act.kind === 'remove' ? t(words.removeTitle, { name: act.member.name }) : t(titles[act.kind])
  return (
    <Dialog
      title={title}
      action={t(act.kind === 'remove' ? words.removeHelper : titles[act.kind])}
      act={go}
      disabled={
        (wantsHelper && !helperId) ||
        (wantsReason && !reason) ||
        (act.kind === 'handOver' && note.trim() === '') ||
        (act.kind === 'renew' && until === '')
      }
      close={close}
    >
      {act.kind === 'end' && <p>{t(words.endPairNote)}</p>}
      {wantsHelper && (
        <Labelled label={t(words.helper)}>
          {(id) => (
            <HelperPicker
              id={id}
              value={helperId}
              onChange={setHelperId}
              except={act.pair.members.filter((one) => !one.until).map((one) => one.helperId)}
            />
          )}
        </Labelled>
      )}
      {wantsReason && (
        <>
          <Labelled label={t(words.reason)}>
            {(id) => (
              <Select
                id={id}
                style={{ width: '100%' }}
                value={reason}
                onChange={setReason}
                options={reasons.map((value) => ({ value, label: t(endReasonWords[value]) }))}
              />
            )}
          </Labelled>
          <Labelled label={t(words.noteField)}>
            {(id) => <Input id={id} value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />}
          </Labelled>
        </>
      )}
      {act.kind === 'add' && (
        <Labelled label={t(teamworkWords.role)}>
          {(id) => (
            <Select
              id={id}
              style={{ width: '100%' }}
              value={role}
              onChange={setRole}
              options={(['further', 'second'] as const).map((value) => ({ value, label: t(memberRoleWords[value]) }))}
            />
          )}
        </Labelled>
      )}
      {act.kind === 'add' && (
        <Labelled label={t(teamworkWords.person)}>
          {(id) => <PersonChoice id={id} householdId={act.pair.householdId} value={personId} onChange={setPersonId} />}
        </Labelled>
      )}
      {act.kind === 'renew' && (
        <Labelled label={t(teamworkWords.termUntil)}>
          {(id) => <DayInput id={id} value={until || undefined} onChange={(day) => setUntil(day ?? '')} />}
        </Labelled>
      )}
      {act.kind === 'handOver' && (
        <>
          <p className="second">{t(teamworkWords.askNote)}</p>
          <Labelled label={t(words.reason)}>
            {(id) => <Input id={id} value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />}
          </Labelled>
        </>
      )}
    </Dialog>
  )
}

type Filled = {
  helperId: string
  reason: EndReason
  note: string
  role: 'second' | 'further'
  personId: string | null
  until: string
}

function perform(act: PairAct, { helperId, reason, note, role, personId, until }: Filled): Promise<unknown> {
  switch (act.kind) {
    case 'add':
      return pairingApi.pairs.addHelper.call({ id: act.pair.id, helperId, role, personId })
    case 'lead':
      return pairingApi.pairs.changeLead.call({
        id: act.pair.id,
        version: act.pair.version ?? 1,
        helperId,
        reason,
        note,
      })
    case 'end':
      return pairingApi.pairs.end.call({ id: act.pair.id, version: act.pair.version ?? 1, reason, note })
    case 'handOver':
      return pairingApi.handOvers.ask.call({ pairId: act.pair.id, toHelperId: helperId, reason: note })
    case 'renew':
      return pairingApi.pairs.renew.call({ id: act.pair.id, version: act.pair.version ?? 1, until, note })
    case 'remove':
      return pairingApi.pairs.endHelper.call({ id: act.pair.id, helperId: act.member.helperId, reason, note })
  }
}
