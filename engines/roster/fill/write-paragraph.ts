import { escapedText, type XmlBytes } from './xml-bytes.ts'

/** A run of characters with some looks, and never a field; lines of the text are kept apart. */
export function runOf(prefix: string, looks: XmlBytes, text: string): XmlBytes {
  if (text === '') return ''
  const content = text
    .split(/\r?\n/)
    .map((line) => `<${prefix}t xml:space="preserve">${escapedText(line)}</${prefix}t>`)
    .join(`<${prefix}br/>`)
  return `<${prefix}r>${looks}${content}</${prefix}r>`
}

/** The looks of the first run of a piece of XML; empty where it has none of its own. */
export const looksOfRun = (xml: XmlBytes, prefix: string): XmlBytes =>
  new RegExp(`<${prefix}r(?=[\\s>])[^>]*>\\s*(<${prefix}rPr>[\\s\\S]*?</${prefix}rPr>)`).exec(xml)?.[1] ?? ''

// Half points: some programs make blank lines nearly as small as nothing, and nobody writes that small.
const smallest = 12
const legible = (looks: XmlBytes): XmlBytes =>
  looks.replace(/<(?:\w+:)?szC?s?\s[^>]*?val\s*=\s*["'](\d+)["'][^>]*\/>/g, (size, half: string) =>
    Number(half) < smallest ? '' : size,
  )

/** The looks of a label without what sets it apart as one: bold, colour, lines. */
export const plainLooks = (looks: XmlBytes): XmlBytes => {
  const plain = looks.replace(/<(?:\w+:)?(?:bC?s?|color|u|highlight|shd|em|rStyle)(?:\s[^>]*)?\/>/g, '')
  return /<(?:\w+:)?rPr>\s*<\//.test(plain) ? '' : plain
}

/** A paragraph with this text and its own looks, unless others are handed in; `beside` are the looks where it has none. */
export function writeParagraph(
  paragraph: XmlBytes,
  text: string,
  others?: XmlBytes,
  beside: () => XmlBytes = () => '',
): XmlBytes {
  const open = /^<((?:\w+:)?)p(?=[\s/>])[^>]*>/.exec(paragraph)
  if (!open) return paragraph
  const prefix = open[1] ?? ''
  const own = new RegExp(`<${prefix}pPr(?=[\\s/>])(?:[^>]*/>|[\\s\\S]*?</${prefix}pPr>)`).exec(paragraph)?.[0] ?? ''
  const ofMark = legible(new RegExp(`<${prefix}rPr>[\\s\\S]*?</${prefix}rPr>`).exec(own)?.[0] ?? '')
  const styled = /<(?:\w+:)?pStyle\s/.test(own)
  const looks = (others ?? looksOfRun(paragraph, prefix)) || ofMark || (styled ? '' : beside())
  const start = open[0].endsWith('/>') ? `${open[0].slice(0, -2)}>` : open[0]
  return `${start}${own}${runOf(prefix, looks, text)}</${prefix}p>`
}
