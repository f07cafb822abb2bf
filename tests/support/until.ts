import { setTimeout as pause } from 'node:timers/promises'

// A busy machine may take its time; only what never comes is a fault.
const patience = 120_000

/**
 * Asks again until `look` answers something, and answers it: after a while given, or else the less often the longer it
 * takes, as asking costs the time of those who work. Throws with what was waited for when it never comes.
 */
export async function until<Seen>(
  what: string,
  look: () => Promise<Seen | undefined | null | false>,
  everyMilliseconds?: number,
): Promise<Seen> {
  const began = Date.now()
  const next = () => everyMilliseconds ?? Math.min(50 + (Date.now() - began) / 8, 500)
  for (; Date.now() - began < patience; await pause(next())) {
    const seen = await look()
    if (seen !== undefined && seen !== null && seen !== false) return seen
  }
  throw new Error(`never came: ${what}`)
}
