import type { Server } from 'node:net'
import { readConfig } from '../platform/server/config.ts'
import { refuseUnsafe } from '../platform/server/production.ts'
import { openApplication, prepareDatabase } from './application.ts'
import { accountLines, loadDemoCity } from './cli/demo/load.ts'
import { notEmpty, tellAccounts } from './cli/demo.ts'
import { openDatabaseOf } from './database-place.ts'

/** Starts database and server, prints one line, and stops both on a signal, also on one that comes while starting. */
async function serve(): Promise<void> {
  const stopped = stopSignal()
  const config = readConfig(process.env)
  const log = (line: string) => console.error(line)
  const place = await openDatabaseOf(config, log)
  try {
    if (config.production) await refuseUnsafe(config, place)
    await prepareDatabase(place, () => {})
    const application = await openApplication(config, place, log)
    try {
      if (process.argv.includes('--demo')) {
        const accounts = await loadDemoCity(application.services, { seed: 'demo', now: new Date() }, log)
        if (accounts) tellAccounts(accountLines(accounts), config.dataFolder)
        else console.log(notEmpty)
      }
      const setupPath = await application.setupPath()
      await application.http.listen({ host: config.host, port: config.port })
      const address = addressOf(config, listeningPort(application.http.server.address()) ?? config.port)
      const office = `帮扶 Bangfu: ${address}`
      const helpers = `  帮扶责任人 helpers: ${address}/m/`
      const setup = `  首次设置（只能用一次） one-time setup: ${address}${setupPath}`
      console.log(setupPath ? office + setup : office + helpers)
      await stopped
    } finally {
      await application.close()
    }
  } finally {
    await place.stop()
  }
}

function addressOf(config: { host: string; tls: unknown }, port: number): string {
  const host = ['0.0.0.0', '::'].includes(config.host) ? 'localhost' : config.host
  return `${config.tls ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`
}

// PORT=0 asks the system for a free one; what it gave is what is printed.
const listeningPort = (address: ReturnType<Server['address']>): number | undefined =>
  typeof address === 'object' ? address?.port : undefined

/** Resolves at the first signal; later ones are swallowed, so that an impatient second Ctrl-C does not break the shutdown. */
const stopSignal = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve())
  })

serve().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
