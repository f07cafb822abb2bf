import { randomUUIDv7 } from 'node:crypto'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { findHousehold, lockHousehold } from '../registry/household-store.ts'
import { findPerson, peopleOf } from '../registry/person-store.ts'
import { addChanges } from '../registry/store.ts'
import { checkCorrection } from '../registry/withdrawn-rules.ts'
import { supplementWords } from './messages.ts'
import type { Said, Supplement, SupplementDraft } from './model.ts'
import { newsOf, supplementKey } from './rules.ts'
import { addStatements, standingOf } from './store.ts'

/** The headings of a family, member by member in the order of the file; what stands under them is asked for on its own. */
export async function listSupplements(act: Act, { id }: { id: string }): Promise<{ rows: Supplement[] }> {
  if (!(await findHousehold(act.tx, id))) throw notFound()
  act.about('household', id)
  const people = await peopleOf(act.tx, id)
  const known = await standingOf(
    act.tx,
    act.services.personalData,
    people.map((person) => person.id),
  )
  const rows = people.flatMap((person) =>
    [...(known.get(person.id)?.values() ?? [])].map(({ heading, statement: { saidOn, source } }) => ({
      personId: person.id,
      personName: person.name,
      heading,
      saidOn,
      source,
    })),
  )
  return { rows }
}

export async function revealSupplements(
  act: Act,
  input: { id: string; personId: string; reason: string },
): Promise<{ texts: { heading: string; text: string }[] }> {
  const person = await findPerson(act.tx, input.id, input.personId)
  if (!person) throw notFound()
  const known = await standingOf(act.tx, act.services.personalData, [person.id])
  const texts = [...(known.get(person.id)?.values() ?? [])].map(({ heading, text }) => ({ heading, text }))
  const headings = texts.map(({ heading }) => heading)
  act.about('person', person.id, { fields: headings, reason: input.reason, householdId: input.id })
  return { texts }
}

export async function writeSupplements(
  act: Act,
  input: { id: string; personId: string; entries: readonly SupplementDraft[] },
): Promise<Record<string, never>> {
  const household = await lockHousehold(act.tx, input.id)
  const person = household && (await findPerson(act.tx, household.id, input.personId))
  if (!household || !person) throw notFound()
  checkCorrection(household, undefined)
  const keys = input.entries.map(({ heading }) => supplementKey(heading))
  const wrong = keys.findIndex((key, place) => key === '' || keys.indexOf(key) !== place)
  if (wrong >= 0) {
    const text = keys[wrong] === '' ? supplementWords.noHeading : supplementWords.headingTwice
    throw new Problem('bad_input', text, { fields: [{ field: `entries.${wrong}.heading`, text }] })
  }
  const { personalData } = act.services
  const known = (await standingOf(act.tx, personalData, [person.id])).get(person.id)
  const told: Said = Object.fromEntries(input.entries.map(({ heading, text }) => [heading, text || null]))
  const said = newsOf(known, told)
  const headings = Object.keys(said)
  act.about('person', person.id, { fields: headings, householdId: household.id })
  if (headings.length === 0) return {}
  await addStatements(act.tx, personalData, [{ personId: person.id, said }], act.today, null)
  await addChanges(act.tx, [
    {
      id: randomUUIDv7(),
      householdId: household.id,
      areaCode: household.areaCode,
      organisationLine: household.organisationLine,
      at: act.now.toISOString(),
      accountId: act.accountId,
      subject: person.name,
      field: 'supplements',
      oldValue: null,
      newValue: headings.join('、'),
      why: '',
      from: act.today,
    },
  ])
  return {}
}
