import { Preparer } from '../../engines/feel/prepare.ts'
import type { Frame, Prepared } from '../../engines/feel/prepare-frame.ts'
import { constantCell } from '../../engines/feel/prepare-tests.ts'
import type { Quick } from '../../engines/feel/quick.ts'
import { partsOf, type Syntax, type UnaryTests } from '../../engines/feel/syntax-tree.ts'
import { householdFacts } from './fact-rules.ts'
import { type CheckedPolicy, holesIn, parameterOn } from './policy-check-rules.ts'
import type { CheckedTable } from './policy-table-rules.ts'

/** How a policy is worked out: by functions made of its formulas once, or by walking their trees. Both say the same. */
export type How = 'prepared' | 'interpreted'

/** A family under a policy, as formulas ask it: each name stands in a slot and is found when it is first asked for. */
export type CaseFrame = Frame & { slot(index: number): Quick }

type Formula = Prepared<CaseFrame>

/** What a name stands for. */
export type Place =
  | { readonly kind: 'step'; readonly name: string; readonly formula: Formula }
  | { readonly kind: 'table'; readonly name: string; readonly table: CheckedTable }
  | { readonly kind: 'fact' | 'parameter' | 'policy' | 'lookup'; readonly name: string }

/** A name in a sentence or among the figures, with its slot; without one it stands for nothing. */
export type Told = readonly [name: string, slot: number | undefined]

type PlannedCondition = {
  readonly code: string
  readonly holds: Formula
  readonly told: readonly Told[]
  /** Both sides where it compares two values by their order; `less` where the first has to be the smaller one. */
  readonly sides: { readonly value: Formula; readonly limit: Formula; readonly less: boolean } | undefined
}

/** What each name of a policy stands for, its formulas, and the names in its sentences: worked out once a policy. */
export type Plan = {
  readonly how: How
  readonly places: readonly Place[]
  readonly slots: ReadonlyMap<string, number>
  readonly conditions: readonly PlannedCondition[]
  /** As it is, or rounded already as the policy rounds it. */
  readonly amount: Formula | undefined
  readonly answers: readonly (readonly [string, Formula])[]
  readonly granted: readonly Told[] | undefined
  readonly figures: readonly Told[]
  /** What is read of others; undefined where that is more than a few values. */
  readonly reads: readonly (readonly [policy: string, entry: string])[] | undefined
  /** The facts of which hardly two families have the same: sums of money and lists. */
  readonly many: readonly string[]
  /** Any other part of the policy, such as one side of a condition. */
  readonly formulaOf: (syntax: Syntax) => Formula
  /** Whether a cell accepts what it mostly is asked; undefined where the evaluator has to say. */
  readonly cellOf: (cell: UnaryTests) => ((input: Quick) => boolean | undefined) | undefined
}

const plans: Readonly<Record<How, WeakMap<CheckedPolicy, Plan>>> = {
  prepared: new WeakMap(),
  interpreted: new WeakMap(),
}

export function planOf(policy: CheckedPolicy, how: How = 'prepared'): Plan {
  const known = plans[how].get(policy)
  if (known) return known
  const plan = makePlan(policy, how)
  plans[how].set(policy, plan)
  return plan
}

function makePlan(policy: CheckedPolicy, how: How): Plan {
  const { file } = policy
  const names = namesOf(policy)
  const slots = new Map([...names.keys()].map((name, index) => [name, index]))
  const { formulaOf, rounded } = how === 'prepared' ? preparing(slots) : walking
  const places = [...names].map(([name, named]): Place => {
    if (typeof named === 'string') return { kind: named, name }
    const { formula, table } = named
    return formula ? { kind: 'step', name, formula: formulaOf(formula) } : { kind: 'table', name, table }
  })
  const told = (all: readonly string[]): Told[] => all.map((name) => [name, slots.get(name)])
  const holes = (text: Parameters<typeof holesIn>[0]): Told[] => told(holesIn(text).filter((name) => slots.has(name)))
  return {
    ...{ how, places, slots, formulaOf, cellOf: how === 'prepared' ? remembered(constantCell) : () => undefined },
    conditions: policy.conditions.map(({ condition, holds }) => ({
      code: condition.code,
      holds: formulaOf(holds),
      told: holes(condition.reason),
      sides: sidesOf(holds, formulaOf),
    })),
    amount: policy.amount && rounded(policy.amount, file.amount?.rounding),
    answers: [...policy.answers].map(([name, syntax]) => [name, formulaOf(syntax)]),
    granted: file.granted && holes(file.granted),
    figures: told(file.figures),
    reads: readsOf(policy),
    many: file.inputs.filter((name) => name.endsWith('_fen') || householdFacts[name]?.type === 'list'),
  }
}

