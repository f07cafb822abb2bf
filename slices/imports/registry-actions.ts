import { randomUUIDv7 } from 'node:crypto'
import { dayOf } from '../../core/date.ts'
import { Problem } from '../../core/problem.ts'
import type { HouseholdMember, RosterHousehold, RosterReading, RosterRecord } from '../../engines/roster/reading.ts'
import { addEnrolments, removeEnrolmentsOfImport } from '../policies/enrolment-store.ts'
import { fileHouseholds, sealedPhone } from '../registry/filing-store.ts'
import type { Amount, HouseholdDraft, PersonDraft } from '../registry/model.ts'
import { addMarks } from '../registry/store.ts'
import { beginVersions, endStatements } from '../registry/version-store.ts'
import {
  type AppliedRow,
  areaOfAddress,
  type DryRow,
  type ImportContext,
  inScope,
  type Target,
  type UndoRow,
} from './dry-run-actions.ts'
import * as store from './household-store.ts'
import { importWords } from './messages.ts'
import { differencesOf, type ReadValues, relationCode, type ToldHousehold, toldHousehold } from './rules.ts'
import { createUnits, lookUpUnits } from './unit-actions.ts'

/** One family of a roster: what is said of the head and the family, its members, and its dibao. */
type Told = ToldHousehold & {
  members: { name: string; identityNumber: string; relation: string; relationText: string | null; values: ReadValues }[]
  monthlyBenefitFen: string | null
  enrolled: boolean
}

const toldRecord = (record: RosterRecord): Told => {
  const told = toldHousehold(record.values)
  return { ...told, members: [], monthlyBenefitFen: null, enrolled: told.dibao === true }
}

function toldFamily(family: RosterHousehold): Told {
  const head = family.members.find((member) => member.id_number === family.head)
  const told = toldHousehold({ ...family.values, ...head?.values, name: head?.name ?? '', id_number: family.head })
  return {
    ...told,
    size: family.size ?? family.members.length,
    members: family.members.filter((member) => member !== head).map(toldMember),
    monthlyBenefitFen: family.monthly_benefit_fen === null ? null : String(family.monthly_benefit_fen),
    enrolled: true,
  }
}

const toldMember = (member: HouseholdMember) => ({
  name: member.name,
  identityNumber: member.id_number,
  relation: relationCode(member.relation_text),
  relationText: member.relation_text,
  values: member.values,
})

const hex = (bytes: Buffer | null) => (bytes ? `\\x${bytes.toString('hex')}` : null)
const personalHash = (context: ImportContext, number: string) =>
  context.services.personalData.index('identity_number', number)

async function classify(
  context: ImportContext,
  reading: RosterReading,
): Promise<{ rows: DryRow[]; unknownUnits: number }> {
  const families = [
    ...reading.records.map((record) => ({ sheet: record.sheet, row: record.row, told: toldRecord(record) })),
    ...reading.households.map((family) => ({ sheet: family.sheet, row: family.row, told: toldFamily(family) })),
  ]
  const numbers = families
    .flatMap(({ told }) => [told.identityNumber, ...told.members.map((member) => member.identityNumber)])
    .filter(Boolean)
  const hashes = [...new Set(numbers)].map((number) => personalHash(context, number))
  const filed = new Map((await store.filedHouseholds(context.tx, hashes)).map((one) => [one.hash.toString('hex'), one]))
  const anywhere = await store.filedAmong(context.tx, hashes)
  const units = await lookUpUnits(
    context,
    families.flatMap(({ told }) => told.unit ?? []),
  )
  const unknown = new Set<string>()
  const rows = families.map(({ sheet, row, told }): DryRow => {
    const areaCode = areaOfAddress(told.address, context.job.areaCode)
    if (told.unit && !units.find(told.unit, areaCode)) unknown.add(`${told.unit} ${areaCode.slice(0, 6)}`)
    return {
      sheet,
      row,
      name: told.name,
      content: { ...told, areaCode },
      ...judge(context, told, areaCode, filed, anywhere),
    }
  })
  return { rows, unknownUnits: unknown.size }
}

type Judged = Pick<DryRow, 'state' | 'conflict' | 'subjectId' | 'differences'>
const conflict = (code: DryRow['conflict']): Judged => ({
  state: 'conflict',
  conflict: code,
  subjectId: null,
  differences: [],
})

/** New, changed, unchanged, or why it stays out. */
function judge(
  context: ImportContext,
  told: Told,
  areaCode: string,
  filed: ReadonlyMap<string, store.FiledHousehold>,
  anywhere: ReadonlySet<string>,
): Judged {
  const key = personalHash(context, told.identityNumber).toString('hex')
  const found = filed.get(key)
  if (found?.status === 'withdrawn') return conflict('withdrawn')
  if (found && !found.isHead) return conflict('member_elsewhere')
  if (!found && anywhere.has(key)) return conflict('filed_elsewhere')
  for (const member of told.members) {
    const memberKey = personalHash(context, member.identityNumber).toString('hex')
    const other = filed.get(memberKey)
    if (other ? other.householdId !== found?.householdId : anywhere.has(memberKey)) return conflict('member_elsewhere')
  }
  if (!found) {
    if (!inScope(context.tx, areaCode)) return conflict('out_of_area')
    return { state: 'new', conflict: null, subjectId: null, differences: [] }
  }
  const differences = differencesOf(filedValues(context, found), toldValues(told))
  return {
    state: differences.length > 0 ? 'changed' : 'unchanged',
    conflict: null,
    subjectId: found.householdId,
    differences,
  }
}

