import { words } from '../../core/messages.ts'

export const unitPairKindWords = words({
  enterprise: { zh: '企业对口帮扶', en: 'Enterprise to enterprise' },
  team: { zh: '工作队进驻企业', en: 'Work team in an enterprise' },
  village: { zh: '单位包村', en: 'Unit to village' },
})

export const villageLinkWords = words({
  unit: { zh: '包扶单位', en: 'sponsoring unit' },
  leader: { zh: '县级领导联系', en: 'county-level leader' },
  resident: { zh: '驻村干部', en: 'resident cadre' },
  partner: { zh: '强村（下游受益村）', en: 'strong or downstream village' },
})

export const teamTaskWords = words({
  party: { zh: '党的建设', en: 'party building' },
  ideology: { zh: '思想政治工作', en: 'ideological work' },
  restructuring: { zh: '改制方案', en: 'restructuring plan' },
  difficulties: { zh: '摸清困难', en: 'knowing the difficulties' },
  help: { zh: '对口帮扶', en: 'targeted help' },
})

export const unitPairWords = words({
  title: { zh: '单位结对', en: 'Pairs of bodies' },
  note: {
    zh: '单位包村（四落实）、企业对口帮扶、工作队进驻企业。由另一位审核人批准后生效。',
    en: 'Units with villages (four links), enterprises with enterprises, work teams in enterprises. Another reviewer approves.',
  },
  kind: { zh: '形式', en: 'Kind' },
  giver: { zh: '帮扶单位', en: 'Helping unit' },
  receiver: { zh: '帮扶对象', en: 'Helped' },
  village: { zh: '村', en: 'Village' },
  enterprise: { zh: '企业', en: 'Enterprise' },
  links: { zh: '四落实', en: 'Four links' },
  standing: { zh: '落实情况', en: 'Standing' },
  linksDone: { zh: '四项都已落实', en: 'all four there' },
  linksMissing: { zh: '缺：{items}', en: 'missing: {items}' },
  tasks: { zh: '已完成的任务', en: 'Tasks done' },
  dueOn: { zh: '落实期限', en: 'All by' },
  late: { zh: '逾期', en: 'late' },
  plan: { zh: '帮扶计划', en: 'Plan' },
  income: { zh: '村人均收入（元）', en: 'Income by head (yuan)' },
  incomeYear: { zh: '收入年份', en: 'Year' },
  incomeOf: { zh: '{year} 年 {amount} 元', en: '{amount} yuan in {year}' },
  state: { zh: '状态', en: 'State' },
  proposed: { zh: '待批准', en: 'Waiting for approval' },
  approved: { zh: '已批准', en: 'Approved' },
  ended: { zh: '已结束', en: 'Ended' },
  add: { zh: '增加单位结对', en: 'Add a pair' },
  change: { zh: '修改', en: 'Change' },
  approve: { zh: '批准', en: 'Approve' },
  approveNote: { zh: '批准后生效。', en: 'It takes effect.' },
  end: { zh: '结束', en: 'End' },
  endNote: { zh: '结束后记录保留。', en: 'It stays on record.' },
  nothing: {
    zh: '还没有单位结对。点“增加单位结对”，登记单位包村或企业对口帮扶。',
    en: 'No pairs of bodies yet. Add one: a unit with a village, or an enterprise with another.',
  },
  missingOnly: { zh: '四落实不全', en: 'Links missing' },
  lateOnly: { zh: '逾期未落实', en: 'Late' },
  incomeUnknown: { zh: '请先登记这个村的人均收入，再安排包村。', en: 'File the village’s income by head first.' },
  aboveLine: {
    zh: '这个村 {year} 年人均收入 {amount} 元，不低于包扶线 {line} 元，不在包扶范围。',
    en: 'Income by head was {amount} yuan in {year}, not below the line of {line}: this village is not to be sponsored.',
  },
  lineUnknown: {
    zh: '还没有登记包扶线。请先在“标准”里登记“包扶村人均收入线”，再安排包村。',
    en: 'No income line is on file. File “Income line of sponsored villages” among the standards first.',
  },
  line: { zh: '包扶线：{line} 元，{from} 起。', en: 'Income line: {line} yuan from {from}.' },
  freeUnits: { zh: '选没有包村任务的单位', en: 'A unit without a village' },
  strongVillages: { zh: '选本县不低于包扶线的村', en: 'A village of the county not under the line' },
  villageFirst: { zh: '先选要包扶的村', en: 'Choose the village first' },
  anotherVillage: { zh: '另选村，登记人均收入', en: 'Another village: file its income' },
  listedVillage: { zh: '从低于包扶线的村里选', en: 'Choose among villages under the line' },
  fileLine: { zh: '登记包扶线', en: 'File the income line' },
  openVillages: {
    zh: '低于包扶线、还没有单位包扶的村：{count} 个。',
    en: '{count} {count|village|villages} under the line have no sponsor.',
  },
  weakPartner: {
    zh: '强村的人均收入不能低于包扶线，请另选。',
    en: 'The strong village is itself below the line. Choose another.',
  },
  notAVillage: { zh: '请选择一个村（社区）。', en: 'Choose a village.' },
  villageTaken: { zh: '这个村已有单位包扶。', en: 'This village is sponsored already.' },
  unitBusy: {
    zh: '这个单位已有包村任务，请选没有任务的单位。',
    en: 'This unit has a village already. Choose one without a task.',
  },
  pairedAlready: { zh: '这两家已经结对。', en: 'These two are paired already.' },
  notAnEnterprise: { zh: '帮扶对象应是困难企业。', en: 'The helped one has to be an enterprise in hardship.' },
  weakGiver: { zh: '对口帮扶的一方应是正常经营的企业。', en: 'The helping one has to be a running enterprise.' },
  giverNeeded: { zh: '请选择帮扶单位。', en: 'Choose the helping unit.' },
  self: { zh: '不能与自己结对。', en: 'A body cannot be paired with itself.' },
  linksFirst: {
    zh: '四落实还缺：{items}，补齐后再批准。',
    en: 'Links are missing: {items}. They come before approval.',
  },
  ownApproval: {
    zh: '提出的人不能自己批准，请另一位审核人批准。',
    en: 'Whoever proposed it cannot approve; another reviewer has to.',
  },
  over: { zh: '这个结对已经结束。', en: 'This pair has ended.' },
  approvedAlready: { zh: '这个结对已经批准。', en: 'This pair is approved already.' },
  propose: { zh: '提议包村', en: 'Propose sponsors' },
  proposeNote: {
    zh: '先给低于包扶线的村选没有任务的单位，再从本县不低于线的村里选强村；其余两项落实补齐后由另一位审核人批准。',
    en: 'Villages under the line get a unit without a task, then a strong village of the county. The other links are added, and another reviewer approves.',
  },
  matchResult: {
    zh: '{given} 个村有单位包扶，{left} 个村没有单位可派。',
    en: '{given} {given|village gets|villages get} a unit; {left} have none left.',
  },
  proposeNow: { zh: '登记 {given} 个提议', en: 'Propose {given}' },
  nothingToPropose: {
    zh: '没有可提议的：没有低于包扶线的村，或没有空闲的单位。',
    en: 'Nothing to propose: no village is under the line, or no unit is free.',
  },
  noUnitLeft: { zh: '没有单位可派', en: 'no unit left' },
})
