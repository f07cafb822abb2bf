import { clientOf } from '../../../platform/web/client.ts'
import { importsContract } from '../contract.ts'
import type { ImportState } from '../model.ts'

export const importsApi = clientOf({ imports: importsContract }).imports

/** States in which the queue is at work and the page asks again. */
export const isUnderWay = (state: ImportState): boolean =>
  state === 'reading' || state === 'committing' || state === 'undoing'
