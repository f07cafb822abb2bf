import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { householdFacts } from '../fact-rules.ts'
import { factValueWords } from '../messages.ts'
import { panelWords as words } from '../page-messages.ts'
import { policiesApi } from './api.ts'

type FactFormProps = {
  householdId: string
  name: string
  /** Whose it is, for facts of single persons. */
  person?: { readonly id: string; readonly name: string }
  /** Puts another value in the place of one that is worked out: that needs a reason. */
  correcting?: boolean
}

/** Records one fact that a policy waits for. */
export function FactForm({ householdId, name, person, correcting = false }: FactFormProps) {
  const t = useWords()
  const answers = useQueryClient()
  const [open, setOpen] = useState(false)
  const fact = householdFacts[name]
  if (!fact) return null
  const label = t(fact.text)
  if (!open)
    return (
      <Button size="small" onClick={() => setOpen(true)}>
        {person
          ? t(words.recordFactOf, { fact: label, name: person.name })
          : t(correcting ? words.correct : words.recordFact, { fact: label })}
      </Button>
    )
  const choices =
    fact.type === 'boolean'
      ? ['true', 'false'].map((value) => ({ value, text: factValueWords[value] ?? value }))
      : fact.values?.map((value) => ({ value, text: factValueWords[value] ?? value }))
  const kind = fact.type === 'fen' ? 'money' : fact.type === 'day' ? 'day' : 'text'
  return (
    <FormPage<{ value: string; why?: string }, unknown>
      form={`fact.${householdId}.${name}.${person?.id ?? ''}`}
      initial={{}}
      submitText={t(words.saveFact)}
      submit={({ value, why }, { context }) =>
        policiesApi.recordFact.call(
          {
            id: householdId,
            name: name as never,
            personId: person?.id ?? null,
            value: String(value),
            why: why?.trim() || null,
          },
          { context },
        )
      }
      done={async () => {
        setOpen(false)
        await answers.invalidateQueries({ queryKey: policiesApi.key() })
      }}
      cancel={() => setOpen(false)}
    >
      {choices ? (
        <Field name="value" label={label} kind="choice" choices={choices} required />
      ) : (
        <Field name="value" label={label} kind={kind} required />
      )}
      <Field
        name="why"
        label={t(correcting ? words.correctionWhy : words.factWhy)}
        maxLength={200}
        required={correcting || fact.worked === true}
      />
    </FormPage>
  )
}
