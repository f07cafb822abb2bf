/** The parts of a JSON schema that say what a request may hold. */
export type Schema = {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: Schema[]
  oneOf?: Schema[]
  allOf?: Schema[]
  properties?: Record<string, Schema>
  required?: string[]
  items?: Schema
  format?: string
  pattern?: string
  minimum?: number
  maximum?: number
}

/** A repeatable source of numbers from 0 to below 1 (xorshift). */
export function numbersFrom(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1
  return () => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state / 2 ** 32
  }
}

// What no form sends: other types, other sizes, other alphabets, days that are none, signs that mean something elsewhere.
const nasty: readonly unknown[] = [
  ...['', ' ', '\u0000', 'a\u0000b', '\ud800', '%', '_', '\\', "'; drop table household;--", '../../etc', '<b>', '∞'],
  ...['NaN', '1e5', '-0', '-5', '0', '١٢٣', '99999999999999999999', '999999999999', '长'.repeat(5_000)],
  ...['2026-02-30', '9999-12-31', '0001-01-01', '00000000-0000-0000-0000-000000000000'],
  ...[
    null,
    true,
    0,
    -1,
    1.5,
    1e308,
    2 ** 31,
    Number.MAX_SAFE_INTEGER,
    Number.MIN_SAFE_INTEGER,
    [],
    {},
    [null],
    { a: 1 },
  ],
]

/** Values for the requests of one API: mostly of the form that its document asks for, here and there of none. */
export class Nastiness {
  /** Ids that answers have named; many routes only begin to work with one of them. */
  readonly known: string[] = []
  readonly random: () => number
  private readonly document: object

  constructor(document: object, random: () => number) {
    this.document = document
    this.random = random
  }

  pick = <One>(from: readonly One[]): One => from[Math.floor(this.random() * from.length)] as One

  value(schema: Schema | undefined, depth = 0): unknown {
    if (!schema || depth > 6 || this.random() < 0.12) return this.pick(nasty)
    if (schema.$ref) return this.value(this.referred(schema.$ref), depth + 1)
    if (schema.enum) return this.pick(schema.enum)
    if ('const' in schema) return schema.const
    const choice = schema.anyOf ?? schema.oneOf
    if (choice) return this.value(this.pick(choice), depth + 1)
    if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => this.value(part, depth + 1)))
    return this.plain(schema, depth)
  }

  private plain(schema: Schema, depth: number): unknown {
    const type = Array.isArray(schema.type) ? this.pick(schema.type) : schema.type
    if (schema.properties) return this.object(schema, depth)
    if (type === 'array')
      return Array.from({ length: Math.floor(this.random() * 4) }, () => this.value(schema.items, depth + 1))
    if (type === 'integer' || type === 'number')
      return this.pick([0, 1, 2, 5, 50, 2026, schema.minimum ?? 3, schema.maximum ?? 3])
    if (type === 'boolean') return this.random() < 0.5
    return type === 'string' ? this.text(schema) : this.pick(nasty)
  }

  private object({ properties = {}, required = [] }: Schema, depth: number): Record<string, unknown> {
    const entries = Object.entries(properties)
      .filter(([key]) => this.random() < (required.includes(key) ? 0.97 : 0.5))
      .map(([key, schema]) => [key, this.value(schema, depth + 1)])
    return { ...Object.fromEntries(entries), ...(this.random() < 0.03 ? { unheard: 1 } : {}) }
  }

  private text({ format, pattern = '' }: Schema): string {
    if (format === 'uuid' || pattern.includes('0-9a-f'))
      return this.known.length > 0 && this.random() < 0.7
        ? this.pick(this.known)
        : '01999999-9999-7999-8999-999999999999'
    if (format === 'date' || pattern.includes('d{4}-'))
      return this.pick(['2026-11-23', '2024-02-29', '1900-01-01', '2100-12-31'])
    if (pattern.includes('{12}')) return this.pick(['231200000000', '231202000000', '231281000000'])
    return this.pick(['甲', '100', '12.5', 'x', '王小明', '2026-11', 'abc def', '长'.repeat(60)])
  }

  private referred = (path: string): Schema =>
    path
      .split('/')
      .slice(1)
      .reduce<unknown>((part, key) => (part as Record<string, unknown>)[key], this.document) as Schema
}

/** Every id in an answer. */
export function idsIn(answer: unknown): string[] {
  if (typeof answer === 'string') return /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/.test(answer) ? [answer] : []
  return typeof answer === 'object' && answer !== null ? Object.values(answer).flatMap(idsIn) : []
}
