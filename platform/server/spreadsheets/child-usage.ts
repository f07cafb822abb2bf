import { readFileSync } from 'node:fs'

/** What a process has used so far. */
export type ChildUsage = { readonly cpuSeconds: number; readonly megabytes: number }

// Linux counts processor time in hundredths of a second for every program, whatever the clock of its kernel.
const ticksPerSecond = 100

/**
 * Processor time and resident memory of a running process; undefined where the system keeps no /proc, and when the
 * process has ended.
 */
export function usageOf(pid: number): ChildUsage | undefined {
  try {
    // The name of the program stands in brackets and may hold anything; numbers follow the last of them.
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    const numbers = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const resident = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1]
    if (resident === undefined) return undefined
    return {
      cpuSeconds: (Number(numbers[11]) + Number(numbers[12])) / ticksPerSecond,
      megabytes: Number(resident) / 1024,
    }
  } catch {
    return undefined
  }
}
