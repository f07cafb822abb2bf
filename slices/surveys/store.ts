import type { Transaction } from '../../platform/server/database.ts'
import type { Sought } from '../registry/search-rules.ts'
import type { Answers, AreaCoverage, Need, NeedSum, SurveyForm, SurveyHousehold, SurveyTask } from './model.ts'

export type SurveyRecord = {
  id: string
  name: string
  purpose: string | null
  areaCode: string
  areaName: string
  form: SurveyForm
  formVersion: number
  fromDay: string
  toDay: string
  state: 'open' | 'signed'
  signedAt: string | null
  signedBy: string | null
  signNote: string | null
  version: number
}

const columns = `s.id, s.name, s.purpose, s.area_code as "areaCode", coalesce(a.name, v.name, s.area_code) as "areaName", s.form - 'earlier' as form,
  s.form_version as "formVersion", s.from_day as "fromDay", s.to_day as "toDay", s.state, s.signed_at as "signedAt",
  c.display_name as "signedBy", s.sign_note as "signNote", s.version`
const source = `survey s left join area a on a.code = s.area_code
  left join own_area v on v.tenant_id = s.tenant_id and v.code = s.area_code left join account c on c.id = s.signed_by`

export const listSurveys = (tx: Transaction): Promise<SurveyRecord[]> =>
  tx.rows(`select ${columns} from ${source} where s.tenant_id = $1 order by s.state, s.to_day desc, s.id limit 200`, [
    tx.scope.tenantId,
  ])

export const findSurvey = (tx: Transaction, id: string): Promise<SurveyRecord | undefined> =>
  tx.row(`select ${columns} from ${source} where s.tenant_id = $1 and s.id = $2`, [tx.scope.tenantId, id])

export async function lockSurvey(tx: Transaction, id: string): Promise<SurveyRecord | undefined> {
  await tx.run('select 1 from survey where tenant_id = $1 and id = $2 for update', [tx.scope.tenantId, id])
  return findSurvey(tx, id)
}

/** Keeps a survey from being signed or changed until the transaction ends. */
export const holdSurvey = (tx: Transaction, id: string): Promise<number> =>
  tx.run('select 1 from survey where tenant_id = $1 and id = $2 for share', [tx.scope.tenantId, id])

export type NewSurvey = {
  id: string
  areaCode: string
  organisationLine: string
  name: string
  purpose: string | null
  form: SurveyForm
  fromDay: string
  toDay: string
  createdBy: string
}

export const addSurvey = (tx: Transaction, survey: NewSurvey): Promise<number> =>
  tx.run(
    `insert into survey (tenant_id, id, area_code, organisation_line, name, purpose, form, from_day, to_day, created_by)
     select $1, r.* from jsonb_to_record($2::jsonb) as r (id uuid, "areaCode" text, "organisationLine" text, name text, purpose text,
       form jsonb, "fromDay" date, "toDay" date, "createdBy" uuid)`,
    [tx.scope.tenantId, JSON.stringify(survey)],
  )

const accounted = `left join survey_answer w on w.tenant_id = $1 and w.survey_id = $2 and w.household_id = h.id
  left join survey_exception e on e.tenant_id = $1 and e.survey_id = $2 and e.household_id = h.id`
// A file that was merged into another is asked for there.
const asked = `household h ${accounted}
  where h.tenant_id = $1 and h.area_code >= $3 and h.area_code < $4 and h.merged_into is null
    and (h.status = 'registered' or w.id is not null or e.household_id is not null)`
const frozen = `(select r.* from survey_baseline b, jsonb_to_record(b.facts) as r (id uuid, area_code text, organisation_line text,
    file_number text, head_name text, address text, work_unit_id uuid) where b.tenant_id = $1 and b.survey_id = $2) h ${accounted}
  where h.area_code collate "C" >= $3 and h.area_code collate "C" < $4`

