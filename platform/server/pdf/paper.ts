import { availableParallelism } from 'node:os'
import { Thread } from '../thread.ts'
import type { WordReading, WordTask } from '../word/word-thread.ts'
import type { PaperTask } from './paper-thread.ts'

/** A paper to be printed: its file name and what it says. A typst template reads `json(bytes(sys.inputs.data))`. */
export type Paper = { readonly name: string; readonly data: unknown }

// A portion is a second or so of work: the answer begins early, and nobody waits long after leaving.
const portion = 25

const programs = {
  pdf: new URL('./paper-thread.ts', import.meta.url),
  word: new URL('../word/word-thread.ts', import.meta.url),
}

/**
 * Prints papers, one document each, as PDF with a typst template (text) or by filling a document of Word (bytes), in
 * threads of their own, as many as there are processors up to two. It yields them in their order while the next are being made; leaving the loop ends the threads.
 */
export async function* printPapers(
  template: string | Uint8Array,
  papers: AsyncIterable<Paper> | Iterable<Paper>,
): AsyncGenerator<{ name: string; bytes: Uint8Array }> {
  const program = typeof template === 'string' ? programs.pdf : programs.word
  const threads = Array.from({ length: Math.min(2, availableParallelism()) }, () => new Thread(program))
  let turn = 0
  const print = async (some: readonly Paper[]) => {
    const documents = some.map((paper) => JSON.stringify(paper.data))
    const task: PaperTask | { fill: WordTask } =
      typeof template === 'string' ? { template, documents } : { fill: { template, documents } }
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

/** What a document of Word says of itself as a template: its tags, or what is wrong. Read in a thread that then ends. */
export async function readWordTemplate(bytes: Uint8Array): Promise<WordReading> {
  const thread = new Thread(programs.word, { megabytes: 300 })
  try {
    return await thread.ask<WordReading>({ check: bytes })
  } finally {
    await thread.close()
  }
}
