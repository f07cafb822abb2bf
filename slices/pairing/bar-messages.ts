import { words } from '../../core/messages.ts'

export const barKindWords = words({
  kin: { zh: '亲属', en: 'Kin' },
  conflict: { zh: '利害关系', en: 'Conflict of interest' },
})

export const barWords = words({
  title: { zh: '回避登记', en: 'Declared bars' },
  note: {
    zh: '帮扶责任人与某户是亲属或有利害关系的，在这里登记。登记后不能结对，提议时也不会配到；解除要由审核人办理并写明原因。',
    en: 'Kinship or a conflict of interest between a helper and a household. Once declared they are never paired or proposed; a reviewer ends it with a reason.',
  },
  declare: { zh: '登记回避', en: 'Declare' },
  kind: { zh: '关系', en: 'Relation' },
  reason: { zh: '具体情况', en: 'Details' },
  reasonHelp: { zh: '如：户主是本人表弟；经办这户低保', en: 'Such as a cousin of the head; handles the case' },
  statedBy: { zh: '登记人', en: 'Declared by' },
  statedAt: { zh: '登记时间', en: 'Declared' },
  state: { zh: '状态', en: 'State' },
  live: { zh: '有效', en: 'In force' },
  lifted: { zh: '已解除', en: 'Ended' },
  lift: { zh: '解除', en: 'End' },
  liftNote: {
    zh: '解除后{helper}可以与{head}家结对。',
    en: '{helper} may be paired with the household of {head} again.',
  },
  liftedOf: { zh: '{by}于 {at} 解除：{reason}', en: 'Ended by {by} on {at}: {reason}' },
  standing: { zh: '现正帮扶这户，请换人', en: 'Stands by this household now; replace' },
  standingOnly: { zh: '现正帮扶的', en: 'Standing by it now' },
  toPair: { zh: '查看这个对子', en: 'Show the pair' },
  empty: {
    zh: '没有登记过回避。帮扶责任人与家庭有亲属或利害关系的，登记后不再结对。',
    en: 'Nothing declared. Where a helper is kin to a family or has a conflict of interest, they are not paired once it is declared.',
  },
})
