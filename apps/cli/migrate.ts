import { readConfig } from '../../platform/server/config.ts'
import { prepareDatabase } from '../application.ts'
import { openDatabaseOf } from '../database-place.ts'

/** `bangfu migrate`: schema, queue and reference data up to date. 0 when done. */
export async function migrateCommand(): Promise<number> {
  const config = readConfig(process.env)
  const place = await openDatabaseOf(config, (line) => console.error(line), true)
  try {
    let steps = 0
    await prepareDatabase(place, (step) => {
      steps++
      console.log(step)
    })
    console.log(`数据库结构已是最新，执行了 ${steps} 步。 (The schema is up to date, ${steps} steps.)`)
    return 0
  } finally {
    await place.stop()
  }
}
