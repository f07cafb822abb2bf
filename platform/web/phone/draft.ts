import { useState } from 'react'
import { keep, kept } from '../kept.ts'
import { useSession } from '../session.tsx'

type Draft<Value> = { readonly at: number; readonly value: Value }

// What nobody finished within a week is no longer what was seen.
const keptMs = 7 * 86_400_000

type Drafted<Value> = {
  value: Value
  change: (value: Value) => void
  /** When what stands in the form was typed, where it was found in the phone. */
  restoredAt: number | undefined
  /** Begins anew. */
  reset: () => void
  /** Forgets it: it is saved. */
  forget: () => void
}

/**
 * What is being filled in, kept in this phone from tap to tap: a call, a reload or an empty battery takes nothing away. It
 * belongs to the person who is signed in.
 */
export function useDraft<Value>(name: string, initial: () => Value): Drafted<Value> {
  const place = `bangfu.draft.${useSession().account.id}.${name}`
  const [state, setState] = useState(() => {
    const draft = kept<Draft<Value> | null>(localStorage, place, null)
    return draft && Date.now() - draft.at < keptMs ? draft : { at: undefined, value: initial() }
  })
  const forget = () => keep(localStorage, place, undefined)
  return {
    value: state.value,
    change: (value) => {
      setState({ at: state.at, value })
      keep(localStorage, place, { at: Date.now(), value } satisfies Draft<Value>)
    },
    restoredAt: state.at,
    reset: () => {
      forget()
      setState({ at: undefined, value: initial() })
    },
    forget,
  }
}
