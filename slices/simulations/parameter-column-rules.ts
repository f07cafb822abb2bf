import { daysBetween } from '../../core/date.ts'
import { type GivenParameters, seriesOf } from '../../engines/feel/compile.ts'
import type { Field, NumberField, Schema } from '../../engines/feel/compile-schema.ts'
import { Decimal, toDouble } from '../../engines/feel/decimal.ts'
import { type CheckedPolicy, parameterOn } from '../policies/policy-check-rules.ts'
import type { ParameterViews } from '../policies/policy-evaluate-rules.ts'
import { whenUnset } from '../policies/unset-rules.ts'
import type { Population } from './population-rules.ts'

/** Parameters of loops, and day and place, which are the same for a range of families. */
export type ParameterSchema = Required<Pick<Schema, 'parameters' | 'series'>>

/** What parameters are in each place on the day, and since when where policies ask for other days. */
export type ParameterValues = {
  readonly names: readonly string[]
  readonly values: readonly (readonly unknown[])[]
  readonly days: readonly number[]
  /** By place, name and day. */
  readonly ever: readonly (readonly (readonly unknown[])[])[]
}

// Before every day on which a parameter became another.
const begin = '0001-01-01'

/** Looks up the parameters of some policies for every place. */
export function parameterValues(
  { places, on }: Population,
  policies: readonly CheckedPolicy[],
  views: ParameterViews,
): ParameterValues {
  const names = [...new Set(policies.flatMap(({ file }) => file.parameters.map(({ name }) => name)))]
  const dated = policies.some(({ source }) => source.includes(parameterOn))
  const days = dated ? [begin, ...views.daysOfChange(new Set(names)).filter((day) => day > begin)] : []
  const at = (name: string, { county, residence }: Population['places'][number], day: string): unknown =>
    settled(policies, name, (one) => views.find(one, county, residence, day).value)
  return {
    names,
    values: places.map((place) => names.map((name) => at(name, place, on))),
    days: days.map((day) => daysBetween('1970-01-01', day)),
    ever: places.map((place) => names.map((name) => days.map((day) => at(name, place, day)))),
  }
}

/** The value of a parameter, or what holds where nobody has set it. */
function settled(policies: readonly CheckedPolicy[], name: string, find: (name: string) => unknown): unknown {
  const value = find(name)
  if (value instanceof Decimal) return value
  const reader = policies.find(({ file }) => file.parameters.some((one) => one.name === name))
  const instead = reader && whenUnset(reader.file, name)
  if (!instead) return value
  return instead.number ?? (instead.parameter === undefined ? value : settled(policies, instead.parameter, find))
}

/**
 * How far a parameter may move before the loop is made anew: as a slider moves it, or, where products would become too large
 * to be exact, hardly further than it stands.
 */
export const rooms = ['slider', 'none'] as const
type Room = (typeof rooms)[number]

/** The values as loops take them, with the bounds that hold for all places. */
export function storedParameters(
  { places, on }: Population,
  { names, values, days, ever }: ParameterValues,
  room: Room,
): { readonly schema: ParameterSchema; readonly given: readonly GivenParameters[] } {
  const counties = [...new Set(places.map(({ county }) => county))]
  const residences = ['urban', 'rural']
  const fields = names.map((_, index) =>
    parameterField(
      values.map((row) => row[index]),
      room,
    ),
  )
  const everFields = names.map((_, index) =>
    parameterField(
      ever.flatMap((row) => row[index] ?? []),
      room,
    ),
  )
  const named = <Of>(of: readonly Of[]): Record<string, Of> =>
    Object.fromEntries(names.map((name, index) => [name, of[index] as Of]))
  const placed: Record<string, Field> = {
    on: { kind: 'day' },
    county: { kind: 'code', values: counties },
    residence: { kind: 'code', values: residences },
  }
  const given = places.map(
    ({ county, residence }, at): GivenParameters => ({
      ...{
        on: daysBetween('1970-01-01', on),
        county: counties.indexOf(county),
        residence: residences.indexOf(residence),
      },
      ...named((values[at] ?? []).map((value, index) => storedIn(value, fields[index]))),
      ...Object.fromEntries(
        (days.length > 0 ? names : []).map((name, index) => [
          seriesOf(name),
          { days, values: (ever[at]?.[index] ?? []).map((value) => storedIn(value, everFields[index])) },
        ]),
      ),
    }),
  )
  return {
    schema: { parameters: { ...named<Field>(fields), ...placed }, series: days.length > 0 ? named(everFields) : {} },
    given,
  }
}

const headroom = 4

/** A column's worth of one parameter in all places: its digits and bounds. */
function parameterField(values: readonly unknown[], room: Room): NumberField {
  const known = values.filter((value) => value instanceof Decimal)
  const digits = Math.max(0, ...known.map(({ exponent }) => -exponent))
  const highest = Math.max(1, ...known.map((value) => Number(value.toString())))
  const nullable = known.length < values.length
  if (room === 'none') {
    const high = 2 ** Math.ceil(Math.log2(highest * 10 ** digits))
    return { kind: 'number', scale: digits, low: 0, high, nullable }
  }
  // Shares and multiples are moved in hundredths, sums of money in whole fen.
  const scale = Math.max(digits, highest < 100 ? 4 : 0)
  const high = 10 ** Math.ceil(Math.log10(highest * headroom)) * 10 ** scale
  return { kind: 'number', scale, low: 0, high, nullable }
}

/** Counted in whole numbers from its digits: times a power of ten, a double of many digits is off by one. */
const storedIn = (value: unknown, field: NumberField | undefined): number =>
  value instanceof Decimal ? toDouble(new Decimal(value.coefficient, value.exponent + (field?.scale ?? 0))) : Number.NaN
