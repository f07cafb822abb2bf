import type { Decimal } from './decimal.ts'
import type { Temporal } from './temporal-values.ts'

/** A type as written after `instance of` or behind a parameter. */
export type TypeSyntax =
  | { readonly kind: 'named'; readonly name: string }
  | { readonly kind: 'list' | 'range'; readonly of: TypeSyntax }
  | { readonly kind: 'context'; readonly entries: readonly { readonly name: string; readonly type: TypeSyntax }[] }
  | { readonly kind: 'function'; readonly parameters: readonly TypeSyntax[]; readonly result: TypeSyntax }

export type ComparisonOperator = '=' | '!=' | '<' | '<=' | '>' | '>='
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**'

/** `name in domain` or `name in from..to`. */
export type Iteration = { readonly name: string; readonly domain: Syntax; readonly to?: Syntax }
export type Parameter = { readonly name: string; readonly type?: TypeSyntax }
export type ContextEntrySyntax = { readonly name: string; readonly value: Syntax }

type Located<Body> = Body & {
  /** Offset of the first character in the source. */
  readonly at: number
}

/** The checked tree: what the evaluator walks and the compiler may emit from. Nothing else is ever run. */
export type Syntax = Located<
  | { readonly kind: 'null' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'number'; readonly value: Decimal }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'temporal'; readonly value: Temporal | null }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'input' }
  | { readonly kind: 'list'; readonly items: readonly Syntax[] }
  | { readonly kind: 'context'; readonly entries: readonly ContextEntrySyntax[] }
  | {
      readonly kind: 'range'
      readonly low: Syntax | undefined
      readonly high: Syntax | undefined
      readonly lowIncluded: boolean
      readonly highIncluded: boolean
    }
  | { readonly kind: 'test'; readonly operator: ComparisonOperator; readonly operand: Syntax }
  | { readonly kind: 'path'; readonly from: Syntax; readonly name: string }
  | { readonly kind: 'filter'; readonly from: Syntax; readonly condition: Syntax }
  | {
      readonly kind: 'call'
      readonly callee: Syntax
      readonly values: readonly Syntax[]
      /** Given for named arguments, one for each value. */
      readonly names?: readonly string[]
    }
  | { readonly kind: 'negation'; readonly operand: Syntax }
  | {
      readonly kind: 'arithmetic'
      readonly operator: ArithmeticOperator
      readonly left: Syntax
      readonly right: Syntax
    }
  | {
      readonly kind: 'comparison'
      readonly operator: ComparisonOperator
      readonly left: Syntax
      readonly right: Syntax
    }
  | { readonly kind: 'between'; readonly value: Syntax; readonly low: Syntax; readonly high: Syntax }
  | { readonly kind: 'in'; readonly value: Syntax; readonly tests: readonly Syntax[] }
  | { readonly kind: 'and' | 'or'; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: 'if'; readonly condition: Syntax; readonly whenTrue: Syntax; readonly otherwise: Syntax }
  | { readonly kind: 'for'; readonly iterations: readonly Iteration[]; readonly body: Syntax }
  | { readonly kind: 'some' | 'every'; readonly iterations: readonly Iteration[]; readonly body: Syntax }
  | { readonly kind: 'instance of'; readonly value: Syntax; readonly type: TypeSyntax }
  | {
      readonly kind: 'function'
      readonly parameters: readonly Parameter[]
      /** Undefined for an external function, which this engine never calls. */
      readonly body: Syntax | undefined
    }
>

/** A cell of a decision table: `-` has no tests and accepts everything. */
export type UnaryTests = { readonly negated: boolean; readonly any: boolean; readonly tests: readonly Syntax[] }

/** The parts directly below a node. */
export function partsOf(node: Syntax): readonly Syntax[] {
  switch (node.kind) {
    case 'list':
      return node.items
    case 'context':
      return node.entries.map((entry) => entry.value)
    case 'range':
      return [node.low, node.high].filter((part) => part !== undefined)
    case 'test':
    case 'negation':
      return [node.operand]
    case 'path':
      return [node.from]
    case 'filter':
      return [node.from, node.condition]
    case 'call':
      return [node.callee, ...node.values]
    case 'arithmetic':
    case 'comparison':
    case 'and':
    case 'or':
      return [node.left, node.right]
    case 'between':
      return [node.value, node.low, node.high]
    case 'in':
      return [node.value, ...node.tests]
    case 'if':
      return [node.condition, node.whenTrue, node.otherwise]
    case 'for':
    case 'some':
    case 'every':
      return [...node.iterations.flatMap((each) => (each.to ? [each.domain, each.to] : [each.domain])), node.body]
    case 'instance of':
      return [node.value]
    case 'function':
      return node.body ? [node.body] : []
    default:
      return []
  }
}

/** True when the expression speaks of the tested value itself (`?`). */
export const usesInput = (node: Syntax): boolean => node.kind === 'input' || partsOf(node).some(usesInput)
