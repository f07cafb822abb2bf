import type { CountCell } from './count-tables.ts'
import type { Facts, FamilyFacts, FormField } from './form-fields.ts'
import { type FormReading, isRecord } from './form-reading.ts'

// By these rows are chosen and shared out, whatever the headings ask for.
const always: readonly FormField[] = [
  'name',
  'relation',
  'sex',
  'age',
  'school',
  'employment',
  'disabled',
  'dibao',
  'residence',
  'category',
  'county',
  'township',
  'village',
]

/** What must be known of each family to fill a form: nothing else is looked up, and nothing else leaves the server. */
export type FormNeeds = {
  readonly fields: ReadonlySet<FormField>
  /** Every line of aid and every visit, in rows of their own. */
  readonly entries: boolean
  /** When families came and went and what each was given: asked for by counts within some days. */
  readonly history: boolean
  /** What is known of people beyond the fields. */
  readonly said: boolean
}

/** The facts of which a form's places, lists and counts speak. */
export function needsOf({ parts, shape }: FormReading): FormNeeds {
  const tables = parts.flatMap((part) => part.tables)
  const slots = parts.flatMap(({ labels, ofCard = [] }) => [...labels, ...ofCard])
  const fields = new Set<FormField>(always)
  const all = [...slots, ...tables.flatMap((table) => table.slots)]
  for (const { field } of all) if (field !== null) fields.add(field)
  // Boxes beside 致困原因 are ticked for every cause.
  if (fields.has('main_cause')) fields.add('other_causes')
  if (tables.some(({ rowOf }) => rowOf === 'aided')) fields.add('aid_times')
  const cells = parts.flatMap(({ counts = [] }) => counts.flatMap((table) => table.cells))
  for (const cell of cells) for (const field of ofCount(cell)) fields.add(field)
  const history = cells.some(({ span }) => span !== undefined)
  const isOfEntries = tables.some(
    ({ rowOf }) => rowOf === 'register' || rowOf === 'ledger' || (shape === 'card' && isRecord(rowOf)),
  )
  return { fields, history, entries: isOfEntries, said: all.some(({ said }) => said !== undefined) }
}

function ofCount({ measure, conditions }: CountCell): FormField[] {
  const measured: FormField[] = measure.count === 'sum' ? [measure.field] : ['household_size']
  const spoken = conditions.flatMap((one): readonly FormField[] => {
    if (one.of === 'cause' || one.of === 'other_cause') return ['main_cause']
    if (one.of === 'flag') return [one.field]
    return one.of === 'name' ? one.fields : []
  })
  return [...measured, ...spoken]
}

/** A family with only what the form asks for, and of that only what is known. */
export function onlyNeeded(known: FamilyFacts, { fields }: Pick<FormNeeds, 'fields'>): FamilyFacts {
  const asked = ({ more, ...facts }: Facts): Facts => ({
    ...Object.fromEntries(
      Object.entries(facts).filter(([field, fact]) => fact !== null && fields.has(field as FormField)),
    ),
    ...(more && { more }),
  })
  return { ...known, family: asked(known.family), members: known.members.map(asked) }
}
