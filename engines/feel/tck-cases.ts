import { absolute, compareDecimals, Decimal, multiply, one, parseDecimal, subtract } from './decimal.ts'
import { evaluateDecision, evaluateKnowledge, evaluateService, type Outcome } from './dmn-evaluate.ts'
import { type Model, readModel } from './dmn-model.ts'
import { parseDate, parseDateTime, parseDuration, parseTime } from './temporal-parse.ts'
import { literalOf } from './value-text.ts'
import { equals, isContext, isList, kindOf, type Value } from './values.ts'
import { childOf, childrenOf, readXml, type XmlElement } from './xml.ts'

/** One file of test cases of the DMN Technology Compatibility Kit, and the models beside it. */
export type TckFile = {
  readonly cases: string
  /** Text of every model of the folder by its file name. */
  readonly models: ReadonlyMap<string, string>
}

type CaseResult = { readonly id: string; readonly passed: boolean; readonly failures: readonly string[] }

// The kit's own expectations of irrational results are rounded to about this many digits.
const tolerance = parseDecimal('0.00000001') as Decimal
// A fixed present, so that a run today and one next year are the same.
const now = '2026-12-01T08:00:00+08:00'

/** Ids of the cases in order; undefined when the file holds no test cases. */
export function caseIds(cases: string): string[] | undefined {
  const root = readXml(cases)
  if (root.name !== 'testCases') return undefined
  return childrenOf(root, 'testCase').map((each) => each.attributes.get('id') ?? '')
}

/**
 * Runs the cases of a file one after the other; a case passes when all its result nodes do.
 * @param from index of the first case to run
 */
export function* runCases(file: TckFile, from = 0): Generator<CaseResult> {
  const root = readXml(file.cases)
  const model = modelOf(root, file)
  for (const testCase of childrenOf(root, 'testCase').slice(from)) {
    const failures = childrenOf(testCase, 'resultNode').flatMap((node) => {
      const failure = failureOf(testCase, node, model)
      return failure === undefined ? [] : [`${node.attributes.get('name')}: ${failure}`]
    })
    yield { id: testCase.attributes.get('id') ?? '', passed: failures.length === 0, failures }
  }
}

function modelOf(root: XmlElement, file: TckFile): Model | Error {
  const named = childOf(root, 'modelName')?.text.trim() ?? ''
  const [only] = file.models.size === 1 ? file.models.keys() : []
  const name = file.models.has(named) ? named : (only ?? named)
  const source = file.models.get(name)
  if (source === undefined) return new Error(`no model ${name}`)
  try {
    const others = [...file.models].filter(([other, text]) => other !== name && isReadable(text))
    return readModel(
      source,
      others.map(([, text]) => text),
    )
  } catch (problem) {
    return problem as Error
  }
}

/** A model beside that is broken matters only to those who import it. */
function isReadable(text: string): boolean {
  try {
    readXml(text)
    return true
  } catch {
    return false
  }
}

function failureOf(testCase: XmlElement, node: XmlElement, model: Model | Error): string | undefined {
  const mayFail = node.attributes.get('errorResult') === 'true'
  let actual: Value
  let expected: Value
  try {
    if (model instanceof Error) throw model
    const inputs = new Map(
      childrenOf(testCase, 'inputNode').map((input) => [input.attributes.get('name') ?? '', readValue(input)]),
    )
    expected = readValue(childOf(node, 'expected'))
    actual = actualOf(testCase, node, model, inputs)
  } catch (problem) {
    return mayFail ? undefined : String((problem as Error).message)
  }
  if (agrees(expected, actual)) return undefined
  return `expected ${literalOf(expected)}, got ${literalOf(actual)}`
}

