/** A box of a map, in hundredths of its width and height. */
export type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number }

/**
 * Boxes side by side whose surfaces stand for numbers and which are as square as can be (squarified treemap). `aspect` is
 * width by height of the whole. The numbers must be positive; boxes come in the order of the numbers.
 */
export function boxesOf(numbers: readonly number[], aspect: number): Box[] {
  const order = numbers.map((_, at) => at).sort((a, b) => (numbers[b] as number) - (numbers[a] as number) || a - b)
  const total = numbers.reduce((sum, number) => sum + number, 0)
  const boxes: Box[] = []
  let free = { left: 0, top: 0, width: aspect, height: 1 }
  for (let from = 0; from < order.length; ) {
    const side = Math.min(free.width, free.height)
    const surface = (at: number) => ((numbers[order[at] as number] as number) / total) * aspect
    let to = from + 1
    let sum = surface(from)
    // A row takes one more box as long as its worst box becomes squarer.
    while (to < order.length && worst(from, to + 1, sum + surface(to)) <= worst(from, to, sum)) sum += surface(to++)
    const depth = sum / side
    let along = 0
    for (let at = from; at < to; at++) {
      const length = surface(at) / depth
      boxes[order[at] as number] =
        free.width >= free.height
          ? { left: free.left, top: free.top + along, width: depth, height: length }
          : { left: free.left + along, top: free.top, width: length, height: depth }
      along += length
    }
    free =
      free.width >= free.height
        ? { ...free, left: free.left + depth, width: free.width - depth }
        : { ...free, top: free.top + depth, height: free.height - depth }
    from = to

    function worst(first: number, end: number, together: number): number {
      const across = together / side
      return Math.max(
        ...[first, end - 1].map((at) => {
          const length = surface(at) / across
          return Math.max(length / across, across / length)
        }),
      )
    }
  }
  return boxes.map(({ left, top, width, height }) => ({
    left: (left / aspect) * 100,
    top: top * 100,
    width: (width / aspect) * 100,
    height: height * 100,
  }))
}
