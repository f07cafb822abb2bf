import type { Text } from '../../../core/messages.ts'

/** Where a fact is entered once, so that no form asks for it again. */
export type EnteredAt =
  | 'household'
  | 'member'
  | 'pair'
  | 'helper'
  | 'visit'
  | 'aid'
  | 'enrolment'
  | 'list'
  | 'supplement'
  | 'given'

/** How a fact is written: money as fen, days as `YYYY-MM-DD`, the rest as it stands. */
export type FactKind = 'text' | 'count' | 'money' | 'day' | 'yes_no'

/** What a family has several of besides members, one in a row: aid received, visits. */
export type RecordOf = 'aid' | 'visit'

export type FormFieldFacts = {
  readonly text: Text
  readonly kind: FactKind
  /**
   * Of whom it is true: a member (the head where a row is a family), the family, the form as a whole, or one entry of what
   * was done for a family: a line of aid, a visit.
   */
  readonly of: 'person' | 'family' | 'form' | RecordOf
  readonly at: EnteredAt
}

const person = (zh: string, en: string, kind: FactKind = 'text'): FormFieldFacts => ({
  text: { zh, en },
  kind,
  of: 'person',
  at: 'member',
})
const family = (zh: string, en: string, kind: FactKind = 'text', at: EnteredAt = 'household'): FormFieldFacts => ({
  text: { zh, en },
  kind,
  of: 'family',
  at,
})
const entry =
  (of: RecordOf) =>
  (zh: string, en: string, kind: FactKind = 'text'): FormFieldFacts => ({ text: { zh, en }, kind, of, at: of })
const aid = entry('aid')
const visit = entry('visit')

