import type { Field, Kind } from './fields.ts'
import { headingKey, headingScore } from './header-words.ts'
import type { Heading } from './table-header.ts'

/** What a table is about, from its headings and its title. */
export function kindOf(headings: readonly Heading[], title: string): Kind {
  const keys = headings.map(({ path }) => headingKey(path.at(-1) ?? ''))
  const joined = headings.map(({ path }) => path.map(headingKey).slice(-2).join(''))
  const has = (kind: Kind, field: Field, sure = 0.7) =>
    [...keys, ...joined].some((key) => headingScore(kind, field, key) >= sure)
  const related = has('household_members', 'relation_text')
  const covered = has('household_members', 'monthly_benefit_fen') || has('household_members', 'certificate_number')
  const hardship = ['category', 'cause', 'annual_income_fen', 'rigid_expenditure_fen', 'dibao'] as const
  const hardshipFields = hardship.filter((field) => has('hardship_worker', field)).length
  const family = has('household_members', 'head_name', 0.9) || /低保|家庭.{0,4}花名册/.test(title)
  if (related && (family || covered || hardshipFields === 0)) return 'household_members'
  if (covered && family && hardshipFields < 2) return 'household_members'
  const helping = ['capacity', 'skill', 'post', 'county'] as const
  const helperFields = helping.filter((field) => has('helper', field, 0.75)).length
  const entitled = /(?:帮扶|结对|包保|包联).{0,6}(?:干部|责任人|人员|联系人|名单)|干部.{0,4}名单/.test(title)
  const named = keys.some((key) => /^(?:帮扶|结对|包保|包联|包扶).{0,2}(?:责任人|干部|人)/.test(key))
  if (hardshipFields === 0 && (helperFields >= 2 || (helperFields >= 1 && (entitled || named)))) return 'helper'
  return 'hardship_worker'
}