/** What tells the families of a survey: those of its area while it is open, those that were frozen once it is signed. */
export type Asked = Pick<SurveyRecord, 'id' | 'state'>

/** The families a survey asks: $1 tenant, $2 survey, $3 and $4 an area. */
const population = ({ state }: Pick<Asked, 'state'>): string => (state === 'signed' ? frozen : asked)
const stateOf = `case when w.id is not null then 'surveyed' when e.household_id is not null then 'excepted' else 'left' end`
const countColumns = `count(*)::int as households, count(*) filter (where w.id is not null)::int as surveyed,
  count(*) filter (where w.id is null and e.household_id is not null)::int as excepted,
  count(*) filter (where w.id is null and e.household_id is null)::int as left`

export type Range = { from: string; to: string }

export async function countSurvey(
  tx: Transaction,
  survey: Asked,
  range: Range,
): Promise<{ households: number; surveyed: number; excepted: number; left: number; found: number }> {
  const { id } = survey
  const row = await tx.row<{ households: number; surveyed: number; excepted: number; left: number }>(
    `select ${countColumns} from ${population(survey)}`,
    [tx.scope.tenantId, id, range.from, range.to],
  )
  const found = await tx.row<{ found: number }>(
    `select count(*)::int as found from survey_answer where tenant_id = $1 and survey_id = $2 and household_id is null`,
    [tx.scope.tenantId, id],
  )
  return { ...(row ?? { households: 0, surveyed: 0, excepted: 0, left: 0 }), found: found?.found ?? 0 }
}

/** Coverage by the areas one level below: `digits` of the code tell them apart. */
export const coverageByArea = (tx: Transaction, survey: Asked, range: Range, digits: number): Promise<AreaCoverage[]> =>
  tx.rows(
    `select x.code as "areaCode", coalesce(a.name, v.name, x.code) as "areaName", x.households, x.surveyed, x.excepted, x.left, x.found
     from (select code, sum(households)::int as households, sum(surveyed)::int as surveyed, sum(excepted)::int as excepted,
         sum("left")::int as "left", sum(found)::int as found from (
       select rpad(left(h.area_code, ${Math.trunc(digits)}), 12, '0') as code, ${countColumns}, 0 as found from ${population(survey)} group by 1
       union all
       select rpad(left(area_code, ${Math.trunc(digits)}), 12, '0'), 0, 0, 0, 0, count(*)::int from survey_answer
       where tenant_id = $1 and survey_id = $2 and household_id is null and area_code >= $3 and area_code < $4 group by 1) y group by code) x
     left join area a on a.code = x.code left join own_area v on v.tenant_id = $1 and v.code = x.code order by x.code`,
    [tx.scope.tenantId, survey.id, range.from, range.to],
  )

export type HouseholdBounds = Range & {
  survey: Asked
  state: string | null
  sought: Sought | null
}

const householdWhere = ({
  survey,
}: HouseholdBounds): string => `${population(survey)} and ($5::text is null or ${stateOf} = $5)
  and ($6::text is null or exists (select from household_words k where k.tenant_id = $1 and k.household_id = h.id
    and (k.words like $6 or k.latin like $7::text)))`
const householdValues = (tx: Transaction, bounds: HouseholdBounds) => [
  tx.scope.tenantId,
  bounds.survey.id,
  bounds.from,
  bounds.to,
  bounds.state,
  bounds.sought?.inWords ?? null,
  bounds.sought?.inLatin ?? null,
]

export const listHouseholds = (
  tx: Transaction,
  bounds: HouseholdBounds,
  limit: number,
  offset: number,
): Promise<SurveyHousehold[]> =>
  tx.rows(
    `select x.*, coalesce(a.name, v.name, x.code) as "areaName" from (
       select h.id as "householdId", h.file_number as "fileNumber", h.head_name as "headName", h.area_code as code, h.address,
         ${stateOf} as state, w.asked_on as "askedOn", e.reason, coalesce(w.note, e.note) as note
       from ${householdWhere(bounds)} order by h.area_code, h.id limit $8 offset $9) x
     left join area a on a.code = x.code left join own_area v on v.tenant_id = $1 and v.code = x.code order by x.code, x."householdId"`,
    [...householdValues(tx, bounds), limit, offset],
  )

