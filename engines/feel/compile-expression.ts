import { callBuiltIn, functionWritten } from './compile-calls.ts'
import {
  type BooleanCode,
  type Code,
  calculated,
  constant,
  type ElementCode,
  fieldCode,
  type GroupCode,
  isTrue,
  literalBoolean,
  literalNumber,
  type NumberCode,
  negative,
  type QuotientCode,
  TooLarge,
} from './compile-code.ts'
import { calculatedDays, callOfDays } from './compile-days.ts'
import { elementOf, entryOf, quantified } from './compile-group.ts'
import { anyTrue, chosen, compared, connected, type LogicWriter, within } from './compile-logic.ts'
import { RowWriter } from './compile-rows.ts'
import { type Field, type GroupField, problem, type Schema } from './compile-schema.ts'
import { normalName } from './syntax-parser.ts'
import type { Syntax } from './syntax-tree.ts'
import { FeelDate } from './temporal-values.ts'

type Names = { readonly get: (name: string) => Code | undefined }

/** Writes the body of the loop over the rows. Everything it writes is made here; nothing is copied from the source. */
export class ExpressionCompiler implements LogicWriter {
  readonly preamble: string[] = []
  /** Generated name of each column, starts of a group and parameter that is used. */
  readonly used = new Map<string, string>()
  readonly open: boolean
  private readonly source: string
  private readonly schema: Schema
  private readonly rows = new RowWriter()
  private readonly held: Map<string, string>[] = [new Map()]
  private count = 0

  constructor(source: string, schema: Schema) {
    this.source = source
    this.schema = schema
    this.open = schema.open === true
  }

  /** The statements of the row written so far. */
  get statements(): readonly string[] {
    return this.rows.statements()
  }

  private get depth(): number {
    return this.held.length - 1
  }

  fresh(): string {
    return `v${this.count++}`
  }

  counter(): string {
    const name = this.fresh()
    this.rows.declare(name)
    return name
  }

  hold(code: string): string {
    if (/^([av]\d+|\d+|true|false|NaN)$/.test(code)) return code
    for (const known of this.held) {
      const name = known.get(code)
      if (name !== undefined) return name
    }
    const name = this.fresh()
    this.statement(`const ${name} = ${code};`)
    this.held.at(-1)?.set(code, name)
    return name
  }

  statement(code: string): void {
    this.rows.write(code)
  }

  table(values: readonly number[]): string {
    const name = `t${this.preamble.length}`
    this.preamble.push(`const ${name} = [${values.map(Number).join(', ')}];`)
    return name
  }

  /** Code for an expression. @throws CompileProblem */
  compile(node: Syntax, names: Names = this.columns()): Code {
    try {
      return this.kept(this.expression(node, names))
    } catch (reason) {
      if (!(reason instanceof TooLarge)) throw reason
      throw this.refuse(node, '结果可能大到不能精确计算，请缩小列的范围', 'the result may be too large to be exact')
    }
  }

  /** Numbers and conditions are computed once and then known by a name. */
  private kept(code: Code): Code {
    if (
      code.kind === 'number' ||
      code.kind === 'boolean' ||
      code.kind === 'day' ||
      code.kind === 'code' ||
      code.kind === 'span'
    )
      return /^\(-?\d+\)$/.test(code.code) ? code : { ...code, code: this.hold(code.code) }
    return code
  }

  /** What the names of the schema stand for. */
  columns(): Names {
    return {
      get: (name) => {
        const column = Object.hasOwn(this.schema.columns, name) ? this.schema.columns[name] : undefined
        if (column?.kind === 'group') return this.group(name, column)
        if (column) return fieldCode(column, this.load(`${this.use(`column\n${name}`)}[i]`))
        const parameters = this.schema.parameters ?? {}
        const parameter = Object.hasOwn(parameters, name) ? (parameters[name] as Field) : undefined
        return parameter && fieldCode(parameter, this.use(`parameter\n${name}`))
      },
    }
  }

