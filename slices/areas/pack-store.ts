import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { type AreaCode, countryCode } from '../../core/area-code.ts'
import type { Area } from './model.ts'
import { countyCodes, packArea } from './rules.ts'

// The pack is described in pack/README.md and written by pack/build.mjs.
const packFolder = join(import.meta.dirname, 'pack')
const villagesOf = '2312'

const readLines = (file: string): string[] =>
  brotliDecompressSync(readFileSync(join(packFolder, `${file}.txt.br`)))
    .toString('utf8')
    .split('\n')

/** `231202北林区` on every line. */
const readCounties = (file: string, abolished: boolean): Area[] =>
  readLines(file).map((line) => packArea(line.slice(0, 6).padEnd(12, '0'), line.slice(6), abolished))

/** A line with the digits of the area above, then lines with three digits and a name. */
function readInside(file: string): Area[] {
  const areas: Area[] = []
  let above = ''
  for (const line of readLines(file)) {
    if (/^\d+$/.test(line)) above = line
    else areas.push(packArea((above + line.slice(0, 3)).padEnd(12, '0'), line.slice(3)))
  }
  return areas
}

/** Provinces, prefectures and counties: today's, and those abolished whose codes identity numbers bear. */
export const readCountyPack = (): Area[] => [...readCounties('counties', false), ...readCounties('abolished', true)]

/**
 * The whole pack, each area after the one it lies in: the country, every province, prefecture, county (also abolished
 * ones) and township of China, and the villages of the demo prefecture.
 */
export const readAreaPack = (): Area[] => [
  packArea(countryCode, '全国'),
  ...readCountyPack(),
  ...readInside('townships'),
  ...readInside(`villages-${villagesOf}`),
]

/** Changes exactly when the content of the pack does. */
export const areaPackHash = (): string =>
  (JSON.parse(readFileSync(join(packFolder, 'manifest.json'), 'utf8')) as { hash: string }).hash

/** Six-digit codes of today's counties by name, for programs without a database; see `countyCodes`. */
export const countiesByName = (within?: AreaCode): ReadonlyMap<string, string> => countyCodes(readCountyPack(), within)

let names: ReadonlyMap<string, string> | undefined

/** The name of an area of the country, also an abolished one; undefined for a tenant's own. Kept in memory: lists ask for it by the row. */
export function countryAreaName(code: string): string | undefined {
  names ??= new Map(readAreaPack().map((area) => [area.code, area.name]))
  return names.get(code)
}