export async function countHouseholds(tx: Transaction, bounds: HouseholdBounds): Promise<number> {
  const row = await tx.row<{ total: string }>(
    `select count(*) as total from ${householdWhere(bounds)}`,
    householdValues(tx, bounds),
  )
  return Number(row?.total ?? 0)
}

export type TaskRecord = Omit<SurveyTask, 'left'>

export const tasksOf = (tx: Transaction, surveyId: string): Promise<TaskRecord[]> =>
  tx.rows(
    `select t.id, t.area_code as "areaCode", coalesce(a.name, v.name, t.area_code) as "areaName", t.organisation_id as "organisationId",
       o.name as "organisationName", t.surveyor, t.due_on as "dueOn"
     from survey_task t left join area a on a.code = t.area_code left join own_area v on v.tenant_id = $1 and v.code = t.area_code
     left join organisation o on o.tenant_id = $1 and o.id = t.organisation_id
     where t.tenant_id = $1 and t.survey_id = $2 order by t.area_code, t.surveyor, t.id`,
    [tx.scope.tenantId, surveyId],
  )

export async function leftOf(
  tx: Transaction,
  survey: Asked,
  range: Range,
  organisationId: string | null,
): Promise<number> {
  const row = await tx.row<{ left: string }>(
    `select count(*) as left from ${population(survey)} and w.id is null and e.household_id is null and ($5::uuid is null or h.work_unit_id = $5)`,
    [tx.scope.tenantId, survey.id, range.from, range.to, organisationId],
  )
  return Number(row?.left ?? 0)
}

export const addTask = (
  tx: Transaction,
  task: {
    id: string
    surveyId: string
    areaCode: string
    organisationId: string | null
    surveyor: string
    dueOn: string
  },
): Promise<number> =>
  tx.run(
    `insert into survey_task (tenant_id, id, survey_id, area_code, organisation_id, surveyor, due_on) values ($1, $2, $3, $4, $5, $6, $7)`,
    [tx.scope.tenantId, task.id, task.surveyId, task.areaCode, task.organisationId, task.surveyor, task.dueOn],
  )

/** Takes an assignment back; 0 when it is not there. */
export const removeTask = (tx: Transaction, surveyId: string, id: string): Promise<number> =>
  tx.run('delete from survey_task where tenant_id = $1 and survey_id = $2 and id = $3', [
    tx.scope.tenantId,
    surveyId,
    id,
  ])

export type StoredAnswer = {
  id: string
  answers: Answers
  note: string | null
  askedOn: string
  formVersion: number
}

export const findAnswer = (tx: Transaction, surveyId: string, householdId: string): Promise<StoredAnswer | undefined> =>
  tx.row(
    `select id, answers, note, asked_on as "askedOn", form_version as "formVersion" from survey_answer where tenant_id = $1 and survey_id = $2 and household_id = $3`,
    [tx.scope.tenantId, surveyId, householdId],
  )

export const needsOf = (tx: Transaction, answerId: string): Promise<Need[]> =>
  tx.rows(
    `select item, trim_scale(quantity)::text as quantity, unit from survey_need where tenant_id = $1 and answer_id = $2 order by item, unit`,
    [tx.scope.tenantId, answerId],
  )

export type NewAnswer = {
  id: string
  householdId: string
  answers: Answers
  note: string | null
  askedOn: string
  needs: readonly (Need & { id: string })[]
}

/**
 * Enters answers of many families at once; who answered before answers anew, and is no exception any more. What only an
 * earlier form asked stays. `asked`: the keys of the present form.
 */
