import type { Text } from '../../core/messages.ts'

/** What a fact is; money in fen, areas in m², days as `YYYY-MM-DD`. */
export type FactType = 'fen' | 'whole' | 'number' | 'text' | 'boolean' | 'day' | 'list'

/** Something that policies may ask of a family. */
export type Fact = {
  readonly type: FactType
  readonly text: Text
  /** The only texts it can be. */
  readonly values?: readonly string[]
  /** Never less than this: what makes a division safe. */
  readonly least?: number
  /** Kept on the household's file itself; everything else is recorded as a fact of its own. */
  readonly registry?: true
  /** Kept with the village the family lives in. */
  readonly village?: true
  /** One person's: each of a family has an own one. */
  readonly personal?: true
  /** Worked out from what is on file; what somebody puts in its place needs a reason. */
  readonly worked?: true
}

const fact = (type: FactType, zh: string, en: string, more: Omit<Fact, 'type' | 'text'> = {}): Fact => ({
  type,
  text: { zh, en },
  ...more,
})
/** Kinds of income that are kept apart because some policies do not count them. */
export const exemptIncomeKinds: readonly string[] = ['relief', 'scholarship', 'basic_pension']

const filed = { registry: true } as const
const personal = { personal: true } as const
const worked = { worked: true } as const
// Kept on the list of villages, once for all who live there.
const ofVillage = { registry: true, village: true } as const

