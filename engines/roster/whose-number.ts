import { identityFault, sexOf, upgrade15 } from '../../core/identity-number.ts'
import { tight } from './characters.ts'
import { findSex } from './codes.ts'
import { birthShare } from './content.ts'
import type { Kind } from './fields.ts'
import { type Cell, cellText, type Row } from './grid.ts'
import { headingKey, headingScore } from './header-words.ts'
import type { Heading } from './table-header.ts'

type Table = {
  readonly kind: Kind
  readonly headings: readonly Heading[]
  readonly sample: readonly Row[]
  readonly date1904: boolean
}

// Of two people of one row every second has the same sex: only many that agree say whose it is.
const fewest = 8
const agrees = 0.8

/**
 * Columns of sex and of birth, each with the column of the identity numbers that say the same, by place: whoever bears the
 * number is who was born then, wherever the columns stand. Columns that agree with none, or with two, are left out.
 */
export function numbersOfBodies({ kind, headings, sample, date1904 }: Table): ReadonlyMap<number, number> {
  const leaves = headings.map(({ path }) => headingKey(path.at(-1) ?? ''))
  const cells = (place: number): Cell[] => sample.map((row) => row.cells[headings[place]?.column ?? 0])
  const numbers = leaves.flatMap((leaf, place) => (/身份证|身份号码|证件号/.test(leaf) ? [place] : []))
  const found = new Map<number, number>()
  for (const [place, leaf] of leaves.entries()) {
    const isSex = /性别$/.test(leaf) || headingScore(kind, 'sex', leaf) > 0
    const isBirth = /出生(?:日期|年月日?|时间)?$|生日$/.test(leaf) || headingScore(kind, 'birth_date', leaf) > 0
    if (!isSex && !isBirth) continue
    const [only, second] = numbers.filter((number) => {
      const share = isSex ? sexShare(cells(place), cells(number)) : birthShare(cells(place), cells(number), date1904)
      return share >= agrees
    })
    if (only !== undefined && second === undefined) found.set(place, only)
  }
  return found
}

/** How many of the sexes in one column are those of the identity numbers in another, 0 to 1. */
function sexShare(sexes: readonly Cell[], numbers: readonly Cell[]): number {
  let [compared, same] = [0, 0]
  for (const [index, cell] of numbers.entries()) {
    const text = tight(cellText(cell)).toUpperCase()
    const number = /^\d{15}$/.test(text) ? upgrade15(text) : text
    const sex = findSex(tight(cellText(sexes[index])))
    if (sex === undefined || identityFault(number) !== undefined) continue
    compared++
    if (sex === sexOf(number)) same++
  }
  return compared < fewest ? 0 : same / compared
}
