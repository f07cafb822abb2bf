import { type Document, isCollection, isScalar, LineCounter, parseDocument, type Scalar } from 'yaml'
import type { z } from 'zod'
import type { Text } from '../../core/messages.ts'
import type { SyntaxProblem } from '../../engines/feel/syntax-problem.ts'
import { kindWords, policyFaultWords as words } from './policy-fault-messages.ts'
import { PolicyFile } from './policy-model.ts'
import { placeInWords } from './policy-place-rules.ts'

/** What is wrong with a file of a policy, and where; lines and columns count from 1. */
export type Fault = { readonly line: number; readonly column: number; readonly text: Text }

type Path = readonly (string | number)[]

/** A file that could be read as YAML: what it says, and where each part of it stands. */
export type ReadPolicy = {
  readonly file: PolicyFile
  readonly source: string
  /** A fault at a part of the file. */
  faultAt(path: Path, text: Text): Fault
  /** The fault of an expression that stands in a part of the file, at its own line and column. */
  faultIn(path: Path, problem: SyntaxProblem): Fault
}

/** What is wrong with the writing of a file, by the reader's code for it. */
const yamlFaults: Readonly<Record<string, Text>> & { readonly other: Text } = {
  BAD_INDENT: { zh: '缩进不对，或括号没有收尾。', en: 'the indentation is wrong, or a bracket is left open.' },
  TAB_AS_INDENT: { zh: '缩进要用空格，不能用制表符。', en: 'indent with spaces, not with tabs.' },
  MISSING_CHAR: {
    zh: '少了引号、括号、逗号或冒号后的空格。',
    en: 'a quote, bracket, comma or the space after a colon is missing.',
  },
  DUPLICATE_KEY: { zh: '同一项写了两次。', en: 'the same entry stands there twice.' },
  BAD_SCALAR_START: { zh: '内容以特殊符号开头，请加上引号。', en: 'it begins with a special sign; put it in quotes.' },
  BAD_DQ_ESCAPE: { zh: '引号里的反斜杠写法不对。', en: 'a backslash within quotes is written wrongly.' },
  BLOCK_IN_FLOW: { zh: '括号里不能再分行缩进。', en: 'within brackets nothing is indented line by line.' },
  BLOCK_AS_IMPLICIT_KEY: { zh: '这一项的冒号或缩进不对。', en: 'the colon or the indentation of this entry is wrong.' },
  MULTILINE_IMPLICIT_KEY: {
    zh: '项的名称不能分成几行，可能少了冒号。',
    en: 'the name of an entry stands on one line; a colon may be missing.',
  },
  BAD_ALIAS: { zh: '星号引用的名称不存在。', en: 'there is nothing of the name behind the asterisk.' },
  UNEXPECTED_TOKEN: {
    zh: '这里多了符号；公式里有逗号或方括号的，请把整个公式加上引号。',
    en: 'there is a sign too many; a formula with commas or square brackets is put in quotes as a whole.',
  },
  other: { zh: '请检查缩进、引号、括号和冒号。', en: 'look at indentation, quotes, brackets and colons.' },
}

// What follows a sign too many in the same file is told by the first of them.
const follows = 'UNEXPECTED_TOKEN'

/** How many of the faults are told. */
const afterSign = (errors: readonly { readonly code: string }[]): number => {
  const first = errors.findIndex(({ code }) => code === follows)
  return first < 0 ? errors.length : first + 1
}

const twoLanguages = (text: Text, ...rest: [Text, ...Text[]] | []): Text =>
  rest.reduce<Text>((all, one) => ({ zh: `${all.zh}${one.zh}`, en: `${all.en}${one.en}` }), text)

/**
 * Reads the YAML of one policy. What it holds is data only: no tags, no anchors that grow, nothing that runs.
 * The expressions in it are checked by `checkPolicy`.
 */
export function readPolicyFile(source: string): ReadPolicy | { readonly faults: readonly Fault[] } {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines, uniqueKeys: true, schema: 'core', merge: true })
  if (document.errors.length > 0)
    return {
      faults: document.errors.slice(0, afterSign(document.errors)).map(({ pos, code }) => {
        const { line, col } = lines.linePos(pos[0])
        return { line, column: col, text: twoLanguages(words.notYaml, yamlFaults[code] ?? yamlFaults.other) }
      }),
    }
  const places = new Places(document, lines, source)
  const read = PolicyFile.safeParse(document.toJS({ maxAliasCount: 200 }))
  if (!read.success) return { faults: read.error.issues.map((issue) => places.fault(issue)) }
  return {
    file: read.data,
    source,
    faultAt: (path, text) => ({ ...places.of(path), text }),
    faultIn: (path, problem) => places.within(path, problem),
  }
}

/** Finds where parts of the file stand. */
class Places {
  private readonly document: Document.Parsed
  private readonly lines: LineCounter
  private readonly source: string

