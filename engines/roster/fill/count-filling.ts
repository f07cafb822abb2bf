import { tight } from '../characters.ts'
import { type Period, type Span, spanIn } from './count-period.ts'
import type { CountCell, CountTable } from './count-tables.ts'
import type { Condition } from './count-words.ts'
import { type Facts, type FamilyFacts, type FormField, formFields } from './form-fields.ts'
import { type FormGrid, GridView } from './form-grid.ts'
import { isPlaceholder } from './placeholder.ts'
import type { CellWrite, FormGap } from './plan-parts.ts'
import { isMemberOf } from './table-rows.ts'
import { inArea } from './whose-list.ts'
import { decimalOf } from './write-value.ts'

type Counted =
  | { readonly value: bigint; readonly isMoney: boolean }
  | { readonly missing: FormField; readonly families: readonly string[] }
  | 'unknown'
  | 'period'

/** The chosen families, the days that the form is about, and who of the same choice went off file since. */
type Counting = {
  readonly families: readonly FamilyFacts[]
  readonly period?: Period | undefined
  readonly left?: readonly FamilyFacts[] | undefined
}

const familiesNamed = 20

/** Counts and sums of families in the places of statistical tables; what cannot be known for sure stays blank and is told. */
export function fillCounts(
  part: string,
  grid: FormGrid,
  tables: readonly CountTable[],
  facts: Counting,
): { writes: CellWrite[]; gaps: FormGap[] } {
  const { families } = facts
  const view = new GridView(grid)
  const writes: CellWrite[] = []
  const gaps = new Map<string, FormGap>()
  const tell = (gap: Pick<FormGap, 'header' | 'field' | 'reason'>, whom: readonly string[]) => {
    const key = `${gap.reason} ${gap.header}`
    gaps.set(key, { part, ...gap, count: whom.length, families: whom.slice(0, familiesNamed) })
  }
  for (const { cells, unknown, period = facts.period } of tables) {
    let totals = 0
    const undated: CountCell[] = []
    for (const header of unknown) tell({ header, field: null, reason: 'count' }, [])
    const counted = cells.map((cell) => ({ cell, counted: count(cell, { ...facts, period }) }))
    for (const { cell, counted: own } of counted) {
      const rest = counted.filter((one) => one.cell.column === cell.column && one.cell !== cell)
      if (own === 'unknown')
        tell({ header: unknownName(cell, families) ?? cell.header, field: null, reason: 'count' }, [])
      else if (own === 'period') undated.push(cell)
      else if ('missing' in own) tell({ header: cell.header, field: own.missing, reason: 'missing' }, own.families)
      else if (cell.isTotal && !isSumOf(own.value, rest)) totals++
      else {
        const number = decimalOf(String(own.value), own.isMoney ? cell.unitFen : 1)
        const printed = tight(view.cell(cell.row, cell.column)?.text ?? '')
        const value = printed !== '' && isPlaceholder(printed) ? { text: number + printed } : { number }
        writes.push({ row: cell.row, column: cell.column, value })
      }
    }
    const [first] = undated
    if (first) {
      const gap = { part, header: first.header, field: null, reason: 'period' as const }
      gaps.set(`period ${first.header}`, { ...gap, count: undated.length, families: [] })
    }
    if (totals > 0)
      gaps.set('total', { part, header: '合计', field: null, reason: 'total', count: totals, families: [] })
  }
  return { writes, gaps: [...gaps.values()] }
}

/** 合计 counts all families only where the rows beside it share them out: no family twice, and none left over. */
function isSumOf(value: bigint, rest: readonly { cell: CountCell; counted: Counted }[]): boolean {
  const parts = rest.filter(({ cell }) => !cell.isTotal)
  if (parts.length === 0) return true
  if (parts.some(({ counted }) => typeof counted === 'string' || 'missing' in counted)) return false
  return parts.reduce((sum, { counted }) => sum + (counted as { value: bigint }).value, 0n) === value
}

/** What came, went or was given within the days of a place. Families that went since count only here. */
function countWithin(cell: CountCell, span: Span, { families, period, left }: Counting): Counted {
  const days = period && spanIn(span, period)
  if (!days) return 'period'
  const isWithin = (day: string | null | undefined) => typeof day === 'string' && day >= days.from && day <= days.to
  const moved = cell.conditions.find(({ of }) => of === 'new' || of === 'left' || of === 'aided')?.of
  // Who was chosen by hand says nothing of who went since.
  if (!left && moved === 'left') return 'unknown'
  let some: readonly FamilyFacts[] = [...families, ...(left ?? [])]
  for (const condition of cell.conditions) {
    const chosen = choose(condition, some, families)
    if (!Array.isArray(chosen)) return chosen as Exclude<Counted, { value: bigint }>
    some = chosen
  }
  const aidOf = ({ history }: FamilyFacts) => (history?.aid ?? []).filter(({ on }) => isWithin(on))
  const is: Readonly<Record<string, (family: FamilyFacts) => boolean>> = {
    new: ({ history }) => isWithin(history?.registeredOn),
    left: ({ history }) => isWithin(history?.leftOn),
    aided: (family) => aidOf(family).length > 0,
  }
  const meant = is[moved ?? '']
  const own = meant ? some.filter(meant) : some
  if (cell.measure.count === 'households') return counts(BigInt(own.length))
  if (cell.measure.count === 'persons') return summed('household_size', own)
  const lines = own.flatMap(aidOf)
  if (cell.measure.count === 'times') return counts(BigInt(lines.length))
  return { value: lines.reduce((sum, { fen }) => sum + BigInt(fen ?? '0'), 0n), isMoney: true }
}

