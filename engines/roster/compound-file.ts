// The container of xls files ([MS-CFB]): a file system of sectors within the file.

const endOfChain = 0xfffffffe
const headerEntries = 109

/**
 * A stream of a compound file by its name, without copying where its sectors follow each other. Undefined when there is
 * none, when it is so small that it lies in the mini stream, or when the chains of sectors make no sense.
 */
export function compoundStream(bytes: Buffer, name: string): Buffer | undefined {
  const shift = bytes.readUInt16LE(30)
  if (shift !== 9 && shift !== 12) return undefined
  const size = 1 << shift
  const sectors = Math.ceil(bytes.length / size)
  const sectorAt = (sector: number): number => (sector + 1) * size
  const table = tableSectors(bytes, size, sectors)
  const next = (sector: number): number => {
    const perSector = size / 4
    const at = table[Math.floor(sector / perSector)]
    return at === undefined ? endOfChain : bytes.readUInt32LE(sectorAt(at) + (sector % perSector) * 4)
  }
  const chainFrom = (start: number): number[] | undefined => {
    const chain: number[] = []
    for (let sector = start; sector < endOfChain - 3; sector = next(sector)) {
      if (chain.length > sectors || sector >= sectors) return undefined
      chain.push(sector)
    }
    return chain
  }
  for (const sector of chainFrom(bytes.readUInt32LE(48)) ?? [])
    for (let at = sectorAt(sector); at < sectorAt(sector) + size && at + 128 <= bytes.length; at += 128) {
      const length = bytes.readUInt16LE(at + 64)
      if (length < 2 || length > 64 || bytes.toString('utf16le', at, at + length - 2) !== name) continue
      const streamSize = bytes.readUInt32LE(at + 120)
      if (streamSize < bytes.readUInt32LE(56)) return undefined
      const chain = chainFrom(bytes.readUInt32LE(at + 116))
      return chain && joined(bytes, chain, size, streamSize)
    }
  return undefined
}

/** The sectors that hold the table of all sectors: the first in the header, the others in a chain of their own. */
function tableSectors(bytes: Buffer, size: number, sectors: number): number[] {
  const found: number[] = []
  for (let entry = 0; entry < headerEntries; entry++) found.push(bytes.readUInt32LE(76 + entry * 4))
  let list = bytes.readUInt32LE(68)
  for (let times = 0; list < endOfChain - 3 && list < sectors && times < sectors; times++) {
    const at = (list + 1) * size
    for (let entry = 0; entry < size / 4 - 1; entry++) found.push(bytes.readUInt32LE(at + entry * 4))
    list = bytes.readUInt32LE(at + size - 4)
  }
  return found.filter((sector) => sector < sectors)
}

function joined(bytes: Buffer, chain: readonly number[], size: number, length: number): Buffer {
  const first = chain[0] ?? 0
  if (chain.every((sector, index) => sector === first + index))
    return bytes.subarray((first + 1) * size, (first + 1) * size + length)
  const pieces = chain.map((sector) => bytes.subarray((sector + 1) * size, (sector + 2) * size))
  return Buffer.concat(pieces).subarray(0, length)
}
