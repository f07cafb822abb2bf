import { type Text, words } from '../../core/messages.ts'

export const policyWords = words({
  standards: { zh: '保障标准', en: 'Standards' },
  due: { zh: '应享测算', en: 'What is due' },
  run: { zh: '重新测算', en: 'Compute again' },
  changedMeanwhile: {
    zh: '这个标准刚被别人修改过，请看过新的数值再保存。',
    en: 'Somebody else has just changed this standard. Look at the new value and save again.',
  },
  withdrawnMeanwhile: {
    zh: '这个标准刚被别人收回，请刷新列表。',
    en: 'Somebody else has just taken this standard back. Reload the list.',
  },
  alreadyThere: {
    zh: '这个地区从这一天起已有标准，请在列表中修改它。',
    en: 'This region already has a value from this day on. Change that one in the list.',
  },
  unknownRegion: { zh: '没有这个地区代码。', en: 'There is no area with this code.' },
  enrolledAlready: { zh: '这户已在享受，不能重复开始。', en: 'This household receives it already.' },
  enrolmentChanged: {
    zh: '这条享受记录刚被别人修改过，请刷新后再操作。',
    en: 'Somebody else has just changed this enrolment. Reload and try again.',
  },
  noSuchBenefit: {
    zh: '今天没有这项待遇的现行政策，不能登记享受。',
    en: 'No policy in force today pays this, so nobody can receive it.',
  },
  personNeeded: {
    zh: '这项待遇发给个人，请选择是哪位家庭成员。',
    en: 'This is paid to one person: choose the member.',
  },
  notAMember: { zh: '所选的人不是这户现在的成员。', en: 'The person chosen is not a member of this household now.' },
  notTogether: {
    zh: '这户正在享受“{other}”，按规定不能同时享受：{why}。请先停止那一项。',
    en: 'This household receives {other}, and the two do not go together: {why}. End the other first.',
  },
  notReceivingNow: {
    zh: '这户没有正在享受的记录，无法按变动调整；请先登记开始享受，或标为不需办理。',
    en: 'Nothing on file is being received, so there is nothing to change: record that it is received first, or mark the item as not needed.',
  },
  chooseEnrolment: {
    zh: '这户有几位成员在享受这项待遇，请在家庭页逐人办理。',
    en: 'Several members receive this; change it for each of them on the page of the household.',
  },
  reviewByHand: {
    zh: '复核没有要改的金额：核实后标为已办理即可。',
    en: 'A review changes no amount: mark it as done once it has been looked into.',
  },
  monthTwice: { zh: '同一个月只能填一次。', en: 'Each month can stand there once only.' },
  monthToCome: { zh: '{month} 还没有过完，不能登记。', en: '{month} is not over yet.' },
  endBeforeStart: {
    zh: '停止日期早于开始日期，请更正。',
    en: 'The day of ending is before the day it started.',
  },
  notRecordable: {
    zh: '这项事实记在家庭档案里，请在档案中修改。',
    en: "This fact is kept on the household's file; change it there.",
  },
  badFact: { zh: '填写的内容不合这项事实的要求。', en: 'This is not a value that the fact can have.' },
  correctionWhy: {
    zh: '这个数是自动算出的，更正要写明理由。',
    en: 'This is worked out from what is on file; say why it is to be another.',
  },
  notCorrected: {
    zh: '这一项没有手工更正，请刷新后再看。',
    en: 'Nothing was put in by hand here; reload and look again.',
  },
  itemClosed: {
    zh: '这项变动刚被别人处理过，请刷新列表。',
    en: 'Somebody else has just dealt with this. Reload the list.',
  },
  draftMeanwhile: {
    zh: '这个政策的草稿刚被别人修改过，请看过新的内容再保存。',
    en: 'Somebody else has just changed this draft. Look at it and save again.',
  },
  draftOpen: {
    zh: '这个政策已有一份草稿，请先发布或放弃它。',
    en: 'This policy has a draft already; release or discard it first.',
  },
  versionMeanwhile: {
    zh: '这一版刚被别人处理过，请刷新后再看。',
    en: 'Somebody else has just decided about this version. Reload and look again.',
  },
  secondPerson: {
    zh: '起草人不能发布自己的草稿，请由另一位审核人发布。',
    en: 'Whoever drafted it cannot release it; another person has to.',
  },
  testsFail: {
    zh: '有 {count} 个测试没有通过（{title}），不能发布。',
    en: '{count} {count|test fails|tests fail} ({title}), so it cannot be released.',
  },
  suggestedValue: { zh: '政策文件的建议值', en: 'Suggested by the policy file' },
  nothingToAdopt: {
    zh: '所选的参数没有建议值，或者这个地区从这一天起已有数值。',
    en: 'None of the chosen parameters has a suggested value, or the region has values from this day on.',
  },
  nothingToImport: {
    zh: '没有可以导入的行：都已是现行标准，或者有错。',
    en: 'No row can be imported: all are on file already or wrong.',
  },
})

