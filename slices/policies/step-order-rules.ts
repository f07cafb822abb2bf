import type { Text } from '../../core/messages.ts'
import { policyFaultWords as words } from './policy-fault-messages.ts'
import { filled } from './policy-file-rules.ts'
import type { Step } from './policy-model.ts'

/** What is wrong where a step uses one that stands after it: the order, or, where that one leads back to it, a circle. */
export function laterFault(steps: readonly Step[], own: string, later: string): Text {
  const way = wayBetween(steps, later, own, new Set())
  return way ? filled(words.stepCircle, own, [own, ...way].join(' → ')) : filled(words.laterStep, own, later)
}

/** From one step over those that it uses to another; undefined where no way leads there. */
function wayBetween(steps: readonly Step[], from: string, to: string, seen: Set<string>): string[] | undefined {
  if (from === to) return [from]
  const step = steps.find(({ name }) => name === from)
  if (!step || seen.has(from)) return undefined
  seen.add(from)
  const mentioned = mentionedIn(step)
  for (const { name } of steps) {
    const way = mentioned.has(name) ? wayBetween(steps, name, to, seen) : undefined
    if (way) return [from, ...way]
  }
  return undefined
}

/** The words of a step's expressions; what stands in quotes is none. */
function mentionedIn({ formula, table }: Step): ReadonlySet<string> {
  const written = [
    ...(formula === undefined ? [] : [formula]),
    ...(table ? [...table.inputs.map(({ expression }) => expression), ...table.rows.flat()] : []),
    ...(table?.otherwise === undefined ? [] : [table.otherwise]),
  ]
  return new Set(
    written
      .join(' ')
      .replace(/"[^"]*"/g, ' ')
      .match(/[a-z_][a-z0-9_]*/g),
  )
}
