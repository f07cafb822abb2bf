import type { Text } from '../../core/messages.ts'
import type { Period } from '../../engines/roster/fill/count-period.ts'
import type { FormReading } from '../../engines/roster/fill/form-reading.ts'
import type { FormGap } from '../../engines/roster/fill/plan-parts.ts'
import type { Transaction } from '../../platform/server/database.ts'
import type { FillingState, FormState, Months, Selection } from './model.ts'

/** A form without its file. */
export type FormRecord = {
  id: string
  name: string
  fileName: string
  state: FormState
  problem: Text | null
  reading: FormReading | null
  createdAt: string
  createdBy: string | null
  fillings: number
  filledAt: string | null
}

const formColumns = `f.id, f.name, f.file_name as "fileName", f.state, f.problem, f.reading, f.created_at as "createdAt", c.display_name as "createdBy", coalesce(n.fillings, 0) as fillings,
  n.filled_at as "filledAt"`
const formSource = `form_template f left join account c on c.id = f.created_by
  left join lateral (select count(*)::int as fillings, max(i.created_at) as filled_at from form_filling i
    where i.tenant_id = f.tenant_id and i.form_id = f.id and i.state = 'done') n on true`

export const listForms = (tx: Transaction, limit: number, offset: number): Promise<FormRecord[]> =>
  tx.rows(
    `select ${formColumns} from ${formSource} where f.tenant_id = $1 order by f.created_at desc, f.id limit $2::int offset $3::int`,
    [tx.scope.tenantId, limit, offset],
  )

export const findForm = (tx: Transaction, id: string): Promise<FormRecord | undefined> =>
  tx.row(`select ${formColumns} from ${formSource} where f.tenant_id = $1 and f.id = $2`, [tx.scope.tenantId, id])

/** A form with exactly this file that could be read. */
export const findFormByHash = (tx: Transaction, hash: Buffer): Promise<{ id: string } | undefined> =>
  tx.row(
    `select id from form_template where tenant_id = $1 and file_hash = $2 and state <> 'unreadable' order by created_at limit 1`,
    [tx.scope.tenantId, hash],
  )

export type NewForm = {
  id: string
  name: string
  fileName: string
  fileHash: Buffer
  file: Buffer
  createdBy: string
}

export const addForm = (tx: Transaction, form: NewForm): Promise<number> =>
  tx.run(
    `insert into form_template (tenant_id, id, name, file_name, file_hash, file, state, created_by)
     values ($1, $2, $3, $4, $5, $6, 'reading', $7)`,
    [tx.scope.tenantId, form.id, form.name, form.fileName, form.fileHash, form.file, form.createdBy],
  )

export const formFile = (tx: Transaction, id: string): Promise<{ file: Buffer } | undefined> =>
  tx.row('select file from form_template where tenant_id = $1 and id = $2', [tx.scope.tenantId, id])

export const keepReading = (tx: Transaction, id: string, reading: FormReading): Promise<number> =>
  tx.run(`update form_template set state = 'ready', problem = null, reading = $3 where tenant_id = $1 and id = $2`, [
    tx.scope.tenantId,
    id,
    JSON.stringify(reading),
  ])

export const refuseForm = (tx: Transaction, id: string, problem: Text): Promise<number> =>
  tx.run(
    `update form_template set state = 'unreadable', problem = $3, reading = null where tenant_id = $1 and id = $2 and state = 'reading'`,
    [tx.scope.tenantId, id, JSON.stringify(problem)],
  )

/** What this organisation chose for headings; what the tenant chose as a whole holds where it did not choose itself. */
export const chosenHeadings = (tx: Transaction, line: string): Promise<{ heading: string; field: string | null }[]> =>
  tx.rows(
    `select distinct on (heading) heading, field from form_heading where tenant_id = $1 and organisation_line in ($2, '')
     order by heading, organisation_line desc`,
    [tx.scope.tenantId, line],
  )

export const chooseHeadings = (
  tx: Transaction,
  line: string,
  chosen: Readonly<Record<string, string | null>>,
  by: string,
): Promise<number> =>
  tx.run(
    `insert into form_heading (tenant_id, organisation_line, heading, field, chosen_by)
     select $1, $2, r.heading, r.field, $4 from jsonb_to_recordset($3::jsonb) as r (heading text, field text)
     on conflict (tenant_id, organisation_line, heading) do update set field = excluded.field, chosen_by = excluded.chosen_by, chosen_at = now()`,
    [
      tx.scope.tenantId,
      line,
      JSON.stringify(Object.entries(chosen).map(([heading, field]) => ({ heading, field }))),
      by,
    ],
  )

/** What was chosen for a filling; `counted` are the periods within which was counted. */
export type Chosen = Selection & { period?: Months | undefined; counted?: readonly Period[] }

