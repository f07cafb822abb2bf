import { type Text, words } from '../../core/messages.ts'
import type { Flag } from './flag-rules.ts'
import type { TargetGroup } from './model.ts'

export const groupWords: Record<TargetGroup, Text> = {
  laid_off: { zh: '破产、关闭、特困企业下岗职工', en: 'Laid off by a bankrupt, closed or struggling enterprise' },
  urban_unemployed: { zh: '城镇待业人员', en: 'Urban unemployed' },
  dibao: { zh: '低保对象', en: 'On dibao' },
  no_unit: { zh: '无单位依托困难群体', en: 'In hardship without a unit' },
  long_illness: { zh: '有长期病号', en: 'Somebody ill for long' },
  schooling: { zh: '子女上学困难', en: 'Schooling is hard to pay' },
  many_none_employed: { zh: '人口多、无一人就业', en: 'Many mouths, nobody employed' },
  other: { zh: '其他原因', en: 'Other reason' },
}

export const flagWords: Record<Flag, Text> = {
  zero_employment: { zh: '零就业家庭', en: 'Zero-employment household' },
  no_labour: { zh: '无劳动力', en: 'Nobody able to work' },
  elderly_only: { zh: '全为老人', en: 'Elderly only' },
  minors_only: { zh: '全为未成年人', en: 'Minors only' },
  severe_disability: { zh: '有重度残疾人', en: 'Severe disability' },
  in_school: { zh: '有高中以上学生', en: 'Student beyond compulsory school' },
}

export const groupPageWords = words({
  title: { zh: '救助对象类别', en: 'Target groups' },
  computed: { zh: '由成员资料得出', en: 'Computed from the members' },
  unknown: {
    zh: '尚不能判断：{people}的就业状况未填',
    en: 'Cannot be said yet: employment of {people} is not filled in',
  },
  of: { zh: '{people}', en: '{people}' },
  none: { zh: '还没有认定类别。', en: 'No group has been recorded.' },
  add: { zh: '认定类别', en: 'Record a group' },
  group: { zh: '类别', en: 'Group' },
  since: { zh: '从哪天起', en: 'Since' },
  evidence: { zh: '依据', en: 'Evidence' },
  evidenceHelp: { zh: '如：下岗证编号、诊断证明、社区证明', en: 'Such as the number of a certificate, a diagnosis' },
  line: { zh: '从 {since} 起；依据：{evidence}', en: 'since {since}; evidence: {evidence}' },
  ended: { zh: '{since} 至 {until}；依据：{evidence}', en: '{since} to {until}; evidence: {evidence}' },
  end: { zh: '不再属于', en: 'No longer' },
  endTitle: { zh: '不再属于“{group}”', en: 'No longer “{group}”' },
  endNote: { zh: '从今天起不再属于这一类；记录保留。', en: 'From today on; the record stays.' },
  already: { zh: '这户已经认定为这一类。', en: 'The household already belongs to this group.' },
})
