import { words } from '../../core/messages.ts'

export const leadWords = words({
  donation: { zh: '带头捐款捐物', en: 'Gave' },
  pair: { zh: '带头结对', en: 'Paired' },
  visit: { zh: '带头走访', en: 'Visited' },
  deed: { zh: '带头办实事', en: 'Did things' },
})

export const evidenceKindWords = words({
  aid: { zh: '捐款捐物', en: 'Gift' },
  pair: { zh: '结对', en: 'Pair' },
  visit: { zh: '走访', en: 'Visit' },
  measure: { zh: '落实措施', en: 'Measure done' },
  promise: { zh: '兑现承诺', en: 'Promise kept' },
  village: { zh: '包村', en: 'Village' },
})

export const basisWords = words({
  pair: { zh: '结对的户数', en: 'Households paired' },
  visit: { zh: '走访次数', en: 'Visits' },
  aid: { zh: '捐款捐物笔数', en: 'Gifts' },
  measure: { zh: '落实的帮扶措施', en: 'Measures done' },
  village: { zh: '包扶的村', en: 'Villages sponsored' },
})

export const placeWords = words({
  unit: { zh: '已定包扶单位', en: 'A sponsoring unit' },
  leader: { zh: '已定联系的县级领导', en: 'A county-level leader' },
  resident: { zh: '已定驻村干部', en: 'A resident cadre' },
  partner: { zh: '已定强村（下游受益村）', en: 'A strong or downstream village' },
  plan: { zh: '已有帮扶计划', en: 'A plan' },
  visits: { zh: '在册困难户都已走访', en: 'Every registered household visited' },
  helpers: { zh: '在册困难户都有帮扶责任人', en: 'Every registered household with a helper' },
  aid: { zh: '包扶单位已给予资金或物资', en: 'Money or goods from the sponsoring unit' },
  income: { zh: '已登记村人均收入', en: 'Income by head on file' },
  approval: { zh: '包村已批准', en: 'Approved' },
})

