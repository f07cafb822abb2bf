import { Scope } from './scope.ts'
import { type ComparisonOperator, type Syntax, type UnaryTests, usesInput } from './syntax-tree.ts'
import { compare, equals, holds, isList, Range, type Value } from './values.ts'

/** A comparison; null where the two cannot be compared. */
export function compareBy(operator: ComparisonOperator, left: Value, right: Value): boolean | null {
  if (operator === '=') return equals(left, right)
  if (operator === '!=') {
    const same = equals(left, right)
    return same === null ? null : !same
  }
  const order = compare(left, right)
  if (order === undefined) return null
  if (operator === '<') return order < 0
  if (operator === '<=') return order <= 0
  return operator === '>' ? order > 0 : order >= 0
}

/** `value in (test, test)`: true when one test accepts, null when none does and one cannot be answered. */
export function isAmong(value: Value, tests: readonly Syntax[], scope: Scope): boolean | null {
  const inside = new Scope(new Map(), scope, value)
  let unknown = false
  for (const test of tests) {
    const accepted = accepts(test, value, inside)
    if (accepted === true) return true
    if (accepted === null) unknown = true
  }
  return unknown ? null : false
}

/** Whether one test accepts the value that is the scope's input. */
function accepts(test: Syntax, value: Value, scope: Scope): boolean | null {
  return acceptedBy(test, scope.evaluate(test), value)
}

/** Whether a test that came out as `answer` accepts the value. */
export function acceptedBy(test: Syntax, answer: Value, value: Value): boolean | null {
  if (test.kind === 'test') return answer as boolean | null
  if (usesInput(test)) return typeof answer === 'boolean' ? answer : null
  return matches(answer, value)
}

/** Whether a value is the one wanted, among the wanted ones, or in the wanted range. */
function matches(wanted: Value, value: Value): boolean | null {
  if (wanted instanceof Range && !(value instanceof Range)) return holds(wanted, value)
  if (!isList(wanted)) return equals(value, wanted)
  if (isList(value) && equals(value, wanted) === true) return true
  return wanted.some((item) => matches(item, value) === true)
}

/** Whether a cell of a decision table accepts the input; null where it cannot be said. */
export function acceptsInput(cell: UnaryTests, input: Value, scope: Scope): boolean | null {
  if (cell.any) return true
  const inside = new Scope(new Map([['?', input]]), scope, input)
  let answer: boolean | null = false
  for (const test of cell.tests) {
    const accepted = cellAccepts(test, input, inside)
    if (accepted === true) {
      answer = true
      break
    }
    if (accepted === null) answer = null
  }
  return cell.negated && answer !== null ? !answer : answer
}

/** In a cell a condition on other values that comes out true accepts, whatever the input is. */
function cellAccepts(test: Syntax, input: Value, scope: Scope): boolean | null {
  if (test.kind === 'test' || usesInput(test)) return accepts(test, input, scope)
  return cellAcceptedBy(test, scope.evaluate(test), input)
}

/** Whether a cell that names a value, a list or a range accepts the input. */
export function cellAcceptedBy(test: Syntax, wanted: Value, input: Value): boolean | null {
  // A condition on other inputs that comes out true accepts; `true` itself is a value like any other.
  if (wanted === true && test.kind !== 'boolean' && typeof input !== 'boolean') return true
  if (isList(input) && !isList(wanted) && wanted !== null) {
    // A list as input is accepted by a test that accepts its only element.
    return input.length === 1 ? matches(wanted, input[0] as Value) : equals(input, wanted)
  }
  return matches(wanted, input)
}
