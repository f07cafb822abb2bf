import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { PgBoss } from 'pg-boss'
import { lostDatabase, type Scope, type Transaction } from './database.ts'

export type Background = {
  /** Puts a job in the queue inside the act's own transaction: no act, no job; no job without the act. */
  send(tx: Transaction, queue: string, data: Record<string, unknown>): Promise<void>
  stop(): Promise<void>
}

// A job that loses its worker to a crash gives no sign of life and is taken up again; tasks are written to be run twice.
// Who waits for jobs is told when one is committed, and does not have to ask all the time.
const queueOptions = { retryLimit: 3, retryDelay: 1, expireInSeconds: 900, heartbeatSeconds: 30, notify: true }

/** The news that a day began, told ten minutes after midnight in Shanghai: no scope, tasks choose their tenants. */
const newDay = 'day.began'

// What the library asks for beside the jobs: nothing here waits for another job, one task runs at an hour.
const rhythm = { flowIntervalSeconds: 3_600, cronWorkerIntervalSeconds: 30, cronMonitorIntervalSeconds: 45 }

/** Makes the queue's own tables under the owner role and lets the app role use them. */
export async function migrateQueue(ownerUrl: string, queues: readonly string[]): Promise<void> {
  const boss = new PgBoss({ connectionString: ownerUrl, supervise: false, schedule: false, max: 2 })
  boss.on('error', () => {})
  await boss.start()
  for (const queue of queues) {
    await boss.createQueue(queue, queueOptions)
    // A queue of an earlier version keeps its own options until it is told.
    await boss.updateQueue(queue, queueOptions)
  }
  // What runs at an hour goes through a queue of the library's own; the app role may not make queues.
  await boss.createQueue('__pgboss__send-it', { ...queueOptions, retryLimit: 2 })
  await boss.stop({ graceful: false })
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(`grant usage on schema pgboss to bangfu_app;
      grant select, insert, update, delete on all tables in schema pgboss to bangfu_app;
      grant execute on all functions in schema pgboss to bangfu_app;
      grant usage on all sequences in schema pgboss to bangfu_app`)
  } finally {
    await client.end()
  }
}

/** Starts working off the queues with the app role. `services` is asked for late because it contains the queue itself. */
export async function startBackground<Services>(
  appUrl: string,
  tasks: Readonly<Record<string, (services: Services, scope: Scope, data: Record<string, unknown>) => Promise<void>>>,
  services: () => Services,
  log: (line: string) => void,
): Promise<Background> {
  const boss = new PgBoss({
    connectionString: appUrl,
    migrate: false,
    createSchema: false,
    useListenNotify: true,
    max: 4,
    ...rhythm,
  })
  boss.on('error', (error) => log(`queue: ${error.message}`))
  await boss.start()
  const workers = new Map<string, string>()
  for (const [queue, task] of Object.entries(tasks)) {
    const worker = await boss.work<{ scope: Scope; data: Record<string, unknown> }>(
      queue,
      // News of many families comes in bursts: a poll takes up to a hundred, worked off one after the other, and where it
      // was full the next follows at once.
      { pollingIntervalSeconds: 0.5, notifyPollingIntervalSeconds: 60, batchSize: 100, burstWhenBatchFull: true },
      async (jobs) => {
        try {
          for (const job of jobs) await task(services(), job.data.scope, job.data.data)
        } catch (error) {
          // Without a database nobody could be told that the job is to be tried again.
          if (lostDatabase(error)) await databaseAnswers(appUrl)
          throw error
        }
      },
    )
    workers.set(queue, worker)
  }
  const stopLooking = lookForWaiting(boss, workers, log)
  if (newDay in tasks) await boss.schedule(newDay, '10 0 * * *', { scope: null, data: {} }, { tz: 'Asia/Shanghai' })
  return {
    async send(tx, queue, data) {
      const db = { executeSql: async (text: string, values?: unknown[]) => tx.client.query(text, values) }
      await boss.send(queue, { scope: tx.scope, data }, { db })
    },
    stop: () => {
      stopLooking()
      return boss.stop({ graceful: true, timeout: 15_000 })
    },
  }
}

// One look into the index of each queue, in one statement.
const waiting = `select queue from unnest($1::text[]) queue
  where exists (select from pgboss.job where name = queue and state < 'active' and not blocked and start_after <= now())`

/**
 * Wakes the worker of each queue in which something waits. What is to be tried again later is told to nobody; one question
 * for all queues costs an idle server a fifth of what each queue asking for itself does. Returns how to end it.
 */
function lookForWaiting(boss: PgBoss, workers: ReadonlyMap<string, string>, log: (line: string) => void): () => void {
  let looking = false
  let ended = false
  const look = async () => {
    if (looking) return
    looking = true
    try {
      const { rows } = await boss.getDb().executeSql(waiting, [[...workers.keys()]])
      for (const { queue } of rows) boss.notifyWorker(workers.get(queue) as string)
    } catch (error) {
      if (!ended) log(`queue: ${(error as Error).message}`)
    } finally {
      looking = false
    }
  }
  const timer = setInterval(look, 3_000).unref()
  return () => {
    ended = true
    clearInterval(timer)
  }
}

// As long as the embedded database may take to come back, twice over.
const patienceSeconds = 120

/** Waits until the database takes connections again; gives up after a while, and the queue finds the job by its silence. */
async function databaseAnswers(url: string): Promise<void> {
  for (let second = 0; second < patienceSeconds; second++) {
    const client = new pg.Client({ connectionString: url })
    client.on('error', () => {})
    try {
      await client.connect()
      return
    } catch {
      await pause(1000, undefined, { ref: false })
    } finally {
      await client.end().catch(() => {})
    }
  }
}
