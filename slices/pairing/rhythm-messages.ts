import { words } from '../../core/messages.ts'

export const rhythmWords = words({
  title: { zh: '走访周期', en: 'Visit rhythm' },
  note: {
    zh: '按帮扶责任人的类型规定最长多少天走访一次。市里的规定各县沿用，县里可以另定；超期的对子从这里算出。',
    en: 'Within how many days a family is visited again, by the kind of helper. Counties go by the city’s until they lay down their own; what is overdue follows.',
  },
  area: { zh: '地区', en: 'Area' },
  kind: { zh: '帮扶责任人类型', en: 'Kind of helper' },
  every: { zh: '最长间隔（天）', en: 'Every (days)' },
  why: { zh: '依据（可不填）', en: 'Basis (optional)' },
  save: { zh: '保存走访周期', en: 'Save' },
  clear: { zh: '改为沿用上级', en: 'Go by the area above' },
  proposal: {
    zh: '现在按系统建议执行：一般每月一次，领导干部每季度一次。文件只写“定期”，请核定后保存。',
    en: 'The proposal of the system holds: monthly, leading cadres each quarter. The documents only say “regularly”; confirm it by saving.',
  },
  own: { zh: '现在执行本地区的规定，{by} {day} 保存。', en: 'The area’s own list holds, saved by {by} on {day}.' },
  above: { zh: '现在沿用{area}的规定。', en: 'The list of {area} holds.' },
  elsewhere: { zh: '另有规定的地区', en: 'Areas with their own list' },
  overdue: { zh: '超期未走访', en: 'Visit overdue' },
  late: { zh: '超期', en: 'overdue' },
  next: { zh: '下次走访', en: 'Next visit' },
  seeOverdue: { zh: '查看超期未走访的家庭', en: 'See whose visit is overdue' },
})
