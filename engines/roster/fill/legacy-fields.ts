import { clean } from '../characters.ts'
import type { ContentControl, XmlEdit } from './content-controls.ts'
import { looksOfRun, runOf } from './write-paragraph.ts'
import { textOf, type XmlBytes } from './xml-bytes.ts'

/** A form field as Word has had them since 1997: FORMTEXT, FORMCHECKBOX or FORMDROPDOWN. */
export type LegacyField = ContentControl & {
  /** Where the mark stands between the field's code and what it shows; false where it shows nothing yet. */
  readonly isSeparated: boolean
  /** What it says already, where nothing may be written into it: chosen, ticked, locked or computed by Word. */
  readonly fixed?: string
}

const mostFields = 5_000
// Stands for a field without words that nobody may fill in, so that its place is not taken for a blank one.
const locked = '［域］'
const mark = /<((?:\w+:)?)fldChar\s[^>]*?fldCharType\s*=\s*["'](begin|separate|end)["'][^>]*>/g

type Open = { start: number; at: number; shown: number; prefix: string }

/** The form fields of a document in their order, but for texts that somebody has typed, which stand there like any other. */
export function legacyFieldsOf(xml: XmlBytes): LegacyField[] {
  const open: Open[] = []
  const found: LegacyField[] = []
  for (const { 0: whole, 1: prefix = '', 2: type, index } of xml.matchAll(mark)) {
    if (type === 'begin') open.push({ start: runBefore(xml, index, prefix), at: index, shown: -1, prefix })
    const last = open.at(-1)
    if (!last || type === 'begin') continue
    const close = `</${prefix}r>`
    if (type === 'separate') last.shown = xml.indexOf(close, index + whole.length) + close.length
    else {
      open.pop()
      const run = runBefore(xml, index, prefix)
      const end = xml.indexOf(close, index) + close.length
      const field = found.length < mostFields && open.length === 0 ? fieldOf(xml, last, run, end) : undefined
      if (field) found.push(field)
    }
  }
  return found
}

const runBefore = (xml: XmlBytes, place: number, prefix: string): number =>
  Math.max(xml.lastIndexOf(`<${prefix}r>`, place), xml.lastIndexOf(`<${prefix}r `, place))

const has = (xml: XmlBytes, name: string): boolean => new RegExp(`<(?:\\w+:)?${name}(?=[\\s/>])`).test(xml)
const settingOf = (xml: XmlBytes, name: string): string | undefined =>
  new RegExp(`<(?:\\w+:)?${name}\\s[^>]*?val\\s*=\\s*["']([^"']*)["']`).exec(xml)?.[1]
/** `<checked/>` without a value says yes. */
const isOn = (xml: XmlBytes, name: string): boolean =>
  has(xml, name) && !/^(?:0|false|off)$/.test(settingOf(xml, name) ?? '1')

function fieldOf(xml: XmlBytes, { start, at, shown, prefix }: Open, run: number, end: number): LegacyField | undefined {
  const isSeparated = shown >= 0
  const content = { start: isSeparated ? shown : run, end: run }
  // Written by hand in one run, or over several paragraphs: nothing that Word makes.
  if (start < 0 || run <= at || end <= run || content.start > content.end) return undefined
  if (xml.slice(start, end).includes(`</${prefix}p>`)) return undefined
  const from = xml.indexOf('<', at + 1)
  const to = xml.indexOf(`</${prefix}ffData>`, from)
  if (to < 0 || to > content.start || !xml.startsWith(`<${prefix}ffData`, from)) return undefined
  const properties = { start: from, end: to + `</${prefix}ffData>`.length }
  const said = xml.slice(properties.start, properties.end)
  const common = { start, end, properties, content, isSeparated }
  const isLocked = has(said, 'enabled') && !isOn(said, 'enabled')
  if (has(said, 'checkBox')) {
    const isTicked = has(said, 'checked') ? isOn(said, 'checked') : isOn(said, 'default')
    return { ...common, kind: 'box', ...((isTicked || isLocked) && { fixed: isTicked ? '☑' : locked }) }
  }
  const items = entriesOf(said)
  if (has(said, 'ddList')) {
    const chosen = has(said, 'result') ? (items[Number(settingOf(said, 'result'))] ?? '') : ''
    const fixed = isWaiting(chosen) ? (isLocked ? locked : undefined) : chosen
    const choices = items.filter((item) => !isWaiting(item))
    return { ...common, kind: 'choice', choices, ...(fixed !== undefined && { fixed }) }
  }
  if (!has(said, 'textInput')) return undefined
  if (clean(textIn(xml.slice(content.start, content.end))) !== '') return undefined
  if (isLocked || /^(?:current|calculated)/.test(settingOf(said, 'type') ?? ''))
    return { ...common, kind: 'text', fixed: locked }
  const format = settingOf(said, 'type') === 'date' ? settingOf(said, 'format') : undefined
  return format === undefined ? { ...common, kind: 'text' } : { ...common, kind: 'day', dayFormat: textOf(format) }
}

const textIn = (xml: XmlBytes): string =>
  [...xml.matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)<\/(?:\w+:)?t>/g)].map(([, text = '']) => textOf(text)).join('')

