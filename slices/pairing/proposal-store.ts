import type { Text } from '../../core/messages.ts'
import type { Transaction } from '../../platform/server/database.ts'
import type { RunRequest, SuitabilityRule } from './matching-model.ts'
import type { Proposal } from './model.ts'

const columns = `p.id, p.area_code as "areaCode", coalesce(a.name, p.area_code) as "areaName", p.unit_id as "unitId",
  o.name as "unitName", p.category, p.rematch, p.keep_gain as "keepGain", p.preview, p.based_on as "basedOn",
  p.rules_version as "rulesVersion", p.state, p.stage, p.done_percent as "donePercent", p.failure, p.seed,
  p.total_cost as "totalCost", p.households, p.served, p.certificate, n.standing, n.broken, n.fresh,
  $2::uuid = any(p.touched_by) as touched,
  c.display_name as "createdBy", p.created_at as "createdAt", d.display_name as "decidedBy", p.decided_at as "decidedAt", p.version`
const source = `left join area_name a on a.code = p.area_code
  left join organisation o on o.tenant_id = $1 and o.id = p.unit_id
  left join account c on c.id = p.created_by left join account d on d.id = p.decided_by
  cross join lateral (
    select count(*)::int as standing, count(*) filter (where l.present_helper_id is null)::int as fresh,
      count(*) filter (where l.helper_id <> l.present_helper_id)::int as broken
    from proposal_line l where l.tenant_id = $1 and l.proposal_id = p.id and l.state in ('proposed', 'by_hand')) n`

const asker = (tx: Transaction) => [tx.scope.tenantId, tx.scope.accountId]

export const listProposals = (tx: Transaction, page: { limit: number; offset: number }): Promise<Proposal[]> =>
  tx.rows(
    `select ${columns} from (select * from proposal p where p.tenant_id = $1 and not p.preview
       order by p.created_at desc, p.id desc limit $3 offset $4) p ${source} order by p.created_at desc, p.id desc`,
    [...asker(tx), page.limit, page.offset],
  )

export const findProposal = (tx: Transaction, id: string): Promise<Proposal | undefined> =>
  tx.row(`select ${columns} from proposal p ${source} where p.tenant_id = $1 and p.id = $3`, [...asker(tx), id])

/** The proposal with its row locked: of two decisions at once the second waits and finds the first. */
export async function lockProposal(tx: Transaction, id: string): Promise<Proposal | undefined> {
  await tx.run('select 1 from proposal where tenant_id = $1 and id = $2 for update', [tx.scope.tenantId, id])
  return findProposal(tx, id)
}

export const addProposal = (
  tx: Transaction,
  proposal: RunRequest & {
    id: string
    seed: number
    createdBy: string
    usedRules: readonly SuitabilityRule[]
    rulesVersion: number | null
  },
): Promise<number> =>
  tx.run(
    `insert into proposal (tenant_id, id, area_code, state, seed, created_by, touched_by, unit_id, category, rematch, keep_gain,
       quotas, based_on, preview, rules, rules_version)
     values ($1, $2, $3, 'running', $4, $5, array[$5::uuid], $6, $7, $8, $9, $10, $11, $12, $13::jsonb, $14)`,
    [
      tx.scope.tenantId,
      proposal.id,
      proposal.areaCode,
      proposal.seed,
      proposal.createdBy,
      proposal.unitId,
      proposal.category,
      proposal.rematch,
      proposal.rematch ? proposal.keepGain : 0,
      proposal.quotas,
      proposal.basedOn,
      proposal.preview,
      JSON.stringify(proposal.usedRules),
      proposal.rulesVersion,
    ],
  )

/** How a proposal was asked for, with the rules it is weighed by. */
export const runOf = (
  tx: Transaction,
  id: string,
): Promise<{ quotas: boolean; rules: SuitabilityRule[] | null; cancelAsked: boolean; state: string } | undefined> =>
  tx.row('select quotas, rules, cancel_asked as "cancelAsked", state from proposal where tenant_id = $1 and id = $2', [
    tx.scope.tenantId,
    id,
  ])

