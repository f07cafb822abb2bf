import { useWords } from '../../../platform/web/language.tsx'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { lineWords, arrearsWords as words } from '../messages.ts'
import { Line } from '../model.ts'

/** Which of the three guarantee lines a row is about. */
export function LineText({ row }: { row: { readonly line: Line } }) {
  const t = useWords()
  return t(lineWords[row.line])
}

export const lineFilter: Filter = {
  key: 'line',
  text: words.line,
  kind: 'choice',
  choices: Line.options.map((value) => ({ value, text: lineWords[value] })),
  width: 180,
}
