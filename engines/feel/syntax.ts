import { parseDecimal } from './decimal.ts'
import { errorIn, nodesOf, parseTree, type TreeNode } from './syntax-parser.ts'
import { problemAt, SyntaxProblem } from './syntax-problem.ts'
import type {
  ArithmeticOperator,
  ComparisonOperator,
  ContextEntrySyntax,
  Iteration,
  Parameter,
  Syntax,
  UnaryTests,
} from './syntax-tree.ts'
import { maskTypes, typeSyntax } from './syntax-types.ts'
import { parseTemporal } from './temporal-parse.ts'

/**
 * Reads an expression into the checked tree.
 * @param names known names that hold spaces or operators; plain words need not be told
 * @throws SyntaxProblem naming line, column and what was expected
 */
export function parseExpression(written: string, names: Iterable<string> = []): Syntax {
  const source = plainSpaces(written)
  const [top] = read(source, 'Expression', names)
  return new Builder(source).expression(top)
}

/**
 * Reads a cell of a decision table.
 * @throws SyntaxProblem naming line, column and what was expected
 */
export function parseUnaryTests(written: string, names: Iterable<string> = []): UnaryTests {
  const source = plainSpaces(written)
  const nodes = read(source, 'UnaryTests', names)
  const builder = new Builder(source)
  const negated = nodes[0]?.name === 'not'
  const list = nodes.find((node) => node.name === 'PositiveUnaryTests')
  if (!list) return { negated: false, any: true, tests: [] }
  return { negated, any: false, tests: nodesOf(list).map((test) => builder.test(test)) }
}

// White space of the grammar that the parser does not take for any: form feed, next line, Ogham, Mongolian, of no width.
const oddSpaces = /[\f\u0085\u1680\u180e\u200b\ufeff]/

/** The same text with every kind of white space written as a plain one, except within strings. */
const plainSpaces = (source: string): string =>
  oddSpaces.test(source)
    ? source.replace(/"(?:[^"\\]|\\.)*"|[\f\u0085\u1680\u180e\u200b\ufeff]/g, (found) =>
        found.startsWith('"') ? found : ' ',
      )
    : source

function read(source: string, top: 'Expression' | 'UnaryTests', names: Iterable<string>): [TreeNode, ...TreeNode[]] {
  const masked = maskTypes(source)
  const known = [...names]
  const firstError = (text: string): number | undefined => errorIn(parseTree(text, top, known))
  const tree = parseTree(masked, top, known)
  const error = errorIn(tree)
  const nodes = nodesOf(tree.topNode)
  if (error !== undefined || nodes.length === 0) throw problemAt(source, error ?? 0, firstError)
  return nodes as [TreeNode, ...TreeNode[]]
}

/** Builds the checked tree; everything it does not know is refused. */
class Builder {
  private readonly source: string
  /** Connectives that the parser took for a part of what stands behind `in`. */
  private readonly split = new WeakSet<Syntax>()

  constructor(source: string) {
    this.source = source
  }

  expression(node: TreeNode): Syntax {
    const at = node.from
    const nodes = nodesOf(node)
    switch (node.name) {
      case 'null':
        return { kind: 'null', at }
      case 'BooleanLiteral':
        return { kind: 'boolean', value: this.textOf(node) === 'true', at }
      case 'NumericLiteral':
        return this.number(node)
      case 'StringLiteral':
        return { kind: 'string', value: unquoted(this.textOf(node)), at }
      case 'DateTimeLiteral':
        return this.temporal(node, nodes)
      case '?':
        return { kind: 'input', at }
      case 'VariableName':
      case 'SpecialFunctionName':
      case 'DateTimeConstructor':
        return { kind: 'name', name: this.nameOf(node), at }
      case 'ParenthesizedExpression':
        return this.parenthesized(nodes)
      case 'SimplePositiveUnaryTest':
        return this.simpleTest(node, nodes)
      case 'List':
        return { kind: 'list', items: inner(nodes).map((item) => this.item(item)), at }
      case 'Context':
        return { kind: 'context', entries: this.entries(node, inner(nodes)), at }
      case 'ArithmeticExpression':
        return this.arithmetic(node, nodes)
      case 'Comparison':
        return this.comparison(node, nodes)
      case 'Conjunction':
        return this.conjunction(this.value(nodes[0]), this.value(nodes[2]), at)
      case 'Disjunction':
        return { kind: 'or', left: this.value(nodes[0]), right: this.value(nodes[2]), at }
      case 'InstanceOfExpression':
        return { kind: 'instance of', value: this.value(nodes[0]), type: this.type(nodes[3] as TreeNode), at }
      default:
        return this.compound(node, nodes)
    }
  }

