import { decodeEntities } from './xml-scanner.ts'

const slots = 16_384
const longest = 48

/**
 * Texts of inline cells. Columns repeat the same few short texts thousands of times: a text seen lately is handed out
 * again instead of being decoded anew, which saves time and most of the memory.
 */
export class CellTexts {
  private readonly bytes = Buffer.alloc(slots * longest)
  private readonly lengths = new Uint8Array(slots)
  private readonly texts: string[] = new Array(slots).fill('')

  /** The text that stands in `source` between two places, entities decoded. */
  read(source: Buffer, from: number, to: number): string {
    const length = to - from
    if (length > longest || length === 0) return decodeEntities(source.toString(undefined, from, to))
    let hash = length
    for (let at = from; at < to; at++) hash = (Math.imul(hash, 31) + (source[at] as number)) | 0
    const slot = (hash ^ (hash >>> 15)) & (slots - 1)
    const base = slot * longest
    if (this.lengths[slot] === length && this.equals(base, source, from, length)) return this.texts[slot] as string
    const text = decodeEntities(source.toString(undefined, from, to))
    for (let at = 0; at < length; at++) this.bytes[base + at] = source[from + at] as number
    this.lengths[slot] = length
    this.texts[slot] = text
    return text
  }

  private equals(base: number, source: Buffer, from: number, length: number): boolean {
    for (let at = 0; at < length; at++) if (this.bytes[base + at] !== source[from + at]) return false
    return true
  }
}