  private load(code: string): string {
    const known = this.held[0]?.get(code)
    if (known !== undefined) return known
    const name = this.fresh()
    this.rows.load(`const ${name} = ${code};`)
    this.held[0]?.set(code, name)
    return name
  }

  /** The generated name of something that is handed to the loop. */
  use(what: string): string {
    const known = this.used.get(what)
    if (known) return known
    const name = `a${this.used.size}`
    this.used.set(what, name)
    return name
  }

  private group(name: string, field: GroupField): GroupCode {
    if (field.nullable && !this.open) throw new TypeError('a list that may be not known in a schema that is not open')
    const unknown = field.nullable ? `(${this.load(`${this.use(`known\n${name}`)}[i]`)} === 0)` : undefined
    return { kind: 'group', name, field, keep: [], take: (element) => element, unknown }
  }

  private expression(node: Syntax, names: Names): Code {
    switch (node.kind) {
      case 'null':
        if (this.open)
          throw this.refuse(node, '有资料不明时不能与 null 混用', 'null is refused where facts may be not known')
        return { kind: 'null' }
      case 'boolean':
        return literalBoolean(node.value)
      case 'number':
        return literalNumber(node.value)
      case 'string':
        return { kind: 'code', code: '0', values: [node.value], nullable: false }
      case 'temporal':
        if (node.value instanceof FeelDate) return { kind: 'day', code: String(node.value.number), nullable: false }
        throw this.refuse(node, '只有日期可以按列计算', 'only days can be run over columns')
      case 'name': {
        const found = names.get(node.name) ?? names.get(normalName(node.name))
        if (found) return found
        throw this.refuse(node, `没有“${node.name}”这一列`, `there is no column '${node.name}'`)
      }
      case 'list':
        return { kind: 'list', items: node.items.map((item) => this.compile(item, names)) }
      case 'context':
        return this.context(node, names)
      case 'negation':
        return this.negation(node, names)
      case 'arithmetic':
        return this.arithmetic(node, names)
      case 'if':
        return this.conditional(node, names)
      default:
        return this.structured(node, names)
    }
  }

  private structured(node: Syntax, names: Names): Code {
    switch (node.kind) {
      case 'comparison':
        return this.sure(
          node,
          compared(node.operator, this.compile(node.left, names), this.compile(node.right, names), this),
        )
      case 'between': {
        const bound = (part: Syntax) => ({ code: this.compile(part, names), included: true })
        return this.sure(node, within(this.compile(node.value, names), bound(node.low), bound(node.high), this))
      }
      case 'in': {
        const value = this.compile(node.value, names)
        const tests = node.tests.map((test) => this.test(value, test, names))
        return tests.reduce((all, test) => connected('or', all, test, this))
      }
      case 'and':
      case 'or':
        return connected(node.kind, this.condition(node.left, names), this.condition(node.right, names), this)
      case 'path':
        return this.path(node, names)
      case 'filter':
        return this.filter(node, names)
      case 'for':
      case 'some':
      case 'every':
        return this.loop(node, names)
      case 'call':
        return this.call(node, names)
      case 'function':
        return this.functionOf(node, names)
      default:
        throw this.refuse(node, '这种写法不能按列计算', 'this cannot be run over columns')
    }
  }

  private sure(node: Syntax, code: BooleanCode | undefined): BooleanCode {
    if (code) return code
    throw this.refuse(node, '这两种值不能比较', 'these two cannot be compared')
  }

  condition(node: Syntax, names: Names): BooleanCode {
    const code = this.compile(node, names)
    if (code.kind === 'boolean') return code
    if (code.kind === 'null') return { kind: 'boolean', code: '2', nullable: true }
    throw this.refuse(node, '这里应为条件', 'a condition is expected here')
  }

  number(node: Syntax, names: Names): NumberCode {
    return this.numberFrom(node, this.compile(node, names))
  }

