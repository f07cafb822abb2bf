import { createHash } from 'node:crypto'
import { type Day, dayOf } from '../../core/date.ts'
import type { Language } from '../../core/messages.ts'
import { Problem } from '../../core/problem.ts'
import { type AuditEntry, type ReadingAudit, writeAudit } from './audit.ts'
import type { Background } from './background.ts'
import type { Config } from './config.ts'
import {
  type Database,
  nobody,
  type Scope,
  type Transaction,
  withInstallation,
  withQuestion,
  withScope,
} from './database.ts'
import type { PersonalData } from './personal-data.ts'

/** What the server has one of. */
export type Services = {
  config: Config
  database: Database
  personalData: PersonalData
  readingAudit: ReadingAudit
  background: Background
  log: (line: string) => void
}

/** Who asks, as the door found out. An account without a membership has no scope yet. */
export type Asker = { accountId: string; sessionId: string; scope: Scope | null }

/** One request as the routes see it. */
export type Asking = {
  services: Services
  asker: Asker | null
  language: Language
  now: Date
  address: string
  idempotencyKey: string | undefined
  /** The audit name of the route that was asked. */
  event: string
  sessionToken: string | undefined
  setSession: (token: string | null) => void
}

/** One act of one person inside its one transaction. */
export type Act = {
  tx: Transaction
  scope: Scope
  accountId: string
  services: Services
  today: Day
  now: Date
  language: Language
  address: string
  asking: Asking
  /** What the audit row says the act was about, and its facts (no personal data). */
  about(kind: string, id: string, facts?: Record<string, unknown>): void
}

const unexpectedScope = (): Problem =>
  new Problem('forbidden', { zh: '请先选择一个工作身份。', en: 'Choose a membership first.' })

function actOf(tx: Transaction, asking: Asking, noted: Noted): Act {
  return {
    tx,
    scope: tx.scope,
    accountId: asking.asker?.accountId ?? nobody,
    services: asking.services,
    today: dayOf(asking.now),
    now: asking.now,
    language: asking.language,
    address: asking.address,
    asking,
    about(kind, id, facts = {}) {
      noted.subject = { kind, id }
      noted.facts = { ...noted.facts, ...facts }
    },
  }
}

type Noted = { subject?: { kind: string; id: string }; facts: Record<string, unknown> }

const entryOf = (asking: Asking, noted: Noted, outcome: AuditEntry['outcome']): AuditEntry => ({
  at: asking.now,
  accountId: asking.asker?.accountId ?? null,
  membershipId: asking.asker?.scope?.membershipId ?? null,
  event: asking.event,
  subject: noted.subject,
  facts: noted.facts,
  outcome,
  address: asking.address,
})

/** An act of a member of a tenant: scope, idempotency, work and audit in one transaction. */
export const acting =
  <Input, Output>(action: (act: Act, input: Input) => Promise<Output>) =>
  async ({ input, context: asking }: { input: Input; context: Asking }): Promise<Output> => {
    const scope = asking.asker?.scope
    if (!scope) throw unexpectedScope()
    return withScope(asking.services.database, scope, async (tx) => {
      const before = await earlierAnswer(tx, asking, input)
      if (before) return before.answer as Output
      const noted: Noted = { facts: {} }
      const answer = await action(actOf(tx, asking, noted), input)
      await writeAudit(tx, [entryOf(asking, noted, 'done')])
      if (asking.idempotencyKey)
        await tx.run('update idempotency_key set answer = $3 where tenant_id = $1 and key = $2', [
          scope.tenantId,
          asking.idempotencyKey,
          JSON.stringify(answer ?? null),
        ])
      return answer
    })
  }

/** A question of a member of a tenant; written to the audit trail with the batch of this second. */
export const reading =
  <Input, Output>(question: (act: Act, input: Input) => Promise<Output>) =>
  async ({ input, context: asking }: { input: Input; context: Asking }): Promise<Output> => {
    const scope = asking.asker?.scope
    if (!scope) throw unexpectedScope()
    const noted: Noted = { facts: {} }
    const answer = await withQuestion(asking.services.database, scope, (tx) =>
      question(actOf(tx, asking, noted), input),
    )
    asking.services.readingAudit.note(scope.tenantId, entryOf(asking, noted, 'done'))
    return answer
  }

