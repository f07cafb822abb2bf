import type { Config } from '../platform/server/config.ts'
import { startEmbedded } from '../platform/server/embedded-postgres.ts'

/** The database that the environment names, or the embedded one; `stop` leaves a server of others alone. */
export type DatabasePlace = { ownerUrl: string; appUrl: string; stop(): Promise<void> }

/** `join`: a command beside a running server uses its database instead of starting another. */
export async function openDatabaseOf(
  config: Config,
  log: (line: string) => void,
  join = false,
): Promise<DatabasePlace> {
  if (config.databaseUrl && config.ownerUrl)
    return { appUrl: config.databaseUrl, ownerUrl: config.ownerUrl, stop: async () => {} }
  return startEmbedded({ folder: config.dataFolder, log, join })
}
