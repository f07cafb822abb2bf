import type { Text } from '../../core/messages.ts'
import { type CsvLine, readCsv } from './csv-rules.ts'
import { nearestName } from './expression-hint-rules.ts'
import { parameterFileWords as words } from './messages.ts'
import { ParameterDraft } from './model.ts'
import { unitFault } from './parameter-bound-rules.ts'
import { filled } from './policy-file-rules.ts'
import type { Unit } from './policy-model.ts'

/** The columns of `shared/policies/parameters.csv`, and two more that may follow. */
const needed = ['parameter', 'region', 'residence', 'from', 'value'] as const
const further = ['published', 'document'] as const

export type RowState = 'new' | 'changed' | 'unchanged' | 'wrong'

/** A row of the file, judged; `draft` is there unless it is wrong. */
export type JudgedRow = {
  line: number
  state: RowState
  draft: ParameterDraft | null
  cells: string[]
  /** What stands there now. */
  old: KnownParameter | null
  fault: Text | null
}

/** A value that is on file. */
export type KnownParameter = {
  id: string
  name: string
  region: string
  residence: string
  validFrom: string
  value: string
  version: number
}

/** What can be wrong with the file as a whole. */
export type FileFault = { fault: Text; columns: string }

const keyOf = (one: { name: string; region: string; residence: string; validFrom: string }) =>
  [one.name, one.region, one.residence, one.validFrom].join('|')

/** The same number whatever zeros it is written with. */
export const sameDecimal = (one: string, other: string): boolean => plain(one) === plain(other)
const plain = (text: string) => {
  const [whole = '', part = ''] = text.split('.')
  return `${whole.replace(/^0+(?=\d)/, '')}.${part.replace(/0+$/, '')}`
}

const faultByField: Record<string, Text> = {
  name: words.badName,
  region: words.badRegion,
  residence: words.badResidence,
  validFrom: words.badDay,
  value: words.badValue,
  publishedOn: words.badDay,
  document: words.longDocument,
}

/**
 * Reads a parameter file and says of each row what importing it would do. `regions` are the six-digit codes that exist;
 * undefined where nobody knows them; so are `names`, the parameters that some policy reads, and `units` what they are counted in.
 * A row that is wrong is never imported; the others are.
 */
export function judgeParameterFile(
  text: string,
  known: readonly KnownParameter[],
  regions: ReadonlySet<string> | undefined,
  names?: ReadonlySet<string>,
  units?: ReadonlyMap<string, Unit>,
): { rows: JudgedRow[] } | FileFault {
  const [head, ...body] = readCsv(text)
  const columns = head?.cells.map((cell) => cell.toLowerCase()) ?? []
  const absent = needed.filter((name) => !columns.includes(name))
  if (absent.length > 0) return { fault: words.badHeader, columns: absent.join(', ') }
  if (body.length === 0) return { fault: words.emptyFile, columns: '' }
  const onFile = new Map(known.map((one) => [keyOf(one), one]))
  const seen = new Map<string, JudgedRow>()
  return {
    rows: body.map((line) => {
      const row = judgeRow(line, columns, onFile, { regions, names, units })
      if (!row.draft) return row
      const key = keyOf(row.draft)
      const earlier = seen.get(key)
      if (!earlier?.draft) {
        seen.set(key, row)
        return row
      }
      if (sameDecimal(earlier.draft.value, row.draft.value)) return { ...row, state: 'unchanged' }
      return { ...row, state: 'wrong', draft: null, fault: words.contradictory }
    }),
  }
}

function judgeRow(
  { line, cells }: CsvLine,
  columns: readonly string[],
  onFile: ReadonlyMap<string, KnownParameter>,
  {
    regions,
    names,
    units,
  }: {
    regions: ReadonlySet<string> | undefined
    names: ReadonlySet<string> | undefined
    units: ReadonlyMap<string, Unit> | undefined
  },
): JudgedRow {
  const row: JudgedRow = { line, state: 'wrong', draft: null, cells, old: null, fault: null }
  const cell = (name: (typeof needed)[number] | (typeof further)[number]) => cells[columns.indexOf(name)] ?? ''
  const read = ParameterDraft.safeParse({
    name: cell('parameter'),
    region: cell('region'),
    residence: cell('residence'),
    validFrom: cell('from'),
    value: cell('value'),
    publishedOn: cell('published') || null,
    document: cell('document') || null,
  })
  if (!read.success) {
    const field = String(read.error.issues[0]?.path[0] ?? '')
    return { ...row, fault: faultByField[field] ?? words.badValue }
  }
  const draft = read.data
  if (regions && !regions.has(draft.region)) return { ...row, fault: words.unknownRegion }
  const unlike = unitFault(draft.value, units?.get(draft.name))
  if (unlike) return { ...row, fault: unlike }
  const old = onFile.get(keyOf(draft))
  if (!old) {
    const fault = names && unreadFault(draft.name, names)
    return fault ? { ...row, fault } : { ...row, state: 'new', draft }
  }
  const same = sameDecimal(old.value, draft.value)
  return { ...row, state: same ? 'unchanged' : 'changed', draft, old }
}

/** What to say of a parameter that no policy reads, with the name that was probably meant. */
export function unreadFault(name: string, names: ReadonlySet<string>): Text | undefined {
  if (names.has(name)) return undefined
  const near = nearestName(name, names)
  return near === undefined ? filled(words.unread, name) : filled(words.unreadNear, name, near)
}

/** How many rows are of each state. */
export const countStates = (rows: readonly JudgedRow[]): Record<RowState, number> => ({
  new: rows.filter((row) => row.state === 'new').length,
  changed: rows.filter((row) => row.state === 'changed').length,
  unchanged: rows.filter((row) => row.state === 'unchanged').length,
  wrong: rows.filter((row) => row.state === 'wrong').length,
})
