import { BoxedEvaluator, boxedIn } from './dmn-boxed.ts'
import { type Model, type ModelElement, nameOf, sameName, variableName } from './dmn-model.ts'
import { referredType, typeNamed } from './dmn-types.ts'
import { startRun } from './evaluate.ts'
import { byName, userFunction } from './evaluate-call.ts'
import type { Note, Run, RunSettings } from './scope.ts'
import { Scope } from './scope.ts'
import { coerce, type FeelType } from './types.ts'
import { FeelFunction, isContext, type Value } from './values.ts'
import { childOf, childrenOf, type XmlElement } from './xml.ts'

export type Outcome = { readonly value: Value; readonly notes: readonly Note[] }

/** There is no decision or service of that name. */
export class NoSuchDecision extends Error {}

/**
 * Evaluates a decision of a model.
 * @param inputs input data by name; a decision's own name replaces its logic
 * @throws SyntaxProblem, TooMuchWork, NoSuchDecision
 */
export function evaluateDecision(
  model: Model,
  name: string,
  inputs: ReadonlyMap<string, Value>,
  settings: RunSettings = {},
): Outcome {
  const decision = model.findElement('decision', name)
  if (!decision) throw new NoSuchDecision(name)
  const evaluation = new Evaluation(model, inputs, settings)
  return { value: evaluation.valueOf(decision), notes: evaluation.run.notes }
}

/**
 * Evaluates a decision service: one output decision is the value itself, several are a context by name.
 * @throws SyntaxProblem, TooMuchWork, NoSuchDecision
 */
export function evaluateService(
  model: Model,
  name: string,
  inputs: ReadonlyMap<string, Value>,
  settings: RunSettings = {},
): Outcome {
  const service = model.findElement('decisionService', name)
  if (!service) throw new NoSuchDecision(name)
  const evaluation = new Evaluation(model, inputs, settings)
  return { value: evaluation.serviceValue(service), notes: evaluation.run.notes }
}

/**
 * Calls a piece of business knowledge with arguments by name.
 * @throws SyntaxProblem, TooMuchWork, NoSuchDecision
 */
export function evaluateKnowledge(
  model: Model,
  name: string,
  inputs: ReadonlyMap<string, Value>,
  settings: RunSettings = {},
): Outcome {
  const knowledge = model.findElement('businessKnowledgeModel', name)
  if (!knowledge) throw new NoSuchDecision(name)
  const { run, callee } = calleeOf(new Evaluation(model, new Map(), settings), knowledge)
  const ordered = callee && byName(callee, [...inputs.keys()], [...inputs.values()])
  const value = ordered ? callee.call(ordered.values, run, ordered.variant) : undefined
  return { value: value ?? null, notes: run.notes }
}

function calleeOf(evaluation: Evaluation, element: ModelElement): { run: Run; callee: FeelFunction | undefined } {
  const value = evaluation.valueOf(element)
  return { run: evaluation.run, callee: value instanceof FeelFunction ? value : undefined }
}

/** The names of the imports an element was reached by; another way there means other inputs. */
type Path = readonly string[]

class Evaluation {
  readonly run: Run
  private readonly root: Model
  private readonly inputs: ReadonlyMap<string, Value>
  private readonly settings: RunSettings
  /** Values by element, for each path. */
  private readonly known = new Map<string, Map<ModelElement, Value>>()
  private readonly open = new Map<string, Set<ModelElement>>()
  /** What a service is handed for its inputs, by whatever path they are reached. */
  private readonly given: Map<ModelElement, Value>

  constructor(
    root: Model,
    inputs: ReadonlyMap<string, Value>,
    settings: RunSettings,
    given?: ReadonlyMap<ModelElement, Value>,
  ) {
    this.root = root
    this.inputs = inputs
    this.run = startRun({ ...settings, types: (name) => typeNamed(root, name) })
    // Models that are evaluated on the way share what work is left.
    this.settings = { ...settings, budget: this.run.budget }
    this.given = new Map(given)
  }