  private compound(node: TreeNode, nodes: TreeNode[]): Syntax {
    const at = node.from
    switch (node.name) {
      case 'PathExpression':
        return { kind: 'path', from: this.value(nodes[0]), name: this.nameOf(nodes[2] as TreeNode), at }
      case 'FilterExpression':
        return { kind: 'filter', from: this.value(nodes[0]), condition: this.value(nodes[2]), at }
      case 'FunctionInvocation':
        return this.call(at, this.value(nodes[0]), nodes[2])
      case 'IfExpression':
        return {
          kind: 'if',
          condition: this.value(nodes[1]),
          whenTrue: this.value(nodes[3]),
          otherwise: this.value(nodes[5]),
          at,
        }
      case 'ForExpression':
        return { kind: 'for', iterations: this.iterations(nodes[1]), body: this.value(nodes[3]), at }
      case 'QuantifiedExpression': {
        const kind = nodes[0]?.name === 'some' ? 'some' : 'every'
        return { kind, iterations: this.iterations(nodes[1]), body: this.value(nodes[3]), at }
      }
      case 'FunctionDefinition':
        return this.functionDefinition(node, nodes)
      case 'PositiveUnaryTest':
        return this.test(node)
      default:
        throw this.refuse(node)
    }
  }

  /** An expression in a place where a bare test such as `> 3` makes no sense. */
  private value(node: TreeNode | undefined): Syntax {
    const syntax = this.expression(node as TreeNode)
    if (syntax.kind === 'test')
      throw new SyntaxProblem(this.source, syntax.at, {
        zh: `“${syntax.operator}”之前应有一个值。`,
        en: `expected a value before '${syntax.operator}'.`,
      })
    return syntax
  }

  /** `a and b in c or d`: what was split off behind `in` binds less tightly than `and`. */
  private conjunction(left: Syntax, right: Syntax, at: number): Syntax {
    if (right.kind !== 'or' || !this.split.has(right)) return { kind: 'and', left, right, at }
    return this.splitOff({ kind: 'or', left: this.conjunction(left, right.left, at), right: right.right, at })
  }

  private splitOff(node: Syntax): Syntax {
    this.split.add(node)
    return node
  }

  /** An element of a list: a bare test there is a range, as in `[> 3]`. */
  private item(node: TreeNode): Syntax {
    const syntax = this.expression(node)
    return syntax.kind === 'test' ? this.openRange(syntax) : syntax
  }

  test(node: TreeNode): Syntax {
    const inside = node.name === 'PositiveUnaryTest' ? (nodesOf(node)[0] as TreeNode) : node
    return this.expression(inside)
  }

  private parenthesized(nodes: TreeNode[]): Syntax {
    const syntax = this.expression(nodes[1] as TreeNode)
    // A copy, since between parentheses nothing more is split off.
    return syntax.kind === 'test' ? this.openRange(syntax) : { ...syntax }
  }

  /** `(> 3)` and the like are ranges with one end. */
  private openRange(test: Extract<Syntax, { kind: 'test' }>): Syntax {
    const { operator, operand, at } = test
    const included = operator === '>=' || operator === '<=' || operator === '='
    if (operator === '!=')
      throw new SyntaxProblem(this.source, at, { zh: '“!=”不能构成区间。', en: "'!=' makes no range." })
    return {
      kind: 'range',
      low: operator.startsWith('<') ? undefined : operand,
      high: operator.startsWith('>') ? undefined : operand,
      lowIncluded: included && !operator.startsWith('<'),
      highIncluded: included && !operator.startsWith('>'),
      at,
    }
  }

