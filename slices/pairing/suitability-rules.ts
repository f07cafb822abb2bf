import { type Text, words } from '../../core/messages.ts'
import { Decimal, fromInteger, toDouble } from '../../engines/feel/decimal.ts'
import { evaluate, startRun } from '../../engines/feel/evaluate.ts'
import { unknownNames } from '../../engines/feel/names.ts'
import { Scope } from '../../engines/feel/scope.ts'
import { parseExpression } from '../../engines/feel/syntax.ts'
import { SyntaxProblem } from '../../engines/feel/syntax-problem.ts'
import type { Syntax } from '../../engines/feel/syntax-tree.ts'
import type { Value } from '../../engines/feel/values.ts'
import type { Kinship, SuitabilityRule } from './matching-model.ts'

/** What is known about a family and a helper when their pair is weighed. Null is unknown or not asked for. */
export type PairFacts = {
  /** 0 the same village, 1 township, 2 county, 3 city, 4 province, 5 none of these. */
  distance: number
  /** The helper belongs to the family's own unit or to the body that answers for it. */
  sameUnit: boolean
  /** Null where no cause asks for a skill. */
  skillFits: boolean | null
  /** Null where nothing says that the family speaks another language than Mandarin. */
  languageFits: boolean | null
  /** 0 not known, 1 relative, 2 accident, 3 severe. */
  severity: number
  /** 1, or 2 for leading cadres. */
  seniority: number
  /** Stood by this family before. */
  earlier: boolean
  kinship: Kinship
  conflict: boolean
  group: 'cadre' | 'social' | 'body'
}

/** The names under which an expression reaches the facts: one in each language, both always valid. */
export const factNames: Readonly<Record<keyof PairFacts | 'families', Text>> = words({
  distance: { zh: '距离', en: 'distance' },
  sameUnit: { zh: '同单位', en: 'same unit' },
  skillFits: { zh: '专长相符', en: 'skill fits' },
  languageFits: { zh: '语言相通', en: 'language fits' },
  severity: { zh: '困难程度', en: 'severity' },
  seniority: { zh: '资历', en: 'seniority' },
  earlier: { zh: '曾帮扶', en: 'earlier helper' },
  kinship: { zh: '亲属', en: 'kinship' },
  conflict: { zh: '利害冲突', en: 'conflict' },
  group: { zh: '人群', en: 'group' },
  families: { zh: '已帮户数', en: 'families' },
})

const allNames = Object.values(factNames).flatMap((name) => [name.zh, name.en])

const rule = (key: string, zh: string, en: string, kind: SuitabilityRule['kind'], weight: number, expression: string) =>
  ({ key, name: { zh, en }, kind, weight, expression, on: true }) as const

/** What a tenant begins with: near, of the same unit, with the right skill and language, loads even, never kin. */
export const standardRules: readonly SuitabilityRule[] = [
  rule('distance', '就近', 'Near', 'cost', 100, '[0, 1, 3, 6, 9, 12][距离 + 1]'),
  rule('unit', '同单位', 'Same unit', 'cost', 200, 'if 同单位 then 0 else 1'),
  rule('skill', '专长对口', 'Fitting skill', 'cost', 150, 'if 专长相符 = false then 1 else 0'),
  rule('language', '语言相通', 'Common language', 'cost', 400, 'if 语言相通 = false then 1 else 0'),
  rule(
    'seniority',
    '重点户由领导干部帮扶',
    'Leading cadres for the hardest cases',
    'cost',
    50,
    'if 困难程度 = 3 and 资历 < 2 then 1 else 0',
  ),
  rule('earlier', '曾经帮扶优先', 'Earlier helper first', 'cost', 250, 'if 曾帮扶 then -1 else 0'),
  rule('kin_possible', '可能是亲属', 'Perhaps kin', 'cost', 600, 'if 亲属 = "possible" then 1 else 0'),
  rule('load', '负担均衡', 'Even loads', 'load', 50, 'if 已帮户数 = 0 then 0 else 1 + 已帮户数 * 4'),
  rule('kin', '亲属回避', 'Never kin', 'forbidden', 0, '亲属 = "certain"'),
  rule('conflict', '利害关系回避', 'Never with a conflict of interest', 'forbidden', 0, '利害冲突'),
]

