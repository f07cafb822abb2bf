import type { FiledFamily } from '../registry/filing-store.ts'
import type { Said } from '../supplements/model.ts'
import { isKept, keptOf, newsOf } from '../supplements/rules.ts'
import { addStatements, type NewStatement, standingOf } from '../supplements/store.ts'
import { columnKey } from './column-rules.ts'
import type { ImportContext } from './dry-run-actions.ts'
import type { Content } from './filing-actions.ts'
import { type FiledHousehold, filedHouseholds } from './household-store.ts'
import type { Told } from './rules.ts'

/** Whether a column that is no field is kept: not where the officer leaves it out, and not where people sign. */
export const isSupplement = (heading: string, chosen: Readonly<Record<string, string | null>>): boolean =>
  isKept(heading) && chosen[columnKey(heading)] !== null

/** What a row says in columns that are no field, but for those that the officer leaves out. */
export const supplementsIn = ({ job }: ImportContext, extras: Readonly<Record<string, string>> | undefined): Said =>
  keptOf(extras, (heading) => job.chosen[columnKey(heading)] === null)

const hasAny = (said: Said | undefined): said is Said => said !== undefined && Object.keys(said).length > 0

/** Of a family of the roster, everybody of whom more is told than fits into fields. */
const speakers = (told: Told): { identityNumber: string; said: Said }[] =>
  [told, ...told.members].flatMap(({ identityNumber, supplements }) =>
    identityNumber && hasAny(supplements) ? [{ identityNumber, said: supplements }] : [],
  )

export const speaksMore = (told: Told): boolean => speakers(told).length > 0

/** What families on file tell that is not known of their members yet, by the place of the family. */
export async function supplementNews(
  context: ImportContext,
  families: readonly { householdId: string; told: Told }[],
): Promise<NewStatement[][]> {
  const { tx, services } = context
  const keyOf = (number: string) => services.personalData.index('identity_number', number).toString('hex')
  const told = families.map(({ householdId, told: family }) =>
    speakers(family).map(({ identityNumber, said }) => ({ householdId, key: keyOf(identityNumber), said })),
  )
  const keys = [...new Set(told.flatMap((people) => people.map(({ key }) => key)))]
  const filed = new Map<string, FiledHousehold>(
    (keys.length > 0 ? await filedHouseholds(tx, keys) : []).map((one) => [one.key, one]),
  )
  const ids = [...filed.values()].map(({ personId }) => personId)
  const known = await standingOf(tx, services.personalData, ids)
  return told.map((people) =>
    people.flatMap(({ householdId, key, said }) => {
      const person = filed.get(key)
      if (person?.householdId !== householdId) return []
      const news = newsOf(known.get(person.personId), said)
      return hasAny(news) ? [{ personId: person.personId, said: news }] : []
    }),
  )
}

/** Headings as one line tells them. */
export const headingsOf = (statements: readonly NewStatement[]): string =>
  [...new Set(statements.flatMap(({ said }) => Object.keys(said)))].join('、')

/** Keeps what is said of the people of new families, who stand in the order of the roster, and what is new of others. */
export async function keepSupplements(
  { tx, services, job, today }: ImportContext,
  fresh: readonly { content: Content }[],
  staged: readonly FiledFamily[],
  news: readonly NewStatement[],
): Promise<void> {
  const ofFresh = fresh.flatMap(({ content }, place) =>
    [content, ...content.members].flatMap(({ supplements: said }, at) => {
      const personId = staged[place]?.people[at]?.id
      return personId && hasAny(said) ? [{ personId, said }] : []
    }),
  )
  const all = [...ofFresh, ...news]
  if (all.length > 0)
    await addStatements(tx, services.personalData, all, today, { importId: job.id, name: job.fileName })
}
