import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import type { Services } from '../platform/server/act.ts'
import { ReadingAudit } from '../platform/server/audit.ts'
import { migrateQueue, startBackground } from '../platform/server/background.ts'
import type { Config } from '../platform/server/config.ts'
import { openDatabase, withInstallation } from '../platform/server/database.ts'
import { createHttp } from '../platform/server/http.ts'
import { migrate, readMigrations } from '../platform/server/migrations.ts'
import { openPersonalData } from '../platform/server/personal-data.ts'
import { makeSetupLink } from '../slices/accounts/actions.ts'
import { authenticate } from '../slices/accounts/session-actions.ts'
import { loadAreas } from '../slices/areas/store.ts'
import { resumeImports } from '../slices/imports/tasks.ts'
import { order } from '../slices/order.ts'
import { routes } from './routes.ts'
import { tasks } from './tasks.ts'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** Where the database is: the owner migrates, the app role serves. */
export type DatabaseUrls = { ownerUrl: string; appUrl: string }

/** Brings schema, queue and reference data up to date; safe to run at every start. */
export async function prepareDatabase(urls: DatabaseUrls, log: (line: string) => void): Promise<void> {
  const appUser = decodeURIComponent(new URL(urls.appUrl).username)
  await migrate(urls.ownerUrl, appUser, readMigrations(root, order), log)
  await migrateQueue(urls.ownerUrl, Object.keys(tasks))
  const owner = new pg.Client({ connectionString: urls.ownerUrl, application_name: 'bangfu areas' })
  await owner.connect()
  try {
    await loadAreas(owner)
  } finally {
    await owner.end()
  }
}

/** Opens everything the server has one of, without a door: the command line uses the same actions. */
export async function openServices(
  config: Config,
  urls: DatabaseUrls,
  log: (line: string) => void,
): Promise<Services & { close(): Promise<void> }> {
  const database = openDatabase(urls.appUrl)
  const empty = await withInstallation(
    database,
    async (tx) => (await tx.row('select 1 from tenant limit 1')) === undefined,
  )
  const personalData = openPersonalData(config.keyFile, empty)
  const readingAudit = new ReadingAudit(database)
  const services = { config, database, personalData, readingAudit, log } as Services
  services.background = await startBackground(urls.appUrl, tasks, () => services, log)
  await resumeImports(services)
  return {
    ...services,
    close: async () => {
      await services.background.stop()
      await readingAudit.close()
      await database.close()
    },
  }
}

export type Application = {
  http: FastifyInstance
  services: Services
  /** A new one-time link for an empty installation; null once it has a tenant. */
  setupPath(): Promise<string | null>
  close(): Promise<void>
}

/** The whole product on a prepared database, ready to listen. */
export async function openApplication(
  config: Config,
  urls: DatabaseUrls,
  log: (line: string) => void,
): Promise<Application> {
  const services = await openServices(config, urls, log)
  const pagesFolder = join(root, 'dist')
  const http = await createHttp({
    services,
    router: routes,
    authenticate: (token, now) => authenticate(services.database, token, now),
    pagesFolder: existsSync(pagesFolder) ? pagesFolder : '',
    ready: async () => {
      await services.database.pool.query('select 1')
    },
  })
  return {
    http,
    services,
    setupPath: () => withInstallation(services.database, (tx) => makeSetupLink(tx, new Date())),
    close: async () => {
      await http.close()
      await services.close()
    },
  }
}
