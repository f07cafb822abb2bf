import { randomUUIDv7 } from 'node:crypto'
import { ancestorsOf } from '../../core/area-code.ts'
import { childLine } from '../organisations/rules.ts'
import {
  addOrganisations,
  findOrganisation,
  listLocalGovernments,
  listUnitsByName,
  nextChildNumber,
} from '../organisations/store.ts'
import { type Responsible, routeResponsibility, type Unit } from '../registry/rules.ts'
import type { ImportContext } from './dry-run-actions.ts'
import { unitAreaOf } from './rules.ts'
import { noteCreatedUnits } from './store.ts'

type KnownUnit = Unit & { areaCode: string; asked: string }

/** Units and governments looked up once for many families; routing is then a matter of memory. */
export type Units = {
  find(name: string, householdArea: string): KnownUnit | undefined
  responsible(unitName: string | null, householdArea: string): Responsible & { workUnitId: string | null }
}

export async function lookUpUnits(context: ImportContext, names: readonly string[]): Promise<Units> {
  const known = await listUnitsByName(context.tx, [...new Set(names)])
  const governments = new Map((await listLocalGovernments(context.tx)).map((one) => [one.areaCode, one]))
  const byName = Map.groupBy(known, (unit) => unit.asked)
  const find = (name: string, householdArea: string): KnownUnit | undefined => {
    const area = unitAreaOf(name, householdArea, context.job.areaCode)
    const units = byName.get(name) ?? []
    return (
      units.find((unit) => unit.areaCode === area) ??
      (units.length === 1 && !/^[县区]/.test(name) ? units[0] : undefined)
    )
  }
  return {
    find,
    responsible(unitName, householdArea) {
      const government = [householdArea, ...ancestorsOf(householdArea)]
        .map((code) => governments.get(code))
        .find(Boolean)
      if (!government) throw new Error('the tenant has no government: setup makes one')
      const unit = unitName ? find(unitName, householdArea) : undefined
      return { ...routeResponsibility(unit ?? null, unitName, government), workUnitId: unit?.id ?? null }
    },
  }
}

/** Makes the units that families name and nobody has on file, under the tenant's government, if the officer wants that. */
export async function createUnits(
  context: ImportContext,
  families: readonly { unit: string | null; areaCode: string }[],
): Promise<void> {
  const { job, tx } = context
  if (job.newUnits === 'none') return
  const units = await lookUpUnits(
    context,
    families.flatMap((family) => family.unit ?? []),
  )
  const wanted = new Map<string, { name: string; areaCode: string }>()
  for (const { unit, areaCode } of families)
    if (unit && !units.find(unit, areaCode)) {
      const place = unitAreaOf(unit, areaCode, job.areaCode)
      wanted.set(`${place} ${unit}`, { name: unit, areaCode: place })
    }
  if (wanted.size === 0) return
  const governments = await listLocalGovernments(tx)
  const root = governments.find((one) => one.line.length === 4) ?? governments[0]
  const parent = root ? await findOrganisation(tx, root.id) : undefined
  const { parentLine, number } = await nextChildNumber(tx, parent?.id ?? null)
  const rows = [...wanted.values()].map((unit, place) => ({
    id: randomUUIDv7(),
    parentId: parent?.id ?? null,
    line: childLine(parentLine, number + place),
    name: unit.name,
    kind: 'enterprise' as const,
    enterpriseState: job.newUnits === 'none' ? null : job.newUnits,
    areaCode: unit.areaCode,
    sector: null,
    localGovernment: false,
    creditCode: null,
    responsiblePerson: null,
    responsiblePhone: null,
    validFrom: context.today,
  }))
  await addOrganisations(tx, rows)
  await noteCreatedUnits(
    tx,
    job.id,
    rows.map((row) => row.id),
  )
}
