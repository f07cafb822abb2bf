import { readConfig } from '../../platform/server/config.ts'
import { openServices, prepareDatabase } from '../application.ts'
import { openDatabaseOf } from '../database-place.ts'
import { accountLines, loadDemoCity } from './demo/load.ts'

/** Tells whoever started the demo who can sign in; the passwords are printed this once. */
export function tellAccounts(lines: readonly string[], dataFolder: string): void {
  console.log(`演示城市已建好，各岗位账号如下（密码只显示这一次，另存于 ${dataFolder}/demo-accounts.txt）：`)
  console.log('The demo city is ready. Accounts, one per role (shown once, also kept in the data folder):')
  for (const line of lines) console.log(line)
}

export const notEmpty =
  '数据库里已有数据，没有建立演示城市，原有数据没有改动。 (The database is not empty: no demo city was made, everything stays as it is.)'

/** `bangfu demo [--seed TEXT]`: the demo city in an empty database. 0 when made or left alone, 1 when it failed. */
export async function demoCommand(args: string[]): Promise<number> {
  const config = readConfig(process.env)
  const log = (line: string) => console.error(line)
  const place = await openDatabaseOf(config, log, true)
  try {
    await prepareDatabase(place, () => {})
    const services = await openServices(config, place, log)
    try {
      const seed = args[args.indexOf('--seed') + 1] ?? 'demo'
      const accounts = await loadDemoCity(
        services,
        { seed: args.includes('--seed') ? seed : 'demo', now: new Date() },
        log,
      )
      if (accounts) tellAccounts(accountLines(accounts), config.dataFolder)
      else console.log(notEmpty)
      return 0
    } finally {
      await services.close()
    }
  } finally {
    await place.stop()
  }
}