/** Faults of a parameter file, each with its remedy. */
export const parameterFileWords = words({
  badHeader: {
    zh: '第一行须是列名，缺少：{columns}。',
    en: 'The first line must name the columns; missing: {columns}.',
  },
  emptyFile: { zh: '文件里只有列名，没有标准。', en: 'The file has column names but no values.' },
  badName: {
    zh: '参数名（parameter）须为小写字母、数字和下划线。',
    en: 'The name (parameter) must be lower-case letters, digits and underscores.',
  },
  badRegion: { zh: '地区（region）须为 6 位行政区划代码。', en: 'The region must be a code of 6 digits.' },
  badResidence: {
    zh: '城乡（residence）须为 urban、rural 或留空。',
    en: 'The residence must be urban, rural or empty.',
  },
  badDay: {
    zh: '日期须为存在的日子，格式如 2026-01-01。',
    en: 'The day must exist and be written like 2026-01-01.',
  },
  badValue: {
    zh: '数值（value）须为不小于 0 的十进制数，金额以分为单位。',
    en: 'The value must be a decimal number of at least 0; money in fen.',
  },
  notAShare: {
    zh: '比例在 0 和 1 之间，{0} 超出了；百分之十五写成 0.15。',
    en: 'A share lies between 0 and 1, which {0} does not; 15 % is written 0.15.',
  },
  notAChoice: { zh: '这一项只能是 0 或 1，不能是 {0}。', en: 'This is 0 or 1, not {0}.' },
  longDocument: { zh: '文件依据不超过 200 个字。', en: 'The document is named in at most 200 characters.' },
  unread: {
    zh: '没有政策用到参数“{0}”，请核对参数名。',
    en: "No policy reads a parameter '{0}'; check its name.",
  },
  unreadNear: {
    zh: '没有政策用到参数“{0}”，是不是“{1}”？',
    en: "No policy reads a parameter '{0}'; did you mean '{1}'?",
  },
  unknownRegion: {
    zh: '没有这个地区代码，请核对行政区划代码。',
    en: 'There is no area with this code; check the area code.',
  },
  contradictory: {
    zh: '同一地区、同一天在文件里出现两个不同的数值，请只留一个。',
    en: 'The file has two different values for the same region and day; keep one.',
  },
})

export const rowStateWords = words({
  new: { zh: '新增', en: 'New' },
  changed: { zh: '变更', en: 'Changed' },
  unchanged: { zh: '未变', en: 'Unchanged' },
  wrong: { zh: '有错', en: 'Wrong' },
})

export const residenceOfParameterWords = words({
  both: { zh: '城乡', en: 'Both' },
  urban: { zh: '城镇', en: 'Urban' },
  rural: { zh: '农村', en: 'Rural' },
})

