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
  import: { zh: '导入单位名单', en: 'Import a list' },
  create: { zh: '新增单位', en: 'Add an organisation' },
  change: { zh: '修改单位', en: 'Change the organisation' },
  struggling: { zh: '困难企业', en: 'Enterprises in hardship' },
  choose: { zh: '输入单位名称查找', en: 'Type a name to search' },
  nothingFound: { zh: '没有名称含“{name}”的单位。', en: 'No organisation has “{name}” in its name.' },
  typeToFind: { zh: '输入名称中的几个字。', en: 'Type a part of the name.' },
  note: {
    zh: '建档、结对和发放时要选的单位：政府、工会、企业、学校、社区等。',
    en: 'What is chosen when a case is filed, paired or paid: governments, unions, enterprises, schools, communities.',
  },
  changedParent: { zh: '另选的单位', en: 'Another organisation' },
  all: { zh: '全部', en: 'All' },
  under: { zh: '所属上级', en: 'Under' },
  answers: { zh: '本级政府', en: 'Local government' },
  validFrom: { zh: '登记日期', en: 'On file since' },
  nameHelp: { zh: '全称，与公章一致', en: 'The full name, as on the seal' },
  parentHelp: { zh: '没有上级的留空', en: 'Empty when there is none' },
  sectorHelp: { zh: '如林业、粮食、教育；没有的留空', en: 'Such as forestry or grain; may be empty' },
  governmentHelp: {
    zh: '每个地区只需一个；无单位、单位破产或关闭的家庭由它负责',
    en: 'One for each area; answers for families without a unit or whose unit is bankrupt or closed',
  },
  stateHelp: {
    zh: '改为破产或关闭后，本企业的家庭立即改由本级政府负责',
    en: 'When it becomes bankrupt or closed, the local government answers for its families at once',
  },
  phoneKept: { zh: '已存 {phone}；不改请留空', en: '{phone} is kept; leave empty to keep it' },
  families: { zh: '由它负责的家庭', en: 'Households it answers for' },
  ofUnit: { zh: '本单位的家庭', en: 'Households of this unit' },
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
