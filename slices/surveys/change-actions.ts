import { randomUUIDv7 } from 'node:crypto'
import { areaRange } from '../../core/area-code.ts'
import { say } from '../../core/messages.ts'
import { Problem } from '../../core/problem.ts'
import type { Act, Services } from '../../platform/server/act.ts'
import { type Scope, withScope } from '../../platform/server/database.ts'
import type { PersonalData } from '../../platform/server/personal-data.ts'
import type { RegisterFact, RegisterFacts } from '../registry/fact-model.ts'
import { sealedFacts } from '../registry/fact-rules.ts'
import { type FactWriter, factsOnFile, shownFact, writeFacts } from '../registry/fact-store.ts'
import { surveyOf, within } from './actions.ts'
import { surveyChangeWords as words } from './change-messages.ts'
import * as store from './change-store.ts'
import type { SurveyChangeFilter } from './contract.ts'
import type { SurveyChange } from './model.ts'
import { findSurvey, type SurveyRecord } from './store.ts'

/** Holds what families said about their files against them; what differs waits to be looked at. */
export async function proposeChanges(
  act: Act,
  surveyId: string,
  said: readonly { householdId: string; facts: RegisterFacts; askedOn: string }[],
): Promise<void> {
  const { personalData } = act.services
  const ids = said.map((one) => one.householdId)
  const onFile = await factsOnFile(act.tx, personalData, ids)
  const changes = said.flatMap(({ householdId, facts, askedOn }) => {
    const file = onFile.get(householdId) ?? {}
    return (Object.entries(facts) as [RegisterFact, string][])
      .filter(([fact, value]) => value !== file[fact])
      .map(([fact, value]) => {
        const sealed = sealedFacts.has(fact)
        return {
          id: randomUUIDv7(),
          householdId,
          fact,
          value: sealed ? null : value,
          sealed: sealed ? personalData.seal(value) : null,
          before: shownFact(fact, file[fact]),
          askedOn,
        }
      })
  })
  await store.replaceChanges(act.tx, surveyId, ids, [...sealedFacts], changes)
}

async function boundsOf(act: Act, filter: SurveyChangeFilter): Promise<store.ChangeBounds> {
  const survey = await surveyOf(act, filter.id)
  return {
    id: survey.id,
    ...within(survey, filter.area),
    state: filter.state ?? null,
    fact: filter.fact ?? null,
  }
}

const valueIn = (row: store.ChangeRecord, personalData: PersonalData): string =>
  row.value ?? (row.sealed ? personalData.open(row.sealed) : '')

/** Whether the file has been changed since the family answered, to something else than what it answered. */
const hasMovedOn = (row: store.ChangeRecord, value: string, file: RegisterFacts): boolean =>
  file[row.fact] !== value && shownFact(row.fact, file[row.fact]) !== row.before

export async function listChanges(
  act: Act,
  input: SurveyChangeFilter & { limit: number; offset: number },
): Promise<{ rows: SurveyChange[]; more: boolean }> {
  const { personalData } = act.services
  const rows = await store.listChanges(act.tx, await boundsOf(act, input), input.limit + 1, input.offset)
  const onFile = await factsOnFile(act.tx, personalData, [...new Set(rows.map((row) => row.householdId))])
  return {
    rows: rows.slice(0, input.limit).map((record) => {
      const { sealed: _, ...row } = record
      const value = valueIn(record, personalData)
      const file = onFile.get(row.householdId) ?? {}
      return {
        ...row,
        value: shownFact(row.fact, value) ?? '',
        now: shownFact(row.fact, file[row.fact]),
        movedOn: row.state === 'open' && hasMovedOn(record, value, file),
      }
    }),
    more: rows.length > input.limit,
  }
}

export const countChanges = async (act: Act, filter: SurveyChangeFilter): Promise<{ total: number }> => ({
  total: await store.countChanges(act.tx, await boundsOf(act, filter)),
})

/** Writes what was chosen into the files, or leaves it out for a reason. */
export async function decide(
  act: Act,
  input: { id: string; changeIds: readonly string[]; take: boolean; why: string },
): Promise<{ decided: number }> {
  const survey = await surveyOf(act, input.id)
  const rows = await store.lockChanges(act.tx, survey.id, input.changeIds)
  if (rows.length !== new Set(input.changeIds).size) throw new Problem('conflict', words.gone)
  if (input.take) await write(act, survey, rows)
  const state = input.take ? ('taken' as const) : ('declined' as const)
  const decision = { state, by: act.accountId, at: act.now.toISOString(), why: input.why || null }
  act.about('survey', survey.id, { changes: rows.length, taken: input.take })
  return {
    decided: await store.decideChanges(
      act.tx,
      rows.map((row) => row.id),
      decision,
    ),
  }
}

/** Family by family, the facts of one day together. */
async function write(writer: FactWriter, survey: SurveyRecord, rows: readonly store.ChangeRecord[]): Promise<void> {
  const families = Map.groupBy(rows, (row) => `${row.householdId} ${row.askedOn}`)
  for (const of of families.values()) {
    const [first] = of
    if (!first) continue
    const facts = Object.fromEntries(of.map((row) => [row.fact, valueIn(row, writer.services.personalData)]))
    const why = say(words.source, 'zh', { name: survey.name })
    await writeFacts(writer, first.householdId, facts, { from: first.askedOn, why })
  }
}

/** Everything that is open is written in the background; what the files have moved on from is left to be decided. */
export async function takeAll(act: Act, input: { id: string; area?: string | undefined }): Promise<{ open: number }> {
  const survey = await surveyOf(act, input.id)
  const open = await store.countChanges(act.tx, await boundsOf(act, { ...input, state: 'open' }))
  const data = { surveyId: survey.id, area: input.area ?? survey.areaCode }
  await act.services.background.send(act.tx, 'surveys.take_all', data)
  act.about('survey', survey.id, { open })
  return { open }
}

const portion = 50

/** The work of `takeAll`: portion by portion, each in its own transaction; run twice, it finds the rest. */
export async function takeOpenChanges(services: Services, scope: Scope, surveyId: string, area: string): Promise<void> {
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const last = await withScope(services.database, scope, async (tx) => {
      const survey = await findSurvey(tx, surveyId)
      const rows = survey ? await store.openChangesAfter(tx, surveyId, areaRange(area), after, portion) : []
      if (!survey || rows.length === 0) return undefined
      const { personalData } = services
      const onFile = await factsOnFile(tx, personalData, [...new Set(rows.map((row) => row.householdId))])
      const sure = rows.filter((row) => !hasMovedOn(row, valueIn(row, personalData), onFile.get(row.householdId) ?? {}))
      const now = new Date()
      await write({ tx, services, accountId: scope.accountId, now }, survey, sure)
      const ids = sure.map((row) => row.id)
      await store.decideChanges(tx, ids, { state: 'taken', by: scope.accountId, at: now.toISOString(), why: null })
      return rows.at(-1)?.id
    })
    if (last === undefined) return
    after = last
  }
}
