import { clean } from '../characters.ts'
import { looksOfRun, runOf, writeParagraph } from './write-paragraph.ts'
import { attributeOf, bytesOf, textOf, withAttribute, type XmlBytes } from './xml-bytes.ts'

type Span = { readonly start: number; readonly end: number }

/** A part of the document that gets other bytes. */
export type XmlEdit = Span & { readonly fresh: XmlBytes }

/** A content control of a Word document that waits for a value: a prompt, or a box that is not ticked yet. */
export type ContentControl = Span & {
  readonly properties: Span
  /** What stands between the tags of its content. */
  readonly content: Span
  readonly kind: 'text' | 'choice' | 'combo' | 'day' | 'box'
  readonly choices?: readonly string[]
  /** How it shows a day: yyyy年M月d日. */
  readonly dayFormat?: string
}

const mostControls = 5_000
const tag = /<(\/?)((?:\w+:)?)(sdt|sdtPr|sdtContent)(?=[\s/>])[^>]*?(\/?)>/g
// What Word shows in a content control that nobody has filled in.
const prompt =
  /^(?:(?:单击|点击|轻触|按)(?:或(?:点击|轻触|点按))?(?:此处|这里).{0,12}[。.]?|选择一项[。.]?|Click (?:or tap )?(?:here )?to enter (?:text|a date)\.|Click or tap here to enter text\.|Choose an item\.)$/

/** True for what Word or WPS prints where somebody is to type. */
export const isPrompt = (text: string): boolean => prompt.test(text.trim())

type Open = { start: number; properties?: Span; content?: Span; isFrame: boolean; from: number }

