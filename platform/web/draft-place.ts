import { keep, kept } from './kept.ts'

/** What somebody was filling in, and when it was typed (milliseconds since 1970). */
type Draft<Values> = { readonly at: number; readonly values: Values }

const drafts = 'bangfu.draft.'
/** What nobody finished within a week is no longer what was seen. */
export const weekMs = 7 * 86_400_000

let timesForgotten = 0

/** Where the draft of one form of one account stands in this browser. */
type DraftPlace<Values> = {
  read(): Draft<Values> | undefined
  write(values: Values): void
  forget(): void
}

/**
 * The place of a draft: `sessionStorage` for as long as the window lives, `localStorage` for `keptMs`. It belongs to one
 * account: whoever signs in next in this browser must not find what somebody else was typing.
 */
export function draftPlace<Values>(
  storage: Storage,
  accountId: string,
  name: string,
  keptMs = Number.POSITIVE_INFINITY,
): DraftPlace<Values> {
  const place = `${drafts}${accountId}.${name}`
  return {
    read: () => standing<Values>(kept<unknown>(storage, place, undefined), Date.now() - keptMs),
    write: (values) => keep(storage, place, { at: Date.now(), values } satisfies Draft<Values>),
    forget: () => keep(storage, place, undefined),
  }
}

/** Something readable, typed after that instant. */
function standing<Values>(found: unknown, after: number): Draft<Values> | undefined {
  if (typeof found !== 'object' || found === null || !('at' in found) || typeof found.at !== 'number') return undefined
  // Phones wrote `value` before; what somebody began then is found once more.
  const values = 'values' in found ? found.values : 'value' in found ? found.value : undefined
  return found.at <= after || values === undefined || values === null
    ? undefined
    : { at: found.at, values: values as Values }
}

/** The names of the drafts in a storage; none where the browser forbids it. */
function draftNames(storage: Storage): string[] {
  try {
    const names = Array.from({ length: storage.length }, (_, place) => storage.key(place))
    return names.filter((name) => name?.startsWith(drafts) === true) as string[]
  } catch {
    return []
  }
}

/** How many things one account has begun in this browser and not saved. */
export const countDrafts = (storage: Storage, accountId: string): number =>
  draftNames(storage).filter((name) => name.startsWith(`${drafts}${accountId}.`)).length

/**
 * When somebody signs out: forgets every draft of this window and, of those that outlive it, the person's own. What another
 * helper began on a shared phone stays theirs. A session that merely expires does not come here.
 */
export function forgetDrafts(accountId: string): void {
  timesForgotten++
  for (const name of draftNames(sessionStorage)) keep(sessionStorage, name, undefined)
  for (const name of draftNames(localStorage))
    if (name.startsWith(`${drafts}${accountId}.`)) keep(localStorage, name, undefined)
}

/** Changes whenever drafts were forgotten: a form that is still open then writes nothing more. */
export const draftsForgotten = (): number => timesForgotten

/** At the start of the program: no family's data outlives its week in a browser, of whatever account. */
export function dropOldDrafts(storage: Storage, now = Date.now()): void {
  for (const name of draftNames(storage)) {
    if (!standing(kept<unknown>(storage, name, undefined), now - weekMs)) keep(storage, name, undefined)
  }
}
