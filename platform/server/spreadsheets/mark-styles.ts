/** Colours of Excel's own 差 and 适中: dark text stays readable on both. */
const colours = { error: 'FFFFC7CE', warning: 'FFFFEB9C' } as const
export type MarkSeverity = keyof typeof colours

/**
 * The styles of a workbook with two more fills and, for each style that a marked cell has, a copy of it with the fill.
 * Everything else of a cell's looks stays as it was.
 */
export class MarkStyles {
  private readonly before: string
  private readonly formats: readonly string[]
  private readonly prefix: string
  private readonly firstFill: number
  private readonly added = new Map<string, number>()
  private readonly copies: string[] = []

  /** Undefined when the part is not built as styles are. */
  static of(xml: string): MarkStyles | undefined {
    const fills = /<(?:\w+:)?fills\b[^>]*>([\s\S]*?)<\/(?:\w+:)?fills>/.exec(xml)?.[1]
    const formats = /<(\w+:)?cellXfs\b[^>]*>([\s\S]*?)<\/(?:\w+:)?cellXfs>/.exec(xml)
    if (fills === undefined || !formats) return undefined
    const known = formats[2]?.match(/<(?:\w+:)?xf\b(?:[^>]*\/>|[^>]*>[\s\S]*?<\/(?:\w+:)?xf>)/g) ?? []
    return new MarkStyles(xml, known, formats[1] ?? '', (fills.match(/<(?:\w+:)?fill\b/g) ?? []).length)
  }

  private constructor(xml: string, formats: readonly string[], prefix: string, fills: number) {
    this.before = xml
    this.formats = formats
    this.prefix = prefix
    this.firstFill = fills
  }

  /** The style of a cell that had `style`, once marked. */
  marked(style: number, severity: MarkSeverity): number {
    const key = `${style} ${severity}`
    const known = this.added.get(key)
    if (known !== undefined) return known
    const place = this.formats.length + this.copies.length
    const fill = this.firstFill + (severity === 'error' ? 0 : 1)
    const format =
      this.formats[style] ?? this.formats[0] ?? `<${this.prefix}xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>`
    const bare = format.replace(/\s(?:fillId|applyFill)\s*=\s*(?:"[^"]*"|'[^']*')/g, '')
    this.copies.push(bare.replace(/^<(?:\w+:)?xf\b/, (start) => `${start} fillId="${fill}" applyFill="1"`))
    this.added.set(key, place)
    return place
  }

  /** The part with everything that was asked for. */
  xml(): string {
    const { prefix } = this
    const fill = (colour: string) =>
      `<${prefix}fill><${prefix}patternFill patternType="solid"><${prefix}fgColor rgb="${colour}"/><${prefix}bgColor indexed="64"/></${prefix}patternFill></${prefix}fill>`
    const withFills = insert(this.before, 'fills', fill(colours.error) + fill(colours.warning), this.firstFill + 2)
    return insert(withFills, 'cellXfs', this.copies.join(''), this.formats.length + this.copies.length)
  }
}

function insert(xml: string, list: string, added: string, count: number): string {
  const counted = xml.replace(
    new RegExp(`(<(?:\\w+:)?${list}\\b[^>]*?\\scount\\s*=\\s*)(?:"\\d*"|'\\d*')`),
    (_, start: string) => `${start}"${count}"`,
  )
  return counted.replace(new RegExp(`(?=</(?:\\w+:)?${list}>)`), () => added)
}