function sidesOf(holds: Syntax, formulaOf: (syntax: Syntax) => Formula): PlannedCondition['sides'] {
  if (holds.kind !== 'comparison' || holds.operator === '=' || holds.operator === '!=') return undefined
  return { value: formulaOf(holds.left), limit: formulaOf(holds.right), less: holds.operator.startsWith('<') }
}

type Named =
  | 'fact'
  | 'parameter'
  | 'policy'
  | 'lookup'
  | { readonly formula: Syntax; readonly table?: undefined }
  | { readonly formula?: undefined; readonly table: CheckedTable }

function namesOf({ file, steps }: CheckedPolicy): Map<string, Named> {
  const names = new Map<string, Named>([[parameterOn, 'lookup']])
  for (const name of file.inputs) names.set(name, 'fact')
  for (const { name } of file.parameters) names.set(name, 'parameter')
  for (const name of file.uses) names.set(name, 'policy')
  for (const { name, table, formula } of steps) {
    if (table) names.set(name, { table })
    else if (formula) names.set(name, { formula })
  }
  return names
}

type AmountRounding = NonNullable<CheckedPolicy['file']['amount']>['rounding']
type Formulas = {
  readonly formulaOf: (syntax: Syntax) => Formula
  readonly rounded: (syntax: Syntax, rounding: AmountRounding | undefined) => Formula
}

/** Formulas are prepared together: their loops have places of their own. */
function preparing(slots: ReadonlyMap<string, number>): Formulas {
  const preparer = new Preparer<CaseFrame>((name) => {
    const slot = slots.get(name)
    return slot === undefined ? undefined : (frame) => frame.slot(slot)
  })
  const formulaOf = remembered((syntax: Syntax) => preparer.prepare(syntax))
  const toFen = { fen: 'half up', fen_up: 'up', yuan: undefined, yuan_up: undefined } as const
  return {
    formulaOf,
    rounded: (syntax, rounding) => {
      const way = rounding && toFen[rounding]
      return way ? preparer.rounded(syntax, way) : formulaOf(syntax)
    },
  }
}

const walk = (syntax: Syntax): Formula => {
  return ({ scope }) => scope.evaluate(syntax)
}
const walking: Formulas = { formulaOf: walk, rounded: walk }

function remembered<Key extends object, Made>(make: (key: Key) => Made): (key: Key) => Made {
  const made = new Map<Key, Made>()
  return (key) => {
    if (made.has(key)) return made.get(key) as Made
    const one = make(key)
    made.set(key, one)
    return one
  }
}

/** The entries of others that a policy reads; undefined where one is money or it takes another policy as a whole. */
function readsOf({ file, steps, conditions, amount, answers }: CheckedPolicy): Plan['reads'] {
  const used = new Set(file.uses)
  const found = new Map<string, readonly [string, string]>()
  let few = true
  const visit = (syntax: Syntax): void => {
    if (syntax.kind === 'path' && syntax.from.kind === 'name' && used.has(syntax.from.name)) {
      if (syntax.name.endsWith('_fen')) few = false
      found.set(`${syntax.from.name}.${syntax.name}`, [syntax.from.name, syntax.name])
    } else if (syntax.kind === 'name' && used.has(syntax.name)) few = false
    else partsOf(syntax).forEach(visit)
  }
  for (const { formula, table } of steps) {
    if (formula) visit(formula)
    if (!table) continue
    table.inputs.forEach(visit)
    for (const { cells, output } of table.rows)
      for (const one of [output, ...cells.flatMap((cell) => cell.tests)]) visit(one)
    if (table.otherwise) visit(table.otherwise)
  }
  for (const { holds } of conditions) visit(holds)
  for (const one of [...answers.values(), ...(amount ? [amount] : [])]) visit(one)
  return few ? [...found.values()] : undefined
}