const filedValues = (context: ImportContext, found: store.FiledHousehold) => ({
  size: String(found.size),
  category: found.category,
  cause: found.mainCause,
  annualIncomeFen: found.annualIncomeFen,
  rigidExpenditureFen: found.rigidExpenditureFen,
  address: found.address,
  // Phones are compared, never shown: the difference only says that there is one.
  phone: found.phone ? context.services.personalData.open(found.phone) : null,
  dibao: found.dibao ? 'true' : null,
  monthlyBenefitFen: found.dibaoFen,
})

const toldValues = (told: Told) => ({
  size: told.size === null ? null : String(told.size),
  category: told.category,
  cause: told.cause,
  annualIncomeFen: told.annualIncomeFen,
  rigidExpenditureFen: told.rigidExpenditureFen,
  address: told.address,
  phone: told.phone,
  dibao: told.enrolled ? 'true' : null,
  monthlyBenefitFen: told.monthlyBenefitFen,
})

type Content = Told & { areaCode: string }

async function apply(context: ImportContext, rows: readonly AppliedRow[]) {
  const contents = rows.map((row) => ({ ...row, content: row.content as unknown as Content }))
  const fresh = contents.filter((row) => row.state === 'new')
  await createUnits(
    context,
    fresh.map((row) => ({ unit: row.content.unit, areaCode: row.content.areaCode })),
  )
  const filedIds = await fileNew(
    context,
    fresh.map((row) => row.content),
  )
  const changed = contents.filter((row) => row.state === 'changed')
  const before = await changeFiled(context, changed)
  const done = [
    ...fresh.map((row, place) => ({
      position: row.position,
      subjectId: filedIds[place] as string,
      before: null as unknown,
    })),
    ...changed.map((row) => ({
      position: row.position,
      subjectId: row.subjectId as string,
      before: before.get(row.subjectId as string),
    })),
  ]
  await enrol(context, done, contents)
  return done
}

async function fileNew(context: ImportContext, families: readonly Content[]): Promise<string[]> {
  const units = await lookUpUnits(
    context,
    families.flatMap((family) => family.unit ?? []),
  )
  const filed = await fileHouseholds(
    context.tx,
    context.services.personalData,
    families.map((family) => {
      const { workUnitId, ...responsible } = units.responsible(family.unit, family.areaCode)
      return {
        household: draftOf(family, workUnitId),
        people: [headOf(family), ...family.members.map(memberOf)],
        relationTexts: [null, ...family.members.map((member) => member.relationText)],
        responsible,
        workUnitText: family.unit,
        importId: context.job.id,
      }
    }),
    context.today,
  )
  return filed.map((one) => one.id)
}

function draftOf(family: Content, workUnitId: string | null): HouseholdDraft {
  const amount = (side: Amount['side'], annualFen: string | null): Amount[] =>
    annualFen === null ? [] : [{ side, kind: 'reported_total', personId: null, annualFen }]
  return {
    areaCode: family.areaCode,
    workUnitId,
    residence: 'urban',
    size: family.size ?? 1 + family.members.length,
    category: family.category,
    causes: family.cause ? [family.cause] : [],
    address: family.address,
    dwellings: null,
    vehicles: null,
    housingAreaSquareDecimetres: null,
    heating: null,
    amounts: [...amount('income', family.annualIncomeFen), ...amount('expenditure', family.rigidExpenditureFen)],
  }
}

const unknownPerson = { disabilityGrade: null, school: null, employment: null } as const

const headOf = (family: Content): PersonDraft => ({
  ...unknownPerson,
  name: family.name,
  relation: '02',
  sex: family.sex,
  birthDate: family.birthDate,
  ethnicity: family.ethnicity,
  identityNumber: family.identityNumber,
  phone: family.phone,
})

function memberOf(member: Told['members'][number]): PersonDraft {
  const told = toldHousehold(member.values)
  return {
    ...unknownPerson,
    name: member.name,
    relation: member.relation === '02' ? '99' : member.relation,
    sex: told.sex,
    birthDate: told.birthDate,
    ethnicity: told.ethnicity,
    identityNumber: member.identityNumber || null,
    phone: told.phone,
  }
}

