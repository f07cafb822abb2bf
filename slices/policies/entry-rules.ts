import { builtIns } from '../../engines/feel/builtins.ts'
import { partsOf, type Syntax } from '../../engines/feel/syntax-tree.ts'
import { memberFacts } from './fact-rules.ts'

type Place = { readonly name: string; readonly at: number }

const isMembers = (node: Syntax): boolean =>
  (node.kind === 'name' && node.name === 'members') || (node.kind === 'filter' && isMembers(node.from))

/** What an expression asks of members that members do not have, in `members[…]`, `members.…` and `for m in members`. */
export function unknownEntries(syntax: Syntax, known: ReadonlySet<string>): Place[] {
  const found: Place[] = []
  const isEntry = (name: string) => Object.hasOwn(memberFacts, name)
  const visit = (node: Syntax, each: ReadonlySet<string>, within: boolean): void => {
    if (node.kind === 'name' && within && !isEntry(node.name) && !free(node.name, each))
      found.push({ name: node.name, at: node.at })
    if (node.kind === 'path' && !isEntry(node.name) && (isMembers(node.from) || isEach(node.from, each)))
      found.push({ name: node.name, at: node.at })
    if (node.kind === 'filter' && isMembers(node.from)) {
      visit(node.from, each, within)
      visit(node.condition, each, true)
      return
    }
    if (node.kind === 'for' || node.kind === 'some' || node.kind === 'every') {
      const inner = new Set([
        ...each,
        ...node.iterations.flatMap(({ name, domain }) => (isMembers(domain) ? [name] : [])),
      ])
      // Other names that the loop itself gives are nobody's entries.
      const named = new Set(node.iterations.map(({ name }) => name))
      for (const { domain } of node.iterations) visit(domain, each, within)
      visit(node.body, inner, within && named.size === 0)
      return
    }
    for (const part of partsOf(node)) visit(part, each, within && node.kind !== 'function' && node.kind !== 'context')
  }
  const free = (name: string, each: ReadonlySet<string>) =>
    known.has(name) || builtIns.has(name) || each.has(name) || name === 'item'
  visit(syntax, new Set(), false)
  return found
}

const isEach = (node: Syntax, each: ReadonlySet<string>): boolean => node.kind === 'name' && each.has(node.name)
