import { availableParallelism } from 'node:os'
import { Thread } from '../thread.ts'
import type { PaperTask } from './paper-thread.ts'

/** A paper to be printed: its file name and what it says; the template reads `json(bytes(sys.inputs.data))`. */
export type Paper = { readonly name: string; readonly data: unknown }

// A portion is a second or so of work: the answer begins early, and nobody waits long after leaving.
const portion = 25

/**
 * Prints papers as PDF with a typst template, one document each, in threads of their own, as many as there are
 * processors up to two. It yields them in their order while the next are being made; leaving the loop ends the threads.
 */
export async function* printPapers(
  template: string,
  papers: AsyncIterable<Paper> | Iterable<Paper>,
): AsyncGenerator<{ name: string; bytes: Uint8Array }> {
  const program = new URL('./paper-thread.ts', import.meta.url)
  const threads = Array.from({ length: Math.min(2, availableParallelism()) }, () => new Thread(program))
  let turn = 0
  const print = async (some: readonly Paper[]) => {
    const task: PaperTask = { template, documents: some.map((paper) => JSON.stringify(paper.data)) }
    const thread = threads[turn++ % threads.length] as Thread
    const printed = await thread.ask<Uint8Array[]>(task)
    return some.map((paper, at) => ({ name: paper.name, bytes: printed[at] as Uint8Array }))
  }
  const busy: ReturnType<typeof print>[] = []
  try {
    for await (const some of portions(papers)) {
      const printing = print(some)
      // Whoever leaves early asks for no more of these.
      printing.catch(() => {})
      busy.push(printing)
      if (busy.length > threads.length) yield* (await busy.shift()) ?? []
    }
    for (const printing of busy) yield* await printing
  } finally {
    await Promise.all(threads.map((thread) => thread.close()))
  }
}

async function* portions(papers: AsyncIterable<Paper> | Iterable<Paper>): AsyncGenerator<Paper[]> {
  let some: Paper[] = []
  for await (const paper of papers) {
    some.push(paper)
    if (some.length < portion) continue
    yield some
    some = []
  }
  if (some.length > 0) yield some
}
