import { type Text, words } from '../../core/messages.ts'
import { factFaultWords } from '../registry/fact-messages.ts'
import type { BaselineFigure, ChangeState, ExceptionReason, SurveyState } from './model.ts'

export const surveyWords = words({
  title: { zh: '摸底调查', en: 'Surveys' },
  note: {
    zh: '逐户问到：每户或已调查，或写明不能调查的原因，一户不落才能签字。',
    en: 'Every family is asked or named with a reason; only then can it be signed.',
  },
  isSigned: { zh: '这次调查已经签字封存，不能再改。', en: 'This survey has been signed and is closed.' },
  daysWrong: { zh: '结束日期不能早于开始日期。', en: 'The end must not lie before the beginning.' },
  formWrong: {
    zh: '调查表至少要有一项内容，自定问题的代号不能重复。',
    en: 'The form needs at least one item, and each question a key of its own.',
  },
  keyTaken: {
    zh: '有的代号在以前的版本里问的是别的，请换一个代号，以免答案混淆。',
    en: 'A key asked something else in an earlier version: take another, so that answers are not mixed up.',
  },
  changedMeanwhile: {
    zh: '这次调查刚被别人修改过，请刷新。',
    en: 'Somebody else has just changed this survey. Reload the page.',
  },
  revise: { zh: '修改调查表', en: 'Change the form' },
  reviseNote: {
    zh: '改后成为新的版本：已录入的答案按原来的版本保留，已下载的表仍可交回。',
    en: 'It becomes a new version: answers given by earlier ones stay, and forms that were given out can still be returned.',
  },
  formVersion: {
    zh: '第 {version} 版（{count} 户按此填写）',
    en: 'Version {version} ({count} {count|family|families} answered by it)',
  },
  answeredBy: {
    zh: '按第 {version} 版调查表填写，现在是第 {now} 版。',
    en: 'Answered by version {version} of the form; it is version {now} now.',
  },
  nameTaken: { zh: '已有同名的调查。', en: 'There is a survey of this name already.' },
  outside: { zh: '这个地区不在本次调查范围内。', en: 'This area lies outside the survey.' },
  answersWrong: { zh: '有的回答与问题不符，请按提示修改。', en: 'Some answers do not fit their questions.' },
  dayAhead: { zh: '调查日期不能晚于今天。', en: 'The day must not lie ahead.' },
  answered: { zh: '这户已经调查过。', en: 'This family has been surveyed.' },
  stillLeft: {
    zh: '还有 {count} 户没有调查，也没有写明原因，不能签字。',
    en: '{count} {count|family is|families are} neither surveyed nor named with a reason: it cannot be signed.',
  },
  tooLarge: { zh: '文件太大：不超过 5 MB。', en: 'Too large: up to 5 MB.' },
  notTheForm: {
    zh: '这不是本次调查的表：找不到“档案号”一列。',
    en: 'This is not the form: there is no column of file numbers.',
  },
  unknownFile: { zh: '档案号 {number} 不在本次调查范围内', en: 'file number {number} is not in this survey' },
  twice: { zh: '档案号 {number} 出现两次，只取第一行', en: 'file number {number} stands twice; the first line counts' },
  badReason: { zh: '不能调查的原因“{reason}”不在选项里', en: 'reason “{reason}” is not among the choices' },
  badDay: {
    zh: '调查日期“{day}”看不懂，请写成 2026-11-20',
    en: 'the day “{day}” cannot be read; write it as 2026-11-20',
  },
  cellWrong: { zh: '“{question}”：{fault}', en: '“{question}”: {fault}' },
  name: { zh: '名称', en: 'Name' },
  purpose: { zh: '目的', en: 'Purpose' },
  area: { zh: '范围', en: 'Area' },
  from: { zh: '开始', en: 'From' },
  to: { zh: '截止', en: 'Until' },
  progress: { zh: '进度', en: 'Progress' },
  state: { zh: '状态', en: 'State' },
  open: { zh: '进行中', en: 'Open' },
  signed: { zh: '已签字', en: 'Signed' },
  create: { zh: '发起调查', en: 'Begin a survey' },
  empty: {
    zh: '还没有调查。发起一次，定好范围和问题，逐户问到。',
    en: 'No survey yet. Begin one with its area and questions, and every family is asked.',
  },
  facts: { zh: '核对档案里的哪些项', en: 'Facts on file to be confirmed' },
  questions: { zh: '自定问题', en: 'Questions of its own' },
  questionsHelp: {
    zh: '一行一个问题。数字写“问题（数字）”，是非写“问题（是否）”，选项写“问题（选项：甲、乙）”，要与档案核对写“问题（档案：家庭年收入）”，其余按文字回答。',
    en: 'One a line: “question (number)”, “question (yes/no)”, “question (choice: a, b)”, “question (on file: Annual income)”; anything else is answered in words.',
  },
  numbers: {
    zh: '应查 {all} 户：已调查 {surveyed}，有原因 {excepted}，未查 {left}',
    en: '{all} {all|family|families}: {surveyed} surveyed, {excepted} with a reason, {left} left',
  },
  households: { zh: '户数', en: 'Families' },
  surveyed: { zh: '已调查', en: 'Surveyed' },
  excepted: { zh: '有原因', en: 'With a reason' },
  left: { zh: '未查', en: 'Left' },
  coverage: { zh: '分地区覆盖', en: 'Coverage by area' },
  tasks: { zh: '分工', en: 'Who asks where' },
  noTasks: { zh: '还没有分工。', en: 'Nobody has been assigned.' },
  assign: { zh: '分派', en: 'Assign' },
  assigned: { zh: '这个地区已经分派给这位调查人。', en: 'This area has been assigned to this surveyor already.' },
  unassign: { zh: '收回', en: 'Take back' },
  unassignTitle: { zh: '收回{name}在{area}的分工？', en: 'Take {area} back from {name}?' },
  unassignNote: {
    zh: '已经录入的回答不受影响。',
    en: 'Answers that have been entered stay.',
  },
  surveyor: { zh: '调查人', en: 'Surveyor' },
  unitOnly: { zh: '只管某单位的家庭', en: 'Only families of a unit' },
  due: { zh: '期限', en: 'Due' },
  purchasing: { zh: '需求采购清单', en: 'Purchasing list' },
  purchasingNote: { zh: '各户需要的物品按品名和单位汇总。', en: 'What families need, added up by item and unit.' },
  noNeeds: { zh: '还没有登记需求。', en: 'No need has been entered.' },
  item: { zh: '品名', en: 'Item' },
  quantity: { zh: '数量', en: 'Quantity' },
  unit: { zh: '单位', en: 'Unit' },
  giveOut: { zh: '下载调查表', en: 'Download the form' },
  takeIn: { zh: '交回调查表', en: 'Return a form' },
  taken: {
    zh: '收下 {taken} 户，{excepted} 户写明原因',
    en: '{taken} {taken|family|families} taken, {excepted} with a reason',
  },
  faults: {
    zh: '{count} 行没有收下，请改后再交：',
    en: '{count} {count|line was|lines were} left out; correct and return them:',
  },
  row: { zh: '第 {row} 行：{text}', en: 'Row {row}: {text}' },
  sign: { zh: '签字封存', en: 'Sign off' },
  signNote: {
    zh: '{count} 户全部到位；签字后答案不能再改，当时的情况封存，供以后对比。',
    en: 'All {count} {count|family is|families are} accounted for; answers can then no longer change, and the picture is frozen.',
  },
  signedNote: { zh: '{by}于 {day} 签字封存', en: 'Signed by {by} on {day}' },
  frozen: { zh: '封存时', en: 'Then' },
  now: { zh: '现在', en: 'Now' },
  compare: { zh: '与封存时对比', en: 'Compared with the frozen picture' },
  figure: { zh: '指标', en: 'Figure' },
  head: { zh: '户主', en: 'Head' },
  fileNumber: { zh: '档案号', en: 'File number' },
  address: { zh: '住址', en: 'Address' },
  askedOn: { zh: '调查日期', en: 'Asked on' },
  search: { zh: '姓名、住址', en: 'Name, address' },
  enter: { zh: '录入', en: 'Enter' },
  enterTitle: { zh: '{name}户（{number}）', en: '{name} ({number})' },
  onFile: { zh: '档案里：{value}', en: 'on file: {value}' },
  needs: { zh: '需要的物品', en: 'What is needed' },
  needsHelp: { zh: '如：棉被 2 床；大米 1 袋', en: 'Such as: quilt 2 pieces; rice 1 bag' },
  needsWrong: { zh: '请写成“品名 数量 单位”，用分号隔开', en: 'Write “item quantity unit”, separated by semicolons' },
  noteField: { zh: '备注', en: 'Note' },
  cannot: { zh: '不能调查', en: 'Cannot be asked' },
  reason: { zh: '原因', en: 'Reason' },
  save: { zh: '保存', en: 'Save' },
  unknown: { zh: '未填', en: 'Unknown' },
  back: { zh: '返回调查', en: 'Back to the survey' },
  nothing: { zh: '没有这样的家庭。', en: 'There is no such family.' },
  onlyAbove: {
    zh: '这次调查由上级地区发起，请由发起地区的人员签字。',
    en: 'This survey was begun by a wider area; somebody of that area signs it.',
  },
})

