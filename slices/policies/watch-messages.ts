import { words } from '../../core/messages.ts'

export const watchWords = words({
  title: { zh: '脱困跟踪', en: 'Watched after leaving hardship' },
  note: {
    zh: '认定脱困、解困的家庭跟踪十二个月，撤档后也跟踪。某月人均收入不高于低保标准，或重新符合低保的，自动列入变动待办，十五天内核实。',
    en: 'Families that left hardship are watched for twelve months, also when their file was withdrawn. A month whose income per person is not above the standard, or dibao being due again, becomes work to be looked into within fifteen days.',
  },
  head: { zh: '户主', en: 'Head' },
  area: { zh: '地区', en: 'Area' },
  kind: { zh: '认定', en: 'Left as' },
  from: { zh: '认定日期', en: 'From' },
  to: { zh: '跟踪到', en: 'Watched until' },
  sign: { zh: '情况', en: 'How it stands' },
  state: { zh: '跟踪', en: 'Watch' },
  lastMonth: { zh: '最近登记月份', en: 'Newest month told' },
  lastFen: { zh: '当月人均收入（元）', en: 'Per person that month (yuan)' },
  why: { zh: '认定说明', en: 'Why' },
  file: { zh: '档案', en: 'File' },
  withdrawn: { zh: '已撤档', en: 'Withdrawn' },
  onFile: { zh: '在档', en: 'On file' },
  empty: {
    zh: '没有跟踪中的家庭。在一户的“应享测算”里，符合脱困或解困条件的，可认定并开始跟踪。',
    en: 'No family is watched. Where a family may leave hardship, its page of what is due has the act that begins the watch.',
  },
  begin: { zh: '认定并跟踪十二个月', en: 'Declare it and watch for twelve months' },
  beginNote: {
    zh: '先按程序公示。认定后可以撤档，跟踪照常进行；认定依据一起存档。',
    en: 'Publish it first. The file may be withdrawn afterwards and the watch goes on; what it was decided upon is kept.',
  },
  beginWhy: { zh: '公示和认定情况', en: 'How it was published and decided' },
  beginAct: { zh: '认定', en: 'Declare it' },
  watchedUntil: { zh: '{day} 前跟踪中', en: 'watched until {day}' },
  relapsed: { zh: '认定返困', en: 'Fell back into hardship' },
  cancel: { zh: '结束跟踪', en: 'End the watch' },
  relapsedNote: {
    zh: '结束跟踪，记为返困；需要重新建档的，在档案里登记。',
    en: 'Ends the watch as fallen back; where a file is needed again, register it.',
  },
  cancelNote: { zh: '不再跟踪这一户，记录保留。', en: 'The family is no longer watched; the record stays.' },
  fellBackIn: { zh: '{month} 收入回落', en: 'Fell back in {month}' },
  notYet: { zh: '认定日期不能晚于今天。', en: 'The day cannot be after today.' },
  mayNotLeave: {
    zh: '按现有资料不符合脱困、解困条件，不能认定；先登记近六个月收入或核实情况。',
    en: 'By what is on file the family may not leave hardship; record its last six months or what was found first.',
  },
  watchedAlready: { zh: '这一户已在跟踪。', en: 'This family is watched already.' },
  watchChanged: { zh: '这条跟踪刚被别人结束，请刷新后再看。', en: 'Somebody else has just ended this watch; reload.' },
})

export const watchKindWords = words({
  graduation: { zh: '脱困', en: 'Out of hardship' },
  relief_achieved: { zh: '解困', en: 'Relief achieved' },
})

export const watchStateWords = words({
  watched: { zh: '跟踪中', en: 'Watched' },
  relapsed: { zh: '已返困', en: 'Fell back' },
  over: { zh: '期满', en: 'Over' },
  cancelled: { zh: '已结束', en: 'Ended' },
})

export const watchSignWords = words({
  fell_back: { zh: '收入回落', en: 'Fell back' },
  not_told: { zh: '上月未登记', en: 'Last month not told' },
  steady: { zh: '平稳', en: 'Steady' },
})
