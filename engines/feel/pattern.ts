import { type PatternNode, single } from './pattern-match.ts'

/** Regular expressions of XPath (XML Schema's with anchors and flags), read into a tree that pattern-match.ts walks. */

const blocks: Readonly<Record<string, string>> = {
  BasicLatin: '\\u{0}-\\u{7F}',
  'Latin-1Supplement': '\\u{80}-\\u{FF}',
  'LatinExtended-A': '\\u{100}-\\u{17F}',
  'LatinExtended-B': '\\u{180}-\\u{24F}',
  IPAExtensions: '\\u{250}-\\u{2AF}',
  GreekandCoptic: '\\u{370}-\\u{3FF}',
  Greek: '\\u{370}-\\u{3FF}',
  Cyrillic: '\\u{400}-\\u{4FF}',
  Armenian: '\\u{530}-\\u{58F}',
  Hebrew: '\\u{590}-\\u{5FF}',
  Arabic: '\\u{600}-\\u{6FF}',
  Devanagari: '\\u{900}-\\u{97F}',
  Thai: '\\u{E00}-\\u{E7F}',
  GeneralPunctuation: '\\u{2000}-\\u{206F}',
  CurrencySymbols: '\\u{20A0}-\\u{20CF}',
  Arrows: '\\u{2190}-\\u{21FF}',
  MathematicalOperators: '\\u{2200}-\\u{22FF}',
  CJKSymbolsandPunctuation: '\\u{3000}-\\u{303F}',
  Hiragana: '\\u{3040}-\\u{309F}',
  Katakana: '\\u{30A0}-\\u{30FF}',
  CJKUnifiedIdeographsExtensionA: '\\u{3400}-\\u{4DBF}',
  CJKUnifiedIdeographs: '\\u{4E00}-\\u{9FFF}',
  HangulSyllables: '\\u{AC00}-\\u{D7AF}',
  PrivateUse: '\\u{E000}-\\u{F8FF}',
  CJKCompatibilityIdeographs: '\\u{F900}-\\u{FAFF}',
  HalfwidthandFullwidthForms: '\\u{FF00}-\\u{FFEF}',
  Emoticons: '\\u{1F600}-\\u{1F64F}',
}

const classEscapes: Readonly<Record<string, string>> = {
  d: '\\p{Nd}',
  D: '\\P{Nd}',
  s: '[ \\t\\n\\r]',
  S: '[^ \\t\\n\\r]',
  w: '[^\\p{P}\\p{Z}\\p{C}]',
  W: '[\\p{P}\\p{Z}\\p{C}]',
  i: '[\\p{L}_:]',
  I: '[^\\p{L}_:]',
  c: '[\\p{L}\\p{Nd}\\-._:\\u{B7}]',
  C: '[^\\p{L}\\p{Nd}\\-._:\\u{B7}]',
  n: '\\n',
  r: '\\r',
  t: '\\t',
}

class BadPattern extends Error {}

/** The tree of a pattern; undefined when the pattern or a flag is not allowed. */
export function patternOf(source: string, flags: string): PatternNode | undefined {
  if (!/^[smixq]*$/.test(flags)) return undefined
  try {
    return new PatternReader(source, flags).all()
  } catch (problem) {
    // A class is checked by JavaScript itself, for example for ranges that run backwards.
    if (problem instanceof BadPattern || problem instanceof SyntaxError) return undefined
    throw problem
  }
}

const quantifier = /(?:[?*+]|\{(\d{1,6})(,(\d{1,6})?)?\})(\??)/y

class PatternReader {
  private readonly source: string
  private readonly flags: string
  private at = 0
  private opened = 0
  private readonly closed = new Set<number>()

  constructor(source: string, flags: string) {
    this.source = flags.includes('x') && !flags.includes('q') ? withoutSpaces(source) : source
    this.flags = flags
  }

  all(): PatternNode {
    if (this.flags.includes('q'))
      return { kind: 'sequence', parts: [...this.source].map((mark) => this.literalNode(mark)) }
    const node = this.alternatives()
    if (this.at < this.source.length) throw new BadPattern('a bracket was never opened')
    return node
  }

  private alternatives(): PatternNode {
    const choices = [this.sequence()]
    while (this.source[this.at] === '|') {
      this.at++
      choices.push(this.sequence())
    }
    return choices.length === 1 ? (choices[0] as PatternNode) : { kind: 'choice', choices }
  }