  private numberFrom(node: Syntax, code: Code): NumberCode {
    if (code.kind === 'number') return code
    if (code.kind === 'null') return { ...constant(0, 0), code: 'NaN', nullable: true }
    if (code.kind === 'quotient')
      throw this.refuse(node, '相除的结果要先取整再参加计算', 'a quotient must be rounded before it is used further')
    throw this.refuse(node, '这里应为数', 'a number is expected here')
  }

  private context(node: Syntax & { kind: 'context' }, names: Names): Code {
    const entries = new Map<string, Code>()
    const inner: Names = { get: (name) => entries.get(name) ?? names.get(name) }
    for (const entry of node.entries) entries.set(normalName(entry.name), this.compile(entry.value, inner))
    return { kind: 'context', entries }
  }

  private negation(node: Syntax & { kind: 'negation' }, names: Names): Code {
    const operand = this.compile(node.operand, names)
    if (operand.kind === 'quotient') return { ...operand, numerator: negative(operand.numerator) }
    return negative(this.number(node.operand, names))
  }

  private arithmetic(node: Syntax & { kind: 'arithmetic' }, names: Names): Code {
    const [one, other] = [this.compile(node.left, names), this.compile(node.right, names)]
    const days = calculatedDays(node.operator, one, other)
    if (days) return days
    const [left, right] = [this.ratio(node.left, one), this.ratio(node.right, other)]
    const result = calculated(node.operator, left, right)
    if (!result && node.operator === '**')
      throw this.refuse(node, '乘方不能按列计算', 'a power cannot be run over columns')
    if (!result)
      throw this.refuse(node, '相除的结果要先取整再参加计算', 'a quotient must be rounded before it is used further')
    if (this.open && result.kind === 'quotient' && result.denominator.low <= 0)
      throw this.refuse(node, '除数可能为零', 'the divisor may be zero')
    return result
  }

  private ratio(node: Syntax, code: Code): NumberCode | QuotientCode {
    return code.kind === 'quotient' ? code : this.numberFrom(node, code)
  }

  private conditional(node: Syntax & { kind: 'if' }, names: Names): Code {
    const condition = this.condition(node.condition, names)
    const result = chosen(condition, this.compile(node.whenTrue, names), this.compile(node.otherwise, names), this)
    if (result) return result
    throw this.refuse(node, '两个分支的结果不是同一种值', 'the branches give different kinds of values')
  }

  private test(value: Code, test: Syntax, names: Names): BooleanCode {
    if (test.kind === 'test')
      return this.sure(test, compared(test.operator, value, this.compile(test.operand, names), this))
    if (test.kind === 'list' && !this.open) return anyTrue(test.items.map((item) => this.test(value, item, names)))
    if (test.kind !== 'range') return this.sure(test, compared('=', value, this.compile(test, names), this))
    const bound = (part: Syntax | undefined, included: boolean) => part && { code: this.compile(part, names), included }
    const [low, high] = [bound(test.low, test.lowIncluded), bound(test.high, test.highIncluded)]
    return this.sure(test, within(value, low, high, this))
  }

  private path(node: Syntax & { kind: 'path' }, names: Names): Code {
    const from = this.compile(node.from, names)
    const found = entryOf(from, node.name)
    if (found) return found
    if (from.kind === 'group' && Object.hasOwn(from.field.fields, node.name)) {
      const take = (element: ElementCode): Code => entryOf(from.take(element), node.name) ?? { kind: 'null' }
      return { ...from, take }
    }
    throw this.refuse(node, `没有“${node.name}”这一项`, `there is no entry '${node.name}'`)
  }

  private groupOf(node: Syntax, names: Names): GroupCode {
    const code = this.compile(node, names)
    if (code.kind === 'group') return code
    throw this.refuse(node, '这里应为一组成员', 'a group is expected here')
  }

  private filter(node: Syntax & { kind: 'filter' }, names: Names): Code {
    const group = this.groupOf(node.from, names)
    const keep = (element: ElementCode): BooleanCode => {
      const item = group.take(element)
      const inner: Names = {
        get: (name) => entryOf(item, name) ?? (name === 'item' ? item : names.get(name)),
      }
      return this.condition(node.condition, inner)
    }
    return { ...group, keep: [...group.keep, keep] }
  }

