import { createHash, randomUUIDv7 } from 'node:crypto'
import { type Database, nobody, type Transaction, wholeTenant, withScope } from './database.ts'

/** One line of the audit trail. Facts are counts, field names and reasons, never personal data. */
export type AuditEntry = {
  at: Date
  accountId: string | null
  membershipId: string | null
  event: string
  subject?: { kind: string; id: string } | undefined
  outcome: 'done' | 'refused' | 'failed'
  facts?: Record<string, unknown>
  address?: string | undefined
}

/** Canonical bytes of an entry: fixed order, each part with its length, so that no two entries look alike. */
function contentHash(tenantId: string, id: string, entry: AuditEntry): Buffer {
  const parts = [
    'v1',
    tenantId,
    id,
    entry.at.toISOString(),
    entry.accountId ?? '',
    entry.membershipId ?? '',
    entry.event,
    entry.subject?.kind ?? '',
    entry.subject?.id ?? '',
    entry.outcome,
    JSON.stringify(entry.facts ?? {}),
    entry.address ?? '',
  ]
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:${part.normalize('NFC')}`)
  return hash.digest()
}

/** Writes entries in the transaction of the act itself: no act without its row. */
export async function writeAudit(tx: Transaction, entries: readonly AuditEntry[]): Promise<void> {
  const tenantId = tx.scope.tenantId
  const rows = entries.map((entry) => {
    const id = randomUUIDv7()
    return {
      id,
      at: entry.at.toISOString(),
      account_id: entry.accountId === nobody ? null : entry.accountId,
      membership_id: entry.membershipId === nobody ? null : entry.membershipId,
      event: entry.event,
      subject_kind: entry.subject?.kind ?? null,
      subject_id: entry.subject?.id ?? null,
      outcome: entry.outcome,
      facts: entry.facts ?? {},
      address: entry.address ?? null,
      content_hash: `\\x${contentHash(tenantId, id, entry).toString('hex')}`,
    }
  })
  await tx.run(
    `insert into audit_entry (tenant_id, id, at, account_id, membership_id, event, subject_kind, subject_id, outcome, facts, address, content_hash)
     select $1, r.id, r.at, r.account_id, r.membership_id, r.event, r.subject_kind, r.subject_id, r.outcome, r.facts, r.address, r.content_hash
     from jsonb_to_recordset($2::jsonb) as r (id uuid, at timestamptz, account_id uuid, membership_id uuid, event text,
       subject_kind text, subject_id text, outcome text, facts jsonb, address text, content_hash bytea)`,
    [tenantId, JSON.stringify(rows)],
  )
}

/** Reading of lists is written down in batches, once a second: a row a request would cost more than the list itself. */
export class ReadingAudit {
  readonly #database: Database
  #waiting = new Map<string, AuditEntry[]>()
  #timer: NodeJS.Timeout

  constructor(database: Database) {
    this.#database = database
    this.#timer = setInterval(() => void this.flush(), 1000)
    this.#timer.unref()
  }

  note(tenantId: string, entry: AuditEntry): void {
    const entries = this.#waiting.get(tenantId)
    if (!entries) {
      this.#waiting.set(tenantId, [entry])
      return
    }
    // The same person asking the same list again within the second is one line with a count.
    const same = entries.find(
      (one) =>
        one.event === entry.event && one.membershipId === entry.membershipId && one.subject?.id === entry.subject?.id,
    )
    if (same) same.facts = { ...same.facts, times: Number(same.facts?.times ?? 1) + 1 }
    else entries.push(entry)
  }

  async flush(): Promise<void> {
    const batches = this.#waiting
    this.#waiting = new Map()
    for (const [tenantId, entries] of batches)
      await withScope(this.#database, wholeTenant(tenantId), (tx) => writeAudit(tx, entries)).catch(
        (error: unknown) => {
          console.error('reading audit could not be written', error instanceof Error ? error.message : error)
        },
      )
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.flush()
  }
}
