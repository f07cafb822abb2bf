import { hash } from 'node:crypto'
import type { Transaction } from '../../platform/server/database.ts'
import type { AnswerForm } from './answer-form-rules.ts'
import type { Plain, ResultState } from './model.ts'
import { lockEvaluation } from './run-store.ts'

/** An answer that stands, as far as a new one is compared with it. */
export type OldResult = {
  readonly householdId: string
  readonly areaCode: string
  readonly policy: string
  readonly state: ResultState
  readonly amountFen: string
  /** The number of its form; null for an answer that still has its own text. */
  readonly form: number | null
  /** The figures of the family as JSON; empty where there are none. */
  readonly values: string
  /** A row of its own; otherwise it stands with the family's evaluation. */
  readonly own: boolean
}

/** The numbers under which forms stand; those that are new are added. */
export async function formNumbers(
  tx: Transaction,
  forms: readonly AnswerForm[],
  known: Map<AnswerForm, number>,
): Promise<void> {
  const asked = new Map<string, { form: AnswerForm; text: string }[]>()
  for (const form of new Set(forms)) {
    if (known.has(form)) continue
    const text = JSON.stringify(form)
    const digest = hash('md5', text, 'base64url')
    const same = asked.get(digest)
    if (same) same.push({ form, text })
    else asked.set(digest, [{ form, text }])
  }
  if (asked.size === 0) return
  const digests = [...asked.keys()]
  const standing = await tx.rows<{ number: number; digest: string }>(
    'select number, digest from shared_answer where tenant_id = $1 and digest = any($2::text[])',
    [tx.scope.tenantId, digests],
  )
  const numbers = new Map(standing.map(({ number, digest }) => [digest, number]))
  const added = digests.filter((digest) => !numbers.has(digest))
  const texts = added.map(
    (digest) => `${asked.get(digest)?.[0]?.text.slice(0, -1)},"digest":${JSON.stringify(digest)}}`,
  )
  for (const { number, digest } of await addForms(tx, texts)) numbers.set(digest, number)
  for (const [digest, same] of asked) for (const { form } of same) known.set(form, numbers.get(digest) as number)
}

/** Adds forms as JSON texts; their numbers follow on the highest. Whoever evaluates a tenant is alone in doing so. */
async function addForms(tx: Transaction, texts: readonly string[]): Promise<{ number: number; digest: string }[]> {
  if (texts.length === 0) return []
  return tx.rows(
    `insert into shared_answer (tenant_id, number, policy, state, period, reasons, missing, trace, figures, answers,
       policy_version, digest)
     select $1, h.highest + row_number() over (), r.policy, r.state, r.period, r.reasons,
       array(select jsonb_array_elements_text(r.missing)), r.trace, r.figures, r.answers, r."policyVersion", r.digest
     from (select coalesce(max(number), 0) as highest from shared_answer where tenant_id = $1) h,
       jsonb_to_recordset($2::jsonb) as r (policy text, state text, period text, reasons jsonb, missing jsonb, trace jsonb,
         figures jsonb, answers jsonb, "policyVersion" text, digest text)
     returning number, digest`,
    [tx.scope.tenantId, `[${texts.join(',')}]`],
  )
}

type Evaluated = {
  householdId: string
  areaCode: string
  shared: Record<string, number>
  values: string
}

/** The answers that stand for some families, those with a row of their own and the others alike. */
export async function standingAnswers(tx: Transaction, householdIds: readonly string[]): Promise<OldResult[]> {
  const values = [tx.scope.tenantId, `{${householdIds.join(',')}}`]
  const [own, evaluated] = await Promise.all([
    tx.rows<OldResult>(
      `select household_id as "householdId", policy, state, amount_fen as "amountFen", form,
         coalesce(figure_values, '') as values, area_code as "areaCode", true as own
       from household_result where tenant_id = $1 and household_id = any($2::uuid[])`,
      values,
    ),
    tx.rows<Evaluated>(
      `select household_id as "householdId", area_code as "areaCode", shared, figure_values as values from household_evaluation
       where tenant_id = $1 and household_id = any($2::uuid[])`,
      values,
    ),
  ])
  const states = await statesOf(tx, evaluated)
  for (const { householdId, areaCode, shared, values: text } of evaluated) {
    const told = JSON.parse(text) as Record<string, readonly Plain[]>
    for (const policy in shared) {
      const form = shared[policy] as number
      const state = states.get(form)
      if (!state) continue
      const figures = told[policy]
      own.push({
        ...{ householdId, areaCode, policy, form, state, amountFen: '0', own: false },
        values: figures ? JSON.stringify(figures) : '',
      })
    }
  }
  return own
}

async function statesOf(tx: Transaction, evaluated: readonly Evaluated[]): Promise<Map<number, ResultState>> {
  const numbers = new Set<number>()
  for (const { shared } of evaluated) for (const policy in shared) numbers.add(shared[policy] as number)
  if (numbers.size === 0) return new Map()
  const rows = await tx.rows<{ number: number; state: ResultState }>(
    'select number, state from shared_answer where tenant_id = $1 and number = any($2::int[])',
    [tx.scope.tenantId, `{${[...numbers].join(',')}}`],
  )
  return new Map(rows.map(({ number, state }) => [number, state]))
}

/** Takes away the forms that no answer stands as any more; whoever evaluates the tenant meanwhile is waited for. */
export async function pruneSharedAnswers(tx: Transaction): Promise<number> {
  await lockEvaluation(tx)
  return tx.run(
    `with used as (
       select distinct one.value::int as number from household_evaluation v, jsonb_each_text(v.shared) one where v.tenant_id = $1
       union select form from household_result where tenant_id = $1 and form is not null)
     delete from shared_answer s where s.tenant_id = $1 and not exists (select from used u where u.number = s.number)`,
    [tx.scope.tenantId],
  )
}
