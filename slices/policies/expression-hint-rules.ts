import type { Text } from '../../core/messages.ts'
import { builtIns } from '../../engines/feel/builtins.ts'
import type { SyntaxProblem } from '../../engines/feel/syntax-problem.ts'
import { memberFacts } from './fact-rules.ts'

/** What officers write, and how an expression says it. */
const signs: Readonly<Record<string, string>> = {
  ...{
    '×': '*',
    '÷': '/',
    '≤': '<=',
    '≥': '>=',
    '≠': '!=',
    '＜': '<',
    '＞': '>',
    '＝': '=',
    '＋': '+',
    '－': '-',
    '—': '-',
  },
  ...{
    '（': '(',
    '）': ')',
    '，': ',',
    '：': ':',
    '“': '"',
    '”': '"',
    '‘': '"',
    '’': '"',
    "'": '"',
    '；': 'and',
    ';': 'and',
  },
  ...{ '&': 'and', '|': 'or', '【': '[', '】': ']', '。': '.' },
}
const units = /^[元分年月岁人户]/u

/** How what stands at a fault is written right; undefined where nothing better than the fault itself is known. */
export function hintFor(source: string, problem: SyntaxProblem, known: Iterable<string>): Text | undefined {
  const rest = [...(source.split('\n')[problem.line - 1] ?? '')].slice(problem.column - 1).join('')
  const before = [...(source.split('\n')[problem.line - 1] ?? '')].slice(0, problem.column - 1).join('')
  const name = /没有“([^”]+)”这[个一][名项]/.exec(problem.text.zh)?.[1]
  if (name !== undefined) return hintForName(name, known)
  const [sign = ''] = rest
  if (sign === '=' && before.endsWith('=')) return written('==', '=')
  if (sign === '>' && before.endsWith('=')) return written('=>', '>=')
  if (sign === '<' && before.endsWith('=')) return written('=<', '<=')
  const right = signs[sign]
  if (right) return written(sign === '&' || sign === '|' ? sign + sign : sign, right)
  if (sign === ',' && /\d$/.test(before) && /^,\d/.test(rest))
    return { zh: '数字里不写千位分隔符。', en: 'numbers are written without separators.' }
  if (sign === '.' && rest.startsWith('..'))
    return { zh: '范围写在方括号里，如 [1..3]。', en: 'a range stands in brackets, such as [1..3].' }
  if (sign === '%')
    return { zh: '百分比写成小数，如 0.15。', en: 'a percentage is written as a decimal, such as 0.15.' }
  if (units.test(rest) && /\d\s*$/.test(before))
    return { zh: '数字后面不写单位，金额以分计。', en: 'numbers bear no unit; money is in fen.' }
  if (/^to\b/.test(rest)) return written('to', 'and')
  return undefined
}

const written = (wrong: string, right: string): Text => ({
  zh: `“${wrong}”应写成“${right}”。`,
  en: `'${wrong}' is written '${right}'.`,
})

function hintForName(name: string, known: Iterable<string>): Text | undefined {
  const sign = [...name].find((one) => Object.hasOwn(signs, one))
  if (sign) return written(sign, signs[sign] ?? '')
  if (name.startsWith('not ')) return { zh: '“不是”写成 not(…)。', en: "'not' is written not(…)." }
  const names = [...new Set([...known, ...Object.keys(memberFacts), ...builtIns.keys()])]
  const first = nearestName(name, names)
  return first === undefined ? undefined : { zh: `是不是“${first}”？`, en: `Did you mean '${first}'?` }
}

/** The name that was probably meant: one that begins so, or differs in a letter or two. */
export function nearestName(name: string, names: Iterable<string>): string | undefined {
  const near = [...names].filter((one) => one.startsWith(name) || distance(one, name) <= Math.min(2, name.length / 3))
  return near.toSorted((a, b) => distance(a, name) - distance(b, name))[0]
}

/** How many letters differ (Levenshtein); names are short. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1
      next.push(Math.min((next[j - 1] ?? 0) + 1, (row[j] ?? 0) + 1, (row[j - 1] ?? 0) + same))
    }
    row = next
  }
  return row[other.length] ?? 0
}
