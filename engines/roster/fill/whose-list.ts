import { clean } from '../characters.ts'
import type { Facts, FamilyFacts } from './form-fields.ts'
import { type FormReading, type FormTable, isRecord } from './form-reading.ts'
import type { FormGap } from './plan-parts.ts'

/** The families of one of several lists with the same headings, and how many rows stand in the lists before it. */
export type Share = { readonly families: readonly FamilyFacts[]; readonly before: number }
export type Shares = ReadonlyMap<FormTable, Share>

type List = { readonly part: string; readonly table: FormTable; readonly label: string }
type Belongs = (family: FamilyFacts) => boolean

/**
 * A form may have the same list several times: a sheet for each township, 一、城镇 and 二、农村, or the next page of a
 * document. Each then gets its own families and never all of them; a list that does not say whose it is stays blank and is
 * told, and so are families that belong on none.
 */
export function sharesOf(
  reading: FormReading,
  families: readonly FamilyFacts[],
  form: Facts,
): { shares: Shares; gaps: FormGap[] } {
  const shares = new Map<FormTable, Share>()
  const gaps: FormGap[] = []
  if (reading.shape !== 'list') return { shares, gaps }
  for (const lists of alikeLists(reading)) {
    const isPaged =
      reading.format === 'docx' && lists.every(({ table }, at) => at === 0 || goesOn(table, lists[0]?.table))
    if (isPaged) for (const [table, share] of pages(lists, families)) shares.set(table, share)
    else gaps.push(...divided(lists, families, form, shares))
  }
  return { shares, gaps }
}

/** Lists with the same headings, where there is more than one. */
function alikeLists({ parts }: FormReading): List[][] {
  const lists = parts.flatMap(({ name, tables }) =>
    tables.flatMap((table) => (table.continues || isRecord(table.rowOf) ? [] : [{ part: name, table, label: '' }])),
  )
  const alike = Map.groupBy(lists, ({ table }) => `${table.rowOf}\n${table.slots.map(({ key }) => key).join('\n')}`)
  return [...alike.values()]
    .filter((some) => some.length > 1)
    .map((some) => {
      const titles = new Set(some.map(({ table }) => table.title))
      return some.map((list) => ({ ...list, label: titles.size === some.length ? list.table.title : list.part }))
    })
}

const goesOn = ({ title }: FormTable, first: FormTable | undefined): boolean =>
  title === '' || /续/.test(title) || title === first?.title

/** The next page goes on where the blank rows of the one before end; the last one grows. */
function pages(lists: readonly List[], families: readonly FamilyFacts[]): [FormTable, Share][] {
  let before = 0
  return lists.map(({ table }, at) => {
    // Only where a row is a family is it known how many rows the families take.
    const room = table.rowOf === 'family' ? Math.max(0, table.lastRow - table.firstRow + 1) : families.length
    const to = at === lists.length - 1 ? families.length : before + room
    const share = { families: families.slice(before, to), before }
    before = Math.min(families.length, to)
    return [table, share]
  })
}

function divided(
  lists: readonly List[],
  families: readonly FamilyFacts[],
  form: Facts,
  shares: Map<FormTable, Share>,
): FormGap[] {
  const whose = lists.map(({ label }) => belongs(label, families, form))
  const gaps: FormGap[] = []
  const found = new Set<FamilyFacts>()
  const isKnown = whose.some((one) => one !== undefined)
  for (const [at, { part, table, label }] of lists.entries()) {
    const own = whose[at] ?? (at === 0 && (!isKnown || /汇总|总表|总册|全部/.test(label)) ? () => true : undefined)
    const some = own ? families.filter(own) : []
    shares.set(table, { families: some, before: 0 })
    for (const family of some) found.add(family)
    if (!own) gaps.push(gapOf(part, label, 'whose', []))
  }
  const left = families.filter((family) => !found.has(family))
  const [first] = lists
  return left.length > 0 && first
    ? [...gaps, gapOf(first.part, lists.map(({ label }) => label).join('、'), 'no_list', left)]
    : gaps
}

const familiesNamed = 20

const gapOf = (
  part: string,
  header: string,
  reason: 'whose' | 'no_list',
  families: readonly FamilyFacts[],
): FormGap => ({
  part,
  header: header.slice(0, 60),
  field: null,
  reason,
  count: families.length,
  families: families.slice(0, familiesNamed).map(({ id }) => id),
})

const categories = ['深度困难', '相对困难', '意外致困']
const ofArea = /^[\u4e00-\u9fff]{1,10}(?:街道|镇|乡|村|社区|县|区|市|旗|农场|林场)$/
const office = /(?:办事处|居民委员会|村民委员会|居委会|(?<=村)村?委会)$/

/** Which families a title or the name of a sheet means; undefined where it does not say. */
function belongs(label: string, families: readonly FamilyFacts[], form: Facts): Belongs | undefined {
  const text = clean(label)
    .replaceAll(' ', '')
    .replace(/^[(（]?[一二三四五六七八九十\d]{1,3}[)）、.．]/, '')
  const [city, country] = [/城镇|城市|非农/.test(text), /农村|乡村/.test(text)]
  if (city !== country) return ({ family }) => family.residence === (city ? '城镇' : '农村')
  const category = categories.find((one) => text.includes(one))
  if (category) return ({ family }) => family.category === category
  const month = /^(?:\d{4}年)?(\d{1,2})月份?$/.exec(text)?.[1]
  if (month) return () => Number(month) === Number(String(form.filling_day ?? '').slice(5, 7))
  return inArea(text, families)
}

/** The families in an area by its name, also where the name leaves 镇 or 街道 out; undefined for what is no area. */
export function inArea(text: string, families: readonly FamilyFacts[]): Belongs | undefined {
  const place = text.replace(
    /(?:困难|救助|帮扶|低保)?(?:家庭|对象|职工|户)?(?:情况)?(?:花?名册|台账|汇总表|登记表|表)$/,
    '',
  )
  const plain = (name: unknown) => String(name ?? '').replace(office, '')
  // 海伦 may be the town or the county: a bare name is taken for what is nearer.
  const bare = (name: unknown) => plain(name).replace(/(?:街道|镇|乡|村|社区)$/, '')
  const isIn: Belongs = ({ family: { county, township, village } }) =>
    place !== '' &&
    ([county, township, village].some((name) => plain(name) === plain(place) || String(name ?? '') === place) ||
      [township, village].some((name) => bare(name) === place))
  return families.some(isIn) || ofArea.test(plain(place)) || office.test(place) ? isIn : undefined
}