/** Applies what differs; answers by household what stood there before. */
async function changeFiled(
  context: ImportContext,
  rows: readonly { subjectId: string | null; content: Content }[],
): Promise<Map<string, unknown>> {
  const { tx, services } = context
  const hashes = rows.map((row) => personalHash(context, row.content.identityNumber))
  const filed = await store.filedHouseholds(tx, hashes)
  const ids = filed.map((one) => one.householdId)
  const amounts = Map.groupBy(await store.amountsOf(tx, ids), (amount) => amount.householdId)
  const before = new Map<string, unknown>(
    filed.map((one) => [
      one.householdId,
      {
        ...one,
        hash: undefined,
        phone: one.phone ? services.personalData.open(one.phone) : null,
        amounts: amounts.get(one.householdId) ?? [],
      },
    ]),
  )
  // What stood there is kept as a statement of its own, so that every report can be repeated as known before.
  await beginVersions(tx, ids, new Date().toISOString(), context.today)
  const personOf = new Map(filed.map((one) => [one.householdId, one.personId]))
  await store.changeHouseholds(
    tx,
    rows.map(({ subjectId, content }) => {
      const phone = sealedPhone(content.phone, services.personalData)
      return {
        householdId: subjectId as string,
        personId: personOf.get(subjectId as string) ?? '',
        size: content.size,
        category: content.category,
        mainCause: content.cause,
        annualIncomeFen: content.annualIncomeFen,
        rigidExpenditureFen: content.rigidExpenditureFen,
        address: content.address,
        phone: hex(phone.phone),
        phoneHash: hex(phone.phoneHash),
        phoneLastFourHash: hex(phone.phoneLastFourHash),
      }
    }),
  )
  await store.replaceReportedTotals(
    tx,
    rows.flatMap(({ subjectId, content }) =>
      (
        [
          ['income', content.annualIncomeFen],
          ['expenditure', content.rigidExpenditureFen],
        ] as const
      )
        .filter(([, annualFen]) => annualFen !== null)
        .map(([side, annualFen]) => ({
          id: randomUUIDv7(),
          householdId: subjectId as string,
          side,
          annualFen: annualFen as string,
        })),
    ),
  )
  const places = new Map(filed.map((one) => [one.householdId, one.areaCode]))
  const lines = new Map((await store.linesOf(tx, [...places.keys()])).map((one) => [one.id, one.line]))
  const marks = rows.flatMap(({ subjectId, content }) => {
    const householdId = subjectId as string
    const place = {
      householdId,
      areaCode: places.get(householdId) ?? context.job.areaCode,
      organisationLine: lines.get(householdId) ?? '',
    }
    const mark = (dimension: 'cause' | 'category', code: string | null) =>
      code ? [{ ...place, id: randomUUIDv7(), dimension, code, since: context.today }] : []
    return [...mark('cause', content.cause), ...mark('category', content.category)]
  })
  if (marks.length > 0) await addMarks(tx, marks)
  return before
}

async function enrol(
  context: ImportContext,
  done: readonly { position: number; subjectId: string }[],
  rows: readonly { position: number; content: Content }[],
): Promise<void> {
  const idOf = new Map(done.map((one) => [one.position, one.subjectId]))
  const enrolled = rows.filter((row) => row.content.enrolled)
  const ids = enrolled.map((row) => idOf.get(row.position) as string)
  const lines = new Map((await store.linesOf(context.tx, ids)).map((one) => [one.id, one]))
  await addEnrolments(
    context.tx,
    enrolled.map((row, place) => {
      const id = ids[place] as string
      return {
        householdId: id,
        areaCode: lines.get(id)?.areaCode ?? row.content.areaCode,
        organisationLine: lines.get(id)?.line ?? '',
        programme: 'dibao' as const,
        fromDay: context.today,
        monthlyFen: row.content.monthlyBenefitFen,
        source: 'roster' as const,
        sourceImportId: context.job.id,
        startWhy: null,
      }
    }),
  )
}

async function undo(context: ImportContext, rows: readonly UndoRow[]): Promise<void> {
  const { tx, job } = context
  const ids = rows.flatMap((row) => row.subjectId ?? [])
  const count = await store.countBuiltUpon(tx, ids, job.committedAt ?? job.createdAt)
  if (count > 0) throw new Problem('conflict', importWords.builtUpon, { parameters: { count } })
  await removeEnrolmentsOfImport(tx, job.id)
  const changed = rows
    .filter((row) => row.state === 'changed' && row.before)
    .map((row) => row.before as Record<string, unknown>)
  const known = new Date().toISOString()
  const changedIds = changed.map((one) => String(one.householdId))
  await beginVersions(tx, changedIds, known, dayOf(new Date(job.committedAt ?? job.createdAt)))
  await store.restoreHouseholds(tx, changed)
  await store.restorePhones(
    tx,
    changed.map((one) => {
      const sealed = sealedPhone((one.phone as string | null) ?? null, context.services.personalData)
      return {
        personId: String(one.personId),
        phone: hex(sealed.phone),
        phoneHash: hex(sealed.phoneHash),
        phoneLastFourHash: hex(sealed.phoneLastFourHash),
      }
    }),
  )
  await store.restoreAmounts(
    tx,
    changedIds,
    changed.flatMap((one) => one.amounts as store.FiledAmount[]),
  )
  const freshIds = rows.flatMap((row) => (row.state === 'new' && row.subjectId) || [])
  await endStatements(tx, freshIds, known)
  await store.removeHouseholds(tx, job.id)
  await store.removeUnusedUnits(tx, job.createdUnits)
}

export const registryTarget: Target = { classify, apply, undo }