const entriesOf = (said: XmlBytes): string[] =>
  [...said.matchAll(/<(?:\w+:)?listEntry\s[^>]*?val\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(([, one, two]) =>
    textOf(one ?? two ?? ''),
  )

const isWaiting = (item: string): boolean => clean(item) === '' || /^[-—\s]*请?选择/.test(clean(item))

/** The field with a value; it stays a field that can be changed in Word. Nothing where a list does not offer the value. */
export function fillLegacyField(xml: XmlBytes, field: LegacyField, text: string): XmlEdit[] {
  const { properties, content, kind } = field
  const said = xml.slice(properties.start, properties.end)
  const prefix = /^<((?:\w+:)?)/.exec(said)?.[1] ?? ''
  if (kind === 'box') return [{ ...properties, fresh: ticked(said, prefix) }]
  const shown = { ...content, fresh: shownIn(xml, field, text, prefix) }
  if (kind !== 'choice') return [shown]
  const place = entriesOf(said).indexOf(text)
  if (place < 0) return []
  const plain = said.replace(/<(?:\w+:)?result\s[^>]*\/>/g, '')
  const fresh = plain.replace(
    /<(?:\w+:)?ddList(?:\s[^>]*)?>/,
    (list) => `${list}<${prefix}result ${prefix}val="${place}"/>`,
  )
  // Word shows the chosen line by itself; only where words stand already do they have to be changed.
  const hasWords = textIn(xml.slice(content.start, content.end)) !== ''
  return [{ ...properties, fresh }, ...(hasWords ? [shown] : [])]
}

const ticked = (said: XmlBytes, prefix: string): XmlBytes =>
  said
    .replace(/<(?:\w+:)?checked(?:\s[^>]*)?\/>/g, '')
    .replace(new RegExp(`</${prefix}checkBox>`), `<${prefix}checked/></${prefix}checkBox>`)

/** The run that the field shows, in the looks of what it showed before; bookmarks stay where they were. */
function shownIn(xml: XmlBytes, { content, start, isSeparated }: LegacyField, text: string, prefix: string): XmlBytes {
  const before = xml.slice(content.start, content.end)
  const looks = looksOfRun(before, prefix) || looksOfRun(xml.slice(start, content.start), prefix)
  const marks = [...before.matchAll(/<(?:\w+:)?bookmark(?:Start|End)\s[^>]*\/>/g)].map(([tag]) => tag).join('')
  const separate = isSeparated ? '' : `<${prefix}r><${prefix}fldChar ${prefix}fldCharType="separate"/></${prefix}r>`
  return separate + runOf(prefix, looks, text) + marks
}
