import { closeSync, openSync, readdirSync, readSync } from 'node:fs'
import { join } from 'node:path'

/** Whether a font draws a code point. */
type Cover = (codePoint: number) => boolean

/**
 * What the fonts of these folders and files can draw, from their character maps only. Fonts are read when a character
 * asks for them, in the order given: the machine's fonts stay closed as long as the first ones suffice.
 */
export function fontCoverage(paths: readonly string[]): Cover {
  const known = new Map<number, boolean>()
  const waiting = [...paths]
  const covers: Cover[] = []
  const inOpenFonts = (codePoint: number) => covers.some((cover) => cover(codePoint))
  return (codePoint) => {
    let covered = known.get(codePoint)
    if (covered !== undefined) return covered
    covered = inOpenFonts(codePoint)
    while (!covered && waiting.length > 0) {
      for (const file of fontsIn(waiting.shift() as string)) covers.push(...charactersOf(file))
      covered = inOpenFonts(codePoint)
    }
    known.set(codePoint, covered)
    return covered
  }
}

/** A text in which every character that no font draws stands as its number in brackets, and these numbers. */
export function writtenOut(text: string, drawn: Cover): { data: string; missing: string } {
  const missing = new Set<string>()
  const data = text.replace(/[^\0-\xff]/gu, (character) => {
    const codePoint = character.codePointAt(0) as number
    if (drawn(codePoint)) return character
    const number = `U+${codePoint.toString(16).toUpperCase()}`
    missing.add(number)
    return `〔${number}〕`
  })
  return { data, missing: [...missing].join(' ') }
}

function fontsIn(path: string): string[] {
  if (/\.(ttf|otf|ttc)$/i.test(path)) return [path]
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ttf|otf|ttc)$/i.test(name))
    .map((name) => join(path, name))
}

/** The character maps of a font file, or of the first font of a collection, whose fonts draw the same characters. */
function charactersOf(file: string): Cover[] {
  const handle = openSync(file, 'r')
  const read = (at: number, length: number): Buffer => {
    const bytes = Buffer.alloc(length)
    readSync(handle, bytes, 0, length, at)
    return bytes
  }
  try {
    const collection = read(0, 4).toString('latin1') === 'ttcf'
    const start = collection ? read(12, 4).readUInt32BE(0) : 0
    const tables = read(start + 12, 16 * read(start + 4, 2).readUInt16BE(0))
    for (let at = 0; at < tables.length; at += 16)
      if (tables.toString('latin1', at, at + 4) === 'cmap')
        return mapsOf(read(tables.readUInt32BE(at + 8), tables.readUInt32BE(at + 12)))
    return []
  } catch {
    // A broken font of the machine draws nothing.
    return []
  } finally {
    closeSync(handle)
  }
}

function mapsOf(table: Buffer): Cover[] {
  const covers: Cover[] = []
  for (let at = 4; at < 4 + 8 * table.readUInt16BE(2); at += 8) {
    const map = table.subarray(table.readUInt32BE(at + 4))
    // Format 12 is the whole of Unicode; format 4 its first plane, where a font has no other.
    if (map.readUInt16BE(0) === 12) return [groupsOf(map)]
    if (map.readUInt16BE(0) === 4) covers.push(segmentsOf(map))
  }
  return covers
}

function groupsOf(map: Buffer): Cover {
  const groups = map.readUInt32BE(12)
  return (codePoint) => {
    let low = 0
    let high = groups
    while (low < high) {
      const middle = (low + high) >> 1
      if (map.readUInt32BE(16 + middle * 12 + 4) < codePoint) low = middle + 1
      else high = middle
    }
    return low < groups && map.readUInt32BE(16 + low * 12) <= codePoint
  }
}

function segmentsOf(map: Buffer): Cover {
  const doubled = map.readUInt16BE(6)
  return (codePoint) => {
    for (let at = 0; at < doubled; at += 2)
      if (map.readUInt16BE(14 + at) >= codePoint)
        return codePoint < 0xffff && map.readUInt16BE(16 + doubled + at) <= codePoint
    return false
  }
}
