// ☒ is a ticked box in Word.
const ticked = '[☑✓✔√■●☒◼▣◉✅]'
const open = '[□☐○◯◻▢]'
const mark = new RegExp(`${ticked}|${open}`)

/**
 * The one option that is ticked: 深度困难 in `☑深度困难 □相对困难`, 女 in `男□ 女√`. Empty when nobody ticked any of them,
 * undefined when several are ticked or the text holds no boxes. The text is expected without spaces.
 */
export function tickedOption(text: string): string | undefined {
  if (text.length < 2 || text.length > 120) return undefined
  const boxed = text
    .replace(new RegExp(`[(【[](${ticked})[)】\\]]`, 'g'), '$1')
    .replace(/(?<=[\u4e00-\u9fff]|^)[(【[][)】\]]/g, '□')
  if (!mark.test(boxed)) return undefined
  const words = boxed.split(mark)
  const marks = [...boxed].filter((sign) => mark.test(sign))
  const before = words[0] === ''
  // A mark behind its option: what stands behind the last mark was not ticked.
  const options = before ? words.slice(1) : words.slice(0, -1)
  const chosen = options.filter((_, index) => new RegExp(ticked).test(marks[index] ?? ''))
  if (chosen.length > 1) return undefined
  const [option] = chosen
  if (option === undefined) return ''
  const bare = option.replace(/^[/、,;|]+|[/、,;|]+$/g, '')
  // 男/女√ without a box for the first: the tick belongs to the word it touches.
  return before ? bare : (bare.split(/[/、,;|]/).at(-1) ?? '')
}