  constructor(document: Document.Parsed, lines: LineCounter, source: string) {
    this.document = document
    this.lines = lines
    this.source = source
  }

  /** The place of a part, or of the nearest part around it. */
  of(path: Path): { line: number; column: number } {
    for (let length = path.length; length > 0; length--) {
      const node = this.document.getIn(path.slice(0, length), true) as { range?: [number, number, number] } | undefined
      if (node?.range) {
        const { line, col } = this.lines.linePos(node.range[0])
        return { line, column: col }
      }
    }
    return { line: 1, column: 1 }
  }

  within(path: Path, problem: SyntaxProblem): Fault {
    const text = twoLanguages(problem.text)
    const node = this.document.getIn(path, true)
    if (!isScalar(node) || !node.range) return { ...this.of(path), text }
    const { line, col } = this.lines.linePos(node.range[0])
    const inFile = this.inScalar(node, line, col, problem)
    return { ...inFile, text: withPlace(problem, inFile) }
  }

  /** A block keeps its lines below its sign; anything else that stands on one line is counted from its first letter. */
  private inScalar(node: Scalar, line: number, column: number, problem: SyntaxProblem) {
    const [from, to] = node.range as [number, number, number]
    const written = this.source.slice(from, to)
    if (node.type === 'BLOCK_LITERAL') {
      const body = written.split('\n')[problem.line] ?? ''
      const indent = /^\s*/.exec(written.split('\n')[1] ?? '')?.[0].length ?? 0
      return { line: line + problem.line, column: Math.min(body.length, indent + problem.column - 1) + 1 }
    }
    if (written.includes('\n')) return { line, column }
    const quote = node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE' ? 1 : 0
    return { line, column: column + quote + problem.column - 1 }
  }

  fault(issue: z.core.$ZodIssue): Fault {
    const path = issue.path as Path
    const at = this.of(path)
    const name = placeInWords(path, (part) => this.textAt(part))
    if (issue.code === 'unrecognized_keys') {
      const key = issue.keys[0] ?? ''
      const place = this.keyPlace(path, key) ?? at
      return { ...place, text: filled(words.unknownKey, key) }
    }
    if (this.document.getIn(path) === undefined) return { ...at, text: filled(words.missingKey, name) }
    if (issue.message === 'formula_or_table') return { ...at, text: filled(words.formulaOrTable, name) }
    return { ...at, text: expected(issue, name) }
  }

  private textAt(path: Path): string | undefined {
    const value = this.document.getIn(path)
    return typeof value === 'string' ? value : undefined
  }

  private keyPlace(path: Path, key: string): { line: number; column: number } | undefined {
    const parent = path.length === 0 ? this.document.contents : this.document.getIn(path, true)
    if (!isCollection(parent)) return undefined
    for (const item of parent.items) {
      const name = (item as { key?: Scalar }).key
      if (isScalar(name) && name.value === key && name.range) {
        const { line, col } = this.lines.linePos(name.range[0])
        return { line, column: col }
      }
    }
    return undefined
  }
}

const sentences: Readonly<Record<string, Text>> = {
  ...{ not_a_name: words.badName, not_a_parameter: words.badName, not_a_policy: words.badName },
  ...{ not_a_decimal: words.badDecimal, not_a_day: words.badDay },
}

/** What is expected where something else stands. */
function expected(issue: z.core.$ZodIssue, name: Text): Text {
  const own = sentences[issue.message]
  if (own) return filled(own, name)
  if (issue.code === 'invalid_value') return filled(words.badChoice, name, issue.values.map(String).join(' '))
  if (issue.code === 'too_small') return filled(words.tooShort, name, String(issue.minimum))
  if (issue.code === 'too_big') return filled(words.tooLong, name, String(issue.maximum))
  const kind = issue.code === 'invalid_type' ? kindWords[issue.expected] : undefined
  return kind ? filled(words.badKind, name, kind) : filled(words.badValue, name)
}

/** The problem's own sentence without the place it begins with: the place in the file stands before it. */
function withPlace({ text }: SyntaxProblem, { line, column }: { line: number; column: number }): Text {
  const zh = text.zh.replace(/^第 \d+ 行第 \d+ 列：/, '')
  const en = text.en.replace(/^Line \d+, column \d+: /, '')
  return { zh: `第 ${line} 行第 ${column} 列：${zh}`, en: `Line ${line}, column ${column}: ${en}` }
}

/** A sentence about something that has a name. */
export const filled = (text: Text, ...names: readonly (string | number | Text)[]): Text => {
  const fill = (language: 'zh' | 'en') =>
    names.reduce<string>(
      (all, name, index) => all.replaceAll(`{${index}}`, typeof name === 'object' ? name[language] : String(name)),
      text[language],
    )
  return { zh: fill('zh'), en: fill('en') }
}