function count(cell: CountCell, facts: Counting): Counted {
  if (cell.span) return countWithin(cell, cell.span, facts)
  const { measure, conditions } = cell
  const { families } = facts
  const ofPeople = conditions.filter((one) => one.of === 'person' || one.of === 'sex')
  let some = families
  for (const condition of conditions.filter((one) => !ofPeople.includes(one))) {
    const chosen = choose(condition, some, families)
    if (!Array.isArray(chosen)) return chosen as Exclude<Counted, { value: bigint }>
    some = chosen
  }
  const people = (family: FamilyFacts) => family.members.filter((one) => ofPeople.every((each) => isMeant(each, one)))
  if (ofPeople.length > 0) {
    const unsure = some.filter((family) => family.members.some((one) => ofPeople.some((each) => isUnsure(each, one))))
    if (unsure.length > 0)
      return { missing: ofPeople.some(({ of }) => of === 'sex') ? 'sex' : 'age', families: unsure.map(({ id }) => id) }
  }
  if (measure.count === 'households')
    return counts(BigInt(some.filter((family) => ofPeople.length === 0 || people(family).length > 0).length))
  if (measure.count === 'persons' && ofPeople.length > 0)
    return counts(BigInt(some.reduce((sum, family) => sum + people(family).length, 0)))
  if (measure.count === 'times' || measure.count === 'aid') return 'period'
  const field = measure.count === 'sum' ? measure.field : 'household_size'
  return summed(field, ofPeople.length === 0 ? some : some.filter((family) => people(family).length > 0))
}

const counts = (value: bigint): Counted => ({ value, isMoney: false })

// Nobody who gets no dibao lacks the amount.
const isNothing = (field: FormField, { family }: FamilyFacts): boolean =>
  (field === 'dibao_monthly' || field === 'dibao_due') && family.dibao === false

function summed(field: FormField, families: readonly FamilyFacts[]): Counted {
  const unknown = families.filter((one) => (one.family[field] ?? null) === null && !isNothing(field, one))
  if (unknown.length > 0) return { missing: field, families: unknown.map(({ id }) => id) }
  const isMoney = formFields[field].kind === 'money'
  const value = families.reduce((sum, { family }) => sum + BigInt(Math.round(Number(family[field] ?? 0))), 0n)
  return { value, isMoney }
}

type NotKnown = Exclude<Counted, { value: bigint }>

/** The families of which a word speaks; whoever lacks the fact makes the count unknown. */
function choose(
  condition: Condition,
  families: readonly FamilyFacts[],
  all: readonly FamilyFacts[],
): FamilyFacts[] | NotKnown {
  const known = (field: FormField, is: (fact: unknown) => boolean): FamilyFacts[] | NotKnown => {
    const unknown = families.filter(({ family }) => (family[field] ?? null) === null)
    if (unknown.length > 0) return { missing: field, families: unknown.map(({ id }) => id) }
    return families.filter(({ family }) => is(family[field]))
  }
  if (condition.of === 'all') return [...families]
  if (condition.of === 'cause') return known('main_cause', (fact) => fact === condition.is)
  if (condition.of === 'other_cause') return known('main_cause', (fact) => !condition.besides.includes(String(fact)))
  if (condition.of === 'category') return known('category', (fact) => fact === condition.is)
  if (condition.of === 'residence') return known('residence', (fact) => fact === condition.is)
  if (condition.of === 'flag') return known(condition.field, (fact) => fact === condition.is)
  if (condition.of !== 'name') return [...families]
  const isOne = named(condition, all)
  const chosen = isOne ? families.filter(isOne) : []
  // 兴隆镇 of two counties is not one place.
  const places = new Set(chosen.map((family) => placeOf(condition.text, family)))
  return isOne && places.size <= 1 ? chosen : 'unknown'
}

/** The place by which a family was found, with the places it lies in. */
function placeOf(text: string, { family: { county, township, village } }: FamilyFacts): string {
  const isOf = (name: unknown) => typeof name === 'string' && (name.startsWith(text) || text.startsWith(name))
  if (isOf(county)) return String(county)
  if (isOf(township)) return `${county} ${township}`
  return isOf(village) ? `${county} ${township} ${village}` : ''
}

type Named = Extract<Condition, { of: 'name' }>

/** The families in a place or of a body by its name; undefined where none of all families is, so that a slip of the pen counts nobody. */
function named({ text, fields }: Named, all: readonly FamilyFacts[]): ((family: FamilyFacts) => boolean) | undefined {
  const inPlace = fields.includes('county') ? inArea(text, all) : undefined
  if (inPlace && all.some(inPlace)) return inPlace
  const field = fields.find((one) => all.some(({ family }) => family[one] === text))
  return field && (({ family }) => family[field] === text)
}

const unknownName = ({ conditions }: CountCell, all: readonly FamilyFacts[]): string | undefined =>
  conditions.find((one): one is Named => one.of === 'name' && named(one, all) === undefined)?.text

const isMeant = (condition: Condition, person: Facts): boolean =>
  condition.of === 'sex' ? person.sex === condition.is : condition.of === 'person' && isMemberOf(condition.kind, person)

/** An age or a sex that nobody has entered. */
const isUnsure = (condition: Condition, { age, sex }: Facts): boolean =>
  condition.of === 'sex'
    ? (sex ?? null) === null
    : condition.of === 'person' &&
      (condition.kind === 'elderly' || condition.kind === 'minor') &&
      (age ?? null) === null