  private simpleTest(node: TreeNode, nodes: TreeNode[]): Syntax {
    const first = nodes[0] as TreeNode
    if (first.name === 'CompareOp')
      return { kind: 'test', operator: this.comparator(first), operand: this.value(nodes[1]), at: node.from }
    if (first.name !== 'Interval') return this.expression(first)
    const [open, low, , high, close] = nodesOf(first)
    return {
      kind: 'range',
      low: this.value(low),
      high: this.value(high),
      lowIncluded: open?.name === '[',
      highIncluded: close?.name === ']',
      at: node.from,
    }
  }

  private number(node: TreeNode): Syntax {
    const value = parseDecimal(this.textOf(node).replace(/\s+/g, ''))
    return value ? { kind: 'number', value, at: node.from } : { kind: 'null', at: node.from }
  }

  private temporal(node: TreeNode, nodes: TreeNode[]): Syntax {
    const first = nodes[0] as TreeNode
    if (first.name !== 'AtLiteral') return this.call(node.from, this.expression(first), nodes[2])
    const text = unquoted(this.textOf(nodesOf(first)[0] as TreeNode))
    return { kind: 'temporal', value: parseTemporal(text) ?? null, at: node.from }
  }

  private call(at: number, callee: Syntax, list: TreeNode | undefined): Syntax {
    const given = list && list.name !== ')' ? nodesOf(list) : []
    if (list?.name !== 'NamedParameters')
      return { kind: 'call', callee, values: given.map((node) => this.item(node)), at }
    const names = given.map((node) => this.nameOf(nodesOf(node)[0] as TreeNode))
    const values = given.map((node) => this.item(nodesOf(node).at(-1) as TreeNode))
    return { kind: 'call', callee, values, names, at }
  }

  private arithmetic(node: TreeNode, nodes: TreeNode[]): Syntax {
    const at = node.from
    if (nodes.length === 2 && this.textOf(nodes[0] as TreeNode) !== '-')
      throw new SyntaxProblem(this.source, at, { zh: '“+”之前应有一个值。', en: "expected a value before '+'." })
    if (nodes.length === 2) return { kind: 'negation', operand: this.value(nodes[1]), at }
    const operator = this.textOf(nodes[1] as TreeNode) as ArithmeticOperator
    return { kind: 'arithmetic', operator, left: this.value(nodes[0]), right: this.value(nodes[2]), at }
  }

  private comparison(node: TreeNode, nodes: TreeNode[]): Syntax {
    const at = node.from
    const value = this.value(nodes[0])
    const middle = nodes[1] as TreeNode
    if (middle.name === 'between')
      return { kind: 'between', value, low: this.value(nodes[2]), high: this.value(nodes[4]), at }
    if (middle.name !== 'in')
      return { kind: 'comparison', operator: this.comparator(middle), left: value, right: this.value(nodes[2]), at }
    const list = nodes.find((child) => child.name === 'PositiveUnaryTests')
    if (!list) return this.among(value, nodesOf(nodes[2] as TreeNode)[0] as TreeNode, at)
    return { kind: 'in', value, tests: nodesOf(list).map((test) => this.inTest(test)), at }
  }

  /** The parser reads `a in b and c` as `a in (b and c)`; a comparison binds tighter than that. */
  private among(value: Syntax, node: TreeNode, at: number): Syntax {
    const [left, middle, right] = nodesOf(node)
    if (node.name === 'Comparison' && middle?.name === 'CompareOp') {
      const compared = this.among(value, left as TreeNode, at)
      return { kind: 'comparison', operator: this.comparator(middle), left: compared, right: this.value(right), at }
    }
    if (node.name !== 'Conjunction' && node.name !== 'Disjunction') return this.tightly(value, this.inTest(node), at)
    const inside = this.among(value, left as TreeNode, at)
    if (node.name === 'Conjunction') return this.conjunction(inside, this.value(right), at)
    return this.splitOff({ kind: 'or', left: inside, right: this.value(right), at })
  }

