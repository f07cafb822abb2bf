import { builtIns } from './builtins.ts'
import { isPlainWord, normalName } from './syntax-parser.ts'
import { SyntaxProblem } from './syntax-problem.ts'
import { partsOf, type Syntax } from './syntax-tree.ts'

/**
 * The names of an expression that nothing defines: neither the ones known, nor a built-in function, nor something
 * within the expression. Behind a filter's bracket a name may be an entry of the element, so nothing is said there.
 * @returns one problem for each place, with line and column
 */
export function unknownNames(source: string, syntax: Syntax, known: Iterable<string>): SyntaxProblem[] {
  const problems: SyntaxProblem[] = []
  const visit = (node: Syntax, names: ReadonlySet<string>): void => {
    switch (node.kind) {
      case 'name':
        if (!names.has(normalName(node.name)) && !builtIns.has(node.name)) problems.push(unknown(source, node))
        return
      case 'context': {
        let inner = names
        for (const entry of node.entries) {
          inner = new Set([...inner, normalName(entry.name)])
          visit(entry.value, inner)
        }
        return
      }
      case 'for':
      case 'some':
      case 'every': {
        let inner = node.kind === 'for' ? new Set([...names, 'partial']) : names
        for (const { name, domain, to } of node.iterations) {
          visit(domain, inner)
          if (to) visit(to, inner)
          inner = new Set([...inner, normalName(name)])
        }
        visit(node.body, inner)
        return
      }
      case 'function': {
        const inner = new Set([...names, ...node.parameters.map(({ name }) => normalName(name))])
        if (node.body) visit(node.body, inner)
        return
      }
      case 'filter':
        visit(node.from, names)
        return
      default:
        for (const part of partsOf(node)) visit(part, names)
    }
  }
  visit(syntax, new Set([...known].map(normalName)))
  return problems
}

function unknown(source: string, node: Syntax & { kind: 'name' }): SyntaxProblem {
  const words = node.name.split(' ')
  const [first = ''] = words
  // The parser takes words in a row for one name, so a missing operator shows itself as a strange name.
  const hint = words.length > 1 && words.every(isPlainWord)
  return new SyntaxProblem(source, node.at, {
    zh: `没有“${node.name}”这个名称${hint ? `，“${first}”之后也许缺少运算符` : ''}。`,
    en: `there is no name '${node.name}'${hint ? `; perhaps an operator is missing after '${first}'` : ''}.`,
  })
}
