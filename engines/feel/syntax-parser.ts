import { normalizeContextKey, parser, trackVariables, VariableContext } from 'lezer-feel'

type Tracker = ReturnType<typeof trackVariables>

/** True for a name that the parser finds by itself: one word without spaces and operators. */
export const isPlainWord = (name: string): boolean => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(name)

/** Names of built-in functions that hold a word of the grammar, which the parser must be told of. */
const wordyNames = [
  'day of week',
  'day of year',
  'month of year',
  'week of year',
  'list contains',
  'list replace',
  'index of',
  'date and time',
  'years and months duration',
  'time offset',
]

/** `a+b`, `a +b` and `a + b` are one name; this is its common form. */
export const normalName = (name: string): string => normalizeContextKey(name)

/**
 * Tells the parser which names may stand in the text. Plain words need no telling; names with spaces, points or
 * operators do, at every place of the text, since what a path leads to is only known when it is evaluated.
 */
function nameTracker(names: Iterable<string>): Tracker {
  const known: Record<string, null> = {}
  for (const name of [...wordyNames, ...names]) if (!isPlainWord(name)) known[name] = null

  // One set of names for the whole text: what is defined in it can be meant by any path or filter of it.
  let latest: KnownNames | undefined
  class KnownNames extends VariableContext {
    override get(): KnownNames {
      return this
    }
    override set(key: string): this {
      if (!isPlainWord(key) && !(key in known)) {
        known[key] = null
        latest = undefined
      }
      return KnownNames.of() as this
    }
    override merge(): VariableContext {
      return this
    }
    static override isAtomic(): boolean {
      return false
    }
    static override of(): VariableContext {
      latest ??= new KnownNames({ ...known })
      return latest
    }
  }
  return trackVariables(known, KnownNames as unknown as typeof VariableContext)
}

type Tree = ReturnType<typeof parser.parse>
export type TreeNode = Tree['topNode']

/** Parses with the names said; the tree marks what it could not read. */
export function parseTree(source: string, top: 'Expression' | 'UnaryTests', names: Iterable<string>): Tree {
  return parser.configure({ top, contextTracker: nameTracker(names) }).parse(source)
}

/** The meaningful nodes directly below. */
export function nodesOf(node: TreeNode): TreeNode[] {
  const found: TreeNode[] = []
  for (let child = node.firstChild; child; child = child.nextSibling)
    if (!child.name.endsWith('Comment')) found.push(child)
  return found
}

/** Offset of the first place that could not be read. */
export function errorIn(tree: Tree): number | undefined {
  let first: number | undefined
  tree.iterate({
    enter: (node) => {
      if (node.type.isError && (first === undefined || node.from < first)) first = node.from
    },
  })
  return first
}