  /** The value of an element; computed once for each path. */
  valueOf(element: ModelElement, path: Path = []): Value {
    const values = entryFor(this.known, keyOf(path), () => new Map<ModelElement, Value>())
    const known = this.given.has(element) ? this.given.get(element) : values.get(element)
    if (known !== undefined) return known
    const open = entryFor(this.open, keyOf(path), () => new Set<ModelElement>())
    if (open.has(element) && element.kind === 'businessKnowledgeModel') return this.later(element, values)
    if (open.has(element))
      return this.run.note(0, `“${element.name}”的推导绕了回来。`, `'${element.name}' is derived from itself.`)
    open.add(element)
    try {
      const value = this.computed(element, path)
      values.set(element, value)
      return value
    } finally {
      open.delete(element)
    }
  }

  /** Knowledge that uses itself: the function is looked up when it is called. */
  private later(element: ModelElement, values: ReadonlyMap<ModelElement, Value>): FeelFunction {
    const parameters = childrenOf(childOf(element.xml, 'encapsulatedLogic') ?? element.xml, 'formalParameter')
    return new FeelFunction(element.name, [parameters.map(nameOf)], (given, moment) => {
      const known = values.get(element)
      return known instanceof FeelFunction ? known.call(given, moment) : undefined
    })
  }

  private computed(element: ModelElement, path: Path): Value {
    const variable = childOf(element.xml, 'variable')
    const type = referredType(element.model, variable)
    if (element.kind === 'inputData') return this.fitting(this.inputOf(element, path) ?? null, type, element)
    if (element.kind === 'businessKnowledgeModel') return this.knowledge(element, type, path)
    if (element.kind === 'decisionService') return this.serviceFunction(element, type)
    const given = this.inputOf(element, path)
    if (given !== undefined) return this.fitting(given, type, element)
    const boxed = boxedIn(element.xml)
    if (!boxed) return null
    const value = new BoxedEvaluator(element.model).evaluate(boxed, this.scopeOf(element, path))
    return this.fitting(value, type, element)
  }

  private fitting(value: Value, type: FeelType, element: ModelElement): Value {
    const fitted = coerce(value, type)
    if (fitted !== undefined) return fitted
    return this.run.note(
      0,
      `“${element.name}”的值与类型不符。`,
      `the value of '${element.name}' does not fit its type.`,
    )
  }

  /** What was handed in for an element: by the imports it was reached by and its name, or by a shorter way to say it. */
  private inputOf(element: ModelElement, path: Path): Value | undefined {
    const names = [variableName(element), element.name]
    for (let from = 0; from <= path.length; from++) {
      const way = path.slice(from)
      // The plain name of an imported decision means another decision.
      if (way.length === 0 && path.length > 0 && element.kind !== 'inputData') break
      for (const name of names) {
        const found = this.inputs.get([...way, name].join('.')) ?? nested(this.inputs, [...way, name])
        if (found !== undefined) return found
      }
    }
    return undefined
  }

  /** The path of what an element requires. */
  private pathTo(required: ModelElement, from: ModelElement, path: Path): Path {
    if (required.model === from.model) return path
    const [further] = importPaths(from.model, required.model)
    return further ? [...path, ...further] : []
  }

  /** The names an element may use: exactly what it requires. */
  private scopeOf(element: ModelElement, path: Path): Scope {
    const values = new Map<string, Value>()
    for (const required of requirements(element))
      this.bind(values, element.model, required, this.valueOf(required, this.pathTo(required, element, path)))
    const { model } = element
    const run = model === this.root ? this.run : startRun({ ...this.settings, types: (name) => typeNamed(model, name) })
    return new Scope(values, run)
  }

  /** An element of an imported model is an entry of a context that has the import's name. */
  private bind(values: Map<string, Value>, model: Model, required: ModelElement, value: Value): void {
    const imported = model.imports.find(({ namespace }) => namespace === required.model.namespace)
    if (required.model === model || !imported || imported.name === '') {
      values.set(variableName(required), value)
      return
    }
    const context = values.get(imported.name)
    const entries = context !== undefined && isContext(context) ? new Map(context) : new Map<string, Value>()
    values.set(imported.name, entries.set(variableName(required), value))
  }

