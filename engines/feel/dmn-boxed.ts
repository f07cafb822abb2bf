import { evaluateTable } from './decision-table.ts'
import { type Model, nameOf } from './dmn-model.ts'
import { referredType } from './dmn-types.ts'
import { byName, userFunction } from './evaluate-call.ts'
import { elementsOf, lengthOf, resultsSoFar } from './evaluate-loop.ts'
import { itemScope, selectFrom } from './evaluate-select.ts'
import { Scope, TooMuchWork } from './scope.ts'
import { coerce, type FeelType } from './types.ts'
import { asList, FeelFunction, type Value } from './values.ts'
import { childOf, childrenOf, type XmlElement } from './xml.ts'

const boxedNames = new Set([
  'literalExpression',
  'decisionTable',
  'context',
  'invocation',
  'list',
  'relation',
  'functionDefinition',
  'conditional',
  'filter',
  'for',
  'some',
  'every',
])

/** The boxed expression within an element; undefined when it holds none. */
export const boxedIn = (element: XmlElement | undefined): XmlElement | undefined =>
  element?.children.find((child) => boxedNames.has(child.name))

const mentions = (element: XmlElement | undefined, word: string): boolean =>
  element !== undefined && (element.text.includes(word) || element.children.some((child) => mentions(child, word)))

/** Evaluates the boxed expressions of one model. */
export class BoxedEvaluator {
  private readonly model: Model

  constructor(model: Model) {
    this.model = model
  }

  /** The value of a boxed expression, made to fit its own type if it names one. @throws SyntaxProblem, TooMuchWork */
  evaluate(boxed: XmlElement, scope: Scope): Value {
    const value = this.plain(boxed, scope)
    // A table's type is that of one output or of the whole, by who wrote it: the variable decides.
    if (boxed.name === 'decisionTable' || boxed.name === 'functionDefinition') return value
    return coerce(value, referredType(this.model, boxed)) ?? null
  }

  private plain(boxed: XmlElement, scope: Scope): Value {
    switch (boxed.name) {
      case 'literalExpression':
        return this.literal(boxed, scope)
      case 'decisionTable':
        return evaluateTable(boxed, this.model, scope)
      case 'context':
        return this.context(boxed, scope)
      case 'list':
        return this.boxedBelow(boxed).map((item) => this.evaluate(item, scope))
      case 'relation':
        return this.relation(boxed, scope)
      case 'functionDefinition':
        return this.functionOf(boxed, 'function', scope)
      case 'invocation':
        return this.invocation(boxed, scope)
      case 'conditional':
        return this.conditional(boxed, scope)
      case 'filter':
        return this.filter(boxed, scope)
      case 'for':
        return this.iteration(boxed, scope)
      default:
        return this.quantified(boxed, scope)
    }
  }

  private boxedBelow(element: XmlElement): XmlElement[] {
    return element.children.filter((child) => boxedNames.has(child.name))
  }

  private inside(element: XmlElement | undefined, scope: Scope): Value {
    const boxed = boxedIn(element)
    return boxed ? this.evaluate(boxed, scope) : null
  }

  private literal(boxed: XmlElement, scope: Scope): Value {
    const language = boxed.attributes.get('expressionLanguage')
    if (language && !/feel/i.test(language))
      return scope.run.note(0, `不支持表达式语言 ${language}。`, `expression language ${language} is not known.`)
    const text = childOf(boxed, 'text')?.text.trim() ?? ''
    return text === '' ? null : scope.evaluate(this.model.expression(text))
  }

  /** Entries see those before them; an entry without a name is the result. */
  private context(boxed: XmlElement, scope: Scope): Value {
    const entries = new Map<string, Value>()
    const inner = new Scope(entries, scope)
    for (const entry of childrenOf(boxed, 'contextEntry')) {
      const variable = childOf(entry, 'variable')
      const value = this.inside(entry, inner)
      if (!variable) return value
      entries.set(nameOf(variable), coerce(value, referredType(this.model, variable)) ?? null)
    }
    return entries
  }

