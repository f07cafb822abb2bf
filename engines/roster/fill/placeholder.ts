import { clean } from '../characters.ts'

const box = '[□☐○◯]'
const brackets = /[（([【［][ \u3000]{0,4}[)）\]】］]/g
const ticked = /[（([【［]√[)）\]】］]/g

/** （ ）男（ ）女 with a box at the end of each pair of brackets, as long as it was; one pair alone is none. */
const withBoxes = (text: string): string =>
  [...text.matchAll(brackets), ...text.matchAll(ticked)].length < 2
    ? text
    : text.replace(brackets, (pair) => `${' '.repeat(pair.length - 1)}□`)

/** 元, 年 月 日 or boxes to tick: what a form prints where a value is to go. */
export function isPlaceholder(text: string): boolean {
  const plain = clean(withBoxes(text)).replace(/[_\s]/g, '')
  if (plain === '') return text.trim() !== ''
  return (
    /^(?:万?元|人|岁|户|口|㎡|m2|平方米|套|辆|次|年|年月|年月日|:)$/.test(plain) ||
    (new RegExp(box).test(plain) && plain.length <= 200)
  )
}

/** True when the place offers boxes to tick. */
export const offersBoxes = (text: string): boolean =>
  new RegExp(`${box}\\s*[^\\s□☐○◯]|[^\\s□☐○◯☑]\\s*${box}`).test(withBoxes(text).normalize('NFKC'))

/** True for one box and nothing else. */
export const isLoneBox = (text: string): boolean => new RegExp(`^${box}$`).test(clean(text))

const plainOption = (one: string): string => clean(one).replace(/[\s、，,;；。()]/g, '')

/** Which of the options means a value: the same word, one within the other, or alike in other words; -1 for none. */
export function optionFor(
  options: readonly string[],
  value: string,
  alike: readonly RegExp[] = [],
  hasOther = false,
): number {
  const wanted = plainOption(value)
  const plain = options.map(plainOption)
  const exact = plain.indexOf(wanted)
  if (exact >= 0) return exact
  const within = plain.findIndex(
    (one) => one !== '' && wanted.length >= 2 && (one.includes(wanted) || wanted.includes(one)),
  )
  if (within >= 0) return within
  const similar = plain.findIndex((one) => alike.some((words) => words.test(wanted) && words.test(one)))
  // A cause that is known and of which no option speaks is another one.
  return similar >= 0 || !hasOther ? similar : plain.findIndex((one) => /^其[他它](?:原因)?$/.test(one))
}

/** The options of a place with boxes, each with where its box stands; 是□ 否□ has them behind the words. */
function optionsIn(printed: string): { label: string; at: number }[] {
  const text = withBoxes(printed)
  const isBehind = new RegExp(`^\\s*[^\\s□☐○◯☑].*${box}\\s*$`, 's').test(text) && !/^[^□☐○◯]*[:：]\s*[□☐○◯]/.test(text)
  if (isBehind)
    return [...text.matchAll(new RegExp(`([^\\s□☐○◯☑]+)(\\s*)${box}`, 'g'))].map(
      ({ 0: whole, 1: label = '', index }) => ({
        label,
        at: index + whole.length - 1,
      }),
    )
  return [...text.matchAll(new RegExp(`${box}\\s*([^\\s□☐○◯☑]+)`, 'g'))].map(({ 1: label = '', index }) => ({
    label,
    at: index,
  }))
}

/** The words beside the boxes of a place. */
export const offeredOptions = (text: string): string[] => optionsIn(text).map(({ label }) => label)

/**
 * The text with the box of the option ticked that means the value; undefined when no option does. `□男 □女` and 男
 * give `☑男 □女`. `alike` says which options mean the same in other words.
 */
export function tick(text: string, value: string, alike: readonly RegExp[] = [], hasOther = false): string | undefined {
  const options = optionsIn(text)
  const labels = options.map(({ label }) => label)
  const found = options[optionFor(labels, value, alike, hasOther)]
  if (!found) return undefined
  if (new RegExp(box).test(text[found.at] ?? '')) return `${text.slice(0, found.at)}☑${text.slice(found.at + 1)}`
  // Between brackets the sign takes the place of the blank.
  return `${text.slice(0, found.at).trimEnd()}√${text.slice(found.at)}`
}
