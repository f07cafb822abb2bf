import type { Socket } from 'node:net'
import type pg from 'pg'
import type { Transaction } from './database.ts'

/**
 * A row as COPY writes it in binary: where each field lies in the bytes that have just come in. It is the same object for
 * every row, so nothing is made anew for millions of them.
 */
export class CopiedRow {
  bytes: Buffer = Buffer.alloc(0)
  private readonly starts: number[] = []
  private readonly lengths: number[] = []

  /** Reads the row from `at`; false at the mark that ends them all. */
  read(bytes: Buffer, at: number): boolean {
    const count = (((bytes[at] as number) << 24) >> 16) | (bytes[at + 1] as number)
    if (count < 0) return false
    this.bytes = bytes
    let next = at + 2
    for (let field = 0; field < count; field++) {
      const length = wordAt(bytes, next)
      next += 4
      this.starts[field] = next
      this.lengths[field] = length
      if (length > 0) next += length
    }
    return true
  }

  isNull(field: number): boolean {
    return (this.lengths[field] as number) < 0
  }

  startsWith(field: number, sign: string): boolean {
    return this.bytes[this.starts[field] as number] === sign.charCodeAt(0)
  }

  /** A truth value as 0 or 1, a whole number of two, four or eight bytes (exact up to 2^53), or a day as days from 2000-01-01; NaN for null. */
  number(field: number): number {
    const at = this.starts[field] as number
    switch (this.lengths[field]) {
      case 1:
        return this.bytes[at] as number
      case 2:
        return this.bytes.readInt16BE(at)
      case 4:
        return wordAt(this.bytes, at)
      case 8:
        return wordAt(this.bytes, at) * 2 ** 32 + (wordAt(this.bytes, at + 4) >>> 0)
      default:
        return Number.NaN
    }
  }

  /** One of the four words of a uuid, from the left. */
  word(field: number, place: 0 | 1 | 2 | 3): number {
    return wordAt(this.bytes, (this.starts[field] as number) + place * 4) >>> 0
  }

  /** The number that the first digits of a text are. */
  digits(field: number, count: number): number {
    const at = this.starts[field] as number
    let value = 0
    for (let i = at; i < at + count; i++) value = value * 10 + (this.bytes[i] as number) - 48
    return value
  }

  text(field: number): string {
    const at = this.starts[field] as number
    return this.bytes.toString('utf8', at, at + (this.lengths[field] as number))
  }

  /** A text out of a few that come again and again, by its number in `texts`, which grows; −1 for null. */
  code(field: number, texts: TextCodes): number {
    const length = this.lengths[field] as number
    if (length < 0) return -1
    const at = this.starts[field] as number
    let sum = length
    for (let i = at; i < at + length; i++) sum = (Math.imul(sum, 31) + (this.bytes[i] as number)) | 0
    const known = texts.bySum.get(sum)
    if (known !== undefined && this.is(at, length, texts.written[known] as Buffer)) return known
    return texts.numberOf(this.text(field), sum)
  }

  private is(at: number, length: number, text: Buffer): boolean {
    if (text.length !== length) return false
    for (let i = 0; i < length; i++) if (this.bytes[at + i] !== text[i]) return false
    return true
  }
}

/** A signed whole number of four bytes; `readInt32BE` checks its bounds for each of millions of fields. */
const wordAt = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] as number) << 24) |
  ((bytes[at + 1] as number) << 16) |
  ((bytes[at + 2] as number) << 8) |
  (bytes[at + 3] as number)

/** Texts by numbers, in the order in which they first came. */
export class TextCodes {
  readonly texts: string[]
  readonly written: Buffer[]
  readonly bySum = new Map<number, number>()

  constructor(texts: readonly string[] = []) {
    this.texts = [...texts]
    this.written = texts.map((text) => Buffer.from(text))
  }

