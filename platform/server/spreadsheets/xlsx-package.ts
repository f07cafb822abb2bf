import type { ZipWriter } from './zip-writer.ts'

export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
export const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
export const relationship = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageUri = 'http://schemas.openxmlformats.org/package/2006'
/** Places of the styles in `styles`. */
export const styleOf = { text: 1, number: 0, yuan: 2, day: 3, header: 4, title: 5 } as const

/** The parts of a workbook apart from its sheets, which stand at `sheetPath`. */
export async function* packageParts(
  zip: ZipWriter,
  names: readonly string[],
  definedNames = '',
): AsyncGenerator<Buffer> {
  yield* zip.text('[Content_Types].xml', contentTypes(names.length))
  yield* zip.text('_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']]))
  yield* zip.text('xl/workbook.xml', workbookXml(names, definedNames))
  const parts = names.map((_, index) => ['worksheet', `worksheets/sheet${index + 1}.xml`] as const)
  yield* zip.text('xl/_rels/workbook.xml.rels', relations([...parts, ['styles', 'styles.xml']]))
  yield* zip.text('xl/styles.xml', styles)
}

export const sheetPath = (index: number): string => `xl/worksheets/sheet${index + 1}.xml`

/** Characters that XML cannot hold are dropped; lone halves of a character become U+FFFD. */
export function escapeXml(text: string): string {
  if (!special.test(text)) return text
  return (
    text
      .toWellFormed()
      // The escape Excel knows for itself must not arise by chance.
      .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
      .replace(/[&<>"]/g, (letter) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[letter] ?? '&quot;')
      .replace(/[^\t\n\r\u0020-\ud7ff\ud800-\udfff\ue000-\ufffd]/g, '')
  )
}
// Most texts hold none of these and are written as they are.
const special = /[^\u0020!#-%'-;=?-^`-\ud7ff\ue000-\ufffd]/

/** A cell that stays text whatever it looks like. */
export const textCell = (reference: string, text: string, style: number): string =>
  `<c r="${reference}" s="${style}" t="inlineStr"><is><t${outerSpace.test(text) ? ' xml:space="preserve"' : ''}>${escapeXml(text)}</t></is></c>`

// Only such texts lose something when a reader trims; a fifth of a sheet would be the remark that none of them does.
const outerSpace = /^\s|\s$|\s\s|[\t\n\r]/

/** Days since 30 December 1899, which is right from 1 March 1900 on. */
export const serialDay = (day: string): number => Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000) + 25_569

/** Names that Excel accepts: at most 31 characters, none of `[]:*?/\`, each once. */
export function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>()
  return wanted.map((name, index) => {
    const plain =
      name
        .replace(/[[\]:*?/\\]/g, ' ')
        .replace(/^'|'$/g, '')
        .trim()
        .slice(0, 31) || `Sheet${index + 1}`
    let unique = plain
    for (let copy = 2; taken.has(unique.toLowerCase()); copy++) unique = `${plain.slice(0, 27)} (${copy})`
    taken.add(unique.toLowerCase())
    return unique
  })
}

const workbookXml = (names: readonly string[], definedNames: string): string => {
  const list = names.map(
    (name, index) => `<sheet name="${escapeXml(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  )
  return `${declaration}<workbook xmlns="${main}" xmlns:r="${relationship}"><sheets>${list.join('')}</sheets>${definedNames}</workbook>`
}

const relations = (targets: readonly (readonly [type: string, target: string])[]): string =>
  `${declaration}<Relationships xmlns="${packageUri}/relationships">${targets
    .map(
      ([type, target], index) =>
        `<Relationship Id="rId${index + 1}" Type="${relationship}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`

const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const contentTypes = (sheets: number): string => {
  const parts = Array.from(
    { length: sheets },
    (_, index) =>
      `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${spreadsheet}.worksheet+xml"/>`,
  )
  return (
    `${declaration}<Types xmlns="${packageUri}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
    `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${spreadsheet}.sheet.main+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${spreadsheet}.styles+xml"/>${parts.join('')}</Types>`
  )
}

const border = '<border><left/><right/><top/><bottom/><diagonal/></border>'
const font = '<sz val="11"/><name val="宋体"/><family val="3"/><charset val="134"/>'
const styles =
  `${declaration}<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="#,##0.00"/><numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd"/></numFmts>` +
  `<fonts count="3"><font>${font}</font><font><b/>${font}</font><font><b/><sz val="14"/><name val="宋体"/><family val="3"/><charset val="134"/></font></fonts>` +
  `<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE8ECF1"/><bgColor indexed="64"/></patternFill></fill></fills>` +
  `<borders count="1">${border}</borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>` +
  `<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>` +
  `<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
  `<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
  `<xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>` +
  `<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>` +
  `<xf numFmtId="49" fontId="2" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment horizontal="center" vertical="center"/></xf></cellXfs>` +
  `<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
