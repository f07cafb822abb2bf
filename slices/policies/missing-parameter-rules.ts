import type { Text } from '../../core/messages.ts'
import { findParameter, type ParameterBook } from './parameter-rules.ts'
import type { CheckedPolicy } from './policy-check-rules.ts'
import { policyFaultWords as words } from './policy-fault-messages.ts'
import { filled } from './policy-file-rules.ts'
import { neededInstead } from './unset-rules.ts'

/** A parameter without a value in a county, with the sentence that says so. */
export type MissingParameter = { readonly name: string; readonly county: string; readonly text: Text }

/** The parameters of a policy that have no value on a day, each with the first county that lacks it. */
export function missingParameters(
  { file }: CheckedPolicy,
  book: ParameterBook,
  counties: readonly { code: string; name: string }[],
  on: string,
): MissingParameter[] {
  const residences = ['urban', 'rural'] as const
  return file.parameters.flatMap(({ name, title }): MissingParameter[] => {
    // Where nobody need set it, it is missing nowhere.
    const county = counties.find(({ code }) =>
      residences.some(
        (residence) =>
          neededInstead(
            file,
            name,
            (one) => findParameter(book, one, { county: code, residence }, on) !== undefined,
          ) === name,
      ),
    )
    return county ? [{ name, county: county.code, text: filled(words.missingParameter, county.name, on, title) }] : []
  })
}
