/**
 * A place on a way through what tells cases apart, one thing after the other: cases that say the same all the way come to the
 * same place. Nothing is written out for it, and who comes the way of the one before is there at once.
 */
export class Fork<Kept> {
  /** What is known of all who come here. */
  kept: Kept | undefined
  #ways: Map<unknown, Fork<Kept>> | undefined
  #last: unknown
  #next: Fork<Kept> | undefined

  /** @param step a text, number, truth value or one certain object */
  to(step: unknown): Fork<Kept> {
    if (this.#next !== undefined && step === this.#last) return this.#next
    this.#ways ??= new Map()
    let next = this.#ways.get(step)
    if (!next) {
      next = new Fork()
      this.#ways.set(step, next)
    }
    this.#last = step
    this.#next = next
    return next
  }

  /** Several steps and how many they are, so that none is taken for what comes after them. */
  through(steps: readonly unknown[]): Fork<Kept> {
    let at = this.to(steps.length)
    for (const step of steps) at = at.to(step)
    return at
  }
}
