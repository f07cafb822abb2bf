import { unreadable } from './unreadable.ts'

/** A tag whose local name has at most four letters, packed seven bits each: comparing numbers is what makes it fast. */
export const shortName = (name: string): number => {
  let packed = 0
  for (const letter of name) packed = (packed << 7) | letter.charCodeAt(0)
  return packed
}
/** Stands for a name longer than four letters; `longName` reads it. */
export const longer = -1

const lessThan = 0x3c
const greaterThan = 0x3e
const slash = 0x2f
const colon = 0x3a
const exclamation = 0x21
const question = 0x3f
const doubleQuote = 0x22
const singleQuote = 0x27
const equals = 0x3d

/**
 * Walks through XML as it arrives in pieces. It knows no document tree, no namespaces beyond dropping prefixes, and no
 * entities of the document's own: a document type is refused, so nothing outside the file can be drawn in.
 */
export abstract class XmlScanner {
  protected bytes: Buffer = Buffer.alloc(0)
  /** While true, text is kept for `text()`. */
  protected collecting = false
  // Where the name and the attributes of the tag being handed over stand in `bytes`.
  private nameFrom = 0
  private nameTo = 0
  private tagTo = 0
  private attributeAt = 0
  protected attributeName = 0
  protected valueFrom = 0
  protected valueTo = 0

  protected abstract open(name: number, empty: boolean): void
  protected abstract close(name: number): void
  /** Text between two tags while `collecting`; `from` and `to` are places in `bytes`. */
  protected abstract text(from: number, to: number): void

  push(piece: Buffer): void {
    this.bytes = this.bytes.length === 0 ? piece : Buffer.concat([this.bytes, piece])
    this.bytes = this.bytes.subarray(this.scan())
    if (this.bytes.length > 8 * 1024 * 1024) throw unreadable('piece_too_long', { limit: 8 })
  }

  /** To be called after the last piece. Throws when a tag stays open in the middle. */
  finish(): void {
    if (this.bytes.subarray(0, 64).some((byte) => byte === lessThan)) throw unreadable('broken')
  }

  /** Hands over every whole tag and answers where the rest begins. */
  private scan(): number {
    const { bytes } = this
    const end = bytes.length
    let at = 0
    for (;;) {
      const from = at
      while (at < end && bytes[at] !== lessThan) at++
      if (at === end) return this.collecting ? from : end
      const second = bytes[at + 1]
      if (second === exclamation || second === question) {
        const after = this.special(at, end)
        if (after < 0) return from
        if (after > at && this.collecting) this.cdata(from, at, after)
        at = after
        continue
      }
      const close = tagEnd(bytes, at + 1, end)
      if (close < 0) return from
      if (this.collecting && at > from) this.text(from, at)
      this.tag(at + 1, close)
      at = close + 1
    }
  }

  private tag(from: number, to: number): void {
    const { bytes } = this
    const closing = bytes[from] === slash
    let at = closing ? from + 1 : from
    let start = at
    let packed = 0
    for (; at < to; at++) {
      const byte = bytes[at] as number
      if (byte === slash || byte <= 0x20) break
      if (byte === colon) {
        start = at + 1
        packed = 0
      } else packed = (packed << 7) | byte
    }
    this.nameFrom = start
    this.nameTo = at
    this.tagTo = to
    this.attributeAt = at
    const name = at - start > 4 ? longer : packed
    if (closing) this.close(name)
    else this.open(name, bytes[to - 1] === slash)
  }

  /** Skips comments and instructions; answers -1 when the end has not arrived yet. */
  private special(at: number, end: number): number {
    const { bytes } = this
    if (bytes[at + 1] === question) return after(bytes.indexOf('?>', at), 2)
    if (end - at < 9) return -1
    if (bytes.toString('latin1', at, at + 4) === '<!--') return after(bytes.indexOf('-->', at), 3)
    if (bytes.toString('latin1', at, at + 9) === '<![CDATA[') return after(bytes.indexOf(']]>', at), 3)
    throw unreadable('external_entities')
  }

  private cdata(from: number, at: number, to: number): void {
    if (at > from) this.text(from, at)
    if (this.bytes[at + 2] === 0x5b) this.text(at + 9, to - 3)
  }

  protected longName(): string {
    return this.bytes.toString('latin1', this.nameFrom, this.nameTo)
  }

  /**
   * Goes to the next attribute of the tag being handed over: `attributeName` is its local name, its value stands from
   * `valueFrom` to `valueTo`. False when there is none any more.
   */
  protected nextAttribute(): boolean {
    const { bytes, tagTo } = this
    let at = this.attributeAt
    while (at < tagTo && ((bytes[at] as number) <= 0x20 || bytes[at] === slash)) at++
    if (at >= tagTo) return false
    let packed = 0
    let start = at
    for (; at < tagTo; at++) {
      const byte = bytes[at] as number
      if (byte === equals || byte <= 0x20) break
      if (byte === colon) {
        start = at + 1
        packed = 0
      } else packed = (packed << 7) | byte
    }
    this.attributeName = at - start > 4 ? longer : packed
    while (at < tagTo && bytes[at] !== doubleQuote && bytes[at] !== singleQuote) at++
    const quote = bytes[at] as number
    this.valueFrom = ++at
    while (at < tagTo && bytes[at] !== quote) at++
    this.valueTo = at
    this.attributeAt = at + 1
    return at <= tagTo && this.valueFrom <= at
  }

  /** The value of an attribute whatever the length of its name; undefined when it is not there. */
  protected attribute(wanted: string): string | undefined {
    const tag = this.bytes.toString('utf8', this.nameTo, this.tagTo)
    const match = new RegExp(`(?:^|[\\s:])${wanted}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)
    return match ? decodeEntities(match[1] ?? match[2] ?? '') : undefined
  }
}

const after = (found: number, length: number) => (found < 0 ? -1 : found + length)

/** Where the `>` of a tag stands; quotes may hold others. -1 when it has not arrived yet. */
function tagEnd(bytes: Buffer, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    const byte = bytes[at] as number
    if (byte === greaterThan) return at
    if (byte !== doubleQuote && byte !== singleQuote) continue
    at++
    while (at < end && bytes[at] !== byte) at++
  }
  return -1
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: '\u00a0' }

/** `&amp;`, `&#20013;` and their like; what nobody knows stays as it is. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w{2,6});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return named[name] ?? whole
    const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}

/** Excel writes characters that XML cannot hold as `_x000D_`. */
export const decodeExcelEscapes = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    : text