/** Names of the parameters that rules read. */
export const parameterWords: Readonly<Record<string, Text>> = words({
  village_income_line_fen: {
    zh: '包扶村人均收入线（每人每年）',
    en: 'Income line of sponsored villages (person and year)',
  },
  dibao_standard_monthly_fen: { zh: '低保标准（每人每月）', en: 'Dibao standard (person and month)' },
  disposable_income_annual_fen: {
    zh: '居民人均可支配收入（上年）',
    en: 'Disposable income per person (last year)',
  },
  topup_elder70_alone_fen: {
    zh: '分类施保：70 岁以上独居（每月）',
    en: 'Top-up: living alone, 70 and older (month)',
  },
  topup_elder60_alone_fen: { zh: '分类施保：60–69 岁独居（每月）', en: 'Top-up: living alone, 60 to 69 (month)' },
  topup_upper_secondary_fen: { zh: '分类施保：高中学生（每月）', en: 'Top-up: upper secondary pupil (month)' },
  topup_severe_disability_share: {
    zh: '分类施保：一二级残疾（低保标准的比例）',
    en: 'Top-up: disability grade 1–2 (share of standard)',
  },
  worker_relative_multiple: { zh: '相对困难职工：低保标准倍数', en: 'Relative hardship: multiple of standard' },
  worker_accident_share: { zh: '意外致困：损失占收入比例', en: 'Accident hardship: loss as a share of income' },
  heating_own_fen: { zh: '取暖救助：自采暖（每季）', en: 'Heating relief: own heating (season)' },
  heating_area_cap_m2: { zh: '取暖救助：面积上限', en: 'Heating relief: area cap' },
  heating_rate_fen_per_m2: { zh: '供热价格（每平方米）', en: 'Heating rate (per m²)' },
  heating_self_share: { zh: '取暖救助：自负比例', en: 'Heating relief: own share' },
  education_higher_filed_fen: { zh: '助学：大学，建档户', en: 'School grant: higher, filed' },
  education_upper_filed_fen: { zh: '助学：高中，建档户', en: 'School grant: upper secondary, filed' },
  education_higher_other_fen: { zh: '助学：大学，其他低收入户', en: 'School grant: higher, other' },
  education_upper_other_fen: { zh: '助学：高中，其他低收入户', en: 'School grant: upper secondary, other' },
  education_other_multiple: { zh: '助学：其他户的低保标准倍数', en: 'School grant: multiple of standard for others' },
  medical_edge_multiple: { zh: '医疗救助：边缘户的低保标准倍数', en: 'Medical aid: multiple of standard for edge' },
  medical_deductible_share_dibao: { zh: '医疗救助起付比例：低保户', en: 'Medical aid deductible share: dibao' },
  medical_deductible_share_edge: { zh: '医疗救助起付比例：边缘户', en: 'Medical aid deductible share: edge' },
  medical_deductible_share_other: { zh: '医疗救助起付比例：其他户', en: 'Medical aid deductible share: other' },
  medical_cap_annual_fen: { zh: '医疗救助年度封顶', en: 'Medical aid: most in a year' },
  working_age_from: { zh: '劳动年龄：起', en: 'Working age: from' },
  working_age_below_male: { zh: '劳动年龄：男未满', en: 'Working age: men below' },
  working_age_below_female: { zh: '劳动年龄：女未满', en: 'Working age: women below' },
  job_within_working_days: {
    zh: '零就业家庭：帮助上岗的期限（工作日）',
    en: 'Family without any employment: working days to find a job',
  },
})

/** Why an answer is what it is. */
export const resultWords = words({
  allConditionsHold: { zh: '符合全部条件', en: 'All conditions hold' },
  nothingDue: {
    zh: '条件都符合，但按规定算出的金额为 0',
    en: 'All conditions hold, but the amount comes out as nothing',
  },
  missingFact: { zh: '没有登记{0}', en: 'Not on file: {0}' },
  missingOfMember: { zh: '有成员没有登记{0}', en: 'Not on file for a member: {0}' },
  missingParameter: {
    zh: '这个地区当天没有标准：{0}',
    en: 'No value holds for this area on that day: {0}',
  },
  missingOther: { zh: '缺少 {0}', en: '{0} is not known' },
  noFactsOfMember: { zh: '没有登记本人的情况', en: 'Nothing is on file of this person' },
  neverComputed: { zh: '还没有测算过', en: 'Not computed yet' },
})

