/** A row of a table as it stood, column by column, as PostgreSQL writes it in JSON. */
export type StoredRow = { readonly [column: string]: unknown }

/** Everything on file about a family at one moment. */
export type FamilyDocument = {
  readonly household: StoredRow
  readonly people: readonly StoredRow[]
  readonly amounts: readonly StoredRow[]
  readonly marks: readonly StoredRow[]
}

// These say when something was written, not what is true of the family.
const bookkeeping = new Set(['version', 'updated_at', 'created_at', 'known_from', 'valid_from'])

const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** The columns whose value differs. */
export function changedColumns(before: StoredRow, after: StoredRow): string[] {
  return Object.keys(after).filter((column) => !bookkeeping.has(column) && !same(before[column], after[column]))
}

const patched = (row: StoredRow, after: StoredRow, columns: readonly string[]): StoredRow => ({
  ...row,
  ...Object.fromEntries(columns.map((column) => [column, after[column]])),
})

const byId = (rows: readonly StoredRow[]) => new Map(rows.map((row) => [String(row.id), row]))

/** Members: those who are changed take the changed columns, newcomers come whole, those who are gone go. */
function patchPeople(
  people: readonly StoredRow[],
  before: readonly StoredRow[],
  after: readonly StoredRow[],
): StoredRow[] {
  const [earlier, later] = [byId(before), byId(after)]
  const kept = people.filter((person) => later.has(String(person.id)) || !earlier.has(String(person.id)))
  const known = byId(kept)
  const newcomers = after.filter((person) => !earlier.has(String(person.id)) && !known.has(String(person.id)))
  return [
    ...kept.map((person) => {
      const [was, is] = [earlier.get(String(person.id)), later.get(String(person.id))]
      return was && is ? patched(person, is, changedColumns(was, is)) : person
    }),
    ...newcomers,
  ]
}

const stripped = (row: StoredRow) =>
  Object.fromEntries(Object.entries(row).filter(([column]) => !bookkeeping.has(column)))

const told = ({ household, people, amounts, marks }: FamilyDocument) => [
  stripped(household),
  people.map(stripped),
  amounts,
  marks,
]

/** True when nothing but bookkeeping differs. */
const sameFamily = (one: FamilyDocument, other: FamilyDocument): boolean => same(told(one), told(other))

/**
 * An earlier statement with a later correction written into it: what differs between `before` and `after` now stands in
 * `earlier` too, the rest of it stays. A correction without any difference says that the whole newest statement held
 * already then.
 */
export function correctedDocument(
  earlier: FamilyDocument,
  before: FamilyDocument,
  after: FamilyDocument,
): FamilyDocument {
  if (sameFamily(before, after)) return after
  return {
    household: patched(earlier.household, after.household, changedColumns(before.household, after.household)),
    people: patchPeople(earlier.people, before.people, after.people),
    amounts: same(before.amounts, after.amounts) ? earlier.amounts : after.amounts,
    marks: same(before.marks, after.marks) ? earlier.marks : after.marks,
  }
}

/** A row with what `after` made of `before` taken back; what was changed since stays as it was changed. */
const undone = (now: StoredRow, after: StoredRow | undefined, before: StoredRow): StoredRow =>
  patched(now, before, after ? changedColumns(before, after).filter((column) => same(now[column], after[column])) : [])

/** A family now, right after a merge and right before it. */
export type Undoing = { now: FamilyDocument; after: FamilyDocument; before: FamilyDocument }

const size = ({ household }: FamilyDocument): number => Number(household.size)

/**
 * Both families of a merge as they would stand without it: members go back, facts that the merge has changed become what they
 * were, and whatever was changed, joined or left since stays. Who has gone to a third family since stays there.
 */
export function withoutMerge(families: readonly Undoing[]): FamilyDocument[] {
  const everybody = (of: (family: Undoing) => FamilyDocument) => byId(families.flatMap((family) => of(family).people))
  const [now, after] = [everybody(({ now }) => now), everybody(({ after }) => after)]
  const known = everybody(({ before }) => before)
  return families.map((family) => {
    const back = family.before.people.flatMap((person) => {
      const row = now.get(String(person.id))
      return row ? [undone(row, after.get(String(person.id)), person)] : []
    })
    const since = family.now.people.filter((person) => !known.has(String(person.id)))
    const household = undone(family.now.household, family.after.household, family.before.household)
    return {
      household: { ...household, size: Math.max(1, size(family.before) + size(family.now) - size(family.after)) },
      people: [...back, ...since],
      amounts: same(family.now.amounts, family.after.amounts) ? family.before.amounts : family.now.amounts,
      marks: same(family.now.marks, family.after.marks) ? family.before.marks : family.now.marks,
    }
  })
}
