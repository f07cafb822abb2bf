import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import readExcelFile from 'read-excel-file/node'
import { checkCharacter } from '../core/identity-number.ts'
import { columnLetters } from '../engines/roster/grid.ts'
import { defaultLimits } from '../engines/roster/limits.ts'
import { readRoster } from '../engines/roster/read-roster.ts'
import { readXlsx } from '../engines/roster/read-xlsx.ts'
import { declaration, escapeXml, main, relationship } from '../platform/server/spreadsheets/xlsx-package.ts'
import { ZipWriter } from '../platform/server/spreadsheets/zip-writer.ts'

/**
 * Reading a roster of 100,000 rows and 30 columns next to read-excel-file, and judging one of 10,000 rows: each in a
 * process of its own, so that the peak of memory is its own.
 */
type Part = 'own' | 'other' | 'judge'
/** `cpu` tells more than `seconds` on a machine that others use too; both in seconds. */
type Result = { seconds: number; cpu: number; megabytes: number; rows: number }

const headers =
  '序号 单位 姓名 性别 身份证号 困难类别 致困原因 家庭人口 家庭年收入（元） 联系电话 是否低保 家庭住址'.split(' ')

/** An invented worker: order codes 996 to 999, a birthday of the last century. */
function worker(index: number): (string | number)[] {
  const day = new Date(Date.UTC(1950, 0, 1 + (index % 15_000))).toISOString().slice(0, 10).replaceAll('-', '')
  const county = ['231202', '231221', '231222', '231223', '231224', '231225', '231226'][Math.floor(index / 15_000)]
  const first17 = `${county}${day}${996 + (index % 4)}`
  return [
    index + 1,
    `第${1 + (index % 300)}机械厂`,
    `${'赵钱孙李周吴郑王'[index % 8]}${'明华国建文'[index % 5]}${'军英平'[index % 3]}`,
    Number(first17[16]) % 2 === 1 ? '男' : '女',
    first17 + checkCharacter(first17),
    ['深度困难', '相对困难', '意外致困'][index % 3] as string,
    ['本人大病', '下岗失业', '子女上学'][index % 3] as string,
    1 + (index % 5),
    3_000 + (index % 90) * 100,
    `139${String(10_000_000 + index)}`,
    index % 4 === 0 ? '是' : '否',
    `北林区人民街${1 + (index % 400)}号`,
  ]
}

const packageUri = 'http://schemas.openxmlformats.org/package/2006'
const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
const relations = (targets: readonly (readonly [string, string])[]) =>
  `${declaration}<Relationships xmlns="${packageUri}/relationships">${targets
    .map(([type, to], at) => `<Relationship Id="rId${at + 1}" Type="${relationship}/${type}" Target="${to}"/>`)
    .join('')}</Relationships>`
const override = (part: string, type: string) =>
  `<Override PartName="/xl/${part}.xml" ContentType="${spreadsheet}.${type}+xml"/>`
