import { add, Decimal, fromInteger } from './decimal.ts'
import type { Model } from './dmn-model.ts'
import { allowedText, referredType } from './dmn-types.ts'
import { acceptsInput } from './evaluate-test.ts'
import type { Scope } from './scope.ts'
import { coerce } from './types.ts'
import { compare, equals, type Value } from './values.ts'
import { childOf, childrenOf, type XmlElement } from './xml.ts'

const textIn = (element: XmlElement | undefined): string => childOf(element, 'text')?.text.trim() ?? ''

type Output = {
  readonly name: string
  readonly typeReference: XmlElement
  /** The values in order of priority, best first. */
  readonly values: string
  readonly fallback: string
}

/** A hit: the outputs of a rule that accepts the inputs. */
type Hit = { readonly rule: number; readonly outputs: readonly Value[] }

/**
 * The result of a decision table by its hit policy. Null when an input is not among the allowed ones, or when the rules
 * that hit contradict the policy.
 * @throws SyntaxProblem for a cell that cannot be read
 */
export function evaluateTable(table: XmlElement, model: Model, scope: Scope): Value {
  const inputs: Value[] = []
  for (const clause of childrenOf(table, 'input')) {
    const text = textIn(childOf(clause, 'inputExpression'))
    const value = text === '' ? null : scope.evaluate(model.expression(text))
    const allowed = textIn(childOf(clause, 'inputValues'))
    if (allowed !== '' && acceptsInput(model.unaryTests(allowed), value, scope) !== true)
      return scope.run.note(0, '输入值不在允许的范围内。', 'an input is not among the allowed values.')
    inputs.push(value)
  }
  const outputs = childrenOf(table, 'output').map((clause) => outputOf(clause, model))
  const policy = (table.attributes.get('hitPolicy') ?? 'UNIQUE').toUpperCase()
  const hits = hitsOf(table, inputs, outputs, model, scope, policy === 'FIRST')
  const aggregation = table.attributes.get('aggregation')?.toUpperCase() ?? ''
  if (hits.length === 0) return withoutHit(outputs, policy, aggregation, model, scope)
  return byPolicy(policy, aggregation, hits, outputs, model, scope)
}

function outputOf(clause: XmlElement, model: Model): Output {
  return {
    name: clause.attributes.get('name')?.replace(/\s+/g, ' ').trim() ?? '',
    typeReference: clause,
    values: textIn(childOf(clause, 'outputValues')) || (allowedText(model, clause.attributes.get('typeRef')) ?? ''),
    fallback: textIn(childOf(clause, 'defaultOutputEntry')),
  }
}

function hitsOf(
  table: XmlElement,
  inputs: readonly Value[],
  outputs: readonly Output[],
  model: Model,
  scope: Scope,
  firstOnly: boolean,
): Hit[] {
  const hits: Hit[] = []
  for (const [rule, element] of childrenOf(table, 'rule').entries()) {
    const accepted = childrenOf(element, 'inputEntry').every((cell, index) => {
      const text = textIn(cell)
      return text === '' || acceptsInput(model.unaryTests(text), inputs[index] ?? null, scope) === true
    })
    if (!accepted) continue
    const values = childrenOf(element, 'outputEntry').map((cell, index) => {
      const text = textIn(cell)
      const value = text === '' || text === '-' ? null : scope.evaluate(model.expression(text))
      return coerce(value, referredType(model, outputs[index]?.typeReference)) ?? null
    })
    hits.push({ rule, outputs: values })
    if (firstOnly) break
  }
  return hits
}

/** One output is the value itself, several are a context. */
function shaped(values: readonly Value[], outputs: readonly Output[]): Value {
  if (outputs.length === 1) return values[0] ?? null
  return new Map(outputs.map((output, index) => [output.name, values[index] ?? null]))
}

function withoutHit(
  outputs: readonly Output[],
  policy: string,
  aggregation: string,
  model: Model,
  scope: Scope,
): Value {
  if (outputs.some((output) => output.fallback !== '')) {
    const fallback = ({ fallback, typeReference }: Output): Value =>
      fallback === ''
        ? null
        : (coerce(scope.evaluate(model.expression(fallback)), referredType(model, typeReference)) ?? null)
    return shaped(outputs.map(fallback), outputs)
  }
  if (policy === 'COLLECT' && aggregation === '') return []
  if (policy === 'COLLECT' && aggregation === 'COUNT') return fromInteger(0)
  return scope.run.note(0, '没有规则适用。', 'no rule applies.')
}

function byPolicy(
  policy: string,
  aggregation: string,
  hits: readonly Hit[],
  outputs: readonly Output[],
  model: Model,
  scope: Scope,
): Value {
  const [first] = hits as [Hit, ...Hit[]]
  const all = (): Value[] => hits.map((hit) => shaped(hit.outputs, outputs))
  switch (policy) {
    case 'FIRST':
      return shaped(first.outputs, outputs)
    case 'ANY': {
      const agree = hits.every((hit) => equals([...hit.outputs], [...first.outputs]) === true)
      if (agree) return shaped(first.outputs, outputs)
      return scope.run.note(0, '适用的规则结果不一致。', 'the rules that apply disagree.')
    }
    case 'PRIORITY':
      return shaped((byPriority(hits, outputs, model, scope)[0] as Hit).outputs, outputs)
    case 'OUTPUT ORDER':
      return byPriority(hits, outputs, model, scope).map((hit) => shaped(hit.outputs, outputs))
    case 'RULE ORDER':
      return all()
    case 'COLLECT':
      return aggregated(all(), aggregation)
    default:
      if (hits.length === 1) return shaped(first.outputs, outputs)
      return scope.run.note(
        0,
        `有 ${hits.length} 条规则同时适用（第 ${hits.map(({ rule }) => rule + 1).join('、')} 条）。`,
        `${hits.length} rules apply at once (${hits.map(({ rule }) => rule + 1).join(', ')}).`,
      )
  }
}

/** Sorted by the first output's values, then the second's and so on; what is not listed comes last. */
function byPriority(hits: readonly Hit[], outputs: readonly Output[], model: Model, scope: Scope): Hit[] {
  const orders = outputs.map(({ values }) =>
    values === '' ? [] : model.unaryTests(values).tests.map((test) => scope.evaluate(test)),
  )
  const ranks = new Map(
    hits.map((hit) => [
      hit,
      hit.outputs.map((value, index) => {
        const rank = (orders[index] ?? []).findIndex((listed) => equals(listed, value) === true)
        return rank < 0 ? Number.MAX_SAFE_INTEGER : rank
      }),
    ]),
  )
  return hits.toSorted((left, right) => {
    const [a, b] = [ranks.get(left) ?? [], ranks.get(right) ?? []]
    const differing = a.findIndex((rank, index) => rank !== b[index])
    return differing < 0 ? 0 : (a[differing] as number) - (b[differing] as number)
  })
}

function aggregated(values: readonly Value[], aggregation: string): Value {
  switch (aggregation) {
    case '':
      return [...values]
    case 'COUNT':
      return fromInteger(values.length)
    case 'SUM':
      return values.reduce<Value>((total, value) => {
        return total instanceof Decimal && value instanceof Decimal ? (add(total, value) ?? null) : null
      }, fromInteger(0))
    default: {
      const wanted = aggregation === 'MIN' ? -1 : 1
      return values.reduce((best, value) => {
        const order = compare(value, best)
        return order === undefined ? null : order === wanted ? value : best
      })
    }
  }
}
