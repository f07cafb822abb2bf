import { unreadable } from '../unreadable.ts'
import { decodeEntities } from '../xml-scanner.ts'
import { unpack, type Zip } from '../zip.ts'

/**
 * XML as one character per byte: what is not touched comes back byte for byte, whatever it holds. Names of elements and
 * attributes are ASCII; texts are turned into words by `textOf` and back by `bytesOf`.
 */
export type XmlBytes = string

/** Throws `unreadable_file` for a document type, so that nothing outside the file can be drawn in. */
export async function readXml(zip: Zip, name: string): Promise<XmlBytes | undefined> {
  const entry = zip.entries.get(name)
  if (!entry) return undefined
  const pieces: Buffer[] = []
  for await (const piece of unpack(zip, entry)) pieces.push(piece)
  const xml = Buffer.concat(pieces).toString('latin1')
  if (/<!DOCTYPE/i.test(xml.slice(0, 4096))) throw unreadable('external_entities')
  return xml
}

export const bufferOf = (xml: XmlBytes): Buffer => Buffer.from(xml, 'latin1')
export const wordsOf = (xml: XmlBytes): string => Buffer.from(xml, 'latin1').toString('utf8')
export const bytesOf = (words: string): XmlBytes => Buffer.from(words, 'utf8').toString('latin1')

/** The text between two tags, as it is read. */
export const textOf = (xml: XmlBytes): string => decodeEntities(wordsOf(xml))

/** A text as it stands between two tags. Characters that XML cannot hold are dropped. */
export const escapedText = (text: string): XmlBytes =>
  bytesOf(
    text
      .toWellFormed()
      .replace(/[&<>]/g, (letter) => (letter === '&' ? '&amp;' : letter === '<' ? '&lt;' : '&gt;'))
      .replace(/[^\t\n\r\u0020-\ud7ff\ud800-\udfff\ue000-\ufffd]/g, ''),
  )

/** The text of an element changed by `change`; the same bytes when nothing changes. */
export function changedText(xml: XmlBytes, change: (text: string) => string): XmlBytes {
  const before = textOf(xml)
  const after = change(before)
  return after === before ? xml : escapedText(after)
}

export const attributeOf = (attributes: string, name: string): string | undefined => {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes)
  return match ? (match[1] ?? match[2] ?? '') : undefined
}

export const withAttribute = (attributes: string, name: string, value: string): string => {
  const pattern = new RegExp(`((?:^|\\s)${name}\\s*=\\s*)(?:"[^"]*"|'[^']*')`)
  return attributes.replace(pattern, (_, start: string) => `${start}"${value}"`)
}
