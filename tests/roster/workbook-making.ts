import { ZipWriter } from '../../platform/server/spreadsheets/zip-writer.ts'

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relationship = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'

/** A zip of parts as they are given: also of those no honest program would write. */
export async function zipOf(parts: Readonly<Record<string, string | Buffer>>): Promise<Buffer> {
  const zip = new ZipWriter()
  const pieces: Buffer[] = []
  for (const [name, content] of Object.entries(parts))
    for await (const piece of zip.stream(name, [Buffer.from(content)])) pieces.push(piece)
  pieces.push(...zip.end())
  return Buffer.concat(pieces)
}

export type WorkbookXml = {
  /** What stands inside `worksheet`, sheet by sheet. */
  readonly sheets: readonly string[]
  readonly strings?: string
  readonly styles?: string
  readonly workbook?: string
  readonly sheetTags?: readonly string[]
}

/** An xlsx from the XML of its sheets. */
export function workbookOf({ sheets, strings, styles, workbook = '', sheetTags }: WorkbookXml): Promise<Buffer> {
  const list = sheets.map(
    (_, index) => sheetTags?.[index] ?? `<sheet name="表${index + 1}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  )
  const links = sheets.map(
    (_, index) =>
      `<Relationship Id="rId${index + 1}" Type="${relationship}/worksheet" Target="worksheets/sheet${index + 1}.xml"/>`,
  )
  return zipOf({
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    '_rels/.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relationship}/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relationship}">${workbook}<sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${links.join('')}<Relationship Id="s" Type="${relationship}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="y" Type="${relationship}/styles" Target="styles.xml"/></Relationships>`,
    ...Object.fromEntries(
      sheets.map((xml, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        xml.startsWith('<?xml') ? xml : `<worksheet xmlns="${main}">${xml}</worksheet>`,
      ]),
    ),
    ...(strings && { 'xl/sharedStrings.xml': `<sst xmlns="${main}">${strings}</sst>` }),
    ...(styles && { 'xl/styles.xml': `<styleSheet xmlns="${main}">${styles}</styleSheet>` }),
  })
}
