import { setTimeout as pause } from 'node:timers/promises'

// A busy machine may take its time; only what never comes is a fault.
const patience = 120_000

/** Asks again until `look` answers something, and answers it. Throws with what was waited for when it never comes. */
export async function until<Seen>(
  what: string,
  look: () => Promise<Seen | undefined | null | false>,
  everyMilliseconds = 50,
): Promise<Seen> {
  for (const deadline = Date.now() + patience; Date.now() < deadline; await pause(everyMilliseconds)) {
    const seen = await look()
    if (seen !== undefined && seen !== null && seen !== false) return seen
  }
  throw new Error(`never came: ${what}`)
}