/** How often an amount is paid, as a sentence says it. */
export const periodWords = words({
  month: { zh: '每月', en: 'a month' },
  year: { zh: '每年', en: 'a year' },
  season: { zh: '每季', en: 'a season' },
  term: { zh: '每学期', en: 'a term' },
  once: { zh: '一次性', en: 'once' },
})

/** Values of parameters with their units. */
export const valueWords = words({
  money: { zh: '{amount} 元', en: '{amount} yuan' },
  moneyPerArea: { zh: '{amount} 元/平方米', en: '{amount} yuan per m²' },
  area: { zh: '{amount} 平方米', en: '{amount} m²' },
  age: { zh: '{amount} 岁', en: '{amount} {amount|year|years}' },
  multiple: { zh: '{amount} 倍', en: '{amount} times' },
  plain: { zh: '{amount}', en: '{amount}' },
})

/** What is missing and what to do about it. */
export const missingWords: Readonly<Record<string, Text>> = words({
  income: { zh: '家庭收入没有登记，补登后自动测算', en: 'The income is not on file; it is computed once it is' },
  dwellings: { zh: '住房套数没有登记', en: 'The number of dwellings is not on file' },
  vehicles: { zh: '机动车情况没有登记', en: 'Whether there is a motor vehicle is not on file' },
  members: {
    zh: '成员没有登记齐，补登后自动测算',
    en: 'Not all members are on file; it is computed once they are',
  },
  dibao_standard_monthly_fen: {
    zh: '这个地区当天没有低保标准，请先导入保障标准',
    en: 'No dibao standard holds for this area on that day; import the standards first',
  },
})

/** Values that a recorded fact can have. */
export const factValueWords: Readonly<Record<string, Text>> = words({
  true: { zh: '是', en: 'Yes' },
  false: { zh: '否', en: 'No' },
  none: { zh: '无', en: 'None' },
  disaster: { zh: '自然灾害', en: 'Disaster' },
  illness: { zh: '突发疾病', en: 'Illness' },
  accident: { zh: '意外事故', en: 'Accident' },
  living: { zh: '基本生活困难', en: 'No means to live on' },
  expenditure: { zh: '支出过大（支出型）', en: 'Burdened by expenses' },
  full: { zh: '全自理', en: 'Lives alone without help' },
  half: { zh: '半护理', en: 'Needs some care' },
  care: { zh: '全护理', en: 'Needs full care' },
  undergraduate: { zh: '本科', en: 'Undergraduate' },
  junior_college: { zh: '专科', en: 'Junior college' },
  upper_secondary: { zh: '高中', en: 'Upper secondary' },
  compulsory: { zh: '义务教育', en: 'Compulsory school' },
  dibao: { zh: '低保', en: 'Dibao' },
  edge: { zh: '低保边缘', en: 'Edge of dibao' },
  other: { zh: '其他', en: 'Other' },
  severe: { zh: '深度困难', en: 'Severe hardship' },
  relative: { zh: '相对困难', en: 'Relative hardship' },
  excluded: { zh: '不列入', en: 'Excluded' },
  own: { zh: '自行取暖', en: 'Own stove' },
  central: { zh: '集中供热', en: 'Central heating' },
  urban: { zh: '城镇', en: 'Town' },
  rural: { zh: '农村', en: 'Country' },
  employed: { zh: '在业', en: 'Employed' },
  unemployed: { zh: '失业', en: 'Unemployed' },
  male: { zh: '男', en: 'Male' },
  female: { zh: '女', en: 'Female' },
  preschool: { zh: '学前', en: 'Before school' },
  higher: { zh: '大学（含专科）', en: 'Higher education' },
  stable: { zh: '稳定', en: 'Stable' },
  changing: { zh: '有变化', en: 'Changing' },
  unstable: { zh: '不稳定', en: 'Unstable' },
  nobody_waits: { zh: '当地不分批', en: 'Nobody waits here' },
  on_dibao: { zh: '在享低保', en: 'Receives dibao' },
  near_retirement: { zh: '距退休不足五年', en: 'Under five years to retirement' },
  long_service: { zh: '工龄长', en: 'Long service' },
  all_others: { zh: '不属于前两批', en: 'None of these' },
})

