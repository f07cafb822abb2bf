import { words } from '../../core/messages.ts'
import { whyWords } from '../registry/messages.ts'

export const importWords = words({
  title: { zh: '导入花名册', en: 'Import a roster' },
  noFile: { zh: '请选择要导入的文件。', en: 'Choose a file to import.' },
  tooLarge: {
    zh: '文件超过 20 MB，请拆成几份再导入。',
    en: 'The file is larger than 20 MB. Split it and import the parts.',
  },
  outsideArea: {
    zh: '这个地区不在本岗位的管辖范围内，请另选。',
    en: 'This area is outside yours. Choose another.',
  },
  notReady: {
    zh: '这次导入现在不能做这一步，请刷新页面查看进度。',
    en: 'This step is not possible now. Reload the page to see how far the import is.',
  },
  listNeeded: { zh: '请选择要加入的发放名单。', en: 'Choose the festival list.' },
  wrongKind: {
    zh: '这份表读出来是“{found}”，不能导入到这里。请换一份表，或到对应的页面导入。',
    en: 'This file was read as “{found}” and does not belong here.',
  },
  nothingKnown: {
    zh: '没有读到可以导入的表格。{found}请检查表头，或换成本地的花名册。',
    en: 'No table that can be imported was found. {found_en} Check the headings or send the roster.',
  },
  nothingRead: {
    zh: '没有读到可以导入的表格。请检查表头是否完整，或在“列对应”里指定。',
    en: 'No table that can be imported was found. Check the headings or assign the columns by hand.',
  },
  builtUpon: {
    zh: '不能撤销：这次导入的 {count} 户（人）已经结对、走访、调查、领取过帮扶或又改过资料。请逐户处理。',
    en: 'Cannot undo: {count} of the imported have been paired, visited, surveyed, helped or changed since. Handle them one by one.',
  },
  unitsBuiltUpon: {
    zh: '不能撤销：这次导入的 {count} 个单位已有家庭、帮扶人、下级单位、账号或发放，或又改过资料。请逐个处理。',
    en: 'Cannot undo: {count} of the imported organisations have families, helpers, units below them, accounts or aid, or were changed since. Handle them one by one.',
  },
  failed: {
    zh: '导入没有完成，没有写入任何一行。请重试；如仍不行，请联系管理员。',
    en: 'The import did not finish; not a single row was written. Try again or ask the administrator.',
  },
  historyWhy: whyWords.imported,
  historyUndone: whyWords.importUndone,
  cancelled: { zh: '已取消，没有写入任何一行。', en: 'Cancelled; not a single row was written.' },
})

export const conflictWords = words({
  filed_elsewhere: { zh: '已在其他单位建档', en: 'Already on file with another unit' },
  member_elsewhere: { zh: '已是另一户的家庭成员', en: 'Already a member of another household' },
  out_of_area: { zh: '住址不在本岗位的管辖范围内', en: 'The address is outside your area' },
  not_registered: { zh: '尚未建档，不能列入发放名单', en: 'Not registered, so not for this list' },
  withdrawn: { zh: '该户已撤档', en: 'The file of this household was withdrawn' },
  ambiguous_helper: {
    zh: '有几位同名的帮扶人，无法确定是哪一位',
    en: 'Several helpers of this name; it is not certain which',
  },
  ambiguous_unit: {
    zh: '有几个同名的单位，无法确定是哪一个',
    en: 'Several organisations of this name; it is not certain which',
  },
  listed_twice: { zh: '表中前面已有这个单位', en: 'This organisation stands further up in the file already' },
  parent_unknown: {
    zh: '上级单位没有登记，也不在本表前面的行里',
    en: 'The parent is neither on file nor further up in this file',
  },
  parent_differs: {
    zh: '已登记在另一个上级之下，导入不改变上下级',
    en: 'On file under another parent; an import does not move organisations',
  },
  kind_missing: { zh: '没有填单位类型', en: 'The kind of organisation is missing' },
  state_missing: {
    zh: '没有填企业状况（正常、困难、破产或关闭）',
    en: 'The state of the enterprise is missing (running, in hardship, bankrupt or closed)',
  },
})

export const rowStateWords = words({
  new: { zh: '新增', en: 'New' },
  changed: { zh: '变更', en: 'Changed' },
  unchanged: { zh: '无变化', en: 'Unchanged' },
  conflict: { zh: '冲突', en: 'Conflict' },
  rejected: { zh: '有错', en: 'Errors' },
})