export async function saveAnswers(
  tx: Transaction,
  surveyId: string,
  common: { source: 'page' | 'sheet' | 'phone'; formVersion: number; by: string; asked: readonly string[] },
  answers: readonly NewAnswer[],
): Promise<void> {
  if (answers.length === 0) return
  const shape = `jsonb_to_recordset($3::jsonb) as r (id uuid, "householdId" uuid, answers jsonb, note text, "askedOn" date, needs jsonb)`
  const values = [tx.scope.tenantId, surveyId, JSON.stringify(answers)]
  await tx.run(
    `insert into survey_answer (tenant_id, id, survey_id, household_id, area_code, organisation_line, name, address, answers, note,
       asked_on, source, form_version, entered_by)
     select $1, r.id, $2, h.id, h.area_code, h.organisation_line, h.head_name, h.address, r.answers, r.note, r."askedOn", $4, $5, $6
     from ${shape} join household h on h.tenant_id = $1 and h.id = r."householdId"
     on conflict (tenant_id, survey_id, household_id) where household_id is not null do update
       set answers = (survey_answer.answers - $7::text[]) || excluded.answers,
       note = excluded.note, asked_on = excluded.asked_on, source = excluded.source, form_version = excluded.form_version,
       entered_by = excluded.entered_by, entered_at = now(), version = survey_answer.version + 1`,
    [...values, common.source, common.formVersion, common.by, common.asked],
  )
  await tx.run(
    `delete from survey_exception e using ${shape} where e.tenant_id = $1 and e.survey_id = $2 and e.household_id = r."householdId"`,
    values,
  )
  await tx.run(
    `delete from survey_need n using survey_answer w, ${shape} where n.tenant_id = $1 and n.answer_id = w.id and w.tenant_id = $1
       and w.survey_id = $2 and w.household_id = r."householdId"`,
    values,
  )
  await tx.run(
    `insert into survey_need (tenant_id, id, survey_id, answer_id, household_id, area_code, organisation_line, item, quantity, unit)
     select $1, n.id, $2, w.id, w.household_id, w.area_code, w.organisation_line, n.item, n.quantity, n.unit
     from ${shape} join survey_answer w on w.tenant_id = $1 and w.survey_id = $2 and w.household_id = r."householdId"
     cross join jsonb_to_recordset(r.needs) as n (id uuid, item text, quantity numeric, unit text)`,
    values,
  )
}

export type NewException = { householdId: string; reason: string; note: string | null }

/** Names why families could not be asked; those who answered are left alone. */
export const saveExceptions = (
  tx: Transaction,
  surveyId: string,
  by: string,
  exceptions: readonly NewException[],
): Promise<number> =>
  tx.run(
    `insert into survey_exception (tenant_id, survey_id, household_id, area_code, organisation_line, reason, note, entered_by)
     select $1, $2, h.id, h.area_code, h.organisation_line, r.reason, r.note, $4
     from jsonb_to_recordset($3::jsonb) as r ("householdId" uuid, reason text, note text)
     join household h on h.tenant_id = $1 and h.id = r."householdId"
     where not exists (select from survey_answer w where w.tenant_id = $1 and w.survey_id = $2 and w.household_id = h.id)
     on conflict (tenant_id, survey_id, household_id) do update set reason = excluded.reason, note = excluded.note,
       entered_by = excluded.entered_by, entered_at = now()`,
    [tx.scope.tenantId, surveyId, JSON.stringify(exceptions), by],
  )

/** Households by file number, as far as the asker sees them and the survey reaches. */
export const byFileNumbers = (
  tx: Transaction,
  numbers: readonly string[],
  range: Range,
): Promise<{ id: string; fileNumber: string }[]> =>
  tx.rows(
    `select id, file_number as "fileNumber" from household where tenant_id = $1 and file_number = any($2::text[])
       and area_code >= $3 and area_code < $4`,
    [tx.scope.tenantId, numbers, range.from, range.to],
  )