/** A filling without its file. */
export type FillingRecord = {
  id: string
  formId: string
  formName: string
  state: FillingState
  problem: Text | null
  selection: Chosen
  purpose: string
  fullNumbers: boolean
  households: number
  done: number
  gaps: FormGap[]
  fileName: string | null
  hasFile: boolean
  createdAt: string
  createdBy: string
}

const fillingColumns = `i.id, i.form_id as "formId", f.name as "formName",
  i.state, i.problem, i.selection, i.purpose, i.full_numbers as "fullNumbers", i.households, i.done, i.gaps, i.file_name as "fileName",
  i.file is not null as "hasFile", i.created_at as "createdAt", i.created_by as "createdBy"`
const fillingSource = 'form_filling i join form_template f on f.tenant_id = i.tenant_id and f.id = i.form_id'

/** Only who filled a form sees what came of it: the file holds what this person may see. */
export const listFillings = (
  tx: Transaction,
  formId: string,
  limit: number,
  offset: number,
): Promise<FillingRecord[]> =>
  tx.rows(
    `select ${fillingColumns} from ${fillingSource} where i.tenant_id = $1 and i.form_id = $2 and i.created_by = $3
     order by i.created_at desc, i.id limit $4::int offset $5::int`,
    [tx.scope.tenantId, formId, tx.scope.accountId, limit, offset],
  )

export const findFilling = (tx: Transaction, id: string): Promise<FillingRecord | undefined> =>
  tx.row(`select ${fillingColumns} from ${fillingSource} where i.tenant_id = $1 and i.id = $2 and i.created_by = $3`, [
    tx.scope.tenantId,
    id,
    tx.scope.accountId,
  ])

export const fillingFile = (tx: Transaction, id: string): Promise<{ file: Buffer | null } | undefined> =>
  tx.row('select file from form_filling where tenant_id = $1 and id = $2 and created_by = $3', [
    tx.scope.tenantId,
    id,
    tx.scope.accountId,
  ])

export const addFilling = (
  tx: Transaction,
  filling: {
    id: string
    formId: string
    selection: Chosen
    purpose: string
    fullNumbers: boolean
  },
): Promise<number> =>
  tx.run(
    `insert into form_filling (tenant_id, id, form_id, state, selection, purpose, full_numbers, created_by)
     values ($1, $2, $3, 'waiting', $4, $5, $6, $7)`,
    [
      tx.scope.tenantId,
      filling.id,
      filling.formId,
      JSON.stringify(filling.selection),
      filling.purpose,
      filling.fullNumbers,
      tx.scope.accountId,
    ],
  )

/** Takes a waiting filling up, or one whose worker was lost; undefined when another has it done already. */
export const startFilling = (tx: Transaction, id: string): Promise<{ id: string } | undefined> =>
  tx.row(
    `update form_filling set state = 'filling', done = 0 where tenant_id = $1 and id = $2 and state in ('waiting', 'filling') returning id`,
    [tx.scope.tenantId, id],
  )

/** Notes how far a filling stands; 0 when it was stopped meanwhile. */
export const noteFilling = (tx: Transaction, id: string, done: number, households: number): Promise<number> =>
  tx.run(`update form_filling set done = $3, households = $4 where tenant_id = $1 and id = $2 and state = 'filling'`, [
    tx.scope.tenantId,
    id,
    done,
    households,
  ])

export const finishFilling = (
  tx: Transaction,
  id: string,
  filled: { file: Buffer; fileName: string; gaps: readonly FormGap[]; households: number; counted: readonly Period[] },
): Promise<number> =>
  tx.run(
    `update form_filling set state = 'done', file = $3, file_name = $4, gaps = $5, households = $6, done = $6,
       selection = selection || jsonb_build_object('counted', $7::jsonb)
     where tenant_id = $1 and id = $2 and state = 'filling'`,
    [
      tx.scope.tenantId,
      id,
      filled.file,
      filled.fileName,
      JSON.stringify(filled.gaps),
      filled.households,
      JSON.stringify(filled.counted),
    ],
  )

export const failFilling = (tx: Transaction, id: string, problem: Text): Promise<number> =>
  tx.run(
    `update form_filling set state = 'failed', problem = $3 where tenant_id = $1 and id = $2 and state in ('waiting', 'filling')`,
    [tx.scope.tenantId, id, JSON.stringify(problem)],
  )

/** Takes away filled files of this tenant that are older than some days. */
export const dropOldFiles = (tx: Transaction, before: Date): Promise<number> =>
  tx.run('update form_filling set file = null where tenant_id = $1 and created_at < $2 and file is not null', [
    tx.scope.tenantId,
    before.toISOString(),
  ])
