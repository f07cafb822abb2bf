import type { FormSlot } from './form-reading.ts'
import { writeValue } from './write-value.ts'

const blanks = /^[\s_＿]*(?:年[\s_＿]*月[\s_＿]*日)?/

/** Where a label stands for the n-th time, counted from 0; behind it. */
function behind(text: string, label: string, nth: number): number {
  let at = text.indexOf(label)
  for (let found = 0; found < nth && at >= 0; found++) at = text.indexOf(label, at + label.length)
  return at < 0 ? -1 : at + label.length
}

/** A line with a fact behind one of its labels; undefined where its boxes offer nothing of the kind. */
export function writtenBehind(
  slot: FormSlot,
  label: string,
  fact: string | number | boolean,
  text: string,
  further: readonly string[] = [],
): string | undefined {
  const at = behind(text, label, slot.nth ?? 0)
  if (at < 0) return text
  const boxes = /^\s*[□☐][^:：]*/.exec(text.slice(at))?.[0]
  const place = boxes === undefined ? (blanks.exec(text.slice(at))?.[0] ?? '') : boxes
  const rest = text.slice(at + place.length)
  // 万元 printed behind the blank says in what it wants the money.
  const unit = /^万元/.test(rest) ? { ...slot, unitFen: 1_000_000 } : slot
  const own = { text: boxes === undefined ? place.replace(/[_＿]/g, '') : boxes, dateStyle: false, date1904: false }
  const value = writeValue(unit, fact, own, further)
  if (value === undefined) return undefined
  const written = 'text' in value ? value.text : value.number
  return text.slice(0, at) + written + (boxes === undefined ? gapAfter(place, written, rest) : '') + rest
}

/** What stood behind keeps its distance, and a line drawn with underscores its length. */
function gapAfter(place: string, written: string, rest: string): string {
  if (place.endsWith('日')) return ''
  const drawn = /^\s*([_＿]+)(\s*)/.exec(place)
  if (drawn) return '_'.repeat(Math.max(2, (drawn[1] ?? '').length - widthOf(written))) + drawn[2]
  return rest === '' ? '' : place.slice(0, 4) || '　　'
}

/** Letters of Chinese are as wide as two underscores. */
const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 2 : 1), 0)