/** The controls of a document that can be filled, in their order; those that hold tables, rows or other controls are none. */
export function controlsOf(xml: XmlBytes): ContentControl[] {
  const open: Open[] = []
  const found: ContentControl[] = []
  for (const { 0: whole, 1: slash, 3: name, 4: empty, index } of xml.matchAll(tag)) {
    const end = index + whole.length
    const at = open.at(-1)
    if (name === 'sdt') {
      if (slash === '' && empty === '') {
        if (at) at.isFrame = true
        if (open.length < mostControls) open.push({ start: index, isFrame: false, from: 0 })
      } else if (slash !== '' && at) {
        open.pop()
        const control = found.length < mostControls ? controlOf(xml, at, end) : undefined
        if (control) found.push(control)
      }
    } else if (at && empty === '') {
      if (slash === '') at.from = name === 'sdtPr' ? index : end
      else if (name === 'sdtPr') at.properties = { start: at.from, end }
      else at.content = { start: at.from, end: index }
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

const textIn = (xml: XmlBytes): string =>
  [...xml.matchAll(/<(?:\w+:)?t(?:\s[^>]*)?>([^<]*)<\/(?:\w+:)?t>/g)].map(([, text = '']) => textOf(text)).join('')

function controlOf(xml: XmlBytes, { start, properties, content, isFrame }: Open, end: number) {
  if (isFrame || !properties || !content) return undefined
  const said = xml.slice(properties.start, properties.end)
  const inner = xml.slice(content.start, content.end)
  const has = (names: string) => new RegExp(`<(?:\\w+:)?(?:${names})(?=[\\s/>])`).test(said)
  if (has('group|docPartObj|docPartList|repeatingSection|repeatingSectionItem|picture|citation|bibliography|equation'))
    return undefined
  if (/<(?:\w+:)?(?:tbl|tr)(?=[\s>])/.test(inner)) return undefined
  const control = { start, end, properties, content }
  if (has('checkbox')) return isTicked(said) ? undefined : { ...control, kind: 'box' as const }
  const text = textIn(inner)
  if (!has('showingPlcHdr') && clean(text) !== '' && !isPrompt(text)) return undefined
  if (has('dropDownList|comboBox')) {
    const kind = has('comboBox') ? ('combo' as const) : ('choice' as const)
    return { ...control, kind, choices: itemsOf(said).map(({ text: one }) => one) }
  }
  if (!has('date')) return { ...control, kind: 'text' as const }
  const format = /<(?:\w+:)?dateFormat\s[^>]*?val\s*=\s*["']([^"']*)["']/.exec(said)?.[1]
  return { ...control, kind: 'day' as const, ...(format !== undefined && { dayFormat: textOf(format) }) }
}

const isTicked = (properties: XmlBytes): boolean =>
  /<(?:\w+:)?checked(?:\s*\/>|\s[^>]*?val\s*=\s*["'](?:1|true|on)["'])/.test(properties)

/** What a list offers; an item without a value is the prompt itself. */
const itemsOf = (properties: XmlBytes): { text: string; value: string }[] =>
  [...properties.matchAll(/<(?:\w+:)?listItem\s([^>]*?)\/?>/g)].flatMap(([, attributes = '']) => {
    const said = (name: string) =>
      /["']([^"']*)["']/.exec(
        new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*("[^"]*"|'[^']*')`).exec(attributes)?.[1] ?? '',
      )?.[1]
    const value = textOf(said('value') ?? '')
    const text = textOf(said('displayText') ?? '') || value
    return value === '' || text === '' || isPrompt(text) || /^请?选择/.test(text) ? [] : [{ text, value }]
  })

/** The control with a value in it; it stays a control. `day` is the whole day of a date. */
export function fillControl(xml: XmlBytes, control: ContentControl, text: string, day?: string): XmlEdit[] {
  const { properties, content, kind } = control
  const said = xml.slice(properties.start, properties.end)
  const inner = xml.slice(content.start, content.end)
  if (kind === 'box') return tickBox(xml, control)
  const prefix = /^<((?:\w+:)?)/.exec(said)?.[1] ?? ''
  // A bound control would show what its custom XML says, which nobody has filled in.
  let fresh = said
    .replace(/<(?:\w+:)?(?:showingPlcHdr|dataBinding)(?=[\s/>])[^>]*?\/>/g, '')
    .replace(/<(?:\w+:)?showingPlcHdr(?:\s[^>]*)?><\/(?:\w+:)?showingPlcHdr>/g, '')
  if (kind === 'day' && day !== undefined) fresh = withDay(fresh, prefix, day)
  const chosen = itemsOf(said).find((item) => item.text === text)
  if (chosen)
    fresh = fresh.replace(/<(?:\w+:)?(?:dropDownList|comboBox)\s[^>]*>/, (list) => withLast(list, chosen.value))
  const ofControl = new RegExp(`<${prefix}rPr>[\\s\\S]*?</${prefix}rPr>`).exec(said)?.[0]
  const looks = ofControl ?? withoutPromptLooks(looksOfRun(inner, prefix))
  const paragraph = new RegExp(`<${prefix}p(?=[\\s/>])(?:[^>]*/>|[\\s\\S]*?</${prefix}p>)`).exec(inner)
  const filled = paragraph
    ? inner.slice(0, paragraph.index) +
      writeParagraph(paragraph[0], text, looks) +
      inner.slice(paragraph.index + paragraph[0].length)
    : runOf(prefix, looks, text)
  return [
    { ...properties, fresh },
    { ...content, fresh: filled },
  ]
}

/** A prompt is grey; what is filled in looks like the rest. */
const withoutPromptLooks = (looks: XmlBytes): XmlBytes => {
  const plain = looks.replace(/<(?:\w+:)?(?:rStyle|color)\s[^>]*\/>/g, '')
  return /<(?:\w+:)?rPr>\s*<\//.test(plain) ? '' : plain
}

const withLast = (list: string, value: string): string =>
  list.replace(/(lastValue\s*=\s*)(?:"[^"]*"|'[^']*')/, (_, start: string) => `${start}"${attributeText(value)}"`)

const attributeText = (text: string): XmlBytes =>
  bytesOf(text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;'))

function withDay(properties: XmlBytes, prefix: string, day: string): XmlBytes {
  const said = `${day}T00:00:00Z`
  return properties.replace(/<(?:\w+:)?date(?=[\s/>])([^>]*)>/, (whole: string, attributes: string) => {
    const name = `${prefix}fullDate`
    if (attributeOf(attributes, name) !== undefined) return withAttribute(whole, name, said)
    return whole.replace(/(\/?)>$/, (_, slash: string) => ` ${name}="${said}"${slash}>`)
  })
}

/** The control says that it is ticked, and shows the sign that it shows for it. */
function tickBox(xml: XmlBytes, { properties, content }: ContentControl): XmlEdit[] {
  const said = xml.slice(properties.start, properties.end)
  const inner = xml.slice(content.start, content.end)
  const known = /<((?:\w+:)?)checked(?:\s[^>]*)?\/>/.exec(said)
  const box = /<((?:\w+:)?)checkbox(?:\s[^>]*)?>/.exec(said)
  const prefix = (known ?? box)?.[1] ?? ''
  const mark = `<${prefix}checked ${prefix}val="1"/>`
  const fresh = known
    ? said.replace(known[0], mark)
    : said.replace(/<((?:\w+:)?)checkbox(?:\s[^>]*)?>/, (open) => (open.endsWith('/>') ? open : open + mark))
  const state = /<(?:\w+:)?checkedState\s([^>]*)>/.exec(said)?.[1] ?? ''
  const code = /val\s*=\s*["']([0-9A-Fa-f]{1,6})["']/.exec(state)?.[1] ?? '2612'
  const font = /font\s*=\s*["']([^"']*)["']/.exec(state)?.[1]
  const shown = inner
    .replace(
      /(<(?:\w+:)?t(?:\s[^>]*)?>)[^<]*(<\/)/,
      (_, start: string, close: string) => start + bytesOf(String.fromCodePoint(Number.parseInt(code, 16))) + close,
    )
    .replace(/<((?:\w+:)?)sym\s[^>]*\/>/, (_, own: string) => {
      return `<${own}sym ${own}font="${font ?? 'MS Gothic'}" ${own}char="${code.padStart(4, '0')}"/>`
    })
  return [
    { ...properties, fresh },
    { ...content, fresh: shown },
  ]
}

/** A day as a control shows it, by its own format; undefined where the format says something else than a day. */
export function dayInFormat(day: string, format: string): string | undefined {
  const [year = '', month = '', date = ''] = day.split('-')
  if (!/y/.test(format) || /[Hhms]|d{3,}|M{3,}/.test(format.replace(/'[^']*'/g, ''))) return undefined
  const parts: Record<string, string> = {
    yyyy: year,
    yy: year.slice(2),
    MM: month,
    M: String(Number(month)),
    dd: date,
    d: String(Number(date)),
  }
  return format.replace(
    /'([^']*)'|yyyy|yy|MM|M|dd|d/g,
    (part: string, quoted: string | undefined) => quoted ?? parts[part] ?? part,
  )
}
