/** A binary heap of (distance, node). A node may stand in it twice; the reader skips what is stale. */
export class DistanceQueue {
  #distance = new Float64Array(256)
  #node = new Int32Array(256)
  #length = 0
  /** Distance of the node popped last. */
  poppedDistance = Number.POSITIVE_INFINITY

  clear(): void {
    this.#length = 0
  }

  push(distance: number, node: number): void {
    if (this.#length === this.#node.length) this.#grow()
    const distances = this.#distance
    const nodes = this.#node
    let at = this.#length++
    while (at > 0) {
      const above = (at - 1) >> 1
      if ((distances[above] as number) <= distance) break
      distances[at] = distances[above] as number
      nodes[at] = nodes[above] as number
      at = above
    }
    distances[at] = distance
    nodes[at] = node
  }

  /** The nearest node, or −1. */
  pop(): number {
    if (this.#length === 0) return -1
    const distances = this.#distance
    const nodes = this.#node
    const top = nodes[0] as number
    this.poppedDistance = distances[0] as number
    const length = --this.#length
    const distance = distances[length] as number
    const node = nodes[length] as number
    let at = 0
    for (;;) {
      let below = 2 * at + 1
      if (below >= length) break
      if (below + 1 < length && (distances[below + 1] as number) < (distances[below] as number)) below++
      if ((distances[below] as number) >= distance) break
      distances[at] = distances[below] as number
      nodes[at] = nodes[below] as number
      at = below
    }
    distances[at] = distance
    nodes[at] = node
    return top
  }

  #grow(): void {
    const distance = new Float64Array(this.#distance.length * 2)
    distance.set(this.#distance)
    this.#distance = distance
    const node = new Int32Array(this.#node.length * 2)
    node.set(this.#node)
    this.#node = node
  }
}
