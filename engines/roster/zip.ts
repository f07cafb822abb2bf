import { createInflateRaw } from 'node:zlib'
import type { Limits } from './limits.ts'
import { unreadable } from './unreadable.ts'

/** One entry of a zip, as its central directory tells. Sizes are what the file claims; unpacking counts for itself. */
export type ZipEntry = {
  readonly name: string
  /** 0 stored, 8 deflated. */
  readonly method: number
  readonly encrypted: boolean
  readonly crc: number
  readonly packedBytes: number
  readonly claimedBytes: number
  /** Where the local header starts. */
  readonly offset: number
}

export type Zip = {
  readonly bytes: Buffer
  readonly entries: ReadonlyMap<string, ZipEntry>
  /** How much may still be unpacked; shared by all entries, so that many small bombs are one bomb. */
  readonly budget: { left: number; readonly limit: number }
}

const endSignature = 0x06054b50
const end64Locator = 0x07064b50
const end64Signature = 0x06064b50
const centralSignature = 0x02014b50
const localSignature = 0x04034b50
const largest32 = 0xffffffff

/** True for bytes that start like a zip. */
export const looksLikeZip = (bytes: Buffer): boolean =>
  bytes.length > 4 && bytes.readUInt16LE(0) === 0x4b50 && [0x0403, 0x0605].includes(bytes.readUInt16LE(2))

/** Reads the central directory, zip64 included. Throws `unreadable_file` when it is missing, false or too long. */
export function openZip(bytes: Buffer, limits: Limits): Zip {
  const { count, offset } = findDirectory(bytes)
  if (count > limits.zipEntries) throw unreadable('too_many_entries', { limit: limits.zipEntries })
  const entries = new Map<string, ZipEntry>()
  const taken = new Set<number>()
  let at = offset
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== centralSignature) throw unreadable('broken')
    const { entry, next } = centralEntry(bytes, at)
    // Entries that share their bytes are how a small file becomes an endless one.
    if (taken.has(entry.offset)) throw unreadable('broken')
    taken.add(entry.offset)
    entries.set(entry.name, entry)
    at = next
  }
  return { bytes, entries, budget: { left: limits.unpackedBytes, limit: limits.unpackedBytes } }
}

function findDirectory(bytes: Buffer): { count: number; offset: number } {
  // The comment after the record has at most 65,535 bytes.
  for (let at = bytes.length - 22; at >= Math.max(0, bytes.length - 65_557); at--) {
    if (bytes.readUInt32LE(at) !== endSignature) continue
    const count = bytes.readUInt16LE(at + 10)
    const offset = bytes.readUInt32LE(at + 16)
    if (count !== 0xffff && offset !== largest32) return { count, offset }
    return findDirectory64(bytes, at)
  }
  throw unreadable('broken')
}

function findDirectory64(bytes: Buffer, end: number): { count: number; offset: number } {
  const locator = end - 20
  if (locator < 0 || bytes.readUInt32LE(locator) !== end64Locator) throw unreadable('broken')
  const at = Number(bytes.readBigUInt64LE(locator + 8))
  if (at + 56 > bytes.length || bytes.readUInt32LE(at) !== end64Signature) throw unreadable('broken')
  return { count: Number(bytes.readBigUInt64LE(at + 32)), offset: Number(bytes.readBigUInt64LE(at + 48)) }
}

function centralEntry(bytes: Buffer, at: number): { entry: ZipEntry; next: number } {
  const flags = bytes.readUInt16LE(at + 8)
  const nameBytes = bytes.readUInt16LE(at + 28)
  const extraBytes = bytes.readUInt16LE(at + 30)
  const commentBytes = bytes.readUInt16LE(at + 32)
  const nameEnd = at + 46 + nameBytes
  if (nameEnd + extraBytes > bytes.length) throw unreadable('broken')
  let claimedBytes = bytes.readUInt32LE(at + 24)
  let packedBytes = bytes.readUInt32LE(at + 20)
  let offset = bytes.readUInt32LE(at + 42)
  for (let extra = nameEnd; extra + 4 <= nameEnd + extraBytes; extra += 4 + bytes.readUInt16LE(extra + 2)) {
    if (bytes.readUInt16LE(extra) !== 1) continue
    // The zip64 field holds, in this order, only those values that did not fit.
    let field = extra + 4
    const next = () => {
      if (field + 8 > bytes.length) throw unreadable('broken')
      const value = Number(bytes.readBigUInt64LE(field))
      field += 8
      return value
    }
    if (claimedBytes === largest32) claimedBytes = next()
    if (packedBytes === largest32) packedBytes = next()
    if (offset === largest32) offset = next()
  }
  // Some old programs write backslashes.
  const name = bytes.toString('utf8', at + 46, nameEnd).replaceAll('\\', '/')
  return {
    entry: {
      name,
      method: bytes.readUInt16LE(at + 10),
      encrypted: (flags & 1) === 1,
      crc: bytes.readUInt32LE(at + 16),
      packedBytes,
      claimedBytes,
      offset,
    },
    next: nameEnd + extraBytes + commentBytes,
  }
}

/** The bytes of an entry as they stand in the zip, still packed. */
export function packedBytes(zip: Zip, entry: ZipEntry): Buffer {
  const { bytes } = zip
  const { offset } = entry
  if (offset + 30 > bytes.length || bytes.readUInt32LE(offset) !== localSignature) throw unreadable('broken')
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
  if (start + entry.packedBytes > bytes.length) throw unreadable('broken')
  return bytes.subarray(start, start + entry.packedBytes)
}

/** An entry unpacked piece by piece; what it claims to be is never believed. */
export async function* unpack(zip: Zip, entry: ZipEntry): AsyncGenerator<Buffer> {
  const packed = packedBytes(zip, entry)
  if (entry.encrypted) throw unreadable('encrypted')
  if (entry.method === 0) {
    spend(zip, packed.length)
    yield packed
    return
  }
  if (entry.method !== 8) throw unreadable('broken')
  const inflate = createInflateRaw({ chunkSize: 256 * 1024 })
  inflate.end(packed)
  try {
    for await (const piece of inflate) {
      spend(zip, (piece as Buffer).length)
      yield piece as Buffer
    }
  } catch (error) {
    throw error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
      ? unreadable('broken')
      : error
  } finally {
    inflate.destroy()
  }
}

function spend(zip: Zip, bytes: number): void {
  zip.budget.left -= bytes
  if (zip.budget.left < 0) throw unreadable('unpacked_too_large', { limit: Math.round(zip.budget.limit / 1024 / 1024) })
}

/** A small part of a workbook as text; undefined when there is no such entry. */
export async function readPart(zip: Zip, name: string): Promise<string | undefined> {
  const entry = zip.entries.get(name)
  if (!entry) return undefined
  const pieces: Buffer[] = []
  for await (const piece of unpack(zip, entry)) pieces.push(piece)
  const text = Buffer.concat(pieces).toString('utf8')
  if (/<!DOCTYPE/i.test(text.slice(0, 2048))) throw unreadable('external_entities')
  return text
}