  private sequence(): PatternNode {
    const parts: PatternNode[] = []
    while (this.at < this.source.length && !/[|)]/.test(this.source[this.at] as string))
      parts.push(this.repeated(this.atom()))
    return { kind: 'sequence', parts }
  }

  private repeated(body: PatternNode): PatternNode {
    quantifier.lastIndex = this.at
    const found = quantifier.exec(this.source)
    if (!found) return body
    const [whole, low, comma, high, lazy] = found
    this.at += whole.length
    const sign = whole[0] as string
    const least = low === undefined ? (sign === '+' ? 1 : 0) : Number(low)
    const most = low === undefined ? (sign === '?' ? 1 : undefined) : comma === undefined ? least : high && Number(high)
    const max = most === undefined || most === '' ? Number.POSITIVE_INFINITY : most
    if (max < least || body.kind === 'start' || body.kind === 'end') throw new BadPattern('no such repetition')
    return { kind: 'repeat', body, min: least, max, lazy: lazy === '?' }
  }

  private atom(): PatternNode {
    const mark = this.take()
    switch (mark) {
      case '\\':
        return this.escape()
      case '[':
        return this.one(this.classOf())
      case '.':
        return this.one(this.flags.includes('s') ? '[\\s\\S]' : '[^\\n\\r]')
      case '^':
        return { kind: 'start', lines: this.flags.includes('m') }
      case '$':
        return { kind: 'end', lines: this.flags.includes('m') }
      case '(':
        return this.group()
      default:
        if (/^[?*+{}\]]$/.test(mark)) throw new BadPattern('nothing to repeat, or a bracket that was never opened')
        return this.literalNode(mark)
    }
  }

  private group(): PatternNode {
    let index = 0
    if (this.source.startsWith('?', this.at)) {
      if (!this.source.startsWith('?:', this.at)) throw new BadPattern('only (?: is known')
      this.at += 2
    } else index = ++this.opened
    const body = this.alternatives()
    if (this.take() !== ')') throw new BadPattern('a bracket is never closed')
    if (index > 0) this.closed.add(index)
    return { kind: 'group', index, body }
  }

  private escape(): PatternNode {
    const mark = this.take()
    if (!/\d/.test(mark)) return this.one(this.commonEscape(mark))
    let digits = mark
    // As many digits as still name a group that was opened.
    while (/\d/.test(this.source[this.at] ?? '') && Number(digits + this.source[this.at]) <= this.opened)
      digits += this.take()
    if (mark === '0' || !this.closed.has(Number(digits))) throw new BadPattern('no such group')
    return { kind: 'back', index: Number(digits), ignoreCase: this.ignoresCase }
  }

  private get ignoresCase(): boolean {
    return this.flags.includes('i')
  }

  /** One character that a class of JavaScript describes. */
  private one(text: string): PatternNode {
    return { kind: 'one', accepts: single(text, this.ignoresCase) }
  }

  private literalNode(mark: string): PatternNode {
    const code = (mark.codePointAt(0) as number).toString(16)
    return this.ignoresCase ? this.one(`\\u{${code}}`) : { kind: 'text', text: mark }
  }

  private commonEscape(mark: string): string {
    if (mark === 'p' || mark === 'P') return this.property(mark)
    const known = classEscapes[mark]
    if (known) return known
    if (/^[\\|.?*+(){}\-[\]^$]$/.test(mark)) return `\\${mark}`
    throw new BadPattern('no such escape')
  }

  private property(mark: string): string {
    const end = this.source.indexOf('}', this.at)
    const name = this.source.slice(this.at + 1, end)
    if (this.source[this.at] !== '{' || end < 0) throw new BadPattern('no such property')
    this.at = end + 1
    if (!name.startsWith('Is')) {
      if (!/^[A-Z][a-z]?$/.test(name)) throw new BadPattern('no such property')
      return `\\${mark}{${name}}`
    }
    const block = blocks[name.slice(2)]
    if (!block) throw new BadPattern('no such block')
    return mark === 'p' ? `[${block}]` : `[^${block}]`
  }

  /** A class in brackets; `[a-z-[aeiou]]` leaves out what the inner one holds. */
  private classOf(): string {
    const negated = this.source[this.at] === '^'
    if (negated) this.at++
    let parts = ''
    let without = ''
    const start = this.at
    for (;;) {
      const mark = this.take()
      if (mark === ']' && this.at - 1 > start) break
      if (mark === '-' && this.source[this.at] === '[') {
        this.at++
        without = this.classOf()
        if (this.take() !== ']') throw new BadPattern('a class must end after what it leaves out')
        break
      }
      if (mark === '[') throw new BadPattern('unescaped bracket in a class')
      parts += mark === '\\' ? this.commonEscape(this.take()) : this.literal(mark)
    }
    const inner = `[${negated ? '^' : ''}${parts}]`
    return without === '' ? inner : `[${inner}--${without}]`
  }

  private literal(mark: string): string {
    // A hyphen makes a range only between two characters.
    if (mark === '-') {
      const next = this.source[this.at]
      const previous = this.source[this.at - 2]
      return next === ']' || previous === '[' || (previous === '^' && this.source[this.at - 3] === '[') ? '\\-' : '-'
    }
    return /[()[\]{}/|&!#$%*+,.:;<=>?@^`~"']/.test(mark) ? `\\u{${mark.charCodeAt(0).toString(16)}}` : mark
  }

  private take(): string {
    const code = this.source.codePointAt(this.at)
    if (code === undefined) throw new BadPattern('the pattern ends too early')
    const mark = String.fromCodePoint(code)
    this.at += mark.length
    return mark
  }
}

/** The `x` flag: spaces outside of classes do not count. */
function withoutSpaces(source: string): string {
  let result = ''
  let depth = 0
  for (let at = 0; at < source.length; at++) {
    const mark = source[at] as string
    if (depth === 0 && /[ \t\n\r]/.test(mark)) continue
    result += mark
    if (mark === '[') depth++
    else if (mark === ']' && depth > 0) depth--
    else if (mark === '\\' && depth > 0) result += source[++at] ?? ''
  }
  return result
}
