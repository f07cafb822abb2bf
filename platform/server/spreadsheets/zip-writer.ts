import { crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib'

/** What the central directory says of an entry. */
type Written = {
  readonly name: Buffer
  readonly method: number
  readonly crc: number
  readonly packed: number
  readonly plain: number
  readonly offset: number
  readonly flags: number
}

// 1 January 1980: the same content always gives the same bytes.
const noTime = 0
const firstDay = 0x0021
const utf8Names = 0x0800
const sizesFollow = 0x0008

/**
 * Writes a zip as a stream. Entries of unknown length say their sizes behind their bytes (`data descriptor`), so nothing
 * is held back. Files beyond 4 GB are not written: limits of rows keep them far away.
 */
export class ZipWriter {
  private readonly entries: Written[] = []
  private offset = 0

  /** A small entry whose content is at hand. */
  async *text(name: string, content: string): AsyncGenerator<Buffer> {
    yield* this.stream(name, [Buffer.from(content)])
  }

  /** An entry whose content arrives in pieces. */
  async *stream(name: string, content: Iterable<Buffer> | AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const nameBytes = Buffer.from(name)
    const offset = this.offset
    yield this.count(localHeader(nameBytes, 8, 0, 0, 0, utf8Names | sizesFollow))
    // Level 3 takes half the time of the usual level and gives files about a tenth larger.
    const deflate = createDeflateRaw({ level: 3, chunkSize: 128 * 1024 })
    let crc = 0
    let plain = 0
    const feeding = (async () => {
      for await (const piece of content) {
        crc = crc32(piece, crc)
        plain += piece.length
        if (deflate.destroyed) return
        if (!deflate.write(piece)) await flowing(deflate)
      }
      deflate.end()
    })().catch((error: unknown) => deflate.destroy(error instanceof Error ? error : new Error(String(error))))
    let packed = 0
    try {
      for await (const piece of deflate) {
        packed += (piece as Buffer).length
        yield this.count(piece as Buffer)
      }
    } finally {
      deflate.destroy()
      await feeding
    }
    const descriptor = Buffer.alloc(16)
    descriptor.writeUInt32LE(0x08074b50, 0)
    descriptor.writeUInt32LE(crc, 4)
    descriptor.writeUInt32LE(packed, 8)
    descriptor.writeUInt32LE(plain, 12)
    yield this.count(descriptor)
    this.entries.push({ name: nameBytes, method: 8, crc, packed, plain, offset, flags: utf8Names | sizesFollow })
  }

  /** An entry taken over from another zip as it is, without unpacking it. */
  *copy(name: string, method: number, crc: number, packedBytes: Buffer, plain: number): Generator<Buffer> {
    const nameBytes = Buffer.from(name)
    const offset = this.offset
    yield this.count(localHeader(nameBytes, method, crc, packedBytes.length, plain, utf8Names))
    yield this.count(packedBytes)
    this.entries.push({ name: nameBytes, method, crc, packed: packedBytes.length, plain, offset, flags: utf8Names })
  }

  /** The central directory; nothing may be written after it. */
  *end(): Generator<Buffer> {
    const start = this.offset
    for (const entry of this.entries) yield this.count(centralHeader(entry))
    const end = Buffer.alloc(22)
    end.writeUInt32LE(0x06054b50, 0)
    end.writeUInt16LE(this.entries.length, 8)
    end.writeUInt16LE(this.entries.length, 10)
    end.writeUInt32LE(this.offset - start, 12)
    end.writeUInt32LE(start, 16)
    yield end
  }

  private count(bytes: Buffer): Buffer {
    this.offset += bytes.length
    return bytes
  }
}

/** Until more may be written, or nothing may any more because the reader has gone. */
function flowing(deflate: DeflateRaw): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      deflate.off('drain', go).off('close', go)
      resolve()
    }
    deflate.once('drain', go).once('close', go)
  })
}

function localHeader(name: Buffer, method: number, crc: number, packed: number, plain: number, flags: number): Buffer {
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(flags, 6)
  header.writeUInt16LE(method, 8)
  header.writeUInt16LE(noTime, 10)
  header.writeUInt16LE(firstDay, 12)
  header.writeUInt32LE(crc, 14)
  header.writeUInt32LE(packed, 18)
  header.writeUInt32LE(plain, 22)
  header.writeUInt16LE(name.length, 26)
  return Buffer.concat([header, name])
}

function centralHeader({ name, method, crc, packed, plain, offset, flags }: Written): Buffer {
  const header = Buffer.alloc(46)
  header.writeUInt32LE(0x02014b50, 0)
  header.writeUInt16LE(20, 4)
  header.writeUInt16LE(20, 6)
  header.writeUInt16LE(flags, 8)
  header.writeUInt16LE(method, 10)
  header.writeUInt16LE(noTime, 12)
  header.writeUInt16LE(firstDay, 14)
  header.writeUInt32LE(crc, 16)
  header.writeUInt32LE(packed, 20)
  header.writeUInt32LE(plain, 24)
  header.writeUInt16LE(name.length, 28)
  header.writeUInt32LE(offset, 42)
  return Buffer.concat([header, name])
}
