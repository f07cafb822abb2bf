import { useQueryClient } from '@tanstack/react-query'
import { AutoComplete, Input, Select } from 'antd'
import { useId, useState } from 'react'
import { newId } from '../../../platform/web/identifier.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { Dialog } from '../../../platform/web/ui/dialog.tsx'
import type { Household } from '../../registry/model.ts'
import { supplementWords as words } from '../messages.ts'
import type { Supplement } from '../model.ts'
import { supplementsApi } from './api.ts'

type WriteProps = {
  household: Household
  known: readonly Supplement[]
  /** What a form asked for. */
  heading: string
  close: () => void
}

/** One thing that is known of one member, under a heading of the officer’s own; an empty text takes it back. */
export function WriteSupplement({ household, known, heading: asked, close }: WriteProps) {
  const t = useWords()
  const answers = useQueryClient()
  const people = household.people.filter((person) => person.leftOn === null)
  const ids = { person: useId(), heading: useId(), text: useId() }
  const [key] = useState(newId)
  const [personId, setPersonId] = useState(people[0]?.id ?? '')
  const [heading, setHeading] = useState(asked)
  const [text, setText] = useState('')
  const headings = known.filter((one) => one.personId === personId).map((one) => one.heading)
  const takesBack = text.trim() === '' && headings.includes(heading.trim())
  const act = async () => {
    const entries = [{ heading: heading.trim(), text: text.trim() }]
    await supplementsApi.write.call({ id: household.id, personId, entries }, { context: { idempotencyKey: key } })
    await answers.invalidateQueries()
  }
  return (
    <Dialog
      title={t(words.write)}
      action={t(takesBack ? words.takeBack : words.save)}
      act={act}
      disabled={heading.trim() === '' || (text.trim() === '' && !takesBack)}
      close={close}
    >
      <p className="second">{t(words.writeNote)}</p>
      {people.length > 1 && (
        <div className="stacked">
          <label htmlFor={ids.person}>{t(words.person)}</label>
          <Select
            id={ids.person}
            value={personId}
            onChange={setPersonId}
            options={people.map((person) => ({ value: person.id, label: person.name }))}
          />
        </div>
      )}
      <div className="stacked">
        <label htmlFor={ids.heading}>{t(words.heading)}</label>
        <AutoComplete
          id={ids.heading}
          value={heading}
          maxLength={60}
          placeholder={t(words.headingHelp)}
          options={headings.map((value) => ({ value }))}
          onChange={setHeading}
        />
      </div>
      <div className="stacked">
        <label htmlFor={ids.text}>{t(words.text)}</label>
        <Input id={ids.text} maxLength={500} value={text} onChange={(event) => setText(event.target.value)} />
      </div>
    </Dialog>
  )
}
