/** The simplex's tree: each node's parent, the arc to it, depth, potential, and its children as a doubly linked list. */
export class SpanningTree {
  readonly parent: Int32Array
  readonly arc: Int32Array
  readonly depth: Int32Array
  readonly potential: Float64Array
  readonly #child: Int32Array
  readonly #next: Int32Array
  readonly #previous: Int32Array
  readonly #stack: Int32Array

  constructor(nodes: number) {
    this.parent = new Int32Array(nodes).fill(-1)
    this.arc = new Int32Array(nodes).fill(-1)
    this.depth = new Int32Array(nodes)
    this.potential = new Float64Array(nodes)
    this.#child = new Int32Array(nodes).fill(-1)
    this.#next = new Int32Array(nodes).fill(-1)
    this.#previous = new Int32Array(nodes).fill(-1)
    this.#stack = new Int32Array(nodes)
  }

  attach(node: number, parent: number, arc: number): void {
    const before = this.#child[parent] as number
    this.parent[node] = parent
    this.arc[node] = arc
    this.#next[node] = before
    this.#previous[node] = -1
    if (before >= 0) this.#previous[before] = node
    this.#child[parent] = node
  }

  #detach(node: number): void {
    const next = this.#next[node] as number
    const previous = this.#previous[node] as number
    if (previous >= 0) this.#next[previous] = next
    else this.#child[this.parent[node] as number] = next
    if (next >= 0) this.#previous[next] = previous
  }

  /** Where the ways of two nodes to the root meet. */
  join(a: number, b: number): number {
    const { parent, depth } = this
    let left = a
    let right = b
    while (left !== right) {
      if ((depth[left] as number) >= (depth[right] as number)) left = parent[left] as number
      else right = parent[right] as number
    }
    return left
  }

  /** Cuts the subtree off above `top` and hangs it, turned over, by its node `inner` below `outer`. */
  rehang(inner: number, top: number, outer: number, arc: number): void {
    let node = inner
    let parent = outer
    let by = arc
    for (;;) {
      const oldParent = this.parent[node] as number
      const oldArc = this.arc[node] as number
      this.#detach(node)
      this.attach(node, parent, by)
      if (node === top) return
      parent = node
      by = oldArc
      node = oldParent
    }
  }

  /** Moves the potentials of a whole subtree and counts its depths anew. */
  shift(top: number, amount: number): void {
    const stack = this.#stack
    let height = 0
    stack[height++] = top
    while (height > 0) {
      const node = stack[--height] as number
      this.potential[node] = (this.potential[node] as number) + amount
      this.depth[node] = (this.depth[this.parent[node] as number] as number) + 1
      for (let child = this.#child[node] as number; child >= 0; child = this.#next[child] as number)
        stack[height++] = child
    }
  }
}
