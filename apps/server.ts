import type { Server } from 'node:net'
import { readConfig } from '../platform/server/config.ts'
import { startEmbedded } from '../platform/server/embedded-postgres.ts'
import { refuseUnsafe } from '../platform/server/production.ts'
import { openApplication, prepareDatabase } from './application.ts'

/** Starts database and server, prints one line, and stops both on a signal. */
async function serve(): Promise<void> {
  const config = readConfig(process.env)
  const log = (line: string) => console.error(line)
  const external =
    config.databaseUrl && config.ownerUrl ? { appUrl: config.databaseUrl, ownerUrl: config.ownerUrl } : undefined
  const embedded = external ? undefined : await startEmbedded({ folder: config.dataFolder, log })
  const urls = external ?? (embedded as { appUrl: string; ownerUrl: string })
  try {
    if (config.production) await refuseUnsafe(config, urls)
    await prepareDatabase(urls, () => {})
    const application = await openApplication(config, urls, log)
    await application.http.listen({ host: config.host, port: config.port })
    const address = addressOf(config, listeningPort(application.http.server.address()) ?? config.port)
    console.log(
      application.setupPath
        ? `帮扶 Bangfu: ${address}  首次设置（只能用一次） one-time setup: ${address}${application.setupPath}`
        : `帮扶 Bangfu: ${address}`,
    )
    await stopSignal()
    await application.close()
  } finally {
    await embedded?.stop()
  }
}

function addressOf(config: { host: string; tls: unknown }, port: number): string {
  const host = ['0.0.0.0', '::'].includes(config.host) ? 'localhost' : config.host
  return `${config.tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`
}

// PORT=0 asks the system for a free one; what it gave is what is printed.
const listeningPort = (address: ReturnType<Server['address']>): number | undefined =>
  typeof address === 'object' ? address?.port : undefined

const stopSignal = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })

serve().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
