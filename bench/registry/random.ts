/** Numbers from 0 to below 1, the same in every run. */
export type Random = () => number

/** A sequence that follows from its seed (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const pick = <One>(random: Random, among: readonly One[]): One =>
  among[Math.floor(random() * among.length)] as One