export const deedWords = words({
  leads: { zh: '四个带头', en: 'Four leads' },
  leadsNote: {
    zh: '领导干部带头捐款、结对、走访、办实事，由已登记的记录数出，点数字看每一条。不选日期就数今年的。按地区和单位排列，不排名次。',
    en: 'Whether leading cadres give, pair, visit and do things for people: counted from records of this year unless days are chosen; each number opens them. Ordered by area and unit; nobody is ranked.',
  },
  cadre: { zh: '领导干部', en: 'Leading cadre' },
  unit: { zh: '单位', en: 'Unit' },
  area: { zh: '地区', en: 'Area' },
  from: { zh: '从', en: 'From' },
  to: { zh: '到', en: 'To' },
  without: { zh: '还没有', en: 'Not yet' },
  missing: { zh: '还缺', en: 'Missing' },
  nothingMissing: { zh: '都有', en: 'all there' },
  search: { zh: '姓名', en: 'Name' },
  donated: { zh: '捐款（元）', en: 'Donated (yuan)' },
  noLeads: {
    zh: '还没有登记领导干部。在“帮扶责任人”里把类别选为领导干部。',
    en: 'No leading cadres on file. Register helpers of that kind.',
  },
  helperPage: { zh: '登记帮扶责任人', en: 'Register a helper' },
  openEvidence: { zh: '{name}：{lead} {count} 条，查看', en: '{name}: {lead} {count}, show' },

  evidence: { zh: '依据', en: 'Evidence' },
  evidenceOf: { zh: '{name}的依据', en: 'Evidence of {name}' },
  evidenceNote: {
    zh: '数字由这些记录数出：捐款捐物和走访按登记的日期，结对按期间内有效的对子，实事是落实的措施和兑现的承诺。',
    en: 'What a number was counted from: gifts and visits by their day, pairs that stood in the period, measures done and promises kept.',
  },
  day: { zh: '日期', en: 'Day' },
  kind: { zh: '事项', en: 'What' },
  household: { zh: '家庭', en: 'Household' },
  helper: { zh: '帮扶责任人', en: 'Helper' },
  content: { zh: '内容', en: 'Content' },
  amount: { zh: '金额（元）', en: 'Amount (yuan)' },
  noEvidence: { zh: '这段时间没有记录。', en: 'No records in this period.' },
  lead: { zh: '带头', en: 'Lead' },
  form: { zh: '形式', en: 'Form' },

  forms: { zh: '帮扶形式', en: 'Forms of help' },
  formsNote: {
    zh: '每个帮扶单位各种形式做了多少，不够最低要求的标出来。由已登记的结对、走访、捐助和措施数出，不选日期就数今年的，点数字看每一条。',
    en: 'How much of each form every helping unit has done, with what is below the minimum. Counted from pairs, visits, gifts and measures of this year unless days are chosen; each number opens its records.',
  },
  proposal: {
    zh: '这份清单是建议，文件没有列出具体内容，请审核人修改并确认。',
    en: 'This list is a proposal, because the documents do not spell it out: a reviewer changes and confirms it.',
  },
  confirmed: { zh: '清单第 {version} 版，{by} {at} 确认。', en: 'List version {version}, confirmed by {by} on {at}.' },
  editList: { zh: '修改清单', en: 'Change the list' },
  saveList: { zh: '启用清单', en: 'Put in force' },
  toProposal: { zh: '恢复为建议', en: 'Back to the proposal' },
  formName: { zh: '名称', en: 'Name' },
  basis: { zh: '按什么数', en: 'Counted by' },
  kinds: { zh: '只数这些种类（不选则全数）', en: 'Only these kinds (all if none)' },
  least: { zh: '每单位至少', en: 'At least' },
  addItem: { zh: '增加一项', en: 'Add an item' },
  remove: { zh: '去掉', en: 'Remove' },
  note: { zh: '依据或说明（可不填）', en: 'Basis or note (optional)' },
  foundOf: { zh: '{found}（≥ {least}）', en: '{found} (≥ {least})' },
  partOf: { zh: '{found} / {needed} 户', en: '{found} of {needed} {needed|household|households}' },
  openForm: { zh: '{name}：{form} {count} 条，查看', en: '{name}: {form} {count}, show' },
  incomplete: { zh: '只看有缺项的', en: 'Only with something missing' },
  noUnits: {
    zh: '还没有帮扶单位。先给帮扶责任人填上单位。',
    en: 'No helping units yet. Give helpers their unit first.',
  },
  changedMeanwhile: {
    zh: '清单刚被别人修改过，请看过新的内容再保存。',
    en: 'Somebody else has just changed the list. Look at it again before saving.',
  },
  twice: { zh: '“{name}”重复了，请改名或去掉一项。', en: '“{name}” is there twice. Rename or remove one.' },

  inPlace: { zh: '六个到位', en: 'Six in place' },
  inPlaceNote: {
    zh: '包扶的村每一项是否到位，由已登记的数据算出，缺什么写什么。',
    en: 'Whether each item of a sponsored village is in place: computed from what is filed, with what is missing named.',
  },
  village: { zh: '村', en: 'Village' },
  giver: { zh: '包扶单位', en: 'Sponsoring unit' },
  items: { zh: '到位', en: 'In place' },
  itemsOf: { zh: '{there} / {all} 项', en: '{there} of {all}' },
  dueOn: { zh: '落实期限', en: 'All by' },
  late: { zh: '逾期', en: 'late' },
  lateOnly: { zh: '逾期未到位', en: 'Late' },
  itemPart: { zh: '{name}（{found} / {needed} 户）', en: '{name} ({found} of {needed} {needed|household|households})' },
  check: { zh: '算什么', en: 'Computed from' },
  noVillages: {
    zh: '还没有包扶的村。在“单位结对”里安排单位包村。',
    en: 'No sponsored villages yet. Pair units with villages first.',
  },
  unitPairs: { zh: '单位结对', en: 'Pairs of bodies' },
  done: { zh: '到位', en: 'in place' },
})
