import { type Text, words } from '../../core/messages.ts'
import type { TakenFact } from './duplicate-model.ts'
import type { ReasonCode } from './duplicate-rules.ts'

export const duplicateWords = words({
  title: { zh: '疑似重复', en: 'Possible duplicates' },
  note: {
    zh: '系统按姓名、读音、出生日期、证件号、电话、住址比对，逐对请经办人判断；判断过的不再问。',
    en: 'People are compared by name, sound, birth, number, phone and home; an officer decides each pair once.',
  },
  otherUnit: {
    zh: '另一方已在其他单位建档，请由上级经办人判断。',
    en: 'The other one is filed with another unit: a higher office decides.',
  },
  elsewhere: { zh: '已在其他单位建档', en: 'Filed with another unit' },
  decided: { zh: '这一对刚被别人判断过，请刷新。', en: 'Somebody else has just decided this pair. Reload the page.' },
  changedSince: {
    zh: '合并以后有一户的户主已经离开，或有人已在别处建档，不能撤销；请改用“分户”。',
    en: 'Since the merge the head of one of the families has left, or somebody was filed elsewhere. Split the family instead.',
  },
  undoneLater: {
    zh: '保留的档案后来又并入了别的档案，请先撤销后来的合并。',
    en: 'The file that was kept was merged into another later. Undo that merge first.',
  },
  splitHead: {
    zh: '请选择要分出去的成员，并从中选一人作新户的户主；原户主不能分出去。',
    en: 'Choose who leaves and one of them as the new head; the present head stays.',
  },
  score: { zh: '把握', en: 'Score' },
  scoreOf: { zh: '{score} 分', en: '{score}' },
  one: { zh: '一方', en: 'One' },
  other: { zh: '另一方', en: 'The other' },
  reasons: { zh: '依据', en: 'Reasons' },
  found: { zh: '发现时间', en: 'Found' },
  state: { zh: '状态', en: 'State' },
  open: { zh: '待判断', en: 'Open' },
  same: { zh: '是同一人', en: 'Same person' },
  different: { zh: '不是同一人', en: 'Different people' },
  area: { zh: '地区', en: 'Area' },
  household: { zh: '档案', en: 'File' },
  inFamily: { zh: '{head}户 {number} · {area}', en: 'family of {head}, {number}, {area}' },
  run: { zh: '全面查重', en: 'Search everybody' },
  runOver: { zh: '这次查重已经结束。', en: 'This search is over.' },
  runningKeys: {
    zh: '正在全面查重，第一步整理：{people} / {total} 人',
    en: 'Searching, first step: {people} of {total} {total|person|people} prepared',
  },
  runningPairs: {
    zh: '正在全面查重，第二步比对：{people} / {total} 人，发现 {pairs} 对',
    en: 'Searching, second step: {people} of {total} {total|person|people} compared, {pairs} {pairs|pair|pairs}',
  },
  cancelRun: { zh: '停止查重', en: 'Stop the search' },
  lastRun: {
    zh: '上次全面查重 {at}：比对 {people} 人，发现 {pairs} 对',
    en: 'Last search {at}: {people} {people|person|people}, {pairs} {pairs|pair|pairs}',
  },
  lastCancelled: {
    zh: '上次全面查重 {at} 中途停止：已发现的 {pairs} 对仍在下面待判断，没有比对的人请再查一次。',
    en: 'The last search was stopped on {at}: the {pairs} {pairs|pair|pairs} found are below; search again for the rest.',
  },
  neverRun: {
    zh: '新建和导入的档案会自动比对；还没有做过全面查重。',
    en: 'New files are compared as they come; everybody has not been searched yet.',
  },
  empty: { zh: '没有需要判断的疑似重复。', en: 'Nothing to decide.' },
  emptyUnsearched: {
    zh: '新建和导入的档案里没有发现疑似重复；全部档案还没有互相比对过，请做一次全面查重。',
    en: 'Nothing was found among new and imported files. Nobody has compared all files with each other yet: search everybody once.',
  },
  emptyStopped: {
    zh: '上次全面查重中途停止，没有比对的人还不知道有没有重复，请再查一次。',
    en: 'The last search was stopped: whether the rest are filed twice is not known. Search again.',
  },
  emptySearching: {
    zh: '正在全面查重，发现的疑似重复会显示在这里。',
    en: 'Everybody is being searched; what is found will stand here.',
  },
  compare: { zh: '对照判断', en: 'Compare' },
  compareTitle: { zh: '{one}与{other}是同一人吗', en: 'Are {one} and {other} one person?' },
  decide: { zh: '判断', en: 'Decision' },
  keep: { zh: '保留哪份档案', en: 'Which file is kept' },
  inBoth: { zh: '两边都有', en: 'in both' },
  keepThis: { zh: '保留这份档案', en: 'Keep this file' },
  takenFrom: { zh: '以哪份为准', en: 'Taken from' },
  members: { zh: '成员', en: 'Members' },
  facts: { zh: '家庭情况', en: 'Facts' },
  samePeople: { zh: '两边是同一人的成员', en: 'Members who stand in both' },
  samePerson: { zh: '{one} = {other}', en: '{one} = {other}' },
  moveNote: {
    zh: '其余成员转入保留的档案；另一份档案撤档并注明并入哪份，随时可查。',
    en: 'The others move to the file that is kept; the other file is closed and points to it.',
  },
  merge: { zh: '合并为一户', en: 'Merge into one family' },
  mergeNote: {
    zh: '将把 {given} 并入 {kept}，{same} 人去重，{moved} 人转入。合并可以撤销，合并以后的变更会保留。',
    en: '{given} is merged into {kept}: {same} counted once, {moved} moved. It can be undone; what changes after it stays.',
  },
  onePerson: { zh: '同一人，只留在一户', en: 'One person, two families' },
  onePersonNote: {
    zh: '{name}只留在{head}户（{number}），从另一户离开；两户各自保留。',
    en: '{name} stays with the family of {head} ({number}) and leaves the other; both families stay.',
  },
  notSame: { zh: '不是同一人', en: 'They are different people' },
  notSameNote: { zh: '记住这个判断，以后不再询问。', en: 'The decision is remembered; nobody is asked again.' },
  newHead: { zh: '由谁接任户主', en: 'Who follows as head' },
  links: { zh: '档案来龙去脉', en: 'Where the file comes from' },
  merged: {
    zh: '{day} {other}（{otherNumber}）并入 {kept}（{number}）',
    en: '{day}: {other} ({otherNumber}) was merged into {kept} ({number})',
  },
  split: {
    zh: '{day} {kept}（{number}）从 {other}（{otherNumber}）分户',
    en: '{day}: {kept} ({number}) split off from {other} ({otherNumber})',
  },
  person: {
    zh: '{day} 去重：一人只留在 {kept}（{number}），离开 {other}（{otherNumber}）',
    en: '{day}: one person stays with {kept} ({number}) and left {other} ({otherNumber})',
  },
  undo: { zh: '撤销合并', en: 'Undo the merge' },
  undoNote: {
    zh: '两份档案恢复到合并以前的样子，这一对重新待判断。',
    en: 'Both files become as they were; the pair is open again.',
  },
  undoNoteChanged: {
    zh: '合并以后这两份档案又有变更：成员各回原户，合并带来的改动撤回，以后的变更保留在所在的档案里；这一对重新待判断。',
    en: 'The files have changed since: members go back, what the merge did is taken back, later changes stay; the pair is open again.',
  },
  undone: { zh: '已于 {day} 撤销：{why}', en: 'Undone {day}: {why}' },
  hint: { zh: '本户有 {count} 对疑似重复待判断', en: '{count} possible duplicates to decide' },
  splitFamily: { zh: '分户', en: 'Split the family' },
  splitTitle: { zh: '{name}户分户', en: 'Split the family of {name}' },
  splitNote: {
    zh: '选中的成员另立一户，原档案保留，两份档案互相注明。',
    en: 'Those chosen get a file of their own; both files name each other.',
  },
  whoLeaves: { zh: '哪些成员分出去', en: 'Who leaves' },
  splitAct: { zh: '另立一户', en: 'Open the new file' },
  openHouseholds: { zh: '查看困难家庭', en: 'Open the households' },
  openFile: { zh: '打开档案', en: 'Open the file' },
})