export const sheetWords = words({
  fileNumber: { zh: '档案号', en: 'File number' },
  head: { zh: '户主', en: 'Head' },
  area: { zh: '地区', en: 'Area' },
  address: { zh: '住址', en: 'Address' },
  askedOn: { zh: '调查日期', en: 'Asked on' },
  needs: { zh: '需要的物品（如：棉被 2 床；大米 1 袋）', en: 'Needs (such as: quilt 2 pieces; rice 1 bag)' },
  reason: { zh: '不能调查的原因', en: 'Why it could not be asked' },
  note: { zh: '备注', en: 'Note' },
  foundNumber: { zh: '身份证号（档外家庭）', en: 'Identity number (families not on file)' },
  foundPhone: { zh: '电话（档外家庭）', en: 'Phone (families not on file)' },
})

export const faultWords = words({
  not_a_number: { zh: '请填数字', en: 'a number is wanted' },
  not_yes_no: { zh: '请填是或否', en: 'yes or no is wanted' },
  needs: { zh: '请写成“品名 数量 单位”', en: 'write “item quantity unit”' },
  ...factFaultWords,
})

export const reasonWords: Record<ExceptionReason, Text> = {
  away: { zh: '长期外出', en: 'Away' },
  refused: { zh: '本人不愿意', en: 'Refused' },
  moved: { zh: '已搬走', en: 'Moved away' },
  died: { zh: '已去世', en: 'Died' },
  not_found: { zh: '查无此户', en: 'Not found' },
  other: { zh: '其他原因', en: 'Other' },
}