const parts = {
  '[Content_Types].xml':
    `${declaration}<Types xmlns="${packageUri}/content-types"><Default Extension="xml" ContentType="application/xml"/>` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `${override('workbook', 'sheet.main')}${override('worksheets/sheet1', 'worksheet')}` +
    `${override('sharedStrings', 'sharedStrings')}${override('styles', 'styles')}</Types>`,
  '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
  'xl/workbook.xml': `${declaration}<workbook xmlns="${main}" xmlns:r="${relationship}"><sheets><sheet name="花名册" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': relations([
    ['worksheet', 'worksheets/sheet1.xml'],
    ['styles', 'styles.xml'],
    ['sharedStrings', 'sharedStrings.xml'],
  ]),
  'xl/styles.xml': `${declaration}<styleSheet xmlns="${main}"><cellXfs count="1"><xf numFmtId="0"/></cellXfs></styleSheet>`,
}

/**
 * A workbook as Excel and WPS save it: texts stand once in the table of shared strings. (Ours are inline, which unpacks
 * to more than the 200 MB that a file of this size may.)
 */
async function makeFile(path: string, rows: number, width: number): Promise<number> {
  const further = Array.from({ length: width - headers.length }, (_, place) => `备注${place + 1}`)
  const letters = Array.from({ length: width }, (_, column) => columnLetters(column))
  const shared = new Map<string, number>()
  const cell = (value: string | number, column: number, row: number): string => {
    const place = `${letters[column]}${row}`
    if (typeof value === 'number') return `<c r="${place}"><v>${value}</v></c>`
    const index = shared.get(value) ?? shared.size
    shared.set(value, index)
    return `<c r="${place}" t="s"><v>${index}</v></c>`
  }
  const line = (values: readonly (string | number)[], row: number) =>
    `<row r="${row}">${values.map((value, column) => cell(value, column, row)).join('')}</row>`
  function* sheetXml() {
    yield Buffer.from(`${declaration}<worksheet xmlns="${main}"><sheetData>${line([...headers, ...further], 1)}`)
    for (let index = 0; index < rows; index++) {
      const notes = further.map((_, place) => (place % 3 === 0 ? index % 1_000 : `第${index % 97}项`))
      yield Buffer.from(line([...worker(index), ...notes], index + 2))
    }
    yield Buffer.from('</sheetData></worksheet>')
  }
  function* stringsXml() {
    yield Buffer.from(`${declaration}<sst xmlns="${main}" count="${shared.size}" uniqueCount="${shared.size}">`)
    for (const text of shared.keys()) yield Buffer.from(`<si><t>${escapeXml(text)}</t></si>`)
    yield Buffer.from('</sst>')
  }
  const zip = new ZipWriter()
  const pieces: Buffer[] = []
  const keep = async (part: Iterable<Buffer> | AsyncIterable<Buffer>) => {
    for await (const piece of part) pieces.push(piece)
  }
  for (const [name, xml] of Object.entries(parts)) await keep(zip.text(name, xml))
  await keep(zip.stream('xl/worksheets/sheet1.xml', sheetXml()))
  await keep(zip.stream('xl/sharedStrings.xml', stringsXml()))
  await keep(zip.end())
  const bytes = Buffer.concat(pieces)
  writeFileSync(path, bytes)
  return bytes.length
}

async function measure(part: Part, path: string): Promise<Result> {
  const bytes = readFileSync(path)
  const workbook = part === 'judge' ? await readXlsx(bytes, defaultLimits) : undefined
  const before = process.cpuUsage()
  const began = performance.now()
  let rows = 0
  if (part === 'own') rows = (await readXlsx(bytes, defaultLimits)).sheets[0]?.rows.length ?? 0
  else if (part === 'other') rows = (await readExcelFile(bytes))[0]?.data.length ?? 0
  else if (workbook) rows = readRoster(workbook, { counties: new Map() }).records.length
  const seconds = (performance.now() - began) / 1000
  const { user, system } = process.cpuUsage(before)
  const cpu = (user + system) / 1_000_000
  return { seconds, cpu, megabytes: Math.round(process.resourceUsage().maxRSS / 1024), rows }
}

function inProcess(part: Part, path: string): Result {
  const { status, stdout, stderr } = spawnSync(process.execPath, [import.meta.filename, part, path], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`${part}: ${stderr}`)
  return JSON.parse(stdout) as Result
}

async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bangfu-bench-roster-'))
  try {
    const [large, small] = [join(folder, 'large.xlsx'), join(folder, 'small.xlsx')]
    const size = await makeFile(large, 100_000, 30)
    await makeFile(small, 10_000, headers.length)
    const [own, other, judge] = [inProcess('own', large), inProcess('other', large), inProcess('judge', small)]
    const line = (name: string, { rows, seconds, cpu, megabytes }: Result, more = '') =>
      console.log(
        `${name.padEnd(34)} ${String(rows).padStart(7)} rows ${seconds.toFixed(2).padStart(7)} s ${cpu.toFixed(2).padStart(7)} s CPU ${String(megabytes).padStart(5)} MB${more}`,
      )
    console.log(
      `100,000 rows × 30 columns, ${(size / 1024 / 1024).toFixed(1)} MB (goal 1.8 s and 300 MB on two quiet cores)`,
    )
    line('readXlsx', own)
    line('read-excel-file', other, `  ${(other.cpu / own.cpu).toFixed(1)}× the CPU (goal 3)`)
    line('judging a list of workers', judge)
    if (own.rows !== 100_001 || judge.rows !== 10_000) throw new Error('rows were lost')
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const [part, path] = process.argv.slice(2)
if (part && path) console.log(JSON.stringify(await measure(part as Part, path)))
else await bench()