  private knowledge(element: ModelElement, type: FeelType, path: Path): Value {
    const logic = childOf(element.xml, 'encapsulatedLogic')
    if (!logic) return null
    const result = type.kind === 'function' ? type.result : type
    const values = entryFor(this.known, keyOf(path), () => new Map<ModelElement, Value>())
    const itself = new Map<string, Value>([[variableName(element), this.later(element, values)]])
    const required = this.scopeOf(element, path)
    const scope = required.find(variableName(element)) === undefined ? new Scope(itself, required) : required
    return new BoxedEvaluator(element.model).functionOf(logic, element.name, scope, result)
  }

  /** A service as a function: its input data, then its input decisions are the parameters. */
  private serviceFunction(service: ModelElement, type: FeelType): Value {
    const parameters = [...referred(service, 'inputData'), ...referred(service, 'inputDecision')]
    const names = parameters.map(variableName)
    const types = parameters.map((each) => referredType(each.model, childOf(each.xml, 'variable')))
    const result = type.kind === 'function' ? type.result : type
    const scope = new Scope(new Map(), this.run)
    return userFunction({ name: service.name, names, types, result }, scope, (bound) => {
      const given = new Map(
        parameters.map((each, index): [ModelElement, Value] => [each, bound.get(names[index] as string) ?? null]),
      )
      return new Evaluation(service.model, new Map(), this.settings, given).outputsOf(service)
    })
  }

  /** The value of a service; a decision that is an input of it is handed in and never computed. */
  serviceValue(service: ModelElement): Value {
    const type = referredType(service.model, childOf(service.xml, 'variable'))
    const result = type.kind === 'function' ? type.result : type
    for (const input of referred(service, 'inputDecision')) {
      const own = referredType(input.model, childOf(input.xml, 'variable'))
      const value = this.inputOf(input, this.pathTo(input, service, [])) ?? null
      this.given.set(input, this.fitting(value, own, input))
    }
    return this.fitting(this.outputsOf(service), result, service)
  }

  private outputsOf(service: ModelElement): Value {
    const outputs = referred(service, 'outputDecision')
    const [only] = outputs
    const answer = (output: ModelElement): Value => this.valueOf(output, this.pathTo(output, service, []))
    if (outputs.length === 1 && only) return answer(only)
    return new Map(outputs.map((output) => [variableName(output), answer(output)]))
  }
}

const keyOf = (path: Path): string => path.join('\n')

function entryFor<Entry>(map: Map<string, Entry>, key: string, make: () => Entry): Entry {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}

/** The ways by imports from one model to another. */
function importPaths(from: Model, to: Model, seen: readonly Model[] = []): string[][] {
  if (seen.includes(from)) return []
  const direct = from.imports.filter(({ namespace }) => namespace === to.namespace)
  if (direct.length > 0) return direct.map(({ name }) => (name === '' ? [] : [name]))
  return from.imports.flatMap(({ name, namespace }) => {
    const other = from.family.get(namespace)
    if (!other) return []
    const own = name === '' ? [] : [name]
    return importPaths(other, to, [...seen, from]).map((path) => [...own, ...path])
  })
}

/** The elements that an element refers to by children of one name, such as a service's output decisions. */
function referred(element: ModelElement, name: string): ModelElement[] {
  return childrenOf(element.xml, name).flatMap((reference) => {
    const found = element.model.findReference(reference.attributes.get('href') ?? '')
    return found ? [found] : []
  })
}

const requirementNames = ['informationRequirement', 'knowledgeRequirement']
const requiredNames = ['requiredInput', 'requiredDecision', 'requiredKnowledge']

function requirements(element: ModelElement): ModelElement[] {
  const links = element.xml.children.filter((child) => requirementNames.includes(child.name))
  return links.flatMap((link) => {
    const target = link.children.find((child: XmlElement) => requiredNames.includes(child.name))
    const found = target && element.model.findReference(target.attributes.get('href') ?? '')
    return found ? [found] : []
  })
}

function nested(inputs: ReadonlyMap<string, Value>, path: readonly string[]): Value | undefined {
  let value: Value | undefined = inputs
  for (const name of path) {
    if (value === undefined || !isContext(value)) return undefined
    value = [...value].find(([key]) => sameName(key, name))?.[1]
  }
  return value
}
