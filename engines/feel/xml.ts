import type { Text } from '../../core/messages.ts'

/** One element of an XML document: local names, text of its own character data in one piece. */
export type XmlElement = {
  readonly name: string
  /** Attributes by local name; namespace declarations keep their whole name (`xmlns:x`). */
  readonly attributes: ReadonlyMap<string, string>
  readonly children: XmlElement[]
  text: string
  /** Line of the opening tag, from 1. */
  readonly line: number
}

/** The document cannot be read; the sentence names line and column. */
export class XmlProblem extends Error {
  readonly text: Text
  readonly line: number
  readonly column: number

  constructor(what: Text, line: number, column: number) {
    super(`line ${line}, column ${column}: ${what.en}`)
    this.text = {
      zh: `第 ${line} 行第 ${column} 列：${what.zh}`,
      en: `Line ${line}, column ${column}: ${what.en}`,
    }
    this.line = line
    this.column = column
  }
}

// A model is read by recursion elsewhere; deeper nesting than this is no model but an attack on the stack.
const deepest = 500
const nameAt = /[A-Za-z_\u0080-\uffff][\w.\-:\u0080-\uffff]*/y
const spaceAt = /[ \t\r\n]*/y
const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/**
 * Reads a document strictly: one root, matching tags, no document type, no entities but the five of XML.
 * @throws XmlProblem naming the line and column
 */
export function readXml(source: string): XmlElement {
  return new Reader(source.replace(/^\uFEFF/, '')).document()
}

/** The child elements of that name. */
export const childrenOf = (element: XmlElement, name: string): XmlElement[] =>
  element.children.filter((child) => child.name === name)

/** The first child element of that name. */
export const childOf = (element: XmlElement | undefined, name: string): XmlElement | undefined =>
  element?.children.find((child) => child.name === name)

class Reader {
  private readonly source: string
  private at = 0

  constructor(source: string) {
    this.source = source
  }

  document(): XmlElement {
    this.misc()
    if (this.source[this.at] !== '<') this.fail({ zh: '应为根元素。', en: 'expected the root element.' })
    const root = this.element(0)
    this.misc()
    if (this.at < this.source.length)
      this.fail({ zh: '根元素之后不应再有内容。', en: 'nothing may follow the root element.' })
    return root
  }

  /** Spaces, comments and processing instructions around the root. */
  private misc(): void {
    for (;;) {
      this.match(spaceAt)
      if (this.source.startsWith('<?', this.at)) this.skipTo('?>')
      else if (this.source.startsWith('<!--', this.at)) this.skipTo('-->')
      else if (this.source.startsWith('<!', this.at))
        this.fail({ zh: '不接受文档类型声明。', en: 'a document type declaration is not accepted.' })
      else return
    }
  }

  private element(depth: number): XmlElement {
    if (depth > deepest) this.fail({ zh: '元素嵌套过深。', en: 'elements are nested too deeply.' })
    const line = this.lineAt(this.at)
    this.at++
    const name = this.name()
    const attributes = this.attributes()
    const element: XmlElement = { name: local(name), attributes, children: [], text: '', line }
    if (this.source.startsWith('/>', this.at)) {
      this.at += 2
      return element
    }
    this.expect('>')
    this.content(element, depth)
    const closing = this.name()
    if (closing !== name)
      this.fail({ zh: `应为 </${name}>，却是 </${closing}>。`, en: `expected </${name}>, found </${closing}>.` })
    this.match(spaceAt)
    this.expect('>')
    return element
  }

  /** Everything up to and including the `</` of the closing tag. */
  private content(element: XmlElement, depth: number): void {
    for (;;) {
      const next = this.source.indexOf('<', this.at)
      if (next < 0) this.fail({ zh: `<${element.name}> 没有结束标签。`, en: `<${element.name}> is never closed.` })
      if (next > this.at) element.text += this.decoded(this.source.slice(this.at, next))
      this.at = next
      if (this.source.startsWith('</', next)) {
        this.at += 2
        return
      }
      if (this.source.startsWith('<!--', next)) this.skipTo('-->')
      else if (this.source.startsWith('<![CDATA[', next)) {
        const from = next + 9
        this.skipTo(']]>')
        element.text += this.source.slice(from, this.at - 3)
      } else if (this.source.startsWith('<?', next)) this.skipTo('?>')
      else element.children.push(this.element(depth + 1))
    }
  }

  private attributes(): Map<string, string> {
    const attributes = new Map<string, string>()
    const written = new Set<string>()
    for (;;) {
      const spaces = this.match(spaceAt)
      const next = this.source[this.at]
      if (next === '>' || next === '/' || next === undefined) return attributes
      if (spaces === '') this.fail({ zh: '属性之间应有空格。', en: 'expected a space between attributes.' })
      const name = this.name()
      this.match(spaceAt)
      this.expect('=')
      this.match(spaceAt)
      const quote = this.source[this.at]
      if (quote !== '"' && quote !== "'")
        this.fail({ zh: '属性值应加引号。', en: 'expected a quoted attribute value.' })
      const end = this.source.indexOf(quote as string, this.at + 1)
      const raw = this.source.slice(this.at + 1, end)
      if (end < 0 || raw.includes('<'))
        this.fail({ zh: '属性值没有结束。', en: 'the attribute value is never closed.' })
      if (written.has(name)) this.fail({ zh: `属性 ${name} 重复。`, en: `attribute ${name} is given twice.` })
      written.add(name)
      const key = name.startsWith('xmlns') ? name : local(name)
      // An extension may have an attribute of the same local name; the one without a prefix is the model's own.
      if (!attributes.has(key) || key === name) attributes.set(key, this.decoded(raw).replace(/[\t\r\n]/g, ' '))
      this.at = end + 1
    }
  }

  private decoded(raw: string): string {
    const unix = raw.includes('\r') ? raw.replace(/\r\n?/g, '\n') : raw
    if (!unix.includes('&')) return unix
    return unix.replace(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w+));|&/g, (whole, decimal, hex, name) => {
      const code = decimal ? Number(decimal) : hex ? Number.parseInt(hex, 16) : -1
      if (code > 0 && code <= 0x10ffff) return String.fromCodePoint(code)
      const known = named[name as string]
      if (known === undefined) this.fail({ zh: `不认识的实体 ${whole}。`, en: `unknown entity ${whole}.` })
      return known as string
    })
  }

  private name(): string {
    const name = this.match(nameAt)
    if (name === '') this.fail({ zh: '应为名称。', en: 'expected a name.' })
    return name
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.source)?.[0] ?? ''
    this.at += found.length
    return found
  }

  private expect(mark: string): void {
    if (this.source[this.at] !== mark) this.fail({ zh: `应为“${mark}”。`, en: `expected '${mark}'.` })
    this.at++
  }

  private skipTo(mark: string): void {
    const end = this.source.indexOf(mark, this.at)
    if (end < 0) this.fail({ zh: `缺少“${mark}”。`, en: `'${mark}' is missing.` })
    this.at = end + mark.length
  }

  private lineAt(at: number): number {
    let line = 1
    for (let from = this.source.indexOf('\n'); from >= 0 && from < at; from = this.source.indexOf('\n', from + 1))
      line++
    return line
  }

  private fail(what: Text): never {
    const start = this.source.lastIndexOf('\n', this.at - 1)
    throw new XmlProblem(what, this.lineAt(this.at), this.at - start)
  }
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)
