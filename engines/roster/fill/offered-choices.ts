import { optionFor } from './placeholder.ts'

/** What a heading offers to choose from: words, and the number by which each is to be written where it gives one. */
export type Offered = { readonly words: readonly string[]; readonly codes?: readonly string[] }

const longestWord = 8
const between = '[\\s,，、;；/／.。]*'
const word = '[\\u4e00-\\u9fff]{1,8}?'
const numberFirst = `(\\d{1,2})\\s*[.．、:：=-]?\\s*(${word})`
const wordFirst = `(${word})(?:填写?|为|选|记)?\\s*[:：=-]?\\s*(\\d{1,2})`

/** 性别（1男2女） and 是否低保（是填1，否填0） want the number and not the word; every letter of the legend has to be one of them. */
function codesIn(legend: string): Offered | undefined {
  const isNumberFirst = /^\s*\d/.test(legend)
  const pair = isNumberFirst ? numberFirst : wordFirst
  const end = isNumberFirst ? `(?=${between}(?:\\d|$))` : `(?=${between}(?:[\\u4e00-\\u9fff]|$))`
  if (!new RegExp(`^${between}(?:${pair}${end}${between}){2,}$`).test(legend)) return undefined
  const pairs = [...legend.matchAll(new RegExp(`${pair}${end}`, 'g'))]
  const words = pairs.map(([, one = '', other = '']) => (isNumberFirst ? other : one))
  const codes = pairs.map(([, one = '', other = '']) => (isNumberFirst ? one : other))
  return new Set(codes).size === codes.length ? { words, codes } : undefined
}

/** 致困原因（因病/因残/因学/其他）, 性别（1男2女）, 户口类型：1.城镇 2.农村: what a heading offers in brackets or behind its colon. */
export function offeredIn(header: string): Offered | undefined {
  const legends = [...header.matchAll(/[（(]([^()（）]*)[)）]/g)].map(([, legend = '']) => legend)
  const behind = /[:：]([^:：]*)$/.exec(header)?.[1]
  const coded = [...legends, ...(behind === undefined ? [] : [behind])].map(codesIn).find((one) => one !== undefined)
  if (coded) return coded
  for (const legend of legends.filter((one) => /[/／]/.test(one))) {
    const words = legend.split(/[/／]/).map((one) => one.trim())
    if (words.every((one) => one.length > 0 && one.length <= longestWord)) return { words }
  }
  return undefined
}

/** The number that a heading gives a value; undefined where none of its words means the value. */
export const codeFor = (
  { words, codes = [] }: Offered,
  value: string,
  alike: readonly RegExp[],
  hasOther: boolean,
): string | undefined => codes[optionFor(words, value, alike, hasOther)]
