import type { Page } from 'playwright-core'
import { readAreaPack, readCountyPack } from '../../slices/areas/pack-store.ts'
import { shippedPolicies } from '../../slices/policies/pack-store.ts'
import { rosterBytes } from '../support/rosters.ts'
import { isOurs } from '../support/wording.ts'
import { sheetRows } from '../support/workbooks.ts'
import { bankrupt, families, familiesRoster, helpers, helpersRoster, workers, workersRoster } from './story.ts'

// An English page may hold Chinese where it shows data: who and where somebody is, what was typed, what a file says of
// itself. Everything else is a word that was not translated, or Chinese punctuation between English words.

/** What the people of the journey type, and the government that a jurisdiction begins with. */
const typed = [
  ...['绥化示范市', '示范社区', '管理甲', '安全乙', '审计丙', '经办人甲', '审核人甲', '领导甲', '帮扶责任人甲'],
  ...[bankrupt, '示例标准，供演示', '入户核实', '对口干部', '副科长', '想找个活', '联系劳务公司', '春节送温暖'],
  ...['绥化市人民政府', '签领表 1', '本人书面放弃', workersRoster, familiesRoster, helpersRoster],
]

const han = /[\p{Script=Han}\u3001-\u301f\uff01-\uff5e]/u
const chineseOf = (values: object): string[] =>
  Object.values(values).filter((value): value is string => typeof value === 'string' && han.test(value))

type Data = { everywhere: Set<string>; ofFiles: Set<string> }

async function readData(): Promise<Data> {
  const everywhere = new Set([
    ...typed,
    ...[...readCountyPack(), ...readAreaPack().filter((area) => area.code.startsWith('2312'))].map((area) => area.name),
    ...shippedPolicies().flatMap(({ file }) =>
      file.basis.flatMap(({ document, article }) => [document, article ?? '']),
    ),
    ...[...workers.records, ...helpers.records].flatMap(({ values }) => chineseOf(values)),
    ...families.households.flatMap(({ members }) => members.map(({ name }) => name)),
  ])
  // A cell is read as it is meant: without the spaces that set a name apart, of half width.
  const cellsOf = (cell: string) => [cell, cell.normalize('NFKC'), cell.normalize('NFKC').replace(/\s/g, '')]
  const sheets = await Promise.all([workersRoster, familiesRoster, helpersRoster].map(rosterBytes).map(sheetRows))
  return {
    everywhere,
    ofFiles: new Set([
      ...everywhere,
      ...sheets
        .flat(2)
        .filter((cell) => han.test(cell))
        .flatMap(cellsOf),
    ]),
  }
}
let reading: Promise<Data> | undefined

type Found = { text: string; own: boolean }

// Every text of the page with a Chinese character, once, and whether it stands where only the page speaks. What is marked
// as Chinese is meant to be: the switch to that language.
const everyText = `(() => {
  const han = ${han}
  const own = 'button, th, label, legend, h1, h2, h3, nav, summary, [role=tab], [role=menuitem], [placeholder]'
  const found = new Map()
  const keep = (text, element) => {
    if (!text || !han.test(text) || element.closest('[lang|=zh]')) return
    found.set(text.trim(), found.get(text.trim()) || Boolean(element.closest(own)))
  }
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) {
      if (!node.parentElement.closest('script, style, noscript')) keep(node.data, node.parentElement)
    } else for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'value']) keep(node.getAttribute(name), node)
  }
  keep(document.title, document.body)
  return Array.from(found, ([text, own]) => ({ text, own }))
})()`

/** What is left of a text when the data in it are taken out, longer ones first. */
function withoutData(text: string, data: ReadonlySet<string>): string {
  for (let length = Math.min(text.length, 60); length > 0; length--)
    for (let from = 0; from + length <= text.length; from++)
      if (data.has(text.slice(from, from + length)))
        return withoutData(text.slice(0, from), data) + withoutData(text.slice(from + length), data)
  return text
}

/** The Chinese on an English page that is no data; nothing when all is well. */
export async function chineseLeft(page: Page): Promise<string[]> {
  reading ??= readData()
  const { everywhere, ofFiles } = await reading
  const data = /\/imports\/./.test(page.url()) ? ofFiles : everywhere
  const found = await page.evaluate<Found[]>(everyText)
  return found
    .filter(({ text, own }) => han.test(withoutData(text, data)) || (own && data === everywhere && isOurs(text)))
    .map(({ text }) => text)
}