export const noteProgress = (tx: Transaction, id: string, stage: string, donePercent: number): Promise<number> =>
  tx.run(`update proposal set stage = $3, done_percent = $4 where tenant_id = $1 and id = $2 and state = 'running'`, [
    tx.scope.tenantId,
    id,
    stage,
    donePercent,
  ])

export const askCancel = (tx: Transaction, id: string): Promise<number> =>
  tx.run(`update proposal set cancel_asked = true where tenant_id = $1 and id = $2 and state = 'running'`, [
    tx.scope.tenantId,
    id,
  ])

export const finishProposal = (
  tx: Transaction,
  id: string,
  found: { totalCost: number; households: number; served: number; certificate: object | null },
): Promise<number> =>
  tx.run(
    `update proposal set state = 'ready', stage = 'done', done_percent = 100, total_cost = $3, households = $4, served = $5,
       certificate = $6::jsonb, version = version + 1 where tenant_id = $1 and id = $2 and state = 'running'`,
    [
      tx.scope.tenantId,
      id,
      found.totalCost,
      found.households,
      found.served,
      found.certificate && JSON.stringify(found.certificate),
    ],
  )

export const failProposal = (
  tx: Transaction,
  id: string,
  state: 'failed' | 'cancelled',
  failure: Text,
): Promise<number> =>
  tx.run(
    `update proposal set state = $4, failure = $3::jsonb, version = version + 1
     where tenant_id = $1 and id = $2 and state = 'running'`,
    [tx.scope.tenantId, id, JSON.stringify(failure), state],
  )

export const decideProposal = (
  tx: Transaction,
  id: string,
  state: 'accepted' | 'discarded',
  by: string,
  at: Date,
): Promise<number> =>
  tx.run(
    `update proposal set state = $3, decided_by = $4, decided_at = $5, version = version + 1 where tenant_id = $1 and id = $2`,
    [tx.scope.tenantId, id, state, by, at.toISOString()],
  )

/** Moves the version on, because whoever accepts has to have seen the change, and remembers who made it. */
export const touchProposal = (tx: Transaction, id: string): Promise<number> =>
  tx.run(
    `update proposal set version = version + 1,
       touched_by = case when $3::uuid = any(touched_by) then touched_by else touched_by || $3::uuid end
     where tenant_id = $1 and id = $2`,
    [tx.scope.tenantId, id, tx.scope.accountId],
  )

export const keepBook = (tx: Transaction, id: string, areaCode: string, content: Uint8Array): Promise<number> =>
  tx.run(
    `insert into proposal_book (tenant_id, proposal_id, area_code, content) values ($1, $2, $3, $4)
     on conflict (tenant_id, proposal_id) do update set content = excluded.content`,
    [tx.scope.tenantId, id, areaCode, Buffer.from(content)],
  )

export const bookOf = async (tx: Transaction, id: string): Promise<Buffer | undefined> =>
  (
    await tx.row<{ content: Buffer }>('select content from proposal_book where tenant_id = $1 and proposal_id = $2', [
      tx.scope.tenantId,
      id,
    ])
  )?.content

/** Rules in force: the newest version; undefined while a tenant has never changed them. */
export const findRules = (
  tx: Transaction,
): Promise<
  { version: number; rules: SuitabilityRule[]; note: string | null; by: string | null; at: string } | undefined
> =>
  tx.row(
    `select r.version, r.rules, r.note, a.display_name as by, r.created_at as at from suitability_rules r
     left join account a on a.id = r.created_by where r.tenant_id = $1 order by r.version desc limit 1`,
    [tx.scope.tenantId],
  )

/** Adds the next version; throws 23505 when somebody else has just added it. */
export const addRules = (
  tx: Transaction,
  version: number,
  rules: readonly SuitabilityRule[],
  note: string | null,
): Promise<number> =>
  tx.run(
    'insert into suitability_rules (tenant_id, version, rules, note, created_by) values ($1, $2, $3::jsonb, $4, $5)',
    [tx.scope.tenantId, version, JSON.stringify(rules), note, tx.scope.accountId],
  )
