import { readdirSync, readFileSync } from 'node:fs'
import { withClient } from '../../platform/server/embedded-cluster.ts'

/** Seconds of processor time of this process with the children it has waited for, and of all of PostgreSQL. */
export type Spent = { node: number; postgres: number }

// Linux counts processor time in hundredths of a second.
const ticks = 100

/** Fields of /proc/<pid>/stat after the name: parent, and time of itself and of children that have ended. */
function timesOf(pid: number | 'self'): { parent: number; own: number; ended: number } | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ').map(Number) ?? []
    const [parent = 0, user = 0, system = 0, endedUser = 0, endedSystem = 0] = [1, 11, 12, 13, 14].map(
      (at) => fields[at],
    )
    return { parent, own: (user + system) / ticks, ended: (endedUser + endedSystem) / ticks }
  } catch {
    return undefined
  }
}

/** A clock of processor time; on a machine that others use too it tells more than a watch. Only zeros where there is no /proc. */
export async function openProcessorClock(ownerUrl: string): Promise<() => Spent> {
  const postmaster = await withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    return timesOf(rows[0]?.pid ?? 0)?.parent ?? 0
  })
  return () => {
    const own = timesOf('self')
    const main = timesOf(postmaster)
    const backends = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map((name) => timesOf(Number(name)))
      .filter((times) => times?.parent === postmaster)
    return {
      node: (own?.own ?? 0) + (own?.ended ?? 0),
      postgres: backends.reduce((sum, times) => sum + (times?.own ?? 0), (main?.own ?? 0) + (main?.ended ?? 0)),
    }
  }
}

export const spentBetween = (from: Spent, to: Spent): string =>
  `CPU node ${(to.node - from.node).toFixed(1)} s, postgres ${(to.postgres - from.postgres).toFixed(1)} s`