/** What is wrong with an expression; undefined when it can be used. Tried with the facts of an ordinary pair. */
export function faultOf(one: SuitabilityRule): Text | undefined {
  try {
    const syntax = parseExpression(one.expression, allNames)
    const [unknown] = unknownNames(one.expression, syntax, allNames)
    if (unknown) return unknown.text
    const value = answerOf(syntax, { ...ordinary, families: 1 })
    if (one.kind === 'forbidden') return typeof value === 'boolean' ? undefined : faults.notYesOrNo
    return value instanceof Decimal ? undefined : faults.notANumber
  } catch (problem) {
    if (problem instanceof SyntaxProblem) return problem.text
    throw problem
  }
}

const faults = words({
  notYesOrNo: { zh: '回避规则的结果应为是或否。', en: 'A forbidding rule has to answer yes or no.' },
  notANumber: { zh: '这条规则的结果应为数字。', en: 'This rule has to answer a number.' },
})

const ordinary: PairFacts = {
  distance: 1,
  sameUnit: false,
  skillFits: false,
  languageFits: null,
  severity: 1,
  seniority: 1,
  earlier: false,
  kinship: 'none',
  conflict: false,
  group: 'cadre',
}

const feelValue = (value: string | number | boolean | null): Value =>
  typeof value === 'number' ? fromInteger(value) : value

function answerOf(syntax: Syntax, facts: Readonly<Record<string, string | number | boolean | null>>): Value {
  const values = new Map<string, Value>()
  for (const [key, name] of Object.entries(factNames)) {
    const value = feelValue(facts[key] ?? null)
    values.set(name.zh, value)
    values.set(name.en, value)
  }
  return evaluate(syntax, new Scope(values, startRun({ steps: 10_000 })))
}

/** What each rule says about a pair; `forbiddenBy` names the rule that rules it out. */
export type Weighed = {
  readonly cost: number
  readonly parts: readonly { readonly key: string; readonly cost: number }[]
  readonly forbiddenBy: string | undefined
}

/** Rules ready to weigh pairs: parsed once. @throws SyntaxProblem for an expression that was never checked */
export class Suitability {
  readonly #costs: readonly { key: string; weight: number; syntax: Syntax }[]
  readonly #loads: readonly { weight: number; syntax: Syntax }[]
  readonly #forbidden: readonly { key: string; syntax: Syntax }[]
  readonly #known = new Map<string, Weighed>()

  constructor(rules: readonly SuitabilityRule[]) {
    const parsed = (kind: SuitabilityRule['kind']) =>
      rules
        .filter((one) => one.on && one.kind === kind)
        .map(({ key, weight, expression }) => ({ key, weight, syntax: parseExpression(expression, allNames) }))
    this.#costs = parsed('cost')
    this.#loads = parsed('load')
    this.#forbidden = parsed('forbidden')
  }

  /** The same facts give the same answer, so each combination is worked out once. */
  weigh(facts: PairFacts): Weighed {
    const { distance, sameUnit, skillFits, languageFits, severity, seniority, earlier, kinship, conflict, group } =
      facts
    const key = `${distance}${sameUnit}${skillFits}${languageFits}${severity}${seniority}${earlier}${kinship}${conflict}${group}`
    const known = this.#known.get(key)
    if (known) return known
    const parts = this.#costs.map(({ key: name, weight, syntax }) => ({
      key: name,
      cost: points(answerOf(syntax, facts), weight),
    }))
    const forbiddenBy = this.#forbidden.find(({ syntax }) => answerOf(syntax, facts) === true)?.key
    const weighed = { cost: parts.reduce((sum, part) => sum + part.cost, 0), parts, forbiddenBy }
    this.#known.set(key, weighed)
    return weighed
  }

  /** What the `families`-th family more (from 0) costs a helper: never less than the one before, so that loads spread. */
  loadCost(families: number): number {
    let most = 0
    for (let before = 0; before <= families; before++) most = Math.max(most, this.#loadAt(before))
    return most
  }

  #loadAt(families: number): number {
    return this.#loads.reduce((sum, { weight, syntax }) => sum + points(answerOf(syntax, { families }), weight), 0)
  }
}

// What an expression makes of unknown facts is no reason to refuse a pair: it then costs nothing.
const points = (value: Value, weight: number): number =>
  value instanceof Decimal ? Math.round(toDouble(value) * weight) : 0
