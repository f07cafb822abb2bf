import { saysNothing, tight } from './characters.ts'
import { type Cell, CellError, cellText } from './grid.ts'
import type { Judgement } from './judgement.ts'

/** Six-digit codes by the names people write; handed in, because the engine reads no files. */
export type Counties = ReadonlyMap<string, string>

/**
 * The six-digit code of the county a cell names. `places` are names of the area the list is about (绥化市): they decide
 * when several counties of the country share a name.
 */
export function readCounty(cell: Cell, counties: Counties, places: readonly string[]): Judgement<string> {
  if (cell === undefined) return { value: null }
  if (cell instanceof CellError) return { value: null, fault: 'code_unknown' }
  const text = tight(cellText(cell))
  const code = /^(\d{6})(?:0{6})?$/.exec(text)?.[1]
  if (code !== undefined && isKnownCode(counties, code)) return { value: code }
  const found = findCounty(text, counties, places)
  if (found !== undefined) return { value: found }
  return saysNothing(text) ? { value: null } : { value: null, fault: 'code_unknown' }
}

function findCounty(text: string, counties: Counties, places: readonly string[]): string | undefined {
  // The list's own area first: 郊区 of 佳木斯市 is meant in a list of 佳木斯市.
  for (const place of places) {
    const inPlace = counties.get(place + text)
    if (inPlace !== undefined) return inPlace
  }
  return counties.get(text)
}

const knownCodes = new WeakMap<Counties, ReadonlySet<string>>()

function isKnownCode(counties: Counties, code: string): boolean {
  const known = knownCodes.get(counties) ?? new Set(counties.values())
  knownCodes.set(counties, known)
  return known.has(code)
}
