import {
  MissingCloseDelimiterError,
  MissingStartDelimiterError,
  TagDisposition,
  TemplateHandler,
  UnclosedTagError,
  UnopenedTagError,
} from 'easy-template-x'
import { defaultLimits } from '../../../engines/roster/limits.ts'
import { looksLikeZip, openZip, readPart } from '../../../engines/roster/zip.ts'
import { qrPicture } from '../pdf/qr-code.ts'
import { serveThread } from '../thread-work.ts'

// The program of a thread for Word: fills an officer's own document, or says what is wrong with one.

/** A document of Word with tags, and for each paper what they say (JSON text; `{ "qr": text }` becomes a picture). */
export type WordTask = { readonly template: Uint8Array; readonly documents: readonly string[] }
/** What a template says of itself. `fault` at `tag` where it cannot be filled. */
export type WordReading =
  | { readonly fault: 'not_word' | 'macros' | 'outside' | 'unclosed' | 'unopened'; readonly tag: string }
  | { readonly fault: null; readonly tags: readonly string[] }

const limits = { ...defaultLimits, zipEntries: 500, unpackedBytes: 60 * 1024 * 1024 }

serveThread((task) => {
  const { check, fill } = task as { check?: Uint8Array; fill?: WordTask }
  return check ? reading(Buffer.from(check)) : filled(fill as WordTask)
})

async function filled({ template, documents }: WordTask): Promise<Uint8Array[]> {
  const handler = new TemplateHandler()
  const papers: Uint8Array[] = []
  for (const document of documents) {
    const data = JSON.parse(document, (_key, value) => (typeof value?.qr === 'string' ? picture(value.qr) : value))
    papers.push(await handler.process(Buffer.from(template), data))
  }
  return papers
}

const picture = (text: string) => ({
  _type: 'image',
  source: qrPicture(text),
  format: 'image/png',
  width: 120,
  height: 120,
  altText: 'QR',
})

async function reading(bytes: Buffer): Promise<WordReading> {
  const refused = await partFault(bytes).catch(() => ({ fault: 'not_word' as const, tag: '' }))
  if (refused) return refused
  try {
    const tags = await new TemplateHandler().parseTags(bytes)
    return unpaired(tags) ?? { fault: null, tags: [...new Set(tags.map(({ name }) => name))] }
  } catch (error) {
    if (error instanceof MissingCloseDelimiterError) return { fault: 'unclosed', tag: error.openDelimiterText }
    if (error instanceof UnclosedTagError) return { fault: 'unclosed', tag: `{#${error.tagName}}` }
    if (error instanceof MissingStartDelimiterError) return { fault: 'unopened', tag: error.closeDelimiterText }
    if (error instanceof UnopenedTagError) return { fault: 'unopened', tag: `{/${error.tagName}}` }
    return { fault: 'not_word', tag: '' }
  }
}

/** A list that is opened and not closed, or the other way round; the library prints such a document as it comes. */
function unpaired(tags: readonly { name: string; disposition: string }[]): WordReading | undefined {
  const open: string[] = []
  for (const { name, disposition } of tags) {
    if (disposition === TagDisposition.Open) open.push(name)
    if (disposition === TagDisposition.Close && open.pop() !== name) return { fault: 'unopened', tag: `{/${name}}` }
  }
  const last = open.pop()
  return last === undefined ? undefined : { fault: 'unclosed', tag: `{#${last}}` }
}

/** Every part is unpacked once and counted, so that a bomb is found before the library meets it. */
async function partFault(bytes: Buffer): Promise<WordReading | undefined> {
  const refused = (fault: 'not_word' | 'macros' | 'outside') => ({ fault, tag: '' })
  if (!looksLikeZip(bytes)) return refused('not_word')
  const zip = openZip(bytes, limits)
  if (!zip.entries.has('word/document.xml')) return refused('not_word')
  for (const name of zip.entries.keys()) {
    if (/vbaProject/i.test(name)) return refused('macros')
    const part = (await readPart(zip, name)) ?? ''
    if (name.endsWith('.rels') && reachesOut(part)) return refused('outside')
    const open = /^word\/(document|header\d*|footer\d*)\.xml$/.test(name) ? unclosedTag(part) : undefined
    if (open) return { fault: 'unclosed', tag: open }
  }
  return undefined
}

/** A template or picture fetched from elsewhere would tell that place who opens the handbook; a link waits for a click. */
const reachesOut = (relationships: string): boolean =>
  (relationships.match(/<Relationship\b[^>]*TargetMode="External"[^>]*>/g) ?? []).some(
    (relation) => !/\/hyperlink"/.test(relation),
  )

/** The beginning of a tag that its paragraph does not close: the library would print it as it stands. */
function unclosedTag(part: string): string | undefined {
  for (const paragraph of part.split('</w:p>')) {
    const text = [...paragraph.matchAll(/<w:t(?: [^>]*)?>([^<]*)/g)].map((run) => run[1]).join('')
    const open = text.lastIndexOf('{')
    if (open > text.lastIndexOf('}')) return text.slice(open, open + 20)
  }
  return undefined
}
