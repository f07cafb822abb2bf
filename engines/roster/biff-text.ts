/** Where pieces of one record lie in a stream: a long record goes on in others. */
export type Piece = { readonly from: number; readonly to: number }

/** Reads what BIFF8 writes as texts ([MS-XLS] 2.5.293 and 2.5.294), across the pieces of a record. */
export class BiffText {
  private readonly bytes: Buffer
  private readonly pieces: readonly Piece[]
  private piece = 0
  private at: number

  constructor(bytes: Buffer, pieces: readonly Piece[]) {
    this.bytes = bytes
    this.pieces = pieces
    this.at = pieces[0]?.from ?? 0
  }

  get ended(): boolean {
    this.step()
    return this.piece >= this.pieces.length
  }

  private step(): void {
    while (this.piece < this.pieces.length && this.at >= (this.pieces[this.piece] as Piece).to) {
      this.piece++
      this.at = this.pieces[this.piece]?.from ?? this.at
    }
  }

  private byte(): number {
    this.step()
    if (this.piece >= this.pieces.length) throw new RangeError('text beyond its record')
    return this.bytes.readUInt8(this.at++)
  }

  number16(): number {
    return this.byte() | (this.byte() << 8)
  }

  number32(): number {
    return this.number16() + this.number16() * 65_536
  }

  /** A text with its length before it, in one byte for names of sheets, with formats and phonetic readings left out. */
  text(lengthBytes: 1 | 2 = 2): string {
    let left = lengthBytes === 1 ? this.byte() : this.number16()
    const flags = this.byte()
    const runs = flags & 8 ? this.number16() : 0
    const extension = flags & 4 ? this.number32() : 0
    let wide = (flags & 1) === 1
    let text = ''
    while (left > 0) {
      const before = this.piece
      this.step()
      // What goes on in another record says anew how wide its characters are.
      if (this.piece !== before) wide = (this.byte() & 1) === 1
      const end = this.pieces[this.piece]?.to ?? this.at
      const count = Math.min(left, Math.floor((end - this.at) / (wide ? 2 : 1)))
      if (count <= 0) throw new RangeError('text beyond its record')
      const to = this.at + count * (wide ? 2 : 1)
      text += this.bytes.toString(wide ? 'utf16le' : 'latin1', this.at, to)
      this.at = to
      left -= count
    }
    this.skip(runs * 4 + extension)
    return text
  }

  private skip(count: number): void {
    for (let left = count; left > 0; ) {
      this.step()
      const piece = this.pieces[this.piece]
      if (!piece) return
      const step = Math.min(left, piece.to - this.at)
      this.at += step
      left -= step
    }
  }
}