  numberOf(text: string, sum: number): number {
    const known = this.texts.indexOf(text)
    const number = known >= 0 ? known : this.texts.push(text) - 1
    if (known < 0) this.written.push(Buffer.from(text))
    if (!this.bySum.has(sum)) this.bySum.set(sum, number)
    return number
  }
}

// Signature, flags and the length of an extension that nobody uses.
const headerLength = 19
const pieceLength = 256 * 1024
const messages = {
  data: 0x64,
  done: 0x63,
  failed: 0x45,
  response: 0x48,
  notice: 0x4e,
  setting: 0x53,
  news: 0x41,
} as const
const skipped: ReadonlySet<number> = new Set([messages.response, messages.notice, messages.setting, messages.news])

/** A statement of the driver that reads what the server sends by itself, for as long as it copies. */
class CopyOut {
  readonly ended: Promise<void>
  private readonly row = new CopiedRow()
  private space: Buffer = Buffer.allocUnsafeSlow(pieceLength)
  /** How many bytes of a message that has not wholly come stand at the beginning of the space. */
  private rest = 0
  private began = false
  private leave: (unread: Buffer) => void = () => {}
  private resolve: () => void = () => {}
  private reject: (error: Error) => void = () => {}
  private readonly text: string
  private readonly take: (row: CopiedRow) => void

  constructor(text: string, take: (row: CopiedRow) => void) {
    this.text = text
    this.take = take
    this.ended = new Promise((resolve, reject) => {
      this.resolve = resolve
      this.reject = reject
    })
  }

  submit(connection: { stream: Socket; query: (text: string) => void }): void {
    const { stream } = connection
    const [theirs] = stream.listeners('data') as ((data: Buffer) => void)[]
    if (!theirs) throw new Error('nobody listens to the connection')
    const ours = (data: Buffer) => this.received(data)
    stream.removeListener('data', theirs)
    stream.on('data', ours)
    this.leave = (unread) => {
      stream.removeListener('data', ours)
      stream.on('data', theirs)
      if (unread.length > 0) theirs(unread)
    }
    connection.query(this.text)
  }

  private received(chunk: Buffer): void {
    const data = this.joined(chunk)
    let at = 0
    while (at + 5 <= data.length) {
      const end = at + 1 + wordAt(data, at + 1)
      const kind = data[at] as number
      if (kind !== messages.data && kind !== messages.done && !skipped.has(kind)) {
        this.leave(data.subarray(at))
        return
      }
      if (end > data.length) break
      if (kind === messages.data) this.copied(data, at + 5, end)
      at = end
      if (kind === messages.done) {
        this.leave(data.subarray(at))
        return
      }
    }
    this.rest = data.length - at
    this.space.set(data.subarray(at))
  }

  /** What was left over and what came, in a space that is used again and again. */
  private joined(chunk: Buffer): Buffer {
    const length = this.rest + chunk.length
    if (length > this.space.length) {
      const wider = Buffer.allocUnsafeSlow(2 * length)
      this.space.copy(wider, 0, 0, this.rest)
      this.space = wider
    }
    chunk.copy(this.space, this.rest)
    return this.space.subarray(0, length)
  }

  private copied(data: Buffer, from: number, to: number): void {
    const at = this.began ? from : from + headerLength
    this.began = true
    if (at < to && this.row.read(data, at)) this.take(this.row)
  }

  handleError(error: Error): void {
    this.reject(error)
  }

  handleCommandComplete(): void {}

  handleReadyForQuery(): void {
    this.resolve()
  }
}

/**
 * Reads a query with COPY in binary, row by row as the bytes come in: a million rows without an object for any of them.
 * Row security holds as for any query. Only within `withBulk`: the connection is used for nothing else meanwhile.
 * @param query without parameters; values in it are the caller's to check
 */
export async function copyOut(tx: Transaction, query: string, take: (row: CopiedRow) => void): Promise<void> {
  const statement = new CopyOut(`copy (${query}) to stdout (format binary)`, take)
  tx.client.query(statement as unknown as pg.Submittable)
  await statement.ended
}
