import {
  type AreaCode,
  ancestorsOf,
  contains,
  countryCode,
  levelOf,
  parentOf,
  prefixOf,
  sixDigits,
} from '../../core/area-code.ts'
import type { Day } from '../../core/date.ts'
import type { Area, NewOwnArea } from './model.ts'

/** Prefectures that only the numbering knows: nobody writes them in an address. */
const numberingOnly = new Set(['市辖区', '县', '(市)', '省直辖县级行政区划', '自治区直辖县级行政区划'])

/** An area of the pack from its code and name: never a tenant's own. */
export const packArea = (code: AreaCode, name: string, abolished = false): Area => ({
  code,
  name,
  level: levelOf(code),
  parent: parentOf(code) ?? null,
  abolished,
  validFrom: null,
  validTo: null,
  own: false,
})

/** True when the area may be chosen for something that happens on the day `on`. */
export const isValidOn = (area: Area, on: Day): boolean =>
  !area.abolished && (area.validFrom === null || area.validFrom <= on) && (area.validTo === null || on <= area.validTo)

const single = '[回藏苗彝壮满侗瑶白傣黎佤畲水土羌怒京]族'
const several =
  '(?:蒙古|维吾尔|布依|朝鲜|土家|哈尼|哈萨克|傈僳|高山|拉祜|东乡|纳西|景颇|柯尔克孜|达斡尔|仫佬|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|' +
  '塔吉克|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺)族?'
const autonomous = new RegExp(`(?:${single}|${several}|各族)+自治[区州县旗]$`)
const ordinary = /(?:特别行政区|自治[区州县旗]|地区|(?<=神农架)林区|省|市|县|区|盟|旗)$/

/** `北林区` → `北林`, `巴音郭楞蒙古自治州` → `巴音郭楞`; undefined when less than two characters would be left. */
export function shortName(area: Area): string | undefined {
  if (area.level === 'township' || area.level === 'village') return undefined
  for (const ending of [autonomous, ordinary]) {
    const short = area.name.replace(ending, '')
    if (short !== area.name && short.length >= 2) return short
  }
  return undefined
}

/** What people call an area in full: its name, and for `永顺村委会` or `红旗社区居民委员会` also 永顺村 and 红旗社区. */
export function writtenNames(area: Area): string[] {
  const place = area.level === 'village' ? area.name.replace(/(?:村民|居民|村|居)?委员?会$/, '') : area.name
  if (place === area.name) return [area.name]
  const ending = /居/.test(area.name.slice(place.length)) ? '社区' : '村'
  return [area.name, /(?:村|社区|屯|街|区|队|场)$/.test(place) ? place : place + ending]
}

export type AreaIndex = {
  readonly byCode: ReadonlyMap<AreaCode, Area>
  /** Full names as written; several areas of the country share most names. */
  readonly byName: ReadonlyMap<string, readonly Area[]>
  readonly byShortName: ReadonlyMap<string, readonly Area[]>
  readonly longestName: number
}

/** Areas found by code and by name. A tenant's own areas come after those of the pack and win over the same code. */
export function indexAreas(areas: Iterable<Area>): AreaIndex {
  const byCode = new Map<AreaCode, Area>()
  for (const area of areas) byCode.set(area.code, area)
  const byName = new Map<string, Area[]>()
  const byShortName = new Map<string, Area[]>()
  const add = (names: Map<string, Area[]>, name: string, area: Area) => {
    const known = names.get(name)
    if (known) known.push(area)
    else names.set(name, [area])
  }
  let longestName = 0
  for (const area of byCode.values()) {
    if (numberingOnly.has(area.name) || area.level === 'country') continue
    for (const name of writtenNames(area)) {
      add(byName, name, area)
      longestName = Math.max(longestName, name.length)
    }
    const short = shortName(area)
    if (short) add(byShortName, short, area)
  }
  return { byCode, byName, byShortName, longestName }
}

