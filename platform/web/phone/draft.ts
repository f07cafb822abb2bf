import { useState } from 'react'
import { draftPlace, weekMs } from '../draft-place.ts'
import { useSession } from '../session.tsx'

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
 * What is being filled in, kept in this phone from tap to tap: a call, a reload, an empty battery or an expired session
 * takes nothing away. It belongs to the person who is signed in, until that person signs out.
 */
export function useDraft<Value>(name: string, initial: () => Value): Drafted<Value> {
  const place = draftPlace<Value>(localStorage, useSession().account.id, name, weekMs)
  const [state, setState] = useState(() => place.read() ?? { at: undefined, values: initial() })
  return {
    value: state.values,
    change: (values) => {
      setState({ at: state.at, values })
      place.write(values)
    },
    restoredAt: state.at,
    reset: () => {
      place.forget()
      setState({ at: undefined, values: initial() })
    },
    forget: place.forget,
  }
}