export const stateWords = words({
  eligible: { zh: '应享', en: 'Entitled' },
  not_eligible: { zh: '不符合', en: 'Not entitled' },
  unknown: { zh: '缺资料', en: 'Not known' },
  none: { zh: '未测算', en: 'Not computed' },
})

/** The same for policies that say where a family stands and pay nothing. */
export const standingWords = words({
  eligible: { zh: '属于', en: 'Yes' },
  not_eligible: { zh: '不属于', en: 'No' },
  unknown: { zh: '缺资料', en: 'Not known' },
  none: { zh: '未测算', en: 'Not computed' },
})

export const coverageWords = words({
  eligible_not_enrolled: { zh: '应享未享', en: 'Entitled, not receiving' },
  enrolled_not_eligible: { zh: '在享不符合', en: 'Receiving, not entitled' },
  agree: { zh: '一致', en: 'Agrees' },
  undecided: { zh: '待定', en: 'Undecided' },
})

export const programmeWords: Readonly<Record<string, Text>> = words({
  dibao: { zh: '最低生活保障', en: 'Minimum living guarantee (dibao)' },
  compulsory_waiver: { zh: '义务教育减免和寄宿补助', en: 'Fee waiver in compulsory school' },
  dibao_edge: { zh: '低保边缘家庭', en: 'Family at the edge of dibao' },
  dibao_single: { zh: '单人保', en: 'Dibao for one person' },
  education: { zh: '高中和大学助学金', en: 'Grants for upper secondary and higher education' },
  entrance_grant: { zh: '金秋助学', en: 'Entrance grant' },
  festival_gift: { zh: '节日慰问', en: 'Festival gift' },
  gradual_exit: { zh: '低保渐退', en: 'Gradual exit from dibao' },
  graduation: { zh: '脱困', en: 'Out of hardship' },
  heating: { zh: '取暖救助', en: 'Heating relief' },
  laid_off_living: { zh: '下岗职工基本生活费', en: 'Basic living pay of laid-off workers' },
  medical: { zh: '医疗救助', en: 'Medical aid' },
  merger_compensation: { zh: '并轨经济补偿', en: 'Compensation at the merger of the two tracks' },
  overpayment: { zh: '多领救助金追回', en: 'Recovery of an overpayment' },
  price_link: { zh: '物价联动补贴', en: 'Price-linked subsidy' },
  relief_achieved: { zh: '解困', en: 'Relief achieved' },
  reservoir_village: { zh: '库区贫困村帮扶', en: 'Support of poor reservoir villages' },
  review_cycle: { zh: '定期复核', en: 'Review by cycle' },
  rigid_expenditure: { zh: '刚性支出困难家庭', en: 'Family with hardship from rigid expenditure' },
  tekun: { zh: '特困人员供养', en: 'Support of the extremely poor' },
  temporary_relief: { zh: '临时救助', en: 'Temporary relief' },
  topup: { zh: '分类施保', en: 'Top-up to dibao by person' },
  unemployment_benefit: { zh: '失业保险金', en: 'Unemployment benefit' },
  worker: { zh: '困难职工类别', en: 'Category of hardship workers' },
  zero_employment: { zh: '零就业家庭', en: 'Family without any employment' },
})