export const reasonWords: Record<ReasonCode, Text> = {
  same_name: { zh: '姓名相同', en: 'same name' },
  same_sound: { zh: '姓名同音', en: 'name sounds the same' },
  near_name: { zh: '姓名相近', en: 'name alike' },
  same_initials: { zh: '姓名首字母相同', en: 'initials of the name' },
  same_birth: { zh: '出生日期相同', en: 'same birth date' },
  near_birth: { zh: '出生日期相近', en: 'birth date nearly the same' },
  one_digit: { zh: '身份证号差一位', en: 'number one digit off' },
  next_number: { zh: '同日出生的相近身份证号', en: 'numbers alike, as of two people born on one day' },
  same_phone: { zh: '电话相同', en: 'same phone' },
  same_address: { zh: '住址相同', en: 'same home' },
  both_heads: { zh: '都是户主', en: 'both heads' },
  same_township: { zh: '同一乡镇、街道', en: 'same township' },
  same_county: { zh: '同一县区', en: 'same county' },
  other_number: { zh: '身份证号不同', en: 'another number' },
  other_birth: { zh: '出生日期不同', en: 'another birth date' },
  other_sex: { zh: '性别不同', en: 'another sex' },
}

export const takenWords: Record<TakenFact, Text> = {
  place: { zh: '地区、单位和责任单位', en: 'Area, unit and responsible body' },
  residence: { zh: '城乡', en: 'Urban or rural' },
  category: { zh: '困难类别', en: 'Category' },
  causes: { zh: '致困原因', en: 'Causes' },
  address: { zh: '住址', en: 'Address' },
  dwellings: { zh: '住房套数', en: 'Dwellings' },
  vehicles: { zh: '机动车辆', en: 'Vehicles' },
  housingArea: { zh: '住房面积', en: 'Housing area' },
  heating: { zh: '采暖方式', en: 'Heating' },
  amounts: { zh: '收入与支出', en: 'Income and expenditure' },
}