  private relation(boxed: XmlElement, scope: Scope): Value {
    const columns = childrenOf(boxed, 'column')
    return childrenOf(boxed, 'row').map((row) => {
      const cells = this.boxedBelow(row)
      return new Map(
        columns.map((column, index): [string, Value] => {
          const cell = cells[index]
          const value = cell ? this.evaluate(cell, scope) : null
          return [nameOf(column), coerce(value, referredType(this.model, column)) ?? null]
        }),
      )
    })
  }

  /** The function a definition makes. Java and PMML functions are never called and answer null. */
  functionOf(definition: XmlElement, name: string, scope: Scope, result?: FeelType): FeelFunction {
    const parameters = childrenOf(definition, 'formalParameter')
    const names = parameters.map(nameOf)
    if ((definition.attributes.get('kind') ?? 'FEEL').toUpperCase() !== 'FEEL')
      return new FeelFunction(name, [names], () => null)
    const types = parameters.map((parameter) => referredType(this.model, parameter))
    const own = referredType(this.model, definition)
    const body = boxedIn(definition)
    return userFunction({ name, names, types, result: result ?? own }, scope, (bound) =>
      body ? this.evaluate(body, new Scope(bound, scope)) : null,
    )
  }

  private invocation(boxed: XmlElement, scope: Scope): Value {
    const callee = this.inside(boxed, scope)
    if (!(callee instanceof FeelFunction))
      return scope.run.note(0, '被调用的不是函数。', 'what is invoked is not a function.')
    const names: string[] = []
    const values: Value[] = []
    for (const binding of childrenOf(boxed, 'binding')) {
      const parameter = childOf(binding, 'parameter')
      const value = this.inside(binding, scope)
      names.push(parameter ? nameOf(parameter) : '')
      values.push(coerce(value, referredType(this.model, parameter)) ?? null)
    }
    const ordered = byName(callee, names, values)
    if (!ordered) return scope.run.note(0, '参数名不符。', 'the names of the arguments do not fit.')
    return callee.call(ordered.values, scope.run, ordered.variant) ?? null
  }

  private conditional(boxed: XmlElement, scope: Scope): Value {
    const condition = this.inside(childOf(boxed, 'if'), scope)
    if (condition !== null && typeof condition !== 'boolean')
      return scope.run.note(0, '条件不是真或假。', 'the condition is neither true nor false.')
    return this.inside(childOf(boxed, condition ? 'then' : 'else'), scope)
  }

  private filter(boxed: XmlElement, scope: Scope): Value {
    const value = this.inside(childOf(boxed, 'in'), scope)
    if (value === null) return null
    const match = childOf(boxed, 'match')
    return selectFrom(asList(value), (item) => this.inside(match, item === undefined ? scope : itemScope(item, scope)))
  }

  private elementsIn(boxed: XmlElement, scope: Scope): Iterable<Value> | undefined {
    const value = this.inside(childOf(boxed, 'in'), scope)
    if (scope.run.lacks(lengthOf(value))) throw new TooMuchWork()
    return elementsOf(value)
  }

  private iteration(boxed: XmlElement, scope: Scope): Value {
    const elements = this.elementsIn(boxed, scope)
    if (!elements) return null
    const name = boxed.attributes.get('iteratorVariable') ?? ''
    const results: Value[] = []
    const looksBack = mentions(childOf(boxed, 'return'), 'partial')
    for (const element of elements) {
      const bound = new Map<string, Value>([
        ['partial', looksBack ? resultsSoFar(results, scope) : []],
        [name, element],
      ])
      results.push(this.inside(childOf(boxed, 'return'), new Scope(bound, scope)))
    }
    return results
  }

  private quantified(boxed: XmlElement, scope: Scope): Value {
    const elements = this.elementsIn(boxed, scope)
    if (!elements) return null
    const name = boxed.attributes.get('iteratorVariable') ?? ''
    const decisive = boxed.name === 'some'
    let answer: boolean | null = !decisive
    for (const element of elements) {
      const result = this.inside(childOf(boxed, 'satisfies'), new Scope(new Map([[name, element]]), scope))
      if (result === decisive) return decisive
      if (typeof result !== 'boolean') answer = null
    }
    return answer
  }
}
