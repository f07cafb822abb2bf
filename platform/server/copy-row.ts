/** A value of a copied row: text, days and ids as text, whole numbers as numbers or digits, ids among many by their place. */
export type Cell = string | number | boolean | Buffer | Ids | null

/** Ids among those of `from`, which holds 16 bytes of each, by their places. */
export type Ids = { from: Uint8Array; places: readonly number[]; first: number; end: number }

/** How a column travels: PostgreSQL's binary form of its type. */
export type Wire = 'text' | 'uuid' | 'bytea' | 'smallint' | 'integer' | 'bigint' | 'date' | 'jsonb' | 'uuid[]'

const signature = Buffer.from('PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0', 'latin1')
const pieceLength = 512 * 1024
const uuidType = 2950

/** Pieces of a copy as they are written. */
export class Written {
  readonly pieces: Buffer[] = []
  piece = Buffer.allocUnsafeSlow(pieceLength)
  at = 0

  begin(): void {
    this.at += signature.copy(this.piece, this.at)
  }

  /** Makes room for so many bytes behind what is written. */
  need(bytes: number): void {
    if (this.at + bytes <= this.piece.length) return
    if (this.at > 0) this.pieces.push(this.piece.subarray(0, this.at))
    this.piece = Buffer.allocUnsafeSlow(Math.max(pieceLength, bytes))
    this.at = 0
  }

  end(): Buffer[] {
    this.need(2)
    this.at = this.piece.writeInt16BE(-1, this.at)
    this.pieces.push(this.piece.subarray(0, this.at))
    return this.pieces
  }
}

/** Adds a row. Throws on a value that its column cannot hold. */
export function packRow<Row>(
  written: Written,
  wires: readonly Wire[],
  values: readonly ((row: Row) => Cell)[],
  row: Row,
): void {
  written.need(2)
  written.at = written.piece.writeInt16BE(wires.length, written.at)
  for (let place = 0; place < wires.length; place++) {
    const value = (values[place] as (row: Row) => Cell)(row)
    if (value === null) {
      written.need(4)
      written.at = written.piece.writeInt32BE(-1, written.at)
    } else writers[wires[place] as Wire](written, value)
  }
}

const writers: Readonly<Record<Wire, (written: Written, value: Exclude<Cell, null>) => void>> = {
  text: (written, value) => writeText(written, String(value), ''),
  // The version of its binary form stands before the text.
  jsonb: (written, value) => writeText(written, String(value), '\u0001'),
  uuid(written, value) {
    const at = sized(written, 16)
    writeUuid(written.piece, at, String(value))
  },
  bytea(written, value) {
    const bytes = value as Buffer
    const at = sized(written, bytes.length)
    written.piece.set(bytes, at)
  },
  smallint(written, value) {
    const at = sized(written, 2)
    written.piece.writeInt16BE(whole(value), at)
  },
  integer(written, value) {
    const at = sized(written, 4)
    written.piece.writeInt32BE(whole(value), at)
  },
  bigint(written, value) {
    const at = sized(written, 8)
    written.piece.writeBigInt64BE(BigInt(value as string), at)
  },
  date(written, value) {
    const at = sized(written, 4)
    written.piece.writeInt32BE(whole(daysOf(String(value))), at)
  },
  'uuid[]': (written, value) => writeIds(written, value as Ids),
}

/** What is no whole number would be written as nought. */
function whole(value: unknown): number {
  const number = Number(value)
  if (!Number.isInteger(number)) throw new TypeError('a copied column holds no whole number or day')
  return number
}

/** Writes the length of a value and answers where it begins. */
function sized(written: Written, length: number): number {
  written.need(4 + length)
  const at = written.piece.writeInt32BE(length, written.at)
  written.at = at + length
  return at
}

function writeText(written: Written, text: string, before: string): void {
  const whole = before + text
  // No sign takes more than three bytes a unit of UTF-16.
  written.need(4 + 3 * whole.length)
  const length = written.piece.write(whole, written.at + 4, 'utf8')
  written.piece.writeInt32BE(length, written.at)
  written.at += 4 + length
}

const digits = new Uint8Array(128)
for (let value = 0; value < 16; value++) {
  const sign = value.toString(16)
  digits[sign.charCodeAt(0)] = value
  digits[sign.toUpperCase().charCodeAt(0)] = value
}

/** The 16 bytes of an id like 01a203ba-c9c6-7707-b708-1319e5d6fb85. */
export function writeUuid(into: Uint8Array, at: number, id: string): void {
  if (id.length !== 36) throw new TypeError('a copied column holds no id')
  let place = 0
  for (let byte = 0; byte < 16; byte++) {
    if (byte === 4 || byte === 6 || byte === 8 || byte === 10) place++
    into[at + byte] = ((digits[id.charCodeAt(place)] as number) << 4) | (digits[id.charCodeAt(place + 1)] as number)
    place += 2
  }
}

function writeIds(written: Written, { from, places, first, end }: Ids): void {
  const count = end - first
  let at = sized(written, 20 + 20 * count)
  const { piece } = written
  // One dimension, nothing null, what it holds; how many, counted from one.
  for (const word of [1, 0, uuidType, count, 1]) at = piece.writeInt32BE(word, at)
  for (let place = first; place < end; place++) {
    at = piece.writeInt32BE(16, at)
    const id = 16 * (places[place] as number)
    for (let byte = 0; byte < 16; byte++) piece[at + byte] = from[id + byte] as number
    at += 16
  }
}

const dayLength = 86_400_000
// PostgreSQL counts days from the first of the year 2000.
const dayZero = Date.UTC(2000, 0, 1)

const daysOf = (day: string): number =>
  (Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) - dayZero) / dayLength
