import { ancestorsOf, padAreaCode } from '../../core/area-code.ts'
import { EnterpriseState, OrganisationKind } from '../organisations/model.ts'
import type { ConflictCode, Difference, RowState } from './model.ts'
import { differencesOf, type ReadValues } from './rules.ts'

/** What a row of a list tells about an organisation; what it leaves empty is null. */
export type ToldOrganisation = {
  name: string
  kind: OrganisationKind | null
  enterpriseState: EnterpriseState | null
  parent: string | null
  areaCode: string
  /** False: the row names no county and the area of the import was taken. */
  areaTold: boolean
  sector: string | null
  creditCode: string | null
  responsiblePerson: string | null
  phone: string | null
}

/** An organisation as it is on file, or as an earlier row of the same file makes it (then without an id). */
export type KnownOrganisation = {
  asked: string
  id: string | null
  name: string
  areaCode: string
  kind: OrganisationKind
  enterpriseState: EnterpriseState | null
  parentId: string | null
  sector: string | null
  creditCode: string | null
  responsiblePerson: string | null
  phone: string | null
}

/** Reads a record of the engine. `enterprises`: the heading says that every row is an enterprise. */
export function toldOrganisation(values: ReadValues, importArea: string, enterprises: boolean): ToldOrganisation {
  const text = (field: string, most: number): string | null => {
    const value = values[field]
    return value === null || value === undefined || value === '' ? null : String(value).slice(0, most)
  }
  const state = EnterpriseState.safeParse(values.enterprise_state).data ?? null
  const kind =
    OrganisationKind.safeParse(values.organisation_kind).data ??
    (enterprises || state !== null ? ('enterprise' as const) : null)
  const county = padAreaCode(text('county', 12) ?? '')
  const code = text('credit_code', 40)
  return {
    name: text('organisation_name', 120) ?? '',
    kind,
    // A school that is “正常” has no state on file: only enterprises do.
    enterpriseState: kind === 'enterprise' ? state : null,
    parent: text('parent_name', 120),
    areaCode: county ?? importArea,
    areaTold: county !== undefined,
    sector: text('sector', 60),
    creditCode: code !== null && code.length <= 18 ? code : null,
    responsiblePerson: text('responsible_person', 60),
    phone: text('phone', 30),
  }
}

type Named = Pick<KnownOrganisation, 'asked' | 'id' | 'name' | 'areaCode'>

/** The one of this name: in the area the row tells; without one, the only one, or the one in the area of the import. */
export function findSame<Known extends Named>(
  told: Pick<ToldOrganisation, 'areaCode' | 'areaTold'>,
  named: readonly Known[],
): Known | 'ambiguous' | undefined {
  const here = named.find((one) => one.areaCode === told.areaCode)
  if (here) return here
  // Another name a unit goes by belongs to that unit alone, wherever it is.
  const byAlias = named.filter((one) => one.name !== one.asked)
  const left = told.areaTold ? byAlias : named
  return left.length > 1 ? 'ambiguous' : left[0]
}

/** The parent of this name nearest above the area; the only one of its name wherever it is. */
export function findParent<Known extends Named>(
  areaCode: string,
  named: readonly Known[],
): Known | 'ambiguous' | undefined {
  for (const area of [areaCode, ...ancestorsOf(areaCode)]) {
    const here = named.find((one) => one.areaCode === area)
    if (here) return here
  }
  return named.length > 1 ? 'ambiguous' : named[0]
}

export type Judged = { state: RowState; conflict: ConflictCode | null; differences: Difference[] }
const outBy = (conflict: ConflictCode): Judged => ({ state: 'conflict', conflict, differences: [] })

/**
 * What would happen to a row. `filed` is the organisation it is about, `parent` the one it names; undefined where there
 * is none. `reachable`: the asker may write in that area.
 */
export function judgeOrganisation(
  told: ToldOrganisation,
  filed: KnownOrganisation | undefined,
  parent: Pick<KnownOrganisation, 'id'> | 'ambiguous' | undefined,
  reachable: boolean,
): Judged {
  if (parent === 'ambiguous') return outBy('ambiguous_unit')
  if (told.parent !== null && parent === undefined) return outBy('parent_unknown')
  const kind = told.kind ?? filed?.kind ?? null
  if (kind === null) return outBy('kind_missing')
  if (kind === 'enterprise' && !told.enterpriseState && !filed?.enterpriseState) return outBy('state_missing')
  if (!filed) return reachable ? { state: 'new', conflict: null, differences: [] } : outBy('out_of_area')
  // The line of everything below would move with it, and with the line who may see which families.
  if (parent !== undefined && parent.id !== filed.parentId) return outBy('parent_differs')
  const compared = ({
    kind,
    enterpriseState,
    sector,
    creditCode,
    responsiblePerson,
    phone,
  }: ToldOrganisation | KnownOrganisation) => ({
    kind,
    enterpriseState,
    sector,
    creditCode,
    responsiblePerson,
    phone,
  })
  const differences = differencesOf(compared(filed), compared(told))
  if (differences.length === 0) return { state: 'unchanged', conflict: null, differences }
  return reachable ? { state: 'changed', conflict: null, differences } : outBy('out_of_area')
}
