import type { Text } from '../../core/messages.ts'
import { normalName } from './syntax-parser.ts'
import type { Syntax } from './syntax-tree.ts'
import type { FeelType } from './types.ts'
import type { Value } from './values.ts'

/** Why a part of an expression came out as null. */
export type Note = { readonly at: number; readonly text: Text }

/** The evaluation needs more steps than it may take, so it was given up. */
export class TooMuchWork extends Error {
  readonly text: Text = {
    zh: '计算量超过限制，已停止。',
    en: 'The evaluation needs more steps than allowed and was stopped.',
  }
  constructor() {
    super('too many evaluation steps')
  }
}

/** What was thrown; when the machine's stack or its longest string or number did not suffice, that is too much work. */
export const asTooMuchWork = (problem: unknown): unknown =>
  problem instanceof RangeError ? new TooMuchWork() : problem

export type RunSettings = {
  /** Types of the model by name. */
  readonly types?: ((name: string) => FeelType | undefined) | undefined
  /** The present moment for `now()` and `today()`, as a FEEL date and time text; without it they answer null. */
  readonly now?: string | undefined
  /** Sees every part of the expression with its value, innermost first: what an explanation is made of. */
  readonly observe?: ((node: Syntax, value: Value) => void) | undefined
  /** Nodes that may be evaluated before the run is given up; two million unless said. */
  readonly steps?: number | undefined
  /** The work another run has left, when this one is a part of it; then `steps` does not count. */
  readonly budget?: Budget | undefined
}

/** How many nodes may still be evaluated, and how deep calls are nested. */
type Budget = { left: number; depth: number }

/** How a node of the checked tree becomes a value (evaluate.ts). */
type Evaluator = (node: Syntax, scope: Scope) => Value

/** What one evaluation shares: the model's types, the present moment, what went wrong, and how much work is left. */
export class Run {
  readonly types: (name: string) => FeelType | undefined
  readonly now: string | undefined
  readonly notes: Note[] = []
  readonly evaluator: Evaluator
  readonly observe: RunSettings['observe']
  readonly budget: Budget

  constructor(evaluator: Evaluator, settings: RunSettings = {}) {
    this.evaluator = evaluator
    this.types = settings.types ?? (() => undefined)
    this.now = settings.now
    this.observe = settings.observe
    this.budget = settings.budget ?? { left: settings.steps ?? 2_000_000, depth: 0 }
  }

  /** Counts one step. @throws TooMuchWork when none is left */
  step(): void {
    if (--this.budget.left < 0) throw new TooMuchWork()
  }

  /** Counts what a value takes to make, so that lists and texts cannot be doubled without end. @throws TooMuchWork */
  made(value: Value): Value {
    if (Array.isArray(value)) this.budget.left -= value.length
    else if (typeof value === 'string') this.budget.left -= value.length >> 6
    return value
  }

  /** Counts work done inside a function. @throws TooMuchWork when none is left */
  readonly spend = (steps: number): void => {
    this.budget.left -= steps
    if (this.budget.left < 0) throw new TooMuchWork()
  }

  /** True when so many more steps cannot be taken. */
  lacks(steps: number): boolean {
    return steps > this.budget.left
  }

  /** Runs a function body one call deeper. @throws TooMuchWork when calls nest without end */
  deeper<Result>(body: () => Result): Result {
    // Each call takes several frames of the machine's stack; past this it would overflow.
    if (this.budget.depth > 400) throw new TooMuchWork()
    this.budget.depth++
    try {
      return body()
    } catch (problem) {
      throw asTooMuchWork(problem)
    } finally {
      this.budget.depth--
    }
  }

  /** Remembers why something is null, and answers null. */
  note(at: number, zh: string, en: string): null {
    // A loop can fail in every round; the first reasons say enough.
    if (this.notes.length < 100) this.notes.push({ at, text: { zh, en } })
    return null
  }
}

/** Names and their values, with the names around them. */
export class Scope {
  readonly run: Run
  private readonly values: ReadonlyMap<string, Value>
  private readonly parent: Scope | undefined
  /** What `?` stands for. */
  readonly input: Value | undefined

  constructor(values: ReadonlyMap<string, Value>, parent: Scope | Run, input?: Value) {
    this.values = values
    this.parent = parent instanceof Scope ? parent : undefined
    this.run = parent instanceof Scope ? parent.run : parent
    this.input = input === undefined ? this.parent?.input : input
  }

  /** The value of an expression in this scope. @throws TooMuchWork */
  evaluate(node: Syntax): Value {
    return this.run.evaluator(node, this)
  }

  /** The value of a name; undefined when nothing of that name is in scope. */
  find(name: string): Value | undefined {
    const exact = this.exact(name)
    if (exact !== undefined || /^[\p{L}\p{N}_ ]*$/u.test(name)) return exact
    const wanted = normalName(name)
    for (let scope: Scope | undefined = this; scope; scope = scope.parent)
      for (const [key, value] of scope.values) if (normalName(key) === wanted) return value
    return undefined
  }

  private exact(name: string): Value | undefined {
    for (let scope: Scope | undefined = this; scope; scope = scope.parent) {
      const value = scope.values.get(name)
      if (value !== undefined) return value
    }
    return undefined
  }
}

/** The entry of a context, also when its name is spaced differently around operators. */
export function entryOf(entries: ReadonlyMap<string, Value>, name: string): Value | undefined {
  const exact = entries.get(name)
  if (exact !== undefined || /^[\p{L}\p{N}_ ]*$/u.test(name)) return exact
  const wanted = normalName(name)
  for (const [key, value] of entries) if (normalName(key) === wanted) return value
  return undefined
}
