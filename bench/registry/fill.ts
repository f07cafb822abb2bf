import type pg from 'pg'
import { withClient } from '../../platform/server/embedded-cluster.ts'
import { blockingTexts } from '../../slices/registry/duplicate-rules.ts'
import { filedRows, filedText } from '../../slices/registry/filing-store.ts'
import type { PersonDraft } from '../../slices/registry/model.ts'
import type { SearchText } from '../../slices/registry/search-rules.ts'
import type { TestServer } from '../../tests/support/server.ts'
import { type Invented, invented } from './people.ts'
import { copy, copyTexts } from './texts.ts'
import { unhindered } from './unhindered.ts'

const hex = (bytes: Buffer | null): string => (bytes ? `\\\\x${bytes.toString('hex')}` : '\\N')
const line = (values: readonly (string | number | null)[]): string =>
  `${values.map((value) => value ?? '\\N').join('\t')}\n`

const draftOf = ({ name, number, phone }: Invented): PersonDraft => ({
  name,
  relation: '20',
  sex: null,
  birthDate: null,
  ethnicity: null,
  disabilityGrade: null,
  school: null,
  employment: null,
  identityNumber: number,
  phone,
})

/** Files the invented people from 0 to `persons` in families of three, with sealed numbers, search keys and match keys. */
export async function fillPeople(server: TestServer, tenantId: string, persons: number): Promise<void> {
  await withClient(server.database.ownerUrl, (client) => fillWith(client, server, tenantId, persons))
}

async function fillWith(client: pg.Client, server: TestServer, tenantId: string, persons: number): Promise<void> {
  const { rows } = await client.query<{ id: string; line: string }>(
    'select id, line from organisation where tenant_id = $1 and local_government limit 1',
    [tenantId],
  )
  const government = { ...(rows[0] as { id: string; line: string }), reason: 'no_unit' as const }
  const { personalData } = server.application.services
  const keyOf = (text: string) => personalData.index('match', text).readBigInt64BE(0).toString()
  const portion = 6_000
  await unhindered(client, async () => {
    for (let from = 0; from < persons; from += portion) {
      const lines: Record<'household' | 'person' | 'person_key', string[]> = {
        household: [],
        person: [],
        person_key: [],
      }
      const texts: ({ id: string } & SearchText)[] = []
      for (let index = from; index < Math.min(persons, from + portion); index += 3) {
        const people = [index, index + 1, index + 2].map(invented)
        const head = people[0] as Invented
        const filed = filedRows(
          {
            household: {
              areaCode: head.areaCode,
              workUnitId: null,
              residence: 'urban',
              size: 3,
              category: 'relative',
              causes: [],
              address: head.address,
              dwellings: null,
              vehicles: null,
              housingAreaSquareDecimetres: null,
              heating: null,
              amounts: [],
            },
            people: people.map(draftOf),
            responsible: government,
            workUnitText: null,
            importId: null,
          },
          `fill-${index}`,
          personalData,
          '2020-01-01',
        )
        const h = filed.household
        lines.household.push(
          line([
            tenantId,
            h.id,
            h.fileNumber,
            h.areaCode,
            government.id,
            government.line,
            'no_unit',
            h.headPersonId,
            h.headName,
            h.headNamePinyin,
            3,
            'urban',
            h.category,
            '2020-01-01',
            h.address,
          ]),
        )
        for (const p of filed.people) {
          lines.person.push(
            line([
              tenantId,
              p.id,
              h.id,
              h.areaCode,
              government.line,
              p.name,
              p.namePinyin,
              hex(p.identityNumber),
              hex(p.identityNumberHash),
              hex(p.identityLastFourHash),
              hex(p.phone),
              hex(p.phoneHash),
              hex(p.phoneLastFourHash),
              p.sex,
              p.birthDate,
              p.relation,
              '2020-01-01',
            ]),
          )
          const candidate = {
            ...p,
            pinyin: p.namePinyin,
            identityNumber: people.find((one) => one.name === p.name)?.number ?? null,
            phoneHash: p.phoneHash?.toString('hex') ?? null,
            address: h.address,
            isHead: p.id === h.headPersonId,
          }
          for (const text of new Set(blockingTexts(candidate, candidate.phoneHash)))
            lines.person_key.push(line([tenantId, keyOf(text), p.id]))
        }
        texts.push({ id: h.id, ...filedText(filed) })
      }
      await copy(
        client,
        'household (tenant_id, id, file_number, area_code, responsible_id, organisation_line, responsible_reason, head_person_id, head_name, head_name_pinyin, size, residence, category, registered_on, address)',
        lines.household,
      )
      await copy(
        client,
        'person (tenant_id, id, household_id, area_code, organisation_line, name, name_pinyin, identity_number, identity_number_hash, identity_last_four_hash, phone, phone_hash, phone_last_four_hash, sex, birth_date, relation, joined_on)',
        lines.person,
      )
      await copyTexts(client, tenantId, texts)
      await copy(client, 'person_key (tenant_id, key, person_id)', lines.person_key)
    }
  })
}
