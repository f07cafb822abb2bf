import type { Text } from '../../../core/messages.ts'
import { useWords } from '../language.tsx'

/** The word over a column and the class of its cells, such as `number`; a column of buttons has no word. */
export type Head = readonly [text: Text | undefined, className?: string]

/** The head of a table whose rows are written out by hand; lists have `DataTable`. */
export function TableHead({ heads }: { heads: readonly Head[] }) {
  const t = useWords()
  return (
    <thead>
      <tr>
        {heads.map(([text, className]) => (
          <th key={text?.en ?? ''} scope="col" className={className}>
            {text && t(text)}
          </th>
        ))}
      </tr>
    </thead>
  )
}
