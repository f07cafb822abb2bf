import { asTooMuchWork } from './scope.ts'

/** What a regular expression is made of. */
export type PatternNode =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'one'; readonly accepts: RegExp }
  | { readonly kind: 'start' | 'end'; readonly lines: boolean }
  | { readonly kind: 'group'; readonly index: number; readonly body: PatternNode }
  | { readonly kind: 'back'; readonly index: number; readonly ignoreCase: boolean }
  | { readonly kind: 'sequence'; readonly parts: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly choices: readonly PatternNode[] }
  | {
      readonly kind: 'repeat'
      readonly body: PatternNode
      readonly min: number
      readonly max: number
      readonly lazy: boolean
    }

/** Counts work of another kind than evaluated nodes. @throws TooMuchWork */
type Spend = (steps: number) => void

/** A test for one character at a place. @throws SyntaxError when the class makes no sense */
export const single = (text: string, ignoreCase: boolean): RegExp => new RegExp(text, ignoreCase ? 'viy' : 'vy')

/** Where a pattern matched, and the text of its groups; group 0 is the whole. */
type Match = { readonly from: number; readonly to: number; readonly groups: readonly (string | undefined)[] }

type Next = (at: number) => number
type Span = readonly [from: number, to: number]

const miss = -1
// The walk nests once for each repetition of a group; a text longer than this could overflow the stack.
const chunk = 256

/**
 * Walks a pattern over a text, leftmost match first, as XPath says. Every step is counted: a pattern that would try
 * without end, such as `(a+)+b`, is given up instead of standing still.
 */
export class Matcher {
  private readonly pattern: PatternNode
  private readonly text: string
  private readonly spend: Spend
  private spans: (Span | undefined)[] = []
  private unpaid = 0

  constructor(pattern: PatternNode, text: string, spend: Spend) {
    this.pattern = pattern
    this.text = text
    this.spend = spend
  }

  /** The first match that begins at or behind a place; undefined when there is none. @throws TooMuchWork */
  find(start: number): Match | undefined {
    try {
      for (let from = start; from <= this.text.length; from = this.after(from)) {
        this.spans = []
        const to = this.walk(this.pattern, from, (at) => at)
        if (to !== miss) return { from, to, groups: this.groups(from, to) }
      }
      return undefined
    } catch (problem) {
      throw asTooMuchWork(problem)
    } finally {
      this.spend(this.unpaid)
      this.unpaid = 0
    }
  }

  /** Every match, one behind the other. */
  *all(): Generator<Match> {
    for (let match = this.find(0); match; ) {
      yield match
      const next = match.to > match.from ? match.to : this.after(match.to)
      match = next > this.text.length ? undefined : this.find(next)
    }
  }

  private groups(from: number, to: number): (string | undefined)[] {
    const groups: (string | undefined)[] = [this.text.slice(from, to)]
    for (let index = 1; index < this.spans.length; index++) {
      const span = this.spans[index]
      groups[index] = span && this.text.slice(span[0], span[1])
    }
    return groups
  }

  /** The place behind the character at a place. */
  private after(at: number): number {
    const code = this.text.codePointAt(at)
    return at + (code !== undefined && code > 0xffff ? 2 : 1)
  }

  private step(): void {
    if (++this.unpaid < chunk) return
    const steps = this.unpaid
    this.unpaid = 0
    this.spend(steps)
  }

  private walk(node: PatternNode, at: number, next: Next): number {
    this.step()
    switch (node.kind) {
      case 'text':
      case 'one':
      case 'back': {
        const end = this.end(node, at)
        return end === miss ? miss : next(end)
      }
      case 'start':
        return at === 0 || (node.lines && this.text[at - 1] === '\n') ? next(at) : miss
      case 'end':
        return at === this.text.length || (node.lines && this.text[at] === '\n') ? next(at) : miss
      case 'sequence':
        return this.inTurn(node.parts, 0, at, next)
      case 'choice': {
        for (const choice of node.choices) {
          const end = this.walk(choice, at, next)
          if (end !== miss) return end
        }
        return miss
      }
      case 'group':
        return this.group(node, at, next)
      case 'repeat':
        return node.body.kind === 'text' || node.body.kind === 'one'
          ? this.repeatSimple(node, node.body, at, next)
          : this.repeat(node, 0, at, next)
    }
  }

  private inTurn(parts: readonly PatternNode[], index: number, at: number, next: Next): number {
    const part = parts[index]
    return part ? this.walk(part, at, (end) => this.inTurn(parts, index + 1, end, next)) : next(at)
  }