/** Facts of a family as policies name them. */
export const householdFacts: Readonly<Record<string, Fact>> = {
  on: fact('day', '计算日期', 'Day of the calculation', filed),
  county: fact('text', '所在区县', 'County', filed),
  residence: fact('text', '城乡', 'Town or country', { ...filed, values: ['urban', 'rural'] }),
  size: fact('whole', '家庭人口', 'Members of the household', { ...filed, least: 1 }),
  members: fact('list', '家庭成员', 'Members', filed),
  income_total_fen: fact('fen', '全年总收入', 'Income of a year', filed),
  income_relief_fen: fact('fen', '全年救助金', 'Relief received in a year', filed),
  income_scholarship_fen: fact('fen', '全年奖助学金', 'Scholarships of a year', filed),
  income_basic_pension_fen: fact('fen', '全年基础养老金', 'Basic pensions of a year', filed),
  medical_expenditure_fen: fact('fen', '全年自负医疗支出', 'Own medical expenditure of a year', filed),
  disability_expenditure_fen: fact('fen', '全年残疾支出', 'Expenditure for disability in a year', filed),
  education_expenditure_fen: fact('fen', '全年教育支出', 'Expenditure for education in a year', filed),
  employment_expenditure_fen: fact('fen', '全年就业成本', 'Costs of being employed in a year', filed),
  rigid_expenditure_fen: fact('fen', '全年刚性支出合计', 'All rigid expenditure of a year', filed),
  dwellings: fact('whole', '住房套数', 'Dwellings', filed),
  vehicles: fact('whole', '车辆数', 'Vehicles', filed),
  heated_area_m2: fact('number', '住房面积（平方米）', 'Area of the dwelling (m²)', filed),
  heating: fact('text', '取暖方式', 'Heating', { ...filed, values: ['own', 'central', 'none'] }),
  accident_loss_fen: fact('fen', '意外损失', 'Loss by an accident'),
  last_six_months: fact('list', '近六个月人均收入', 'Income per person in the last six months'),
  receives_dibao: fact('boolean', '在享低保', 'Receives dibao', filed),
  left_dibao_for_work: fact('boolean', '因就业退出低保', 'Left dibao because of work', filed),
  left_dibao_for_work_on: fact('day', '因就业退出低保的日期', 'Day of leaving dibao because of work'),
  left_dibao_amount_fen: fact('fen', '退出前每月低保金', 'Monthly dibao before leaving'),
  cannot_leave_hardship: fact('boolean', '经核实无法依靠自身条件脱困', 'Found unable to leave hardship by own means'),
  living_expenditure_fen: fact('fen', '全年基本生活支出', 'Expenditure for living in a year'),
  aid_received_annual_fen: fact('fen', '全年已得救助和报销', 'Aid and refunds received in a year'),
  aid_medical_annual_fen: fact('fen', '其中医疗救助', 'Of these, medical aid'),
  aid_disability_annual_fen: fact('fen', '其中残疾补助', 'Of these, aid for disability'),
  aid_education_annual_fen: fact('fen', '其中助学', 'Of these, aid for education'),
  single_parent_family: fact('boolean', '单亲家庭', 'Family of a single parent'),
  serious_illness: fact('boolean', '重病（有诊断证明）', 'Seriously ill, with proof', personal),
  own_medical_expenditure_fen: fact('fen', '本人全年自负医疗支出', 'Own medical expenditure of a year of this person', {
    ...filed,
    ...personal,
  }),
  medical_aid_this_year_fen: fact(
    'fen',
    '本人今年已得医疗救助',
    'Medical aid this person received this year',
    personal,
  ),
  emergency_kind: fact('text', '急难类型', 'Kind of emergency', {
    values: ['disaster', 'illness', 'accident', 'living', 'expenditure'],
  }),
  emergency_loss_fen: fact('fen', '急难造成的损失或支出', 'Loss or expense of the emergency'),
  temporary_reliefs_this_year: fact('whole', '今年已得临时救助次数', 'Temporary reliefs received this year'),
  extremely_poor: fact('boolean', '符合特困“三无”条件', 'Without work, income and support', personal),
  care_items_unable: fact(
    'whole',
    '自理能力评估：六项中做不到的项数',
    'Of six items of self-care, how many are not managed',
    personal,
  ),
  care_grade: fact('text', '生活自理能力', 'Ability to live alone', { ...personal, values: ['full', 'half', 'care'] }),
  in_institution: fact('boolean', '集中供养', 'Supported in an institution', personal),
  boarding_pupils: fact('whole', '义务教育寄宿生人数', 'Boarding pupils in compulsory school'),
  boarding_junior_pupils: fact('whole', '其中初中寄宿生人数', 'Of the boarding pupils, those in junior secondary'),
  admitted_stage: fact('text', '当年录取阶段', 'Stage admitted to this year', {
    ...personal,
    values: ['undergraduate', 'junior_college', 'upper_secondary', 'none'],
  }),
  fee_free_student: fact('boolean', '军校、公费师范等免费录取', 'Admitted without fees', personal),
  other_student_aid: fact('boolean', '当年已得其他助学', 'Other student aid this year', personal),
  centre_entered_on: fact('day', '进入再就业服务中心的日期', 'Day of entering the re-employment centre', personal),
  contribution_years: fact('number', '失业保险缴费年限', 'Years of unemployment contributions', personal),
  benefit_months_carried: fact('whole', '上次未领完的月数', 'Benefit months left from before', personal),
  involuntary_unemployed: fact(
    'boolean',
    '非本人意愿失业并已登记',
    'Unemployed not by own will, and registered',
    personal,
  ),
  service_years: fact('number', '并轨职工工龄（年）', 'Years of service', personal),
  average_wage_monthly_fen: fact(
    'fen',
    '解除合同前月平均工资',
    'Average monthly wage before the contract ended',
    personal,
  ),
  contract_ended_by_merger: fact(
    'boolean',
    '因并轨解除劳动关系',
    'Contract ended by the merger of the two tracks',
    personal,
  ),
  near_retirement: fact(
    'boolean',
    '距法定退休年龄不足五年',
    'Less than five years before the age of retirement',
    personal,
  ),
  festival_gift_received: fact('boolean', '本次节日慰问已领', 'Gift of this festival received'),
  reservoir_village: fact('boolean', '库区移民村', 'Village of reservoir resettlers', ofVillage),
  village_income_per_person_fen: fact(
    'fen',
    '村年人均纯收入',
    'Yearly net income per person of the village',
    ofVillage,
  ),
  income_stability: fact('text', '收入变化情况', 'How stable the income is', {
    values: ['stable', 'changing', 'unstable'],
  }),
  last_reviewed_on: fact('day', '上次复核日期', 'Day of the last review'),
  income_change_unreported: fact('boolean', '收入变化没有按规定报告', 'A change of income was not reported'),
  income_changed_on: fact('day', '收入变化的日期', 'Day on which the income changed'),
  overpaid_months: fact('whole', '收入变化后多领的月数', 'Months received too much since the change', worked),
  received_monthly_fen: fact('fen', '这些月每月实领低保金', 'Monthly dibao received in these months', worked),
  due_monthly_fen: fact('fen', '这些月每月应领低保金', 'Monthly dibao that was due in these months', worked),
  due_monthly_by_hand: fact('boolean', '每月应领按手工更正', 'The monthly dibao due was put in by hand', filed),
}

/** Facts that each of a family has an own one of. */
export const isPersonal = (name: string): boolean => householdFacts[name]?.personal === true

/** Facts of a member. Age is completed years on the day of the calculation. */
export const memberFacts: Readonly<Record<string, Fact>> = {
  age: fact('whole', '年龄', 'Age', filed),
  sex: fact('text', '性别', 'Sex', { ...filed, values: ['male', 'female'] }),
  relation: fact('text', '与户主关系', 'Relation to the head', filed),
  disability_grade: fact('whole', '残疾证等级（无证为 0）', 'Grade of the disability certificate, 0 without', filed),
  school: fact('text', '就学阶段', 'School', {
    ...filed,
    values: ['none', 'preschool', 'compulsory', 'upper_secondary', 'higher'],
  }),
  employment: fact('text', '就业状况', 'Employment', filed),
  serious_illness: fact('boolean', '重病（有诊断证明）', 'Seriously ill, with proof'),
  counted_income_fen: fact('fen', '本人计入的全年收入', 'Own counted income of a year', filed),
}

/** The words of a fact, of the household or of a member; undefined for what is none. */
export const factText = (name: string): Text | undefined =>
  (householdFacts[name] ?? memberFacts[name.replace(/^members\./, '')])?.text