  private loop(node: Syntax & { kind: 'for' | 'some' | 'every' }, names: Names): Code {
    const [iteration, ...more] = node.iterations
    if (!iteration || iteration.to || more.length > 0)
      throw this.refuse(node, '按列计算时只能对一组成员循环', 'over columns a loop goes over one group only')
    const group = this.groupOf(iteration.domain, names)
    const inner = (element: ElementCode): Names => {
      const item = group.take(element)
      return { get: (name) => (name === iteration.name ? item : names.get(name)) }
    }
    if (node.kind === 'for') return { ...group, take: (element) => this.compile(node.body, inner(element)) }
    return quantified(node.kind, { ...group, take: (element) => this.condition(node.body, inner(element)) }, this)
  }

  /** How many elements a group has. */
  sizeOf(group: GroupCode): string {
    const starts = this.use(`starts\n${group.name}`)
    return `(${this.load(`${starts}[i + 1]`)} - ${this.load(`${starts}[i]`)})`
  }

  /**
   * Writes a loop over the elements; `body` writes what is done with each, `kept` says whether it counts. Gives what is true
   * after the loop where the list was not known, or a condition of one of its elements was not.
   */
  eachElement(group: GroupCode, body: (code: Code, kept: string | undefined) => void): string | undefined {
    const starts = this.use(`starts\n${group.name}`)
    const index = this.rows.indexOf(starts, this.depth)
    const element = elementOf(group.field, (name) =>
      this.hold(`${this.use(`group\n${group.name}\n${name}`)}[${index}]`),
    )
    const open = this.open && group.keep.length > 0 ? this.counter() : undefined
    let [kept, mayLack]: [string | undefined, boolean] = [undefined, false]
    this.rows.open()
    this.held.push(new Map())
    for (const keep of group.keep) {
      const one = keep(element)
      if (open && one.nullable) {
        this.statement(`if (${kept ? `${kept} && ` : ''}${one.code} === 2) ${open} = 1;`)
        mayLack = true
      }
      kept = this.hold(kept ? `(${kept} && ${isTrue(one)})` : isTrue(one))
    }
    body(group.take(element), kept)
    this.held.pop()
    this.rows.close(starts, index)
    const lacking = [group.unknown, mayLack ? `${open} === 1` : undefined].filter((part) => part !== undefined)
    return lacking.length > 0 ? `(${lacking.join(' || ')})` : undefined
  }

  private call(node: Syntax & { kind: 'call' }, names: Names): Code {
    const callee = node.callee.kind === 'name' ? names.get(normalName(node.callee.name)) : undefined
    if (callee?.kind === 'function' && !node.names)
      return callee.call(node.values.map((value) => this.compile(value, names)))
    if (node.callee.kind !== 'name' || callee || node.names)
      throw this.refuse(node, '这个函数不能按列计算', 'this function cannot be run over columns')
    const code =
      callBuiltIn(node.callee.name, node, names, this) ??
      callOfDays(normalName(node.callee.name), node, names, this, this.schema)
    if (code) return code
    const name = node.callee.name
    throw this.refuse(node, `函数“${name}”不能这样按列计算`, `function '${name}' cannot be run over columns like this`)
  }

  private functionOf(node: Syntax & { kind: 'function' }, names: Names): Code {
    const code = functionWritten(
      node,
      (body, bound) => this.compile(body, { get: (name) => bound.get(name) ?? names.get(name) }),
      () => this.refuse(node, '函数不能调用自己，参数个数要相符', 'a function may not call itself or lack arguments'),
    )
    if (code) return code
    throw this.refuse(node, '这个函数不能按列计算', 'this function cannot be run over columns')
  }

  refuse(node: Syntax, zh: string, en: string) {
    return problem(this.source, node.at, { zh: `${zh}。`, en: `${en}.` })
  }
}
