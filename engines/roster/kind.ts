import type { Field, Kind } from './fields.ts'
import { carerOrKin, headingKey, headingScore, organisationField } from './header-words.ts'
import { isOfTwoInRow } from './named-people.ts'
import { helpsOrSigns } from './other-people.ts'
import type { Heading } from './table-header.ts'

// What only persons have. A list that names one of them is about people, whatever it says of their units.
const personal = [
  ['hardship_worker', 'id_number'],
  ['hardship_worker', 'sex'],
  ['hardship_worker', 'ethnicity'],
  ['hardship_worker', 'birth_date'],
  ['hardship_worker', 'category'],
  ['hardship_worker', 'cause'],
  ['hardship_worker', 'dibao'],
  ['household_members', 'relation_text'],
  ['household_members', 'head_name'],
  ['helper', 'capacity'],
  ['helper', 'skill'],
] as const
const names = [
  ['hardship_worker', 'name'],
  ['household_members', 'name'],
  ['helper', 'name'],
] as const
const ownOfOrganisations: ReadonlySet<Field> = new Set([
  'organisation_kind',
  'enterprise_state',
  'parent_name',
  'credit_code',
])

/** True for a list of organisations: it names them and what only organisations have, and nobody's name or number. */
function isOfOrganisations(headings: readonly Heading[], title: string): boolean {
  const own = new Set<Field>()
  for (const { path } of headings) {
    const leaf = headingKey(path.at(-1) ?? '')
    const joined = path.map(headingKey).slice(-2).join('')
    const scores = (pairs: readonly (readonly [Kind, Field])[]) =>
      pairs.some(([kind, field]) => headingScore(kind, field, leaf) >= 0.7)
    const field = organisationField(leaf) ?? organisationField(joined)
    if (scores(personal)) return false
    // 负责人 and 联系人 are names too, but the organisation's.
    const inCharge = headingScore('organisation', 'responsible_person', leaf) > 0 || field === 'responsible_person'
    const inChargeAbove = headingScore('organisation', 'responsible_person', joined) > 0
    if (scores(names) && !inCharge && !inChargeAbove) return false
    if (field) own.add(field)
  }
  if (!own.has('organisation_name')) return false
  const special = [...own].filter((field) => ownOfOrganisations.has(field)).length
  return special >= 1 || /(?:单位|企业|机构|组织|工会).{0,4}(?:名录|名单|名册|一览表|花名册|登记表|台账)/.test(title)
}

// The one person such lists are about: 与学生关系 tells what the parent of the row is to the pupil of the row.
const theOne =
  /[与同和跟].{0,4}(?:学生|考生|学员|孩子|幼儿|儿童|孤儿|患者|病人|病患|老人|老年人|长者|残疾人|逝者|死者|伤者|被.{2,3}人)(?:本人|之间)?的?关系/
const contact = /监护|联系人|紧急|代[领办理]|委托|领取|申领/
const ofPupils = /学生|考生|幼儿|儿童/

/**
 * True for a column that tells of somebody beside the person of the row, or how they stand to each other: 成员1姓名, 与患者关系,
 * 关系 after 监护人姓名. The rows are no family block for that.
 */
function saysOnlyWhoElse(headings: readonly Heading[], place: number): boolean {
  const joined = (at: number): string => headings[at]?.path.map(headingKey).join('') ?? ''
  const key = joined(place)
  if (
    isOfTwoInRow(headings, place) ||
    carerOrKin.test(key) ||
    theOne.test(key) ||
    (/关系$/.test(key) && contact.test(key))
  )
    return true
  if (!/关系$/.test(key) || /户|申请人|持证人|家长/.test(key)) return false
  const before = joined(place - 1)
  const pupils = headings.some((_, at) => ofPupils.test(joined(at)))
  return contact.test(before) || (pupils && /家长/.test(before))
}

/** 退役军人姓名 is the name of whoever is helped. */
const isOfHelped = (key: string): boolean => {
  const whose = /^(.+)姓名$/.exec(key)?.[1] ?? ''
  return whose !== '' && !helpsOrSigns(whose)
}

/** What a table is about, from its headings and its title. */
export function kindOf(every: readonly Heading[], title: string): Kind {
  const headings = every.filter((_, place) => !saysOnlyWhoElse(every, place))
  if (isOfOrganisations(headings, title)) return 'organisation'
  const keys = headings.map(({ path }) => headingKey(path.at(-1) ?? ''))
  const joined = headings.map(({ path }) => path.map(headingKey).slice(-2).join(''))
  const has = (kind: Kind, field: Field, sure = 0.7) =>
    [...keys, ...joined].some((key) => headingScore(kind, field, key) >= sure)
  const related = has('household_members', 'relation_text')
  const covered = has('household_members', 'monthly_benefit_fen') || has('household_members', 'certificate_number')
  const hardship = ['category', 'cause', 'annual_income_fen', 'rigid_expenditure_fen', 'dibao'] as const
  const hardshipFields = hardship.filter((field) => has('hardship_worker', field)).length
  const family = has('household_members', 'head_name', 0.9) || /低保|家庭.{0,4}花名册/.test(title)
  // 救助金额 and 发放金额 are paid once as well as every month: without kin they say nothing of a family.
  const monthly =
    has('household_members', 'certificate_number') ||
    /低保|特困|最低生活/.test(title) ||
    keys.some((key) => /月|低保|保障/.test(key))
  if (related && (family || covered || hardshipFields === 0)) return 'household_members'
  if (covered && family && monthly && hardshipFields < 2) return 'household_members'
  const helping = ['capacity', 'skill', 'post', 'county'] as const
  const helperFields = helping.filter((field) => has('helper', field, 0.75)).length
  const entitled = /(?:帮扶|结对|包保|包联).{0,6}(?:干部|责任人|人员|联系人|名单)|干部.{0,4}名单/.test(title)
  const named = keys.some((key) => /^(?:帮扶|结对|包保|包联|包扶).{0,2}(?:责任人|干部|人)/.test(key))
  // 帮扶责任人 and 责任人职务 beside 姓名 and a number are the helper of each person on the list.
  const helped = named && keys.some((key) => key === '姓名' || isOfHelped(key)) && has('hardship_worker', 'id_number')
  if (helped) return 'hardship_worker'
  const nobodysNumber = !has('hardship_worker', 'id_number', 0.3) && !has('hardship_worker', 'address', 0.3)
  if (hardshipFields === 0 && helperFields === 0 && entitled && nobodysNumber) return 'helper'
  if (hardshipFields === 0 && (helperFields >= 2 || (helperFields >= 1 && (entitled || named)))) return 'helper'
  return 'hardship_worker'
}
