import { words } from '../../core/messages.ts'

export const organisationWords = words({
  title: { zh: '单位', en: 'Organisations' },
  name: { zh: '单位名称', en: 'Name' },
  kind: { zh: '单位类型', en: 'Kind' },
  state: { zh: '企业状况', en: 'State of the enterprise' },
  parent: { zh: '上级单位', en: 'Parent' },
  area: { zh: '所在地区', en: 'Area' },
  sector: { zh: '所属系统（条）', en: 'Line or ministry' },
  localGovernment: {
    zh: '本级政府（没有单位可负责的家庭由它负责）',
    en: 'Government of its area (answers for families without a unit)',
  },
  creditCode: { zh: '统一社会信用代码', en: 'Unified credit code' },
  responsiblePerson: { zh: '负责人', en: 'Person in charge' },
  responsiblePhone: { zh: '负责人电话', en: 'Phone of the person in charge' },
  create: { zh: '新增单位', en: 'Add an organisation' },
  save: { zh: '保存', en: 'Save' },
  empty: {
    zh: '还没有单位。先新增本地总工会、政府部门和企业，建档和结对时就能选到。',
    en: 'No organisations yet. Add the union, departments and enterprises first, so that cases and pairs can name them.',
  },
  nameTaken: { zh: '这个地区已有同名单位。', en: 'An organisation of this name exists in this area.' },
  changedMeanwhile: {
    zh: '这条单位信息刚被别人修改过，请对照后再保存。',
    en: 'Somebody else has just changed this organisation. Compare and save again.',
  },
})

export const kindWords = words({
  party_government: { zh: '党政机关', en: 'Party or government unit' },
  union: { zh: '工会', en: 'Trade union' },
  enterprise: { zh: '企业', en: 'Enterprise' },
  school: { zh: '学校', en: 'School' },
  hospital: { zh: '医院', en: 'Hospital' },
  centre: { zh: '帮扶中心', en: 'Assistance centre' },
  party_branch: { zh: '党支部', en: 'Party branch' },
  community: { zh: '社区（村）', en: 'Community or village' },
  other: { zh: '其他', en: 'Other' },
})

export const stateWords = words({
  running: { zh: '正常', en: 'Running' },
  in_hardship: { zh: '困难', en: 'In hardship' },
  bankrupt: { zh: '破产', en: 'Bankrupt' },
  closed: { zh: '关闭', en: 'Closed' },
})