/** What is needed, added up. A family that was filed twice is counted by the file that is kept, until the survey is signed. */
export const sumNeeds = (
  tx: Transaction,
  survey: Asked,
  range: Range,
  limit: number,
  offset: number,
): Promise<NeedSum[]> =>
  tx.rows(
    `select item, unit, trim_scale(sum(quantity))::text as quantity, count(distinct answer_id)::int as households from survey_need n
     where tenant_id = $1 and survey_id = $2 and area_code >= $3 and area_code < $4 and ($7 or not exists (select from household h
       where h.tenant_id = $1 and h.id = n.household_id and h.merged_into is not null)) group by item, unit order by item, unit limit $5 offset $6`,
    [tx.scope.tenantId, survey.id, range.from, range.to, limit, offset, survey.state === 'signed'],
  )

/** Signs and freezes: one row a family, with what it answered and what stood in its file on that day. */
export async function signSurvey(
  tx: Transaction,
  survey: SurveyRecord,
  range: Range,
  signed: { at: string; by: string; note: string | null },
): Promise<number> {
  const changed = await tx.run(
    `update survey set state = 'signed', signed_at = $3, signed_by = $4, sign_note = $5, version = version + 1
     where tenant_id = $1 and id = $2 and state = 'open'`,
    [tx.scope.tenantId, survey.id, signed.at, signed.by, signed.note],
  )
  if (changed === 0) return 0
  return tx.run(
    `insert into survey_baseline (tenant_id, survey_id, household_id, area_code, organisation_line, outcome, facts, answers)
     select $1, $2, h.id, h.area_code, h.organisation_line, ${stateOf},
       to_jsonb(h) - array['tenant_id', 'created_at', 'updated_at'], w.answers from ${asked} and (w.id is not null or e.household_id is not null)`,
    [tx.scope.tenantId, survey.id, range.from, range.to],
  )
}

type Sums = {
  households: string
  persons: string
  income_known: string
  average_income_fen: string
  severe: string
  withdrawn: string
  merged: string
  moved: string
}

const sums = (from: string) => `select count(*)::text as households, coalesce(sum(x.size), 0)::text as persons,
  count(x.annual_income_fen)::text as income_known, coalesce(round(avg(x.annual_income_fen)), 0)::text as average_income_fen,
  count(*) filter (where x.category = 'severe')::text as severe, count(*) filter (where x.status = 'withdrawn')::text as withdrawn from ${from}`

/**
 * The families of a baseline as they were frozen, and as they are now. A file that was merged since counts with the file it
 * was merged into; whoever lives outside the area of the survey now, or out of the asker's sight, has moved away.
 */
export async function compareBaseline(
  tx: Transaction,
  surveyId: string,
  range: Range,
): Promise<{ frozen: Sums; now: Sums }> {
  const values = [tx.scope.tenantId, surveyId]
  const baseline = `survey_baseline b where b.tenant_id = $1 and b.survey_id = $2`
  const then = await tx.row<Sums>(
    sums(
      `(select r.* from survey_baseline b, jsonb_populate_record(null::household, b.facts) r where b.tenant_id = $1 and b.survey_id = $2) x`,
    ),
    values,
  )
  const now = await tx.row<Sums>(
    sums(
      `household x where x.tenant_id = $1 and x.merged_into is null and x.id in (select b.household_id from ${baseline})`,
    ),
    values,
  )
  const gone = await tx.row<{ merged: string; moved: string }>(
    `select count(*) filter (where x.merged_into is not null)::text as merged,
       count(*) filter (where x.merged_into is null and (x.id is null or x.area_code < $3 or x.area_code >= $4))::text as moved
     from survey_baseline b left join household x on x.tenant_id = $1 and x.id = b.household_id
     where b.tenant_id = $1 and b.survey_id = $2`,
    [...values, range.from, range.to],
  )
  return { frozen: { ...(then as Sums), merged: '0', moved: '0' }, now: { ...(now as Sums), ...gone } as Sums }
}
