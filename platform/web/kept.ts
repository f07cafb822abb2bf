import { useCallback, useState } from 'react'

/** What was kept under a name in this browser; `otherwise` where nothing readable is. */
export function kept<Value>(storage: Storage, name: string, otherwise: Value): Value {
  try {
    const text = storage.getItem(name)
    return text === null ? otherwise : (JSON.parse(text) as Value)
  } catch {
    // Forbidden storage or a text of an older version: begin anew.
    return otherwise
  }
}

/** Writes or, with undefined, forgets; a full or forbidden storage is no reason to stop the person's work. */
export function keep(storage: Storage, name: string, value: unknown): void {
  try {
    if (value === undefined) storage.removeItem(name)
    else storage.setItem(name, JSON.stringify(value))
  } catch {
    // Nothing to do: what is kept here is a convenience.
  }
}

/** A state that this browser remembers: chosen columns, large mode. Never personal data. */
export function useKept<Value>(name: string, initial: Value): [Value, (value: Value) => void] {
  const full = `bangfu.${name}`
  const [value, setValue] = useState<Value>(() => kept(localStorage, full, initial))
  const set = useCallback(
    (next: Value) => {
      setValue(next)
      keep(localStorage, full, next)
    },
    [full],
  )
  return [value, set]
}
