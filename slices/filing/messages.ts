import { type Text, words } from '../../core/messages.ts'
import type { FileRule } from './model.ts'

export const filingWords = words({
  title: { zh: '档案管理', en: 'Keeping of files' },
  note: {
    zh: '工会档案规定的期限在这里，点开数字就是名单；期限可以按本地规定调整。',
    en: 'The union’s periods for files; each number opens its list. The periods can be set to local rules.',
  },
  meaning: { zh: '说明', en: 'What it says' },
  rule: { zh: '规定', en: 'Rule' },
  period: { zh: '期限', en: 'Period' },
  files: { zh: '档案', en: 'Files' },
  fileNumber: { zh: '档案号', en: 'File number' },
  head: { zh: '户主', en: 'Head' },
  area: { zh: '地区', en: 'Area' },
  responsible: { zh: '责任单位', en: 'Responsible body' },
  since: { zh: '起算日', en: 'Since' },
  until: { zh: '登记或到期日', en: 'Recorded or due' },
  fromBody: { zh: '移出单位', en: 'Came from' },
  change: { zh: '调整期限', en: 'Change the period' },
  amount: { zh: '期限（{unit}）', en: 'Period ({unit})' },
  save: { zh: '保存期限', en: 'Save the period' },
  review: { zh: '核对无变化', en: 'Gone through, nothing changed' },
  reviewTitle: { zh: '{count} 户核对无变化', en: '{count} {count|file|files} gone through' },
  reviewNote: {
    zh: '记入变更记录，本年清理名单里不再出现；有变化的请逐户修改。',
    en: 'The history says so and they leave the list of the year; change those that are not the same one by one.',
  },
  receive: { zh: '确认接收', en: 'Confirm receipt' },
  receiveTitle: { zh: '确认接收 {count} 份档案', en: 'Confirm the receipt of {count} {count|file|files}' },
  receiveNote: {
    zh: '从原单位转来的档案已收到，今后由本单位负责。',
    en: 'The files have come; this body now answers for them.',
  },
  empty: { zh: '没有这样的档案。', en: 'There is no such file.' },
  all: { zh: '全部规定', en: 'All rules' },
})

export const unitWords = {
  working_days: { zh: '个工作日', en: 'working days' },
  months: { zh: '个月', en: 'months' },
  years: { zh: '年', en: 'years' },
} satisfies Record<string, Text>

export const ruleWords: Record<FileRule, Text> = {
  late_entry: { zh: '变动后超期录入', en: 'Changes entered late' },
  not_reviewed: { zh: '一年未改（年度清理）', en: 'Not touched for a year' },
  never_helped: { zh: '建档后未帮扶过', en: 'Never helped since filed' },
  transfers: { zh: '单位间移交待接收', en: 'Handed over, not confirmed' },
  withdrawn: { zh: '已撤档，保管期内', en: 'Withdrawn, originals kept' },
  retention_over: { zh: '撤档满保管期', en: 'Retention is over' },
}

/** What a list says, and what to do. */
export const ruleNotes: Record<FileRule, Text> = {
  late_entry: {
    zh: '情况变动后 {amount} 个工作日内应录入，这些档案的最近一次变动录入超期。',
    en: 'A change is to be entered within {amount} working days; of these files the newest was entered later.',
  },
  not_reviewed: {
    zh: '档案每 {amount} 个月至少清理一次；逐户核对，有变化就改，无变化也要确认。',
    en: 'Every file is gone through once in {amount} {amount|month|months}: change what is different, confirm what is not.',
  },
  never_helped: {
    zh: '建档满 {amount} 个月，帮扶台账里还没有一笔。',
    en: 'On file for {amount} {amount|month|months} without a line in the aid ledger.',
  },
  transfers: {
    zh: '档案随人走：责任单位已变更，接收单位应在 {amount} 个工作日内确认。',
    en: 'The file follows the person: the receiving body confirms within {amount} working days.',
  },
  withdrawn: {
    zh: '撤档后原件保管 {amount} 年。',
    en: 'Originals are kept for {amount} {amount|year|years} after withdrawal.',
  },
  retention_over: {
    zh: '撤档已满 {amount} 年，可按规定鉴定处理原件；本系统内的记录仍保留。',
    en: 'Withdrawn {amount} {amount|year|years} ago: originals may be disposed of by the rules; the record here stays.',
  },
}