/**
 * The start of an act whose work outlives its transaction (a streamed export): audited at once, then the work opens its own
 * transactions. The `tx` of the answer has ended and must be replaced.
 */
export async function actingOnce(asking: Asking): Promise<Act> {
  const scope = asking.asker?.scope
  if (!scope) throw unexpectedScope()
  const noted: Noted = { facts: {} }
  return withScope(asking.services.database, scope, async (tx) => {
    await writeAudit(tx, [entryOf(asking, noted, 'done')])
    return actOf(tx, asking, noted)
  })
}

/** An act on what belongs to the installation: accounts, sessions, setup. Audited under the asker's tenant or under nobody's. */
export const administering =
  <Input, Output>(action: (act: Act, input: Input) => Promise<Output>) =>
  async ({ input, context: asking }: { input: Input; context: Asking }): Promise<Output> => {
    const { database } = asking.services
    const noted: Noted = { facts: {} }
    const scope = asking.asker?.scope
    const within = async (tx: Transaction) => {
      const answer = await action(actOf(tx, asking, noted), input)
      await writeAudit(tx, [entryOf(asking, noted, 'done')])
      return answer
    }
    return scope ? withScope(database, scope, within) : withInstallation(database, within)
  }

/**
 * A question about the asker, the installation or public reference data (who am I, is this set up, areas): nothing worth
 * a row in the audit trail. It is answered within the asker's scope when there is one.
 */
export const glancing =
  <Input, Output>(question: (act: Act, input: Input) => Promise<Output>) =>
  ({ input, context: asking }: { input: Input; context: Asking }): Promise<Output> => {
    const { database } = asking.services
    const look = (tx: Transaction) => question(actOf(tx, asking, { facts: {} }), input)
    const scope = asking.asker?.scope
    return scope ? withScope(database, scope, look) : withInstallation(database, look)
  }

/** The answer to the same form sent before; undefined the first time. The same key with other content is a conflict. */
async function earlierAnswer(
  tx: Transaction,
  asking: Asking,
  input: unknown,
): Promise<{ answer: unknown } | undefined> {
  if (!asking.idempotencyKey) return undefined
  const fingerprint = createHash('sha256')
    .update(`${asking.event}\0${JSON.stringify(input)}`)
    .digest()
  const key = [tx.scope.tenantId, asking.idempotencyKey] as const
  // A second submission waits here until the first has committed, then finds its answer.
  const fresh = await tx.run(
    `insert into idempotency_key (tenant_id, key, account_id, event, fingerprint) values ($1, $2, $3, $4, $5)
     on conflict (tenant_id, key) do nothing`,
    [...key, tx.scope.accountId, asking.event, fingerprint],
  )
  if (fresh) return undefined
  const kept = await tx.row<{ account_id: string; fingerprint: Buffer; answer: unknown }>(
    'select account_id, fingerprint, answer from idempotency_key where tenant_id = $1 and key = $2',
    key,
  )
  if (!kept || kept.account_id !== tx.scope.accountId || !kept.fingerprint.equals(fingerprint))
    throw new Problem('conflict', {
      zh: '这个提交编号已用于另一份内容，请刷新页面后重新提交。',
      en: 'This submission number was used for something else. Reload the page and submit again.',
    })
  return { answer: kept.answer }
}

/** Writes down that somebody was refused; in its own transaction, because the refused one is gone. */
export async function auditRefusal(
  asking: Asking,
  outcome: 'refused' | 'failed',
  facts: Record<string, unknown>,
): Promise<void> {
  const { database } = asking.services
  const scope = asking.asker?.scope
  const write = (tx: Transaction) => writeAudit(tx, [entryOf(asking, { facts }, outcome)])
  await (scope ? withScope(database, scope, write) : withInstallation(database, write))
}
