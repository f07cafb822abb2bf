import { clean } from './characters.ts'
import { type Cell, CellError, cellText } from './grid.ts'
import type { Judgement } from './judgement.ts'
import { simplified } from './traditional.ts'

// ☒ is a ticked box in Word; R and £ are what the Wingdings boxes become when their font is lost.
const ticked = '[☑✓✔√■●☒◼▣◉]'
const open = '[□☐○◯◻▢]'
const isMark = new RegExp(`${ticked}|${open}|[(（][)）]`)
const yes =
  /^(?:是|有|Y|YES|T|TRUE|1|√|✓|✔|☑|■|●|对|真|享受|已享受|在享|低保|低保户|在保|已纳入|纳入|已保|是的|V|√是|是√|✅)$/i
const no =
  /^(?:否|无|没有|N|NO|F|FALSE|0|×|✗|✘|✕|✖|❌|X|╳|☐|□|○|错|假|不是|非|非低保|非低保户|×否|否×|未|未享受|不享受|不在保|未在保|未纳入|未保|不|[-—–―‐−─/\\]+)$/i

/** A yes-or-no column, tick boxes included. An empty cell and boxes that nobody ticked are no. */
export function readYesNo(cell: Cell): Judgement<boolean> {
  if (cell === undefined) return { value: false }
  if (cell instanceof CellError) return { value: null, fault: 'code_unknown' }
  const text = simplified(clean(cellText(cell)).replaceAll(' ', ''))
  if (text === '') return { value: false }
  // 是（城市低保） and 否。 are answers with a remark.
  const plain = text
    .replace(/(?<=^(?:是|否|有|无))(?:[(,，、:][^是否有无]*|。)$/, (remark) => (isMark.test(remark) ? remark : ''))
    .replace(/^[12AB][.、:-]?(?=[是否有无]$)/i, '')
    .replace(/[。.]$/, '')
  if (yes.test(plain)) return { value: true }
  if (no.test(plain)) return { value: false }
  const said = speaksOfDibao(plain)
  if (said !== undefined) return { value: said }
  const boxes = readBoxes(text)
  return boxes === undefined ? { value: null, fault: 'code_unknown' } : { value: boxes }
}

const dibao = '(?:城[市镇乡]?|农村?)?(?:低保|最低生活保障)?(?:户|家庭|对象|人员|待遇|金|范围)?'
const denies = new RegExp(
  `^(?:未|没有?|无|非|不)(?:曾|再|是|属于?)?(?:享受|纳入|列入|办理|领取|符合(?:条件)?)?${dibao}$`,
)
const affirms = new RegExp(`^(?:是|有|属于?|已|已经|正在?|现)?(?:享受|纳入|列入|领取|在享)?${dibao}中?$`)

/** 未纳入低保, 城市低保, 正在享受: what is said instead of yes or no; undefined for anything else. */
function speaksOfDibao(text: string): boolean | undefined {
  if (text.length > 12) return undefined
  if (denies.test(text)) return false
  return affirms.test(text) && /低保|保障|享受|纳入|列入|领取/.test(text) ? true : undefined
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