export const stateWords: Record<SurveyState, Text> = {
  left: { zh: '未查', en: 'Left' },
  surveyed: { zh: '已调查', en: 'Surveyed' },
  excepted: { zh: '有原因', en: 'With a reason' },
}

export const changeStateWords: Record<ChangeState, Text> = {
  open: { zh: '待核对', en: 'To be looked at' },
  taken: { zh: '已写入档案', en: 'Written into the file' },
  declined: { zh: '不写入', en: 'Left out' },
}

export const baselineWords: Record<BaselineFigure['key'], Text> = {
  households: { zh: '户数', en: 'Families' },
  persons: { zh: '人数', en: 'Persons' },
  income_known: { zh: '收入已知（户）', en: 'Income known' },
  average_income_fen: { zh: '户均年收入（元）', en: 'Average annual income (yuan)' },
  severe: { zh: '深度困难（户）', en: 'Severe hardship' },
  withdrawn: { zh: '其中已撤档（户）', en: 'Of them withdrawn' },
  merged: { zh: '已并入别的档案（户）', en: 'Merged into another file' },
  moved: { zh: '已迁出本地区（户）', en: 'Moved out of the area' },
}

/** Words of the place where a filled form is given back. */
export const returnWords = words({
  drop: { zh: '把填好的调查表拖到这里，或点这里选择', en: 'Drop the filled form here, or click to choose it' },
  formats: { zh: 'xlsx，不超过 20 MB', en: 'xlsx, at most 20 MB' },
  tooLarge: {
    zh: '文件超过 20 MB，请确认选对了文件。',
    en: 'The file is larger than 20 MB. Check that it is the right one.',
  },
  noFile: { zh: '这个文件是空的，请换一个。', en: 'This file is empty. Choose another.' },
})
