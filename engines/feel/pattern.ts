/** Regular expressions of XPath (XML Schema's with anchors and flags), made into those of JavaScript. */

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

/** The pattern ready to use; undefined when the pattern or a flag is not allowed. */
export function patternOf(source: string, flags: string, more: '' | 'g' = ''): RegExp | undefined {
  if (!/^[smixq]*$/.test(flags)) return undefined
  try {
    const text = flags.includes('q')
      ? source.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
      : new Translator(source, flags).all()
    return new RegExp(text, `v${more}${flags.includes('i') ? 'i' : ''}`)
  } catch (problem) {
    if (problem instanceof BadPattern || problem instanceof SyntaxError) return undefined
    throw problem
  }
}

class Translator {
  private readonly source: string
  private readonly dotAll: boolean
  private readonly lines: boolean
  private at = 0
  private opened = 0
  private readonly open: number[] = []
  private readonly closed = new Set<number>()

  constructor(source: string, flags: string) {
    this.source = flags.includes('x') ? withoutSpaces(source) : source
    this.dotAll = flags.includes('s')
    this.lines = flags.includes('m')
  }

  all(): string {
    let result = ''
    while (this.at < this.source.length) result += this.next()
    return result
  }

  private next(): string {
    const mark = this.take()
    switch (mark) {
      case '\\':
        return this.escape()
      case '[':
        return this.classOf()
      case '.':
        return this.dotAll ? '[\\s\\S]' : '[^\\n\\r]'
      case '^':
        return this.lines ? '(?<![^\\n])' : '^'
      case '$':
        return this.lines ? '(?![^\\n])' : '$'
      case '(':
        return this.group()
      case ')':
        this.closed.add(this.open.pop() ?? 0)
        return ')'
      case '/':
        return '\\/'
      default:
        return mark
    }
  }

  private group(): string {
    if (!this.source.startsWith('?', this.at)) {
      this.open.push(++this.opened)
      return '('
    }
    if (!this.source.startsWith('?:', this.at)) throw new BadPattern('only (?: is known')
    this.at += 2
    this.open.push(0)
    return '(?:'
  }

  private escape(): string {
    const mark = this.take()
    if (!/\d/.test(mark)) return this.commonEscape(mark)
    let digits = mark
    // As many digits as still name a group that was opened.
    while (/\d/.test(this.source[this.at] ?? '') && Number(digits + this.source[this.at]) <= this.opened)
      digits += this.take()
    if (mark === '0' || !this.closed.has(Number(digits))) throw new BadPattern('no such group')
    return `(?:\\${digits})`
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
    const mark = this.source[this.at]
    if (mark === undefined) throw new BadPattern('the pattern ends too early')
    this.at++
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

/** XPath's replacement: `$1` is a group, `\$` and `\\` are the signs themselves. Undefined when it is malformed. */
export function replaceAll(text: string, pattern: RegExp, replacement: string, literal: boolean): string | undefined {
  if (new RegExp(pattern.source, pattern.flags.replace('g', '')).exec('') !== null) return undefined
  if (!literal && !/^(?:[^\\$]|\\[\\$]|\$\d)*$/s.test(replacement)) return undefined
  return text.replace(pattern, (...found: unknown[]) => {
    if (literal) return replacement
    const groups = found.slice(
      0,
      found.findIndex((each) => typeof each === 'number'),
    ) as (string | undefined)[]
    return replacement.replace(/\\([\\$])|\$(\d+)/g, (_, sign: string | undefined, digits: string) => {
      if (sign !== undefined) return sign
      let count = digits.length
      while (count > 1 && Number(digits.slice(0, count)) >= groups.length) count--
      return (groups[Number(digits.slice(0, count))] ?? '') + digits.slice(count)
    })
  })
}

/** The pieces between the matches; undefined for a pattern that matches nothing at all. */
export function splitBy(text: string, pattern: RegExp): string[] | undefined {
  if (new RegExp(pattern.source, pattern.flags.replace('g', '')).exec('') !== null) return undefined
  const pieces: string[] = []
  let from = 0
  for (const match of text.matchAll(pattern)) {
    pieces.push(text.slice(from, match.index))
    from = match.index + match[0].length
  }
  pieces.push(text.slice(from))
  return pieces
}
