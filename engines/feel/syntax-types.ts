import { nodesOf, type TreeNode } from './syntax-parser.ts'
import type { SyntaxProblem } from './syntax-problem.ts'
import type { TypeSyntax } from './syntax-tree.ts'

/**
 * The parser does not know `range<…>` and reads `list<…>` in the same shape, so it is shown a list of the same
 * length; the builder looks at the true source and sees the range.
 */
export const maskTypes = (source: string): string =>
  source.includes('range')
    ? source.replace(/"(?:[^"\\]|\\.)*"|\brange(\s*<)/g, (whole, bracket) =>
        bracket === undefined ? whole : ` list${bracket}`,
      )
    : source

/** A type as written; `refuse` makes the problem for what is none. */
export function typeSyntax(node: TreeNode, source: string, refuse: (node: TreeNode) => SyntaxProblem): TypeSyntax {
  const text = (part: TreeNode): string => source.slice(part.from, part.to).replace(/\s+/g, ' ').trim()
  const read = (part: TreeNode): TypeSyntax => {
    const nodes = nodesOf(part)
    const types = nodes.filter((child) => child.name === 'Type')
    switch (part.name) {
      case 'Type':
      case 'ArgumentType':
        return read(nodes[0] as TreeNode)
      case 'QualifiedName':
      case 'SpecialType':
        return { kind: 'named', name: text(part) }
      case 'ListType': {
        // The mask puts a space before `list`, so a range begins one character earlier.
        const isRange = source.slice(part.from - 1, part.from + 4) === 'range'
        return { kind: isRange ? 'range' : 'list', of: read(types[0] as TreeNode) }
      }
      case 'ContextType': {
        const list = nodes.find((child) => child.name === 'ContextEntryTypes')
        const entries = (list ? nodesOf(list) : []).map((entry) => {
          const [name, type] = nodesOf(entry)
          return { name: text(name as TreeNode), type: read(type as TreeNode) }
        })
        return { kind: 'context', entries }
      }
      case 'FunctionType': {
        const list = nodes.find((child) => child.name === 'ArgumentTypes')
        return {
          kind: 'function',
          parameters: (list ? nodesOf(list) : []).map(read),
          result: read(types[0] as TreeNode),
        }
      }
      default:
        throw refuse(part)
    }
  }
  return read(node)
}
