import { Input, Select } from 'antd'
import { useId, useState } from 'react'
import { newId } from '../../../platform/web/identifier.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { DayInput } from '../../../platform/web/ui/day-input.tsx'
import { Dialog } from '../../../platform/web/ui/dialog.tsx'
import { relationWords } from '../code-messages.ts'
import { type Household, headRelation, type Person } from '../model.ts'
import { householdWords as words } from '../page-messages.ts'
import { versionWords } from '../version-messages.ts'
import { registryApi, useHouseholdChanged } from './api.ts'

const relations = Object.entries(relationWords)
  .filter(([code]) => code !== headRelation)
  .sort(([one], [other]) => one.localeCompare(other))

type HeadProps = { household: Household; person: Person; close: () => void }

/** A member becomes the head; what the head until now is to the new one is asked, because both stay. */
export function MakeHead({ household, person, close }: HeadProps) {
  const t = useWords()
  const changed = useHouseholdChanged()
  const ids = { relation: useId(), from: useId(), why: useId() }
  const [key] = useState(newId)
  const [oldRelation, setOldRelation] = useState<string>()
  const [from, setFrom] = useState('')
  const [why, setWhy] = useState('')
  const act = async () => {
    if (!oldRelation) return
    await registryApi.registry.changeHead.call(
      { id: household.id, headId: person.id, oldRelation, from: from || undefined, why: why.trim() },
      { context: { idempotencyKey: key } },
    )
    await changed()
  }
  return (
    <Dialog
      title={t(words.makeHeadTitle, { name: person.name })}
      action={t(words.makeHead)}
      act={act}
      disabled={!oldRelation}
      close={close}
    >
      <p className="second">{t(words.makeHeadNote)}</p>
      <div className="stacked">
        <label htmlFor={ids.relation}>{t(words.oldHeadIs, { old: household.headName, name: person.name })}</label>
        <Select
          id={ids.relation}
          value={oldRelation}
          onChange={setOldRelation}
          options={relations.map(([value, text]) => ({ value, label: t(text) }))}
        />
      </div>
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
