import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Text } from '../../../core/messages.ts'
import { useLanguage } from '../../../platform/web/language.tsx'
import { factText } from '../fact-rules.ts'
import { factValueWords } from '../messages.ts'
import type { PolicyFile } from '../policy-model.ts'
import { policiesApi } from './api.ts'
import { useParameterTexts } from './standard-parts.tsx'

/** What a name in a policy is called: a step of its own, a standard it reads, or a fact of a family. */
export type NameOf = (name: string) => Text | undefined

export function useNamesOf({ steps, parameters }: Pick<PolicyFile, 'steps' | 'parameters'>): NameOf {
  const standards = useParameterTexts()
  const titles = usePolicyTitles()
  return useMemo(() => {
    const own = new Map([...parameters, ...steps].map(({ name, title }) => [name, title]))
    return (name) => own.get(name) ?? standards[name] ?? factText(name) ?? answerText(name, titles)
  }, [steps, parameters, standards, titles])
}

type Titles = ReadonlyMap<string, Text>

/** What policies are called, by their id; empty until the answer is there. */
export function usePolicyTitles(): Titles {
  const { data } = useQuery({ ...policiesApi.policies.queryOptions({ input: {} }), staleTime: 60_000 })
  return useMemo(() => new Map(data?.rows.map(({ id, title }) => [id, title])), [data])
}

/** What policies tell each other besides whether somebody is entitled. */
const answers: ReadonlyMap<string, Text> = new Map([
  ['amount_fen', { zh: '金额', en: 'amount' }],
  ['class', { zh: '家庭类别', en: 'class' }],
  ['category', { zh: '困难类别', en: 'category' }],
  ['net_income_fen', { zh: '扣除后全年收入', en: 'net income' }],
  ['disposable_fen', { zh: '全年可支配收入', en: 'disposable income' }],
])

/** The answer of another policy that a policy reads: `dibao.entitled`, `dibao.amount_fen`. */
function answerText(name: string, titles: Titles): Text | undefined {
  const [policy = '', asked] = name.split('.')
  const title = titles.get(policy)
  if (!title) return undefined
  if (asked === 'entitled') return { zh: `符合“${title.zh}”`, en: `entitled to “${title.en}”` }
  const called = answers.get(asked ?? '')
  return called && { zh: `“${title.zh}”的${called.zh}`, en: `${called.en} of “${title.en}”` }
}

const signs: ReadonlyMap<string, Text> = new Map([
  ['*', { zh: ' × ', en: ' × ' }],
  ['/', { zh: ' ÷ ', en: ' ÷ ' }],
  ['<=', { zh: ' ≤ ', en: ' ≤ ' }],
  ['>=', { zh: ' ≥ ', en: ' ≥ ' }],
  ['!=', { zh: ' ≠ ', en: ' ≠ ' }],
  ['and', { zh: '且', en: 'and' }],
  ['or', { zh: '或', en: 'or' }],
  ['if', { zh: '如果', en: 'if' }],
  ['then', { zh: '则', en: 'then' }],
  ['else', { zh: '否则', en: 'else' }],
  ['max', { zh: '较大者', en: 'the larger of ' }],
  ['min', { zh: '较小者', en: 'the smaller of ' }],
  ['count', { zh: '人数', en: 'how many of ' }],
  ['sum', { zh: '合计', en: 'the sum of ' }],
  ['round half up', { zh: '四舍五入', en: 'rounded half up ' }],
  ['.years', { zh: '的年数', en: ' in years' }],
  ['.months', { zh: '的月数', en: ' in months' }],
  ['years and months duration', { zh: '相差年月', en: 'years and months between ' }],
  ['not', { zh: '不是', en: 'not' }],
  ['null', { zh: '无', en: 'none' }],
  ['date', { zh: '日期', en: 'the day of ' }],
  ['floor', { zh: '取整数部分', en: 'the whole part of ' }],
  ['modulo', { zh: '余数', en: 'the remainder of ' }],
  ['true', { zh: '是', en: 'yes' }],
  ['false', { zh: '否', en: 'no' }],
])

/** A part of a day that has a name: `on.year`. */
function partOf(written: string, nameOf: NameOf): Text | undefined {
  const [, day = '', part = ''] = /^(.+)\.(year|month|day)$/.exec(written) ?? []
  const called = day === '' ? undefined : nameOf(day)
  const said = dayParts[part as keyof typeof dayParts]
  return called && said && { zh: `${called.zh}的${said.zh}`, en: `${said.en} of ${called.en}` }
}

const dayParts = {
  year: { zh: '年', en: 'year' },
  month: { zh: '月', en: 'month' },
  day: { zh: '日', en: 'day' },
} as const

/** A formula with the names people use in place of those of the file; what has no name stays as it is written. */
export function FormulaInWords({ formula, nameOf }: { formula: string; nameOf: NameOf }) {
  return (
    <>
      <span className="in-words">{useInWords(nameOf)(formula)}</span>
      <code className="second">{formula.trim()}</code>
    </>
  )
}

/** Says formulas with the names people use. */
export function useInWords(nameOf: NameOf): (formula: string) => string {
  const language = useLanguage()
  return (formula) =>
    formula
      .trim()
      .replace(
        /"([^"]*)"|\s*(<=|>=|!=|\*|\/)\s*|\.(?:years|months)\b|round half up|years and months duration|[a-z_][a-z0-9_]*(?:\.[a-z0-9_]+)*/gi,
        (whole, quoted, sign) => {
          if (quoted !== undefined) return `“${factValueWords[quoted]?.[language] ?? quoted}”`
          return (signs.get(sign ?? whole) ?? nameOf(whole) ?? partOf(whole, nameOf))?.[language] ?? whole
        },
      )
}

/** A sentence with its holes shown as what will stand there. */
export function SentenceInWords({ sentence, nameOf }: { sentence: Text; nameOf: NameOf }) {
  const language = useLanguage()
  return (
    <span className="second">
      {sentence[language].replace(/\{(\w+?)(_region|_from)?\}/g, (_hole, name: string, part?: keyof typeof parts) => {
        const called = nameOf(name)?.[language] ?? name
        return `〔${part ? parts[part][language].replace('…', called) : called}〕`
      })}
    </span>
  )
}

const parts = {
  _region: { zh: '…的适用地区', en: 'region of …' },
  _from: { zh: '…的执行日期', en: 'day of …' },
} as const
