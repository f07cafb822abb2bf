import { randomUUIDv7 } from 'node:crypto'
import type { HouseholdMember, RosterHousehold, RosterReading, RosterRecord } from '../../engines/roster/reading.ts'
import { liesInScope } from '../../platform/server/database.ts'
import { areaOfAddress, type DryRow, type DryRun, type ImportContext, type Target } from './dry-run-actions.ts'
import * as store from './household-store.ts'
import type { NamedUnit } from './part-store.ts'
import { commitFamilies } from './registry-commit-actions.ts'
import { undoFamilies } from './registry-undo-actions.ts'
import { differencesOf, relationCode, type Told, toldHousehold, toldValues } from './rules.ts'
import { headingsOf, speaksMore, supplementNews, supplementsIn } from './supplement-actions.ts'
import { lookUpUnits } from './unit-actions.ts'

function toldRecord(context: ImportContext, record: RosterRecord): Told {
  const told = toldHousehold(record.values)
  const supplements = supplementsIn(context, record.extras)
  return { ...told, members: [], monthlyBenefitFen: null, enrolled: told.dibao === true, supplements }
}

function toldFamily(context: ImportContext, family: RosterHousehold): Told {
  const head = family.members.find((member) => member.id_number === family.head)
  const told = toldHousehold({ ...family.values, ...head?.values, name: head?.name ?? '', id_number: family.head })
  return {
    ...told,
    size: family.size ?? family.members.length,
    members: family.members.filter((member) => member !== head).map((member) => toldMember(context, member)),
    supplements: supplementsIn(context, head?.extras),
    monthlyBenefitFen: family.monthly_benefit_fen === null ? null : String(family.monthly_benefit_fen),
    enrolled: true,
  }
}

const toldMember = (context: ImportContext, member: HouseholdMember) => ({
  name: member.name,
  identityNumber: member.id_number,
  relation: relationCode(member.relation_text),
  relationText: member.relation_text,
  values: member.values,
  supplements: supplementsIn(context, member.extras),
})

/** A family with the keyed hashes of its numbers as hexadecimal text; members without a number have none. */
type Hashed = { sheet: string; row: number; told: Told; areaCode: string; key: string; memberKeys: (string | null)[] }

const keyOf = (context: ImportContext, number: string): string =>
  context.services.personalData.index('identity_number', number).toString('hex')

function hashed(context: ImportContext, row: { sheet: string; row: number }, told: Told): Hashed {
  return {
    sheet: row.sheet,
    row: row.row,
    told,
    areaCode: areaOfAddress(told.address, context.job.areaCode),
    key: keyOf(context, told.identityNumber),
    memberKeys: told.members.map(({ identityNumber }) => (identityNumber ? keyOf(context, identityNumber) : null)),
  }
}

// Families whose numbers are looked up in one question.
const portion = 5_000

async function classify(context: ImportContext, reading: RosterReading): Promise<DryRun> {
  const all = [
    ...reading.records.map((record) => hashed(context, record, toldRecord(context, record))),
    ...reading.households.map((family) => hashed(context, family, toldFamily(context, family))),
  ]
  const units = await lookUpUnits(context, [...new Set(all.flatMap(({ told }) => told.unit ?? []))])
  const unknown = new Set<string>()
  const named = new Map<string, NamedUnit>()
  const rows: DryRow[] = []
  for (let from = 0; from < all.length; from += portion) {
    // Judging is half of a dry run; keeping what was judged is the other.
    context.far?.(from / 2, all.length)
    const some = all.slice(from, from + portion)
    const keys = [...new Set(some.flatMap((one) => [one.key, ...one.memberKeys.filter((key) => key !== null)]))]
    const filed = new Map((await store.filedHouseholds(context.tx, keys)).map((one) => [one.key, one]))
    const anywhere = await store.filedAmong(
      context.tx,
      keys.filter((key) => !filed.has(key)),
    )
    const judgements = await withSupplements(
      context,
      some.map((family) => ({ told: family.told, judged: judge(context, family, filed, anywhere) })),
    )
    for (const [place, { sheet, row, told, areaCode }] of some.entries()) {
      const judged = judgements[place] as Judged
      if (told.unit) {
        if (!units.find(told.unit, areaCode)) unknown.add(`${told.unit} ${areaCode.slice(0, 6)}`)
        if (judged.state === 'new') named.set(`${told.unit} ${areaCode}`, { unit: told.unit, areaCode })
      }
      rows.push({ sheet, row, name: told.name, content: { ...told, areaCode }, ...judged })
    }
  }
  return { rows, unknownUnits: unknown.size, units: [...named.values()] }
}

type Judged = Pick<DryRow, 'state' | 'conflict' | 'subjectId' | 'differences'>
const conflict = (code: DryRow['conflict']): Judged => ({
  state: 'conflict',
  conflict: code,
  subjectId: null,
  differences: [],
})

/** The judgements with what families on file tell beyond the fields: a row that says nothing else is a change, too. */
async function withSupplements(
  context: ImportContext,
  families: readonly { told: Told; judged: Judged }[],
): Promise<Judged[]> {
  const speaking = families.flatMap(({ told, judged }, place) =>
    (judged.state === 'changed' || judged.state === 'unchanged') && judged.subjectId && speaksMore(told)
      ? [{ place, householdId: judged.subjectId, told }]
      : [],
  )
  const judged = families.map((family) => family.judged)
  const news = await supplementNews(context, speaking)
  for (const [at, { place }] of speaking.entries()) {
    const one = judged[place] as Judged
    const after = headingsOf(news[at] ?? [])
    if (after === '') continue
    const differences = [...one.differences, { field: 'supplements', before: null, after }]
    judged[place] = { ...one, state: 'changed', differences }
  }
  return judged
}

/** New, changed, unchanged, or why it stays out. */
function judge(
  context: ImportContext,
  { told, areaCode, key, memberKeys }: Hashed,
  filed: ReadonlyMap<string, store.FiledHousehold>,
  anywhere: ReadonlySet<string>,
): Judged {
  const found = filed.get(key)
  if (found?.status === 'withdrawn') return conflict('withdrawn')
  if (found && !found.isHead) return conflict('member_elsewhere')
  if (!found && anywhere.has(key)) return conflict('filed_elsewhere')
  for (const memberKey of memberKeys) {
    if (memberKey === null) continue
    const other = filed.get(memberKey)
    if (other ? other.householdId !== found?.householdId : anywhere.has(memberKey)) return conflict('member_elsewhere')
  }
  if (!found) {
    if (!liesInScope(context.tx.scope, areaCode)) return conflict('out_of_area')
    // The id that the family will have, so that what is committed needs no second look at its row.
    return { state: 'new', conflict: null, subjectId: randomUUIDv7(), differences: [] }
  }
  const differences = differencesOf(store.filedValues(found, context.services.personalData), toldValues(told))
  return {
    state: differences.length > 0 ? 'changed' : 'unchanged',
    conflict: null,
    subjectId: found.householdId,
    differences,
  }
}

export const registryTarget: Target = { classify, commit: commitFamilies, undo: undoFamilies }
