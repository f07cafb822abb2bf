import { Input, Select } from 'antd'
import { useId, useState } from 'react'
import { newId } from '../../../platform/web/identifier.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { aside } from '../../../platform/web/punctuation.ts'
import { DayInput } from '../../../platform/web/ui/day-input.tsx'
import { Dialog } from '../../../platform/web/ui/dialog.tsx'
import { leftReasonWords, spokenRelation } from '../code-messages.ts'
import { type Household, headRelation, type Person } from '../model.ts'
import { householdWords as words } from '../page-messages.ts'
import { versionWords } from '../version-messages.ts'
import { registryApi, useHouseholdChanged } from './api.ts'

type Reason = Exclude<keyof typeof leftReasonWords, 'merged'>
// Counting somebody once is decided where duplicates are compared.
const reasons = (Object.keys(leftReasonWords) as (keyof typeof leftReasonWords)[]).filter(
  (reason): reason is Reason => reason !== 'merged',
)

type EndProps = { household: Household; person: Person; close: () => void }

/** A member leaves; when it is the head, who follows is asked, because a family is never without one. */
export function EndMember({ household, person, close }: EndProps) {
  const t = useWords()
  const changed = useHouseholdChanged()
  const ids = { reason: useId(), head: useId(), from: useId(), why: useId() }
  const [key] = useState(newId)
  const [reason, setReason] = useState<Reason>()
  const [newHeadId, setNewHeadId] = useState<string>()
  const [why, setWhy] = useState('')
  const [from, setFrom] = useState('')
  const isHead = person.relation === headRelation
  const others = household.people.filter((one) => one.id !== person.id && one.leftOn === null)
  const act = async () => {
    if (!reason) return
    await registryApi.registry.endPerson.call(
      {
        id: household.id,
        personId: person.id,
        reason,
        newHeadId: newHeadId ?? null,
        from: from || undefined,
        why: why.trim(),
      },
      { context: { idempotencyKey: key } },
    )
    await changed()
  }
  const title = t(words.leaveTitle, { name: person.name })
  if (isHead && others.length === 0)
    return (
      <Dialog title={title} action={t(words.leaveAct)} act={act} disabled close={close}>
        <p>{t(words.lastMember)}</p>
      </Dialog>
    )
  return (
    <Dialog
      title={title}
      action={t(words.leaveAct)}
      act={act}
      disabled={!reason || (isHead && !newHeadId)}
      close={close}
    >
      <p className="second">{t(words.leaveNote)}</p>
      <div className="stacked">
        <label htmlFor={ids.reason}>{t(words.leaveReason)}</label>
        <Select
          id={ids.reason}
          value={reason}
          onChange={setReason}
          options={reasons.map((value) => ({ value, label: t(leftReasonWords[value]) }))}
        />
      </div>
      {isHead && (
        <div className="stacked">
          <label htmlFor={ids.head}>{t(words.newHead)}</label>
          <Select
            id={ids.head}
            value={newHeadId}
            onChange={setNewHeadId}
            options={others.map((one) => ({
              value: one.id,
              label: aside(t, one.name, t(spokenRelation(one.relation))),
            }))}
          />
        </div>
      )}
      <div className="stacked">
        <label htmlFor={ids.from}>{t(versionWords.from)}</label>
        <DayInput id={ids.from} value={from} onChange={(day) => setFrom(day ?? '')} />
      </div>
      <div className="stacked">
        <label htmlFor={ids.why}>{t(words.note)}</label>
        <Input.TextArea
          id={ids.why}
          rows={2}
          maxLength={200}
          value={why}
          onChange={(event) => setWhy(event.target.value)}
        />
      </div>
    </Dialog>
  )
}
