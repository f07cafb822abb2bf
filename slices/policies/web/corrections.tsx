import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { dayOf } from '../../../core/date.ts'
import { formatFen } from '../../../core/yuan.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import { householdFacts } from '../fact-rules.ts'
import type { HouseholdAnswer, HouseholdFact } from '../model.ts'
import { panelWords as words } from '../page-messages.ts'
import { policiesApi } from './api.ts'
import { useChanged } from './enrolment-acts.tsx'
import { FactForm } from './fact-form.tsx'

/** Facts that are worked out: what was put in their place by hand and why, and the way to do so or to take it back. */
export function Corrections({ householdId, result }: { householdId: string; result: HouseholdAnswer }) {
  const may = useMay()
  const names = result.correctable.filter((name) => !result.recordable.includes(name))
  const { data } = useQuery({
    ...policiesApi.household.queryOptions({ input: { id: householdId } }),
    enabled: names.length > 0,
  })
  const byHand = (name: string) => data?.facts.find((fact) => fact.name === name && fact.personId === null)
  const shown = names.filter((name) => result.state !== 'not_eligible' || byHand(name))
  return shown.map((name) => {
    const fact = byHand(name)
    if (fact) return <ByHand key={name} householdId={householdId} fact={fact} />
    return may('registry.write') && <FactForm key={name} householdId={householdId} name={name} correcting />
  })
}

function ByHand({ householdId, fact }: { householdId: string; fact: HouseholdFact }) {
  const t = useWords()
  const may = useMay()
  const changed = useChanged()
  const [asked, setAsked] = useState(false)
  const known = householdFacts[fact.name]
  const value = known?.type === 'fen' ? t(words.yuan, { amount: formatFen(fact.value) }) : fact.value
  const told = {
    ...{ fact: known ? t(known.text) : fact.name, value, by: fact.by ?? '—' },
    ...{ day: dayOf(new Date(fact.at)), why: fact.why ?? '—' },
  }
  return (
    <p className="due-hint">
      {t(words.correctedTo, told)}{' '}
      {may('registry.write') && (
        <Button size="small" onClick={() => setAsked(true)}>
          {t(words.takeBack)}
        </Button>
      )}
      {asked && (
        <Confirm
          title={t(words.takeBack)}
          consequence={t(words.takeBackNote)}
          action={t(words.takeBack)}
          reason
          act={async (why) => {
            await policiesApi.forgetCorrection.call({ id: householdId, name: fact.name as never, why })
            await changed()
          }}
          close={() => setAsked(false)}
        />
      )}
    </p>
  )
}
