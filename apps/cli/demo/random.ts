/** Dice with a seed: the same seed gives the same throws on every machine and in every version. */
export type Dice = {
  /** 32 random bits as an unsigned integer. */
  bits(): number
  /** From 0 up to, not including, 1. */
  share(): number
  /** A whole number from `least` to `most`, both included. */
  whole(least: number, most: number): number
  /** True with the probability given, 0 to 1. */
  chance(probability: number): boolean
  /** One of a list, each as likely. Throws a RangeError on an empty list. */
  pick<Thing>(things: readonly Thing[]): Thing
  /** One of a list by weights that need not add up to one. */
  weighted<Thing>(things: readonly (readonly [Thing, number])[]): Thing
  /** A new list in random order. */
  shuffled<Thing>(things: readonly Thing[]): Thing[]
  /** Dice of their own for a part, so that throwing more in one part changes nothing in another. */
  part(name: string): Dice
}

const rotate = (word: number, by: number): number => (word << by) | (word >>> (32 - by))

/** FNV-1a, 32 bits: a text as a seed. */
function seedOf(text: string): number {
  let hash = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193)
  return hash >>> 0
}

/** splitmix32: spreads one word over the four words of the state, which must not all be zero. */
function splitmix(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x9e3779b9) | 0
    let word = state ^ (state >>> 16)
    word = Math.imul(word, 0x21f0aaad)
    word ^= word >>> 15
    word = Math.imul(word, 0x735a2d97)
    return (word ^ (word >>> 15)) >>> 0
  }
}

/** xoshiro128** of Blackman and Vigna (public domain) from a state of four words, not all zero. */
export function xoshiro(state: [number, number, number, number]): () => number {
  return () => {
    const result = Math.imul(rotate(Math.imul(state[1], 5), 7), 9) >>> 0
    const shifted = state[1] << 9
    state[2] ^= state[0]
    state[3] ^= state[1]
    state[1] ^= state[2]
    state[0] ^= state[3]
    state[2] ^= shifted
    state[3] = rotate(state[3], 11)
    return result
  }
}

/** Dice of xoshiro128**, seeded by splitmix32 of the FNV-1a hash of the text. */
export function diceOf(seed: string): Dice {
  const spread = splitmix(seedOf(seed))
  return withThrows(xoshiro([spread(), spread(), spread(), spread()]), seed)
}

function withThrows(bits: () => number, seed: string): Dice {
  const share = () => bits() / 2 ** 32
  const whole = (least: number, most: number) => least + Math.floor(share() * (most - least + 1))
  const pick = <Thing>(things: readonly Thing[]): Thing => {
    if (things.length === 0) throw new RangeError('nothing to pick from')
    return things[whole(0, things.length - 1)] as Thing
  }
  return {
    bits,
    share,
    whole,
    pick,
    chance: (probability) => share() < probability,
    weighted: (things) => {
      let left = share() * things.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [thing, weight] of things) {
        left -= weight
        if (left < 0) return thing
      }
      return pick(things)[0]
    },
    shuffled: (things) => {
      const mixed = [...things]
      for (let last = mixed.length - 1; last > 0; last--) {
        const other = whole(0, last)
        const kept = mixed[last] as (typeof mixed)[number]
        mixed[last] = mixed[other] as (typeof mixed)[number]
        mixed[other] = kept
      }
      return mixed
    },
    part: (name) => diceOf(`${seed}/${name}`),
  }
}

/** Splits a total over weights in whole numbers that add up exactly: largest remainder, the earlier wins a tie. */
export function allot(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  const exact = weights.map((weight) => (total * weight) / sum)
  const shares = exact.map(Math.floor)
  const left = total - shares.reduce((all, share) => all + share, 0)
  const order = exact.map((value, place) => ({ place, rest: value - Math.floor(value) }))
  order.sort((one, other) => other.rest - one.rest || one.place - other.place)
  for (const { place } of order.slice(0, left)) shares[place] = (shares[place] as number) + 1
  return shares
}