/** Every fact of the product that a form of another office may ask for. */
export const formFields = {
  serial: family('序号', 'Serial number', 'count', 'given'),
  name: person('姓名', 'Name'),
  sex: person('性别', 'Sex'),
  ethnicity: person('民族', 'Ethnicity'),
  id_number: person('身份证号', 'Identity number'),
  birth_date: person('出生日期', 'Date of birth', 'day'),
  age: person('年龄', 'Age', 'count'),
  phone: person('联系电话', 'Phone'),
  relation: person('与户主关系', 'Relation to the head'),
  health: person('健康状况', 'Health'),
  disability_grade: person('残疾等级', 'Grade of disability'),
  disabled: person('是否残疾', 'Disabled', 'yes_no'),
  school: person('在读学段', 'School'),
  employment: person('就业状况', 'Employment'),
  own_monthly_income: person('本人月收入', 'Own monthly income', 'money'),
  own_annual_income: person('本人年收入', 'Own yearly income', 'money'),
  head_name: family('户主姓名', 'Head of household'),
  head_id_number: family('户主身份证号', 'Identity number of the head'),
  head_phone: family('户主电话', 'Phone of the head', 'text', 'member'),
  file_number: family('档案号', 'File number', 'text', 'given'),
  area: family('行政区划', 'Area'),
  county: family('所在县（市、区）', 'County'),
  township: family('乡镇（街道）', 'Township'),
  village: family('村（社区）', 'Village'),
  address: family('家庭住址', 'Home address'),
  residence: family('户口类型', 'Urban or rural'),
  work_unit: family('工作单位', 'Work unit'),
  responsible_unit: family('责任单位', 'Responsible body'),
  category: family('困难类别', 'Category of hardship'),
  main_cause: family('主要致困原因', 'Main cause'),
  other_causes: family('次要致困原因', 'Other causes'),
  household_size: family('家庭人口', 'Household size', 'count'),
  elderly_count: family('60 岁以上人数', 'Members of 60 and over', 'count', 'member'),
  minor_count: family('未成年人数', 'Members under 18', 'count', 'member'),
  student_count: family('在校生人数', 'Members at school', 'count', 'member'),
  disabled_count: family('残疾人数', 'Members with a disability', 'count', 'member'),
  has_disabled: family('是否有残疾人', 'Has a member with a disability', 'yes_no', 'member'),
  zero_employment: family('是否零就业家庭', 'Nobody employed', 'yes_no', 'member'),
  annual_income: family('家庭年收入', 'Yearly household income', 'money'),
  monthly_income: family('家庭月收入', 'Monthly household income', 'money'),
  monthly_per_capita: family('家庭月人均收入', 'Monthly income a head', 'money'),
  annual_per_capita: family('家庭年人均收入', 'Yearly income a head', 'money'),
  rigid_expenditure: family('刚性支出', 'Unavoidable expenditure', 'money'),
  dwellings: family('住房套数', 'Dwellings', 'count'),
  vehicles: family('车辆数', 'Vehicles', 'count'),
  housing_area: family('住房面积', 'Floor area (m²)', 'count'),
  heating: family('取暖方式', 'Heating'),
  registered_on: family('建档日期', 'Registered on', 'day', 'given'),
  dibao: family('是否低保', 'Receives dibao', 'yes_no', 'enrolment'),
  dibao_monthly: family('月低保金', 'Monthly dibao', 'money', 'enrolment'),
  dibao_since: family('享受低保时间', 'Dibao since', 'day', 'enrolment'),
  programmes: family('正在享受的政策', 'Programmes received', 'text', 'enrolment'),
  entitled: family('应享未享的政策', 'Due and not received', 'text', 'given'),
  dibao_due: family('测算月低保金', 'Monthly dibao as computed', 'money', 'given'),
  uncovered: family('未到位的保障', 'Guarantees not met', 'text', 'given'),
  paired: family('是否结对', 'Has a helper', 'yes_no', 'pair'),
  helper_name: family('帮扶责任人', 'Helper', 'text', 'pair'),
  helper_unit: family('帮扶单位', 'Unit of the helper', 'text', 'helper'),
  helper_post: family('帮扶人职务', 'Post of the helper', 'text', 'helper'),
  helper_unit_post: family('帮扶人单位及职务', 'Unit and post of the helper', 'text', 'helper'),
  helper_phone: family('帮扶人电话', 'Phone of the helper', 'text', 'helper'),
  further_helpers: family('其他帮扶人', 'Further helpers', 'text', 'pair'),
  paired_on: family('结对时间', 'Paired on', 'day', 'pair'),
  visited_on: family('最近走访时间', 'Last visit', 'day', 'visit'),
  visitor: family('走访人', 'Visitor', 'text', 'visit'),
  visit_living: family('家庭情况（走访）', 'Living, as visited', 'text', 'visit'),
  visit_difficulties: family('存在困难（走访）', 'Difficulties, as visited', 'text', 'visit'),
  visit_needs: family('诉求（走访）', 'Needs, as visited', 'text', 'visit'),
  visit_cash: family('最近走访慰问金', 'Cash at the last visit', 'money', 'visit'),
  visit_goods: family('最近走访慰问品', 'Goods at the last visit', 'text', 'visit'),
  visit_promised: family('最近走访承诺事项', 'Promised at the last visit', 'text', 'visit'),
  visits_this_year: family('本年走访次数', 'Visits this year', 'count', 'visit'),
  open_requests: family('未办结诉求', 'Open requests', 'text', 'visit'),
  open_promises: family('未兑现承诺', 'Open promises', 'text', 'visit'),
  aid_total: family('累计帮扶金额', 'Aid received in all', 'money', 'aid'),
  aid_year: family('本年帮扶金额', 'Aid received this year', 'money', 'aid'),
  aid_times: family('帮扶次数', 'Times helped', 'count', 'aid'),
  aid_last_on: family('最近帮扶时间', 'Last aid', 'day', 'aid'),
  aid_kinds: family('帮扶措施', 'Kinds of aid', 'text', 'aid'),
  list_amount: family('本次发放金额', 'Amount of the list', 'money', 'list'),
  list_item: family('本次发放物品', 'Goods of the list', 'text', 'list'),
  list_quantity: family('本次发放数量', 'Quantity of the list', 'count', 'list'),
  list_received_on: family('领取日期', 'Received on', 'day', 'list'),
  given_on: aid('每笔帮扶：日期', 'Each aid: day', 'day'),
  given_kind: aid('每笔帮扶：内容', 'Each aid: kind'),
  given_amount: aid('每笔帮扶：金额', 'Each aid: amount', 'money'),
  given_goods: aid('每笔帮扶：物品及数量', 'Each aid: goods and quantity'),
  given_item: aid('每笔帮扶：物品', 'Each aid: goods'),
  given_quantity: aid('每笔帮扶：数量', 'Each aid: quantity', 'count'),
  given_by: aid('每笔帮扶：帮扶方', 'Each aid: giver'),
  given_by_unit: aid('每笔帮扶：帮扶单位', 'Each aid: giving unit'),
  given_by_person: aid('每笔帮扶：帮扶人', 'Each aid: giving person'),
  given_source: aid('每笔帮扶：资金来源', 'Each aid: source'),
  went_on: visit('每次走访：日期', 'Each visit: day', 'day'),
  went_by: visit('每次走访：走访人', 'Each visit: visitor'),
  went_saw: visit('每次走访：情况', 'Each visit: what was found'),
  went_living: visit('每次走访：家庭情况', 'Each visit: living'),
  went_difficulties: visit('每次走访：存在困难', 'Each visit: difficulties'),
  went_needs: visit('每次走访：诉求', 'Each visit: needs'),
  went_promised: visit('每次走访：承诺事项', 'Each visit: promises'),
  went_cash: visit('每次走访：慰问金', 'Each visit: cash', 'money'),
  went_goods: visit('每次走访：慰问品', 'Each visit: goods'),
  said: { text: { zh: '补充资料', en: 'Further information' }, kind: 'text', of: 'person', at: 'supplement' },
  filling_unit: { text: { zh: '填报单位', en: 'Reporting unit' }, kind: 'text', of: 'form', at: 'given' },
  filling_day: { text: { zh: '填报日期', en: 'Day of the report' }, kind: 'day', of: 'form', at: 'given' },
  filled_by: { text: { zh: '填表人', en: 'Filled in by' }, kind: 'text', of: 'form', at: 'given' },
} as const satisfies Record<string, FormFieldFacts>
export type FormField = keyof typeof formFields

export const isFormField = (key: string): key is FormField => Object.hasOwn(formFields, key)

/** Facts by field; null or left out where nothing is known. Money in fen as digits, days as `YYYY-MM-DD`. */
export type Facts = Readonly<Partial<Record<FormField, string | number | boolean | null>>> & {
  /** What is known of a person beyond these fields, by the key of its heading. */
  readonly more?: Readonly<Record<string, string>> | undefined
}

/** One family: what is true of it, and of each member; the head first. */
export type FamilyFacts = {
  /** Told with what is missing, so that somebody can go and enter it. */
  readonly id: string
  readonly family: Facts
  readonly members: readonly Facts[]
  /** Every line of aid and every visit, the oldest first; undefined where nobody asked for them. */
  readonly entries?: Readonly<Record<RecordOf, readonly Facts[]>>
  /** When it came and went, and every line of aid; undefined where no period is asked for. */
  readonly history?: FamilyHistory
}

/** Days as `YYYY-MM-DD`; aid that was taken back is left out, and goods have no money. */
export type FamilyHistory = {
  readonly registeredOn: string
  readonly leftOn: string | null
  readonly aid: readonly { readonly on: string; readonly fen: string | null }[]
}
