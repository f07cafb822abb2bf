import { usesPartial } from './evaluate-loop.ts'
import { unknownOf } from './evaluate-open.ts'
import type { Frame, Prepared, Preparing } from './prepare-frame.ts'
import { isQuickList, type Quick, quick } from './quick.ts'
import type { Syntax } from './syntax-tree.ts'
import { Unknown } from './values.ts'

type Looping = Syntax & { kind: 'for' | 'some' | 'every' }

/** A loop over one list; anything else goes the way of the evaluator. */
function overList<Of extends Frame>(node: Looping, preparer: Preparing<Of>) {
  const [iteration, ...more] = node.iterations
  if (!iteration || iteration.to || more.length > 0) return undefined
  const domain = preparer.prepare(iteration.domain)
  return { domain, ...preparer.within('variable', iteration.name, node.body) }
}

/** `for … in list return …`. */
export function preparedLoop<Of extends Frame>(node: Syntax & { kind: 'for' }, preparer: Preparing<Of>): Prepared<Of> {
  const evaluated = preparer.evaluated(node)
  const loop = usesPartial(node) ? undefined : overList(node, preparer)
  if (!loop) return evaluated
  const { domain, slot, body } = loop
  return (frame) => {
    const list = domain(frame)
    if (list instanceof Unknown) return list
    if (!isQuickList(list)) return evaluated(frame)
    frame.scope.run.spend(list.length)
    const results: Quick[] = []
    for (const item of list) {
      frame.locals[slot] = elementOf(item)
      results.push(body(frame))
    }
    return results
  }
}

/** `some` and `every`, three-valued. */
export function preparedQuantifier<Of extends Frame>(
  node: Syntax & { kind: 'some' | 'every' },
  preparer: Preparing<Of>,
): Prepared<Of> {
  const evaluated = preparer.evaluated(node)
  const loop = overList(node, preparer)
  if (!loop) return evaluated
  const { domain, slot, body } = loop
  const decisive = node.kind === 'some'
  return (frame) => {
    const list = domain(frame)
    if (list instanceof Unknown) return list
    if (!isQuickList(list)) return evaluated(frame)
    frame.scope.run.spend(list.length)
    const open: Unknown[] = []
    let answer: boolean | null = !decisive
    for (const item of list) {
      frame.locals[slot] = elementOf(item)
      const result = body(frame)
      if (result === decisive) return decisive
      if (result instanceof Unknown) open.push(result)
      else if (typeof result !== 'boolean') answer = null
    }
    return unknownOf(open) ?? answer
  }
}

/** `list[condition]`; positions and empty lists go the way of the evaluator. */
export function preparedFilter<Of extends Frame>(
  node: Syntax & { kind: 'filter' },
  preparer: Preparing<Of>,
): Prepared<Of> {
  const evaluated = preparer.evaluated(node)
  const from = preparer.prepare(node.from)
  const { slot, body } = preparer.within('item', 'item', node.condition)
  return (frame) => {
    const list = from(frame)
    if (list === null || list instanceof Unknown) return list
    if (!isQuickList(list) || list.length === 0) return evaluated(frame)
    frame.scope.run.spend(list.length)
    const kept: Quick[] = []
    let open: Unknown[] | undefined
    for (const item of list) {
      frame.locals[slot] = elementOf(item)
      const answer = body(frame)
      if (answer === true) kept.push(item)
      else if (answer instanceof Unknown) {
        open ??= []
        open.push(answer)
      } else if (answer !== false && answer !== null) return evaluated(frame)
    }
    return (open && unknownOf(open)) ?? kept
  }
}

/** An element of a list that may come from the evaluator. */
const elementOf = (item: Quick): Quick => (isQuickList(item) || typeof item === 'number' ? item : quick(item))
