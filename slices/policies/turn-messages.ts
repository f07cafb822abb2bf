import { words } from '../../core/messages.ts'

export const turnWords = words({
  title: { zh: '补偿轮候顺序', en: 'Order of turns' },
  note: {
    zh: '经济补偿资金分批到位时按这个顺序发放：先看第几批；同一批里工龄长的在前，再按年龄大小、档案号。名次在所选地区内排；发到第几批由当地在“保障标准”里规定。',
    en: 'Where the fund for compensation comes in parts it is paid in this order: by turn; within a turn longer service first, then the older, then by file number. Places are counted within the area chosen; the region sets in its standards up to which turn is paid.',
  },
  place: { zh: '名次', en: 'Place' },
  person: { zh: '姓名', en: 'Name' },
  head: { zh: '户主', en: 'Head' },
  area: { zh: '地区', en: 'Area' },
  turn: { zh: '批次', en: 'Turn' },
  turnNumber: { zh: '第 {turn} 批', en: 'Turn {turn}' },
  noTurns: { zh: '不分批', en: 'No turns' },
  because: { zh: '为什么排在这里', en: 'Why here' },
  first: { zh: '工龄（年）', en: 'Service (years)' },
  amount: { zh: '补偿（元）', en: 'Compensation (yuan)' },
  sum: { zh: '累计待发（元）', en: 'Sum (yuan)' },
  state: { zh: '情况', en: 'How it stands' },
  fund: { zh: '资金（元）', en: 'Money (yuan)' },
  covered: { zh: '资金', en: 'Money' },
  reaches: { zh: '够发', en: 'Enough' },
  reachesNot: { zh: '不够', en: 'Short' },
  missing: { zh: '缺 {names}', en: 'Not on file: {names}' },
  summed: { zh: '待发 {waiting} 人，共 {amount} 元', en: '{waiting} still to be paid, {amount} yuan together' },
  summedFund: {
    zh: '待发 {waiting} 人，共 {amount} 元；这笔资金按顺序够发前 {covered} 人',
    en: '{waiting} still to be paid, {amount} yuan together; in this order the money reaches the first {covered}',
  },
  empty: {
    zh: '没有登记并轨职工。在一户的“应享测算”里，按人登记“因并轨解除劳动关系”、工龄和月平均工资后，这里排出顺序。',
    en: 'No worker of a merger is on file. Record for each, on the page of what the family is due, that the contract ended by the merger, the years of service and the average wage; the order follows.',
  },
})

export const turnStateWords = words({
  paid: { zh: '已登记发放', en: 'Paid' },
  reached: { zh: '已轮到', en: 'Reached' },
  waiting: { zh: '未轮到', en: 'Waiting' },
  unknown: { zh: '缺资料', en: 'Not known' },
})
