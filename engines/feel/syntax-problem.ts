import type { Text } from '../../core/messages.ts'

/** An expression that cannot be read; the sentences name line, column, what was found and what was expected. */
export class SyntaxProblem extends Error {
  readonly text: Text
  /** From 1. */
  readonly line: number
  /** In characters, from 1. */
  readonly column: number
  readonly expected: readonly Text[]

  constructor(source: string, at: number, what: Text, expected: readonly Text[] = []) {
    const before = source.slice(0, at)
    const line = before.split('\n').length
    const column = [...before.slice(before.lastIndexOf('\n') + 1)].length + 1
    super(`line ${line}, column ${column}: ${what.en}`)
    this.line = line
    this.column = column
    this.expected = expected
    this.text = {
      zh: `第 ${line} 行第 ${column} 列：${what.zh}`,
      en: `Line ${line}, column ${column}: ${what.en}`,
    }
  }
}

/** What may be missing, and a piece of text that would fill the place. */
const fillings: readonly { readonly insert: string; readonly text: Text }[] = [
  { insert: ' 0 ', text: { zh: '一个值或表达式', en: 'a value or an expression' } },
  { insert: ')', text: { zh: '“)”', en: "')'" } },
  { insert: ') 0', text: { zh: '“)”', en: "')'" } },
  { insert: ']', text: { zh: '“]”', en: "']'" } },
  { insert: '}', text: { zh: '“}”', en: "'}'" } },
  { insert: ' then 0 else 0 ', text: { zh: '“then”', en: "'then'" } },
  { insert: ' else 0 ', text: { zh: '“else”', en: "'else'" } },
  { insert: ' return 0 ', text: { zh: '“return”', en: "'return'" } },
  { insert: ' satisfies 0 ', text: { zh: '“satisfies”', en: "'satisfies'" } },
  { insert: ' in [0] ', text: { zh: '“in”', en: "'in'" } },
  { insert: ' and 0 ', text: { zh: '“and”', en: "'and'" } },
  { insert: ': 0 ', text: { zh: '“:”', en: "':'" } },
  { insert: ' a: 0 ', text: { zh: '“名称: 值”', en: "'name: value'" } },
  { insert: 'a', text: { zh: '一个名称', en: 'a name' } },
  { insert: ',', text: { zh: '“,”', en: "','" } },
  { insert: ' + ', text: { zh: '一个运算符', en: 'an operator' } },
  { insert: '"', text: { zh: '引号“"”', en: "'\"'" } },
]

// Every trial reads the whole text again; in a text longer than this the place alone is said.
const longestTried = 2000

/**
 * The sentence for a text that stops making sense at `at`. What was expected is found by trying: a piece that lets
 * `firstError` get further is one that was expected.
 */
export function problemAt(
  source: string,
  at: number,
  firstError: (source: string) => number | undefined,
): SyntaxProblem {
  const closes = (insert: string): number => {
    const error = firstError(source.slice(0, at) + insert + source.slice(at))
    return error === undefined ? Number.POSITIVE_INFINITY : error - insert.length
  }
  const tried = (source.length > longestTried ? [] : fillings).map((filling) => ({
    filling,
    reach: closes(filling.insert),
  }))
  const best = tried.filter(({ reach }) => reach === Number.POSITIVE_INFINITY)
  const further = tried.filter(({ reach }) => reach > at)
  const found = best.length > 0 ? best : further
  // Where any value fits, saying that a name fits too adds nothing.
  const telling = found[0]?.filling === fillings[0] ? found.filter(({ filling }) => filling.insert !== 'a') : found
  const texts = new Map(telling.map(({ filling }) => [filling.text.en, filling.text]))
  const expected = [...texts.values()].slice(0, 3)
  const next = /^\s*("[^"]*"?|[\p{L}\p{N}_]+|\S)/u.exec(source.slice(at))?.[1]
  const zhFound = next === undefined ? '表达式在此结束' : `这里是“${next}”`
  const enFound = next === undefined ? 'the expression ends here' : `found '${next}'`
  if (expected.length === 0)
    return new SyntaxProblem(source, at, { zh: `此处无法理解，${zhFound}。`, en: `this cannot be read, ${enFound}.` })
  const zh = expected.map((text) => text.zh).join('或')
  const en = expected.map((text) => text.en).join(' or ')
  return new SyntaxProblem(source, at, { zh: `应为${zh}，${zhFound}。`, en: `expected ${en}, ${enFound}.` }, expected)
}
