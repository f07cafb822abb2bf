import type { Field, Numbers } from '../../engines/feel/compile-schema.ts'
import { Decimal } from '../../engines/feel/decimal.ts'
import { FeelDate } from '../../engines/feel/temporal-values.ts'
import type { Value } from '../../engines/feel/values.ts'
import { type Fact, householdFacts } from '../policies/fact-rules.ts'

/** A fact that somebody asks for, and how a column holds it. */
type Wanted = { readonly name: string; readonly fact: Fact; readonly scale: number; readonly texts: string[] }

export function wantedFact(name: string): Wanted {
  const fact = householdFacts[name] as Fact
  const scale = name === 'heated_area_m2' ? 2 : fact.type === 'number' ? 6 : 0
  return { name, fact, scale, texts: [...(fact.values ?? [])] }
}

/** Columns of facts; one that nobody has told is never made. */
export class FactColumns {
  readonly #wanted: ReadonlyMap<string, Wanted>
  readonly #stored = new Map<string, Float64Array>()
  readonly #rows: number

  constructor(wanted: readonly Wanted[], rows: number) {
    this.#wanted = new Map(wanted.map((one) => [one.name, one]))
    this.#rows = rows
  }

  /** The column of a fact, not known at first; undefined when nobody wants it. */
  column(name: string): Float64Array | undefined {
    const known = this.#stored.get(name)
    const wanted = this.#wanted.get(name)
    if (known || !wanted) return known
    const column = new Float64Array(this.#rows).fill(unknownOf(wanted.fact))
    this.#stored.set(name, column)
    return column
  }

  set(name: string, index: number, value: Value): void {
    const wanted = this.#wanted.get(name)
    if (!wanted) return
    const stored = storedValue(value, wanted.fact, wanted.scale, wanted.texts)
    const column = this.column(name)
    if (column) column[index] = stored
  }

  finish(): { fields: Record<string, Field>; columns: Record<string, Numbers> } {
    const fields: Record<string, Field> = {}
    const columns: Record<string, Numbers> = {}
    for (const [name, stored] of this.#stored) {
      const { fact, scale, texts } = this.#wanted.get(name) as Wanted
      const field = fieldOf(fact, scale, stored, texts)
      if (!field) continue
      fields[name] = field
      columns[name] = columnOf(field, stored)
    }
    return { fields, columns }
  }
}

const unknownOf = ({ type }: Fact): number => (type === 'boolean' ? 2 : type === 'text' ? -1 : Number.NaN)

/** What is not known is NaN for numbers and days, 2 for truth values, -1 for texts. */
function storedValue(value: Value, fact: Fact, scale: number, texts: string[]): number {
  if (fact.type === 'boolean') return typeof value === 'boolean' ? Number(value) : 2
  if (fact.type === 'text') {
    if (typeof value !== 'string') return -1
    const known = texts.indexOf(value)
    return known >= 0 ? known : texts.push(value) - 1
  }
  if (value instanceof Decimal) return Number(value.coefficient) * 10 ** (value.exponent + scale)
  return value instanceof FeelDate ? value.number : Number.NaN
}

/** The field of a column, as narrow as what stands in it; undefined when nobody's is known. */
function fieldOf(fact: Fact, scale: number, stored: Float64Array, texts: readonly string[]): Field | undefined {
  let [low, high, missing, known] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, false, false]
  const unknown = unknownOf(fact)
  for (let i = 0; i < stored.length; i++) {
    const one = stored[i] as number
    if (one === unknown || Number.isNaN(one)) missing = true
    else {
      known = true
      if (one < low) low = one
      if (one > high) high = one
    }
  }
  if (!known) return undefined
  if (fact.type === 'boolean') return { kind: 'boolean', nullable: missing }
  if (fact.type === 'text') return { kind: 'code', values: texts, nullable: missing }
  if (fact.type === 'day') return { kind: 'day', nullable: missing }
  return { kind: 'number', scale, low, high, nullable: missing }
}

function columnOf(field: Field, stored: Float64Array): Numbers {
  if (field.kind === 'boolean') return new Uint8Array(stored)
  return field.kind === 'code' ? new Int16Array(stored) : stored
}