  /** Where a node ends that takes its characters without choice. */
  private end(node: PatternNode & { kind: 'text' | 'one' | 'back' }, at: number): number {
    if (node.kind === 'text') return this.text.startsWith(node.text, at) ? at + node.text.length : miss
    if (node.kind === 'one') {
      node.accepts.lastIndex = at
      return at < this.text.length && node.accepts.test(this.text) ? node.accepts.lastIndex : miss
    }
    const span = this.spans[node.index]
    if (!span) return at
    const wanted = this.text.slice(span[0], span[1])
    const found = this.text.slice(at, at + wanted.length)
    const same = wanted === found || (node.ignoreCase && wanted.toLowerCase() === found.toLowerCase())
    return same ? at + wanted.length : miss
  }

  private group(node: PatternNode & { kind: 'group' }, at: number, next: Next): number {
    const { index, body } = node
    if (index === 0) return this.walk(body, at, next)
    const before = this.spans[index]
    const end = this.walk(body, at, (to) => {
      const inner = this.spans[index]
      this.spans[index] = [at, to]
      const found = next(to)
      if (found === miss) this.spans[index] = inner
      return found
    })
    if (end === miss) this.spans[index] = before
    return end
  }

  /** A repeated character: all places are found first, so that long texts need no nesting. */
  private repeatSimple(
    { min, max, lazy }: PatternNode & { kind: 'repeat' },
    body: PatternNode & { kind: 'text' | 'one' },
    start: number,
    next: Next,
  ): number {
    const places = [start]
    const grow = (): boolean => {
      this.step()
      const end = places.length > max ? miss : this.end(body, places.at(-1) as number)
      if (end !== miss) places.push(end)
      return end !== miss
    }
    while (places.length <= min) if (!grow()) return miss
    if (lazy) {
      do {
        const found = next(places.at(-1) as number)
        if (found !== miss) return found
      } while (grow())
      return miss
    }
    while (grow());
    for (let count = places.length - 1; count >= min; count--) {
      const found = next(places[count] as number)
      if (found !== miss) return found
    }
    return miss
  }

  private repeat(node: PatternNode & { kind: 'repeat' }, count: number, at: number, next: Next): number {
    const { body, min, max, lazy } = node
    const further = (): number => {
      if (count >= max) return miss
      // A round that takes nothing would go on for ever.
      return this.walk(body, at, (end) => (end === at && count >= min ? miss : this.repeat(node, count + 1, end, next)))
    }
    if (lazy && count >= min) {
      const found = next(at)
      return found === miss ? further() : found
    }
    const found = further()
    return found === miss && count >= min ? next(at) : found
  }
}

/** XPath's replacement: `$1` is a group, `\\$` and `\\\\` are the signs themselves. Undefined when it is malformed. */
export function replaceAll(
  text: string,
  pattern: PatternNode,
  replacement: string,
  literal: boolean,
  spend: Spend,
): string | undefined {
  if (new Matcher(pattern, '', spend).find(0)) return undefined
  if (!literal && !/^(?:[^\\$]|\\[\\$]|\$\d)*$/s.test(replacement)) return undefined
  const count = groupsIn(pattern)
  let result = ''
  let from = 0
  for (const match of new Matcher(pattern, text, spend).all()) {
    result += text.slice(from, match.from) + (literal ? replacement : filled(replacement, match, count))
    from = match.to
  }
  return result + text.slice(from)
}

function filled(replacement: string, { groups }: Match, count: number): string {
  return replacement.replace(/\\([\\$])|\$(\d+)/g, (_, sign: string | undefined, digits: string) => {
    if (sign !== undefined) return sign
    let length = digits.length
    while (length > 1 && Number(digits.slice(0, length)) > count) length--
    return (groups[Number(digits.slice(0, length))] ?? '') + digits.slice(length)
  })
}

function groupsIn(node: PatternNode): number {
  switch (node.kind) {
    case 'group':
      return (node.index > 0 ? 1 : 0) + groupsIn(node.body)
    case 'repeat':
      return groupsIn(node.body)
    case 'sequence':
      return node.parts.reduce((sum, part) => sum + groupsIn(part), 0)
    case 'choice':
      return node.choices.reduce((sum, choice) => sum + groupsIn(choice), 0)
    default:
      return 0
  }
}

/** The pieces between the matches; undefined for a pattern that matches nothing at all. */
export function splitBy(text: string, pattern: PatternNode, spend: Spend): string[] | undefined {
  if (new Matcher(pattern, '', spend).find(0)) return undefined
  const pieces: string[] = []
  let from = 0
  for (const match of new Matcher(pattern, text, spend).all()) {
    pieces.push(text.slice(from, match.from))
    from = match.to
  }
  pieces.push(text.slice(from))
  return pieces
}