  /** In the same way `a in > 3 and b` is read as `a in > (3 and b)`. */
  private tightly(value: Syntax, test: Syntax, at: number): Syntax {
    if (test.kind !== 'test' || (test.operand.kind !== 'and' && test.operand.kind !== 'or'))
      return { kind: 'in', value, tests: [test], at }
    const { kind, left, right } = test.operand
    const inside = this.tightly(value, { ...test, operand: left }, at)
    if (kind === 'and') return this.conjunction(inside, right, at)
    return this.splitOff({ kind, left: inside, right, at })
  }

  /** Behind `in` parentheses may hold one test, as in `x in (!= 3)`. */
  private inTest(node: TreeNode): Syntax {
    const inside = node.name === 'PositiveUnaryTest' ? (nodesOf(node)[0] as TreeNode) : node
    return inside.name === 'ParenthesizedExpression' ? this.inTest(nodesOf(inside)[1] as TreeNode) : this.test(node)
  }

  private iterations(node: TreeNode | undefined): Iteration[] {
    return nodesOf(node as TreeNode).map((each) => {
      const [name, , context] = nodesOf(each)
      const [domain, , to] = nodesOf(context as TreeNode)
      const from = this.value(domain)
      return { name: this.nameOf(name as TreeNode), domain: from, ...(to ? { to: this.value(to) } : {}) }
    })
  }

  private functionDefinition(node: TreeNode, nodes: TreeNode[]): Syntax {
    const formal = nodes.find((child) => child.name === 'FormalParameters')
    const parameters = (formal ? nodesOf(formal) : []).map((parameter): Parameter => {
      const [name, type] = nodesOf(parameter)
      return { name: this.nameOf(name as TreeNode), ...(type ? { type: this.type(type) } : {}) }
    })
    const external = nodes.some((child) => child.name === 'external')
    const body = nodes.find((child) => child.name === 'FunctionBody')
    return {
      kind: 'function',
      parameters,
      body: external || !body ? undefined : this.value(nodesOf(body)[0]),
      at: node.from,
    }
  }

  private entries(context: TreeNode, nodes: TreeNode[]): ContextEntrySyntax[] {
    const entries = nodes.map((node) => {
      const [key, value] = nodesOf(node)
      const label = nodesOf(key as TreeNode)[0] as TreeNode
      const name = label.name === 'StringLiteral' ? unquoted(this.textOf(label)) : this.nameOf(label)
      return { name, value: this.item(value as TreeNode) }
    })
    const twice = entries.find((entry, index) => entries.findIndex(({ name }) => name === entry.name) !== index)
    if (!twice) return entries
    throw new SyntaxProblem(this.source, context.from, {
      zh: `条目“${twice.name}”重复。`,
      en: `entry '${twice.name}' is given twice.`,
    })
  }

  private type(node: TreeNode) {
    return typeSyntax(node, this.source, (refused) => this.refuse(refused))
  }

  private comparator(node: TreeNode): ComparisonOperator {
    return this.textOf(node) as ComparisonOperator
  }

  /** A name with its spaces made one; operators within it stay as they are written. */
  private nameOf(node: TreeNode): string {
    return this.textOf(node).replace(/\s+/g, ' ').trim()
  }

  private textOf(node: TreeNode): string {
    return this.source.slice(node.from, node.to)
  }

  private refuse(node: TreeNode): SyntaxProblem {
    return new SyntaxProblem(this.source, node.from, {
      zh: `这里不能用“${this.textOf(node)}”。`,
      en: `'${this.textOf(node)}' is not allowed here.`,
    })
  }
}

/** What stands between the brackets. */
const inner = (nodes: TreeNode[]): TreeNode[] => nodes.slice(1, -1)

const escapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', '"': '"', "'": "'", '\\': '\\' }

/** The string that a quoted literal means; an escape that FEEL does not know stays as written. */
function unquoted(literal: string): string {
  return literal.slice(1, -1).replace(/\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{6})|(.))/gs, (whole, short, long, one) => {
    const code = short ?? long
    if (code === undefined) return escapes[one as string] ?? whole
    const point = Number.parseInt(code, 16)
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole
  })
}
