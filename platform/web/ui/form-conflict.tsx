import { useState } from 'react'
import { useWords } from '../language.tsx'
import { formWords as words } from '../messages.ts'
import { Dialog } from './dialog.tsx'
import { fieldPath, type KnownField } from './field.tsx'

type Values = Record<string, unknown>

type ConflictProps = {
  message: string
  both: { readonly yours: Values; readonly theirs: Values }
  fields: ReadonlyMap<string, KnownField>
  /** Takes what was saved and forgets what was typed. */
  drop: () => void
  /** Saves again with the chosen values over the version that was seen. */
  take: (chosen: Values, version: number | undefined) => void
}

const valueAt = (values: Values, key: string): unknown =>
  fieldPath(key).reduce<unknown>((at, part) => (at as Record<string | number, unknown> | undefined)?.[part], values)

const same = (one: unknown, other: unknown) => JSON.stringify(one ?? null) === JSON.stringify(other ?? null)

/** Two changes of one record side by side: nothing is overwritten before somebody has seen both. */
export function ConflictDialog({ message, both, fields, drop, take }: ConflictProps) {
  const t = useWords()
  const { yours, theirs } = both
  const differing = [...fields.keys()].filter((key) => key in yours && !same(valueAt(yours, key), valueAt(theirs, key)))
  const [mine, setMine] = useState<ReadonlySet<string>>(new Set(differing))
  const choose = (key: string, own: boolean) => {
    const next = new Set(mine)
    if (own) next.add(key)
    else next.delete(key)
    setMine(next)
  }
  const finish = () => {
    const chosen = Object.fromEntries(
      differing.map((key) => [key, (mine.has(key) ? valueAt(yours, key) : valueAt(theirs, key)) ?? undefined]),
    )
    take(chosen, typeof theirs.version === 'number' ? theirs.version : undefined)
  }
  return (
    <Dialog
      wide
      title={t(words.conflict)}
      action={t(words.takeChosen)}
      act={finish}
      cancelText={t(words.keepTheirs)}
      close={drop}
      lightly={false}
    >
      <p>{message}</p>
      <p className="second">{t(words.conflictNote)}</p>
      <table className="data small conflict">
        <thead>
          <tr>
            <th scope="col">{t(words.field)}</th>
            <th scope="col">{t(words.yours)}</th>
            <th scope="col">{t(words.theirs)}</th>
          </tr>
        </thead>
        <tbody>
          {differing.map((key) => {
            const field = fields.get(key)
            return (
              <tr key={key}>
                <th scope="row">{field?.label}</th>
                {[true, false].map((own) => (
                  <td key={String(own)}>
                    <label>
                      <input
                        type="radio"
                        name={`conflict-${key}`}
                        checked={mine.has(key) === own}
                        onChange={() => choose(key, own)}
                      />
                      <span>{field?.show(valueAt(own ? yours : theirs, key))}</span>
                    </label>
                  </td>
                ))}
              </tr>
            )
          })}
        </tbody>
      </table>
    </Dialog>
  )
}