/** The area and those above it that people name, from the province down: 黑龙江省, 绥化市, 北林区. Unknown codes are left out. */
export function areaPath(index: AreaIndex, code: AreaCode): Area[] {
  const path: Area[] = []
  for (const ancestor of [code, ...ancestorsOf(code)].reverse()) {
    const area = index.byCode.get(ancestor)
    if (!area || numberingOnly.has(area.name) || area.level === 'country') continue
    // 嘉峪关市 is the prefecture and its only county at once.
    if (path.at(-1)?.name !== area.name) path.push(area)
  }
  return path
}

/** `黑龙江省绥化市北林区`; the whole country, and a code nobody knows, give an empty text. */
export const fullName = (index: AreaIndex, code: AreaCode): string =>
  areaPath(index, code)
    .map((area) => area.name)
    .join('')

/** `绥化市北林区` seen from 黑龙江省: the part of the full name below `from`. */
export const nameWithin = (index: AreaIndex, code: AreaCode, from: AreaCode): string =>
  areaPath(index, code)
    .filter((area) => area.code === code || !contains(area.code, from))
    .map((area) => area.name)
    .join('')

/** Ways to write a county with what lies above it: 北林区, 绥化市北林区, 黑龙江省绥化市北林区, 黑龙江省北林区. */
function countyNames(index: AreaIndex, county: Area): Set<string> {
  const names = areaPath(index, county.code).map((area) => area.name)
  const endings = names.map((_, place) => names.slice(place).join(''))
  return new Set([...endings, `${names[0]}${county.name}`, county.name])
}

const onlyOne = (codes: ReadonlySet<string>): string | undefined => (codes.size === 1 ? [...codes][0] : undefined)

/**
 * Six-digit codes of today's counties by the names people write: 北林区, 北林, 绥化市北林区, 黑龙江省绥化市北林区. A
 * name that two counties share is left out unless `within` decides; a full name wins over another county's short one.
 * Prefectures without counties count as one.
 */
export function countyCodes(areas: readonly Area[], within: AreaCode = countryCode): Map<string, string> {
  const index = indexAreas(areas.filter((area) => area.level !== 'township' && area.level !== 'village'))
  const divided = new Set(areas.filter((area) => area.level === 'county' && !area.abolished).map((area) => area.parent))
  const full = new Map<string, Set<string>>()
  const short = new Map<string, Set<string>>()
  const note = (names: Map<string, Set<string>>, name: string, code: AreaCode) =>
    names.set(name, (names.get(name) ?? new Set()).add(sixDigits(code)))
  for (const area of index.byCode.values()) {
    const countyLike = area.level === 'county' || (area.level === 'prefecture' && !divided.has(area.code))
    if (!countyLike || area.abolished || !contains(within, area.code)) continue
    for (const name of countyNames(index, area)) note(full, name, area.code)
    const shorter = shortName(area)
    if (shorter) note(short, shorter, area.code)
  }
  const found = new Map<string, string>()
  for (const [name, codes] of [...full, ...[...short].filter(([name]) => !full.has(name))]) {
    const code = onlyOne(codes)
    if (code) found.set(name, code)
  }
  return found
}

/**
 * A free code for an own area: under a township a village, under a county a township. Codes from 900 are not given by
 * the statistical office (villages run to 5xx, townships to 599). Undefined when the parent takes no areas or is full.
 */
export function nextOwnCode(parent: AreaCode, taken: ReadonlySet<AreaCode>): AreaCode | undefined {
  const level = levelOf(parent)
  if (level !== 'county' && level !== 'township') return undefined
  for (let number = 900; number <= 999; number++) {
    const code = `${prefixOf(parent)}${number}`.padEnd(12, '0')
    if (!taken.has(code)) return code
  }
  return undefined
}

/** The own area that an officer asked for, under a code of its own. */
export const ownArea = (asked: NewOwnArea, code: AreaCode): Area => ({
  ...packArea(code, asked.name),
  validFrom: asked.validFrom,
  validTo: asked.validTo,
  own: true,
})
