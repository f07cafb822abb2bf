import type pg from 'pg'
import type { PersonalData } from '../../platform/server/personal-data.ts'
import { keysOf } from '../../slices/registry/duplicate-key-store.ts'
import { type FiledRows, filedRows, filedText } from '../../slices/registry/filing-store.ts'
import type { PersonDraft } from '../../slices/registry/model.ts'
import type { SearchText } from '../../slices/registry/search-rules.ts'
import { copy, copyTexts } from './texts.ts'

const hex = (bytes: Buffer | null): string => (bytes ? `\\\\x${bytes.toString('hex')}` : '\\N')
const line = (values: readonly (string | number | null)[]): string =>
  `${values.map((value) => value ?? '\\N').join('\t')}\n`

/** Somebody to be filed, as far as known. */
export type FilledPerson = {
  name: string
  relation: string
  sex: 1 | 2 | null
  birthDate: string | null
  number: string | null
  phone: string | null
}
export type FilledFamily = { people: readonly FilledPerson[]; address: string | null; areaCode: string }

const draftOf = ({ name, relation, sex, birthDate, number, phone }: FilledPerson): PersonDraft => ({
  name,
  relation,
  sex,
  birthDate,
  ethnicity: null,
  disabilityGrade: null,
  school: null,
  employment: null,
  identityNumber: number,
  phone,
})

/** What is written beside the families: what they are found by, what brings duplicates together. */
export type FilledWith = { importId?: string; searched?: boolean; matched?: boolean }

const portion = 2_000

/** Files families past row security, which only benches may do; answers the ids of their people in order. */
export async function fillFamilies(
  client: pg.Client,
  personalData: PersonalData,
  tenantId: string,
  families: Iterable<FilledFamily>,
  { importId, searched = true, matched = true }: FilledWith = {},
): Promise<string[]> {
  const { rows } = await client.query<{ id: string; line: string }>(
    'select id, line from organisation where tenant_id = $1 and local_government limit 1',
    [tenantId],
  )
  const government = { ...(rows[0] as { id: string; line: string }), reason: 'no_unit' as const }
  const ids: string[] = []
  let lines = emptyLines()
  let number = 0
  const flush = async () => {
    for (const [table, columns] of Object.entries(columnsOf))
      await copy(client, `${table} (${columns})`, lines[table as keyof typeof columnsOf])
    await copyTexts(client, tenantId, lines.texts)
    lines = emptyLines()
  }
  for (const family of families) {
    const filed = filedRows(
      { ...draft(family), responsible: government, workUnitText: null, importId: importId ?? null },
      `fill-${importId?.slice(-6) ?? ''}-${number++}`,
      personalData,
      '2020-01-01',
    )
    addLines(lines, tenantId, filed)
    if (matched) addKeys(lines, tenantId, filed, family, personalData)
    if (searched) lines.texts.push({ id: filed.household.id, ...filedText(filed) })
    for (const { id } of filed.people) ids.push(id)
    if (number % portion === 0) await flush()
  }
  await flush()
  return ids
}

type Lines = Record<keyof typeof columnsOf, string[]> & { texts: ({ id: string } & SearchText)[] }
const emptyLines = (): Lines => ({ household: [], person: [], person_key: [], texts: [] })

const columnsOf = {
  household:
    'tenant_id, id, file_number, area_code, responsible_id, organisation_line, responsible_reason, head_person_id, head_name, head_name_pinyin, size, residence, category, registered_on, address, source_import_id',
  person:
    'tenant_id, id, household_id, area_code, organisation_line, name, name_pinyin, identity_number, identity_number_hash, identity_last_four_hash, phone, phone_hash, phone_last_four_hash, sex, birth_date, relation, joined_on',
  person_key: 'tenant_id, person_id, birth_key, number_key, phone_key, home_key',
} as const

const draft = (family: FilledFamily) => ({
  household: {
    areaCode: family.areaCode,
    workUnitId: null,
    residence: 'urban' as const,
    size: family.people.length,
    category: 'relative' as const,
    causes: [],
    address: family.address,
    dwellings: null,
    vehicles: null,
    housingAreaSquareDecimetres: null,
    heating: null,
    amounts: [],
  },
  people: family.people.map(draftOf),
})

function addLines(lines: Lines, tenantId: string, { household: h, people }: FiledRows): void {
  const place = [h.areaCode, h.organisationLine]
  lines.household.push(
    line(
      [
        tenantId,
        h.id,
        h.fileNumber,
        h.areaCode,
        h.responsibleId,
        h.organisationLine,
        h.responsibleReason,
        h.headPersonId,
      ]
        .concat([h.headName, h.headNamePinyin, String(h.size), h.residence])
        .concat([h.category, '2020-01-01', h.address, h.sourceImportId] as string[]),
    ),
  )
  for (const p of people)
    lines.person.push(
      line(
        [tenantId, p.id, h.id, ...place, p.name, p.namePinyin]
          .concat(
            [
              p.identityNumber,
              p.identityNumberHash,
              p.identityLastFourHash,
              p.phone,
              p.phoneHash,
              p.phoneLastFourHash,
            ].map(hex),
          )
          .concat([p.sex, p.birthDate, p.relation, '2020-01-01'] as string[]),
      ),
    )
}

function addKeys(
  lines: Lines,
  tenantId: string,
  filed: FiledRows,
  family: FilledFamily,
  personalData: PersonalData,
): void {
  for (const [place, person] of filed.people.entries()) {
    const keys = keysOf(
      {
        ...person,
        pinyin: person.namePinyin,
        initials: () => '',
        identityNumber: family.people[place]?.number ?? null,
        phoneHash: person.phoneHash?.toString('hex') ?? null,
        address: family.address,
        isHead: place === 0,
      },
      personalData,
    )
    const texts = [keys.birth, keys.number, keys.phone, keys.home].map((key) => key?.toString() ?? null)
    lines.person_key.push(line([tenantId, person.id, ...texts]))
  }
}
