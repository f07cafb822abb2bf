import { clientOf } from '../../../platform/web/client.ts'
import { keep, kept } from '../../../platform/web/kept.ts'
import { formsContract } from '../contract.ts'

export const formsApi = clientOf({ forms: formsContract }).forms

const name = 'bangfu.forms.chosen'

/** The families that were chosen on another page, by id; kept for this window only. */
export const chosenFamilies = (): readonly string[] => kept<readonly string[]>(sessionStorage, name, [])
export const keepChosenFamilies = (ids: readonly string[]): void =>
  keep(sessionStorage, name, ids.length === 0 ? undefined : ids)
