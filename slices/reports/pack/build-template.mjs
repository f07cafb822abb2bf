// Writes round-report.docx, the Word template of the report: plain paragraphs and one table, with the places that are
// filled in braces. Run it after changing the text below: node slices/reports/pack/build-template.mjs
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'

const font = '<w:rFonts w:ascii="SimSun" w:hAnsi="SimSun" w:eastAsia="SimSun" w:cs="SimSun"/>'
const escape = (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;')
const run = (text, size, bold) =>
  `<w:r><w:rPr>${font}${bold ? '<w:b/>' : ''}<w:sz w:val="${size}"/></w:rPr><w:t xml:space="preserve">${escape(text)}</w:t></w:r>`
const paragraph = (text, { size = 28, bold = false, centre = false, indent = true } = {}) =>
  `<w:p><w:pPr><w:spacing w:line="480" w:lineRule="auto"/>${centre ? '<w:jc w:val="center"/>' : indent ? '<w:ind w:firstLineChars="200" w:firstLine="560"/>' : ''}</w:pPr>${run(text, size, bold)}</w:p>`
const heading = (text) => paragraph(text, { size: 30, bold: true, indent: false })
const cell = (text, width, bold = false) =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/></w:tcPr><w:p><w:pPr><w:jc w:val="center"/></w:pPr>${run(text, 22, bold)}</w:p></w:tc>`
const widths = [1900, 1300, 1300, 1500, 1300, 1700]
const row = (texts, bold) => `<w:tr>${bold ? '<w:trPr><w:tblHeader/></w:trPr>' : ''}${texts.map((text, place) => cell(text, widths[place], bold)).join('')}</w:tr>`
const border = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((side) => `<w:${side} w:val="single" w:sz="4" w:color="4E5969"/>`).join('')
const table = (rows) =>
  `<w:tbl><w:tblPr><w:tblW w:w="9000" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>${border}</w:tblBorders></w:tblPr>${rows.join('')}</w:tbl>`

const body = [
  paragraph('{area}{name}情况报告', { size: 44, bold: true, centre: true }),
  paragraph('（{from}至{to}）', { centre: true }),
  heading('一、规模'),
  paragraph('截至{to}，全市建档困难家庭 {households} 户、{persons} 人，结成帮扶对子 {pairs} 对；参加帮扶单位 {units} 个，帮扶干部 {cadres} 人，社会各界帮扶人 {social} 人；涉及困难企业 {enterprises} 户。'),
  heading('二、走访与帮扶'),
  paragraph('本期走访 {visits} 次，走访到 {visited} 户。登记帮扶 {aidLines} 笔，资金 {cash} 元，物资折价 {goodsValue} 元（不计入资金）。未办结诉求 {requests} 件，其中超期 {requestsOverdue} 件。'),
  heading('三、分县（市、区）情况'),
  table([
    row(['县（市、区）', '建档户', '对子', '无责任人', '走访', '资金（元）'], true),
    row(['{#counties}{county}', '{households}', '{pairs}', '{unpaired}', '{visits}', '{cash}{/counties}'], false),
  ]),
  heading('四、还差什么'),
  paragraph('没有帮扶责任人 {unpaired} 户；30 天以上没有走访 {notVisited} 户；符合低保条件但未纳入 {eligibleNotEnrolled} 户。'),
  paragraph('{missedNote}'),
  paragraph('{#missed}{head}（{place}）  {/missed}'),
].join('')

const parts = {
  '[Content_Types].xml':
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
  '_rels/.rels':
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
  'word/_rels/document.xml.rels':
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>',
  'word/document.xml': `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1701" w:right="1417" w:bottom="1417" w:left="1417" w:header="851" w:footer="992" w:gutter="0"/></w:sectPr></w:body></w:document>`,
}

const entries = []
const central = []
let offset = 0
for (const [name, text] of Object.entries(parts)) {
  const data = Buffer.from(text)
  const packed = deflateRawSync(data)
  const common = Buffer.alloc(26)
  common.writeUInt16LE(20, 0)
  common.writeUInt16LE(8, 4)
  common.writeUInt32LE(0x21, 8)
  common.writeUInt32LE(crc32(data), 10)
  common.writeUInt32LE(packed.length, 14)
  common.writeUInt32LE(data.length, 18)
  common.writeUInt16LE(Buffer.byteLength(name), 22)
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, Buffer.from(name), packed])
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE(offset, 10)
  central.push(Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), Buffer.from([20, 0]), common, tail, Buffer.from(name)]))
  entries.push(local)
  offset += local.length
}
const directory = Buffer.concat(central)
const end = Buffer.alloc(22)
end.write('PK\x05\x06', 0, 'latin1')
end.writeUInt16LE(entries.length, 8)
end.writeUInt16LE(entries.length, 10)
end.writeUInt32LE(directory.length, 12)
end.writeUInt32LE(offset, 16)
writeFileSync(join(import.meta.dirname, 'round-report.docx'), Buffer.concat([...entries, directory, end]))
