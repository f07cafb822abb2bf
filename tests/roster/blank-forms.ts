import { zipOf } from './workbook-making.ts'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relationship = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

/** A row of a blank form: texts by column; `=…` is a formula, undefined no cell at all. */
export type BlankRow = readonly (string | undefined)[]

export type BlankSheet = {
  readonly name: string
  readonly rows: readonly BlankRow[]
  readonly merges?: readonly string[]
  /** What stands after the merged cells, in its order. */
  readonly after?: string
  /** Style of a whole column, from 0. */
  readonly styles?: Readonly<Record<number, number>>
}

const letters = (column: number) => String.fromCharCode(65 + column)
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

function sheetXml({ rows, merges = [], after = '', styles = {} }: BlankSheet, strings: string[]): string {
  const xml = rows.map((cells, index) => {
    const row = index + 1
    const content = cells.map((text, column) => {
      if (text === undefined) return ''
      const at = `r="${letters(column)}${row}" s="${styles[column] ?? 1}"`
      if (text === '') return `<c ${at}/>`
      if (text.startsWith('=')) return `<c ${at}><f>${escaped(text.slice(1))}</f><v>0</v></c>`
      strings.push(text)
      return `<c ${at} t="s"><v>${strings.length - 1}</v></c>`
    })
    return `<row r="${row}" spans="1:12" ht="24" customHeight="1">${content.join('')}</row>`
  })
  const list = merges.map((merge) => `<mergeCell ref="${merge}"/>`).join('')
  return (
    `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="${main}" xmlns:r="${relationship}"><dimension ref="A1:L${rows.length}"/>` +
    `<sheetViews><sheetView workbookViewId="0"/></sheetViews><cols><col min="1" max="12" width="14" customWidth="1"/></cols>` +
    `<sheetData>${xml.join('')}</sheetData>${list && `<mergeCells count="${merges.length}">${list}</mergeCells>`}${after}` +
    `<pageMargins left="0.5" right="0.5" top="0.7" bottom="0.7" header="0.3" footer="0.3"/><pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/>` +
    `<headerFooter><oddFooter>&amp;C第 &amp;P 页</oddFooter></headerFooter></worksheet>`
  )
}

const styles =
  `<styleSheet xmlns="${main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/></numFmts>` +
  `<fonts count="1"><font><sz val="11"/><name val="仿宋"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>` +
  `<borders count="2"><border/><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border></borders>` +
  `<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>` +
  `<xf numFmtId="0" fontId="0" fillId="0" borderId="1"/><xf numFmtId="49" fontId="0" fillId="0" borderId="1" applyNumberFormat="1"/><xf numFmtId="164" fontId="0" fillId="0" borderId="1" applyNumberFormat="1"/></cellXfs></styleSheet>`

/** A workbook as another office sends it; `names` are defined names, `more` further parts. */
export function blankWorkbook(
  sheets: readonly BlankSheet[],
  names = '',
  more: Readonly<Record<string, string>> = {},
): Promise<Buffer> {
  const strings: string[] = []
  const parts = Object.fromEntries(
    sheets.map((sheet, index) => [`xl/worksheets/sheet${index + 1}.xml`, sheetXml(sheet, strings)]),
  )
  const list = sheets.map(({ name }, index) => `<sheet name="${name}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`)
  const links = sheets.map(
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${relationship}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  )
  const ofBook = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
  return zipOf({
    '[Content_Types].xml':
      `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="bin" ContentType="application/octet-stream"/>` +
      `<Override PartName="/xl/workbook.xml" ContentType="${more['xl/vbaProject.bin'] ? 'application/vnd.ms-excel.sheet.macroEnabled' : `${ofBook}.sheet`}.main+xml"/><Override PartName="/xl/styles.xml" ContentType="${ofBook}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="${ofBook}.sharedStrings+xml"/>` +
      sheets
        .map(
          (_, index) =>
            `<Override PartName="/xl/worksheets/sheet${index + 1}.xml" ContentType="${ofBook}.worksheet+xml"/>`,
        )
        .join('') +
      '</Types>',
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relationship}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relationship}"><sheets>${list.join('')}</sheets>${names && `<definedNames>${names}</definedNames>`}</workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${links.join('')}<Relationship Id="s" Type="${relationship}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="y" Type="${relationship}/styles" Target="styles.xml"/></Relationships>`,
    'xl/styles.xml': styles,
    ...parts,
    'xl/sharedStrings.xml': `<sst xmlns="${main}" count="${strings.length}" uniqueCount="${strings.length}">${strings.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
    ...more,
  })
}

/** A cell of a table in a document: its text, how many columns it spans, and where it is merged with the one above. */
export type WordCell =
  | string
  | { readonly text?: string; readonly span?: number; readonly merge?: 'restart' | 'continue' }
  /** Paragraphs as they stand in the file; `control` are the properties of one around the whole cell. */
  | { readonly xml: string; readonly control?: string }

const wordCell = (cell: WordCell, mark: string): string => {
  if (typeof cell !== 'string' && 'xml' in cell) {
    const whole = `<w:tc><w:tcPr><w:tcW w:w="1200" w:type="dxa"/></w:tcPr>${cell.xml}</w:tc>`
    return cell.control === undefined
      ? whole
      : `<w:sdt><w:sdtPr>${cell.control}</w:sdtPr><w:sdtContent>${whole}</w:sdtContent></w:sdt>`
  }
  const { text = '', span, merge } = typeof cell === 'string' ? { text: cell } : cell
  const properties = `<w:tcPr><w:tcW w:w="1200" w:type="dxa"/>${span ? `<w:gridSpan w:val="${span}"/>` : ''}${merge ? `<w:vMerge${merge === 'restart' ? ' w:val="restart"' : ''}/>` : ''}</w:tcPr>`
  const looks = '<w:rPr><w:rFonts w:eastAsia="仿宋"/><w:sz w:val="21"/></w:rPr>'
  const run = text === '' ? '' : `<w:r>${looks}<w:t>${escaped(text)}</w:t></w:r>`
  return `<w:tc>${properties}<w:p w14:paraId="${mark}"><w:pPr><w:jc w:val="center"/>${looks}</w:pPr>${run}</w:p></w:tc>`
}

/** A Word document with a title, tables, and a paragraph at the end. */
export function blankDocument(
  title: string,
  tables: readonly (readonly (readonly WordCell[])[])[],
  above = '',
): Promise<Buffer> {
  let mark = 0
  const body = tables.map((rows) => {
    const xml = rows.map(
      (cells) =>
        `<w:tr w:rsidR="00A1"><w:trPr><w:trHeight w:val="480"/></w:trPr>${cells.map((cell) => wordCell(cell, (++mark).toString(16).padStart(8, '0'))).join('')}</w:tr>`,
    )
    return `<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid/>${xml.join('')}</w:tbl>`
  })
  return zipOf({
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relationship}/officeDocument" Target="word/document.xml"/></Relationships>`,
    'word/document.xml': `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:document xmlns:w="${word}" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w:body><w:p><w:r><w:t>${escaped(title)}</w:t></w:r></w:p>${above}${body.join('<w:p/>')}<w:p><w:r><w:t>审核人：　　　　填表人：</w:t></w:r></w:p><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr></w:body></w:document>`,
    'word/settings.xml': `<w:settings xmlns:w="${word}"><w:zoom w:percent="100"/></w:settings>`,
  })
}
