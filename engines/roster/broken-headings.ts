import { tight } from './characters.ts'
import { cellText, type Row } from './grid.ts'
import { headingKey, isWholeHeading } from './header-words.ts'
import type { MergeIndex } from './merges.ts'
import { isSomeone } from './someone.ts'

/** A label and the pieces of it that stand in two rows, one of them alone where it was not broken. */
export type BrokenLabel = { readonly column: number; readonly label: string; readonly parts: readonly string[] }

const longestPart = 8
const fewestBroken = 3

/**
 * The labels of a heading that was broken in mid-word over two rows because its columns are narrow: 出生 above 日期, 姓 above
 * 名. Undefined for all other pairs of rows: a group above its columns is a word by itself, and so are they.
 */
export function brokenLabels(upper: Row, lower: Row, merges: MergeIndex): readonly BrokenLabel[] | undefined {
  if (lower.number !== upper.number + 1) return undefined
  const labels: BrokenLabel[] = []
  // 监护人 above 姓名 goes on over the columns to the right that have nothing above them.
  let group = ''
  for (let column = 0; column < Math.max(upper.cells.length, lower.cells.length); column++) {
    const parts = [upper, lower].map(({ cells }) => cells[column]).filter((cell) => tight(cellText(cell)) !== '')
    if (parts.length === 0) continue
    if (!parts.every((part) => typeof part === 'string' && tight(part).length <= longestPart)) return undefined
    const spans = [upper, lower].some(({ number }) => {
      const merge = merges.at(number, column)
      return merge !== undefined && merge.right > merge.left
    })
    if (spans) return undefined
    const texts = parts.map((part) => tight(cellText(part)))
    const isBelow = tight(cellText(upper.cells[column])) === ''
    if (!isBelow) group = texts.length === 2 && isSomeone(texts[0] ?? '') ? (texts[0] ?? '') : ''
    labels.push({ column, label: (isBelow ? group : '') + texts.join(''), parts: texts })
  }
  return areBroken(labels) ? labels : undefined
}

function areBroken(labels: readonly BrokenLabel[]): boolean {
  const broken = labels.filter(({ parts }) => parts.length === 2)
  if (broken.length < fewestBroken || broken.length < labels.length / 3) return false
  const isWhole = (text: string | undefined) => isWholeHeading(headingKey(text ?? ''))
  const whole = broken.filter(({ label }) => isWhole(label))
  const [aboveMeaningless, belowMeaningless] = [0, 1].map((level) =>
    whole.filter(({ parts }) => !isWhole(parts[level])),
  )
  return (
    whole.length >= fewestBroken &&
    whole.length >= broken.length * 0.5 &&
    (aboveMeaningless?.length ?? 0) >= 2 &&
    (belowMeaningless?.length ?? 0) >= 2
  )
}