function actualOf(testCase: XmlElement, node: XmlElement, model: Model, inputs: ReadonlyMap<string, Value>): Value {
  const name = (node.attributes.get('name') ?? '').replace(/\s+/g, ' ').trim()
  const invocable = testCase.attributes.get('invocableName') ?? ''
  const type = testCase.attributes.get('type') ?? 'decision'
  if (type === 'decisionService' || node.attributes.get('type') === 'decisionService') {
    const service = model.findElement('decisionService', invocable) ? invocable : name
    return serviceResult(evaluateService(model, service, inputs, { now }), model, service, name)
  }
  if (type === 'bkm') return evaluateKnowledge(model, invocable, inputs, { now }).value
  return evaluateDecision(model, name, inputs, { now }).value
}

/** A result node of a service names the service itself or one of its output decisions. */
function serviceResult(outcome: Outcome, model: Model, service: string, name: string): Value {
  const element = model.findElement('decisionService', service)
  const outputs = element ? childrenOf(element.xml, 'outputDecision').length : 0
  if (outputs === 1 || name === service) return outcome.value
  return isContext(outcome.value ?? null) ? ((outcome.value as ReadonlyMap<string, Value>).get(name) ?? null) : null
}

const numeric =
  /^(?:decimal|double|float|(?:(?:non)?(?:positive|negative))?integer|(?:unsigned)?(?:int|long|short|byte))$/i

/** A value as the kit writes it. */
function readValue(element: XmlElement | undefined): Value {
  if (!element || element.attributes.get('nil') === 'true') return null
  const list = childOf(element, 'list')
  if (list) return list.attributes.get('nil') === 'true' ? null : childrenOf(list, 'item').map(readValue)
  const components = childrenOf(element, 'component')
  if (components.length > 0)
    return new Map(components.map((component) => [component.attributes.get('name') ?? '', readValue(component)]))
  const value = childOf(element, 'value')
  if (!value || value.attributes.get('nil') === 'true') return null
  return readLeaf(value.text, (value.attributes.get('type') ?? '').replace(/^.*:/, ''))
}

function readLeaf(text: string, type: string): Value {
  const plain = text.trim()
  if (numeric.test(type)) return known(parseDecimal(plain), plain)
  switch (type) {
    case 'boolean':
      return plain === 'true' || plain === '1'
    case 'date':
      return known(parseDate(plain), plain)
    case 'time':
      return known(parseTime(plain), plain)
    case 'dateTime':
      return known(parseDateTime(plain), plain)
    case 'duration':
    case 'dayTimeDuration':
    case 'yearMonthDuration':
      return known(parseDuration(plain), plain)
    default:
      return text
  }
}

function known(value: Value | undefined, text: string): Value {
  if (value === undefined) throw new Error(`cannot read the expected value ${text}`)
  return value
}

/** Equal as the kit means it: numbers within its tolerance, times written alike. */
function agrees(expected: Value, actual: Value): boolean {
  if (expected instanceof Decimal) return actual instanceof Decimal && near(expected, actual)
  if (isList(expected))
    return (
      isList(actual) &&
      expected.length === actual.length &&
      expected.every((item, index) => agrees(item, actual[index] as Value))
    )
  if (isContext(expected))
    return (
      isContext(actual) &&
      expected.size === actual.size &&
      [...expected].every(([name, value]) => actual.has(name) && agrees(value, actual.get(name) as Value))
    )
  if (kindOf(expected) !== kindOf(actual)) return false
  return equals(expected, actual) === true && universal(expected) === universal(actual)
}

/** XML can write no name of a zone, so the kit writes `Z` for all names of universal time. */
const universal = (value: Value): string => String(value).replace(/@(?:Etc\/)?UTC$/, 'Z')

function near(expected: Decimal, actual: Decimal): boolean {
  const distance = subtract(expected, actual)
  const size = absolute(expected)
  const scale = compareDecimals(size, one) > 0 ? size : one
  const allowed = multiply(scale, tolerance)
  return !!distance && !!allowed && compareDecimals(absolute(distance), allowed) <= 0
}
