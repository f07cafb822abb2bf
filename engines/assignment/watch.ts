import { cancelled } from './refusals.ts'

/** What a run tells while it works: the stage, and how far it is (bids placed, ways searched, pivots made). */
export type Progress = { readonly stage: 'auction' | 'repair' | 'simplex' | 'certificate'; readonly done: number }

/**
 * How a run is watched and stopped. `signal` may be an AbortSignal, or anything whose `aborted` another thread can
 * turn (a worker reads shared memory there), because a run does not give way to the event loop.
 */
export type WatchOptions = {
  readonly onProgress?: ((progress: Progress) => void) | undefined
  readonly signal?: { readonly aborted: boolean } | undefined
}

/** Called every few hundred steps; throws the refusal "cancelled". */
export type Watch = (stage: Progress['stage'], done: number) => void

export function watchOf(options: WatchOptions): Watch {
  const { onProgress, signal } = options
  return (stage, done) => {
    if (signal?.aborted) throw cancelled()
    onProgress?.({ stage, done })
    if (signal?.aborted) throw cancelled()
  }
}
