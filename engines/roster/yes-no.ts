import { clean } from './characters.ts'
import { type Cell, CellError, cellText } from './grid.ts'
import type { Judgement } from './judgement.ts'

// ☒ is a ticked box in Word; R and £ are what the Wingdings boxes become when their font is lost.
const ticked = '[☑✓✔√■●☒◼▣◉]'
const open = '[□☐○◯◻▢]'
const yes = /^(?:是|有|Y|YES|T|TRUE|1|√|✓|✔|☑|■|●|对|真|享受|已享受|在享|低保|低保户|在保|已纳入|纳入|已保|是的)$/i
const no =
  /^(?:否|无|没有|N|NO|F|FALSE|0|×|✗|✘|X|╳|☐|□|○|错|假|不是|非|非低保|非低保户|未|未享受|不享受|不在保|未在保|未纳入|未保|不|[-—–―‐−─/\\]+)$/i

/** A yes-or-no column, tick boxes included. An empty cell and boxes that nobody ticked are no. */
export function readYesNo(cell: Cell): Judgement<boolean> {
  if (cell === undefined) return { value: false }
  if (cell instanceof CellError) return { value: null, fault: 'code_unknown' }
  const text = clean(cellText(cell)).replaceAll(' ', '')
  if (text === '') return { value: false }
  if (yes.test(text)) return { value: true }
  if (no.test(text)) return { value: false }
  const boxes = readBoxes(text)
  return boxes === undefined ? { value: null, fault: 'code_unknown' } : { value: boxes }
}

/** `□是 ☑否`, `是√ 否□`, `(√)有 ( )无`; undefined when both are ticked or no boxes are found. */
function readBoxes(given: string): boolean | undefined {
  const text = given
    .replace(/R(?=是|有)|R(?=否|无)/g, '☑')
    .replace(/[£¨](?=是|否|有|无)/g, '□')
    .replace(/[([【]([^)\]】是否有无]*)[)\]】]/g, (_, mark: string) => (new RegExp(ticked).test(mark) ? '☑' : '□'))
  const options = [...text.matchAll(/是|否|有|无/g)]
  if (options.length === 0 || options.length > 2) return undefined
  if (!new RegExp(`^(?:${ticked}|${open}|是|否|有|无|[/、,;|])+$`).test(text)) return undefined
  const markFirst = new RegExp(`^(?:${ticked}|${open})`).test(text)
  const pattern = markFirst
    ? new RegExp(`(${ticked})(?=是|否|有|无)(.)`, 'g')
    : new RegExp(`(?<=(是|否|有|无))(${ticked})`, 'g')
  const chosen = [...text.matchAll(pattern)].map((match) => (markFirst ? match[2] : match[1]))
  if (chosen.length > 1) return undefined
  if (chosen.length === 1) return chosen[0] === '是' || chosen[0] === '有'
  return new RegExp(open).test(text) ? false : undefined
}
