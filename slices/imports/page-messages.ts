import { words } from '../../core/messages.ts'

/** Words of the list of imports. */
export const importListWords = words({
  title: { zh: '导入', en: 'Imports' },
  one: { zh: '导入详情', en: 'Import' },
  note: {
    zh: '花名册先试读、逐行核对，确认后才写入；写入后还可以整批撤销。',
    en: 'A roster is read and checked row by row first; nothing is written before you confirm, and a whole import can be undone.',
  },
  start: { zh: '导入花名册', en: 'Import a roster' },
  empty: {
    zh: '还没有导入过。手里的花名册不用改格式，直接导入即可。',
    en: 'Nothing has been imported yet. Rosters need no reformatting; import them as they are.',
  },
  file: { zh: '文件', en: 'File' },
  target: { zh: '内容', en: 'Content' },
  state: { zh: '状态', en: 'State' },
  result: { zh: '结果', en: 'Result' },
  area: { zh: '地区', en: 'Area' },
  by: { zh: '经办人', en: 'By' },
  at: { zh: '上传时间', en: 'Uploaded' },
  counts: {
    zh: '新增 {new}，变更 {changed}，不导入 {out}',
    en: '{new} new, {changed} changed, {out} left out',
  },
})

export const targetWords = words({
  registry: { zh: '困难职工和家庭', en: 'Workers and families' },
  helpers: { zh: '帮扶责任人', en: 'Helpers' },
  organisations: { zh: '单位', en: 'Organisations' },
  aid_list: { zh: '节日慰问发放名单', en: 'A festival list' },
})

export const targetNotes = words({
  registry: {
    zh: '困难职工花名册、低保家庭花名册；没有建档的新建，已建档的更新。',
    en: 'Rosters of workers in hardship or dibao families; new ones are registered, known ones updated.',
  },
  helpers: { zh: '帮扶干部、社会帮扶人名单。', en: 'Lists of cadres and other helpers.' },
  organisations: {
    zh: '单位名录：工会、机关、企业、学校等；上级单位写在下级前面。',
    en: 'Lists of unions, offices, enterprises and schools; parents stand before the units below them.',
  },
  aid_list: {
    zh: '按花名册把已建档的家庭放进一份发放名单。',
    en: 'Puts registered families of a roster on a festival list.',
  },
})

export const importStateWords = words({
  reading: { zh: '正在读取', en: 'Reading' },
  unreadable: { zh: '读不了', en: 'Not readable' },
  ready: { zh: '待确认', en: 'To be confirmed' },
  committing: { zh: '正在导入', en: 'Importing' },
  committed: { zh: '已导入', en: 'Imported' },
  undoing: { zh: '正在撤销', en: 'Undoing' },
  undone: { zh: '已撤销', en: 'Undone' },
  discarded: { zh: '已放弃', en: 'Discarded' },
})

/** Words of the steps of one import. */
export const wizardWords = words({
  stepWhat: { zh: '选择文件', en: 'Choose the file' },
  stepRead: { zh: '读取', en: 'Read' },
  stepColumns: { zh: '列对应', en: 'Columns' },
  stepIssues: { zh: '逐格改错', en: 'Put right' },
  stepCheck: { zh: '核对数量', en: 'Check' },
  stepResult: { zh: '完成', en: 'Done' },
  what: { zh: '这是什么名单', en: 'What is in it' },
  list: { zh: '加入哪份发放名单', en: 'Onto which festival list' },
  chooseList: { zh: '请选择', en: 'Choose' },
  newList: { zh: '新建发放名单', en: 'Make a new list' },
  area: { zh: '属于哪个地区', en: 'Area' },
  areaHelp: {
    zh: '住址里看不出县（市、区）的行，归到这里。',
    en: 'Rows whose address does not name the county belong here.',
  },
  file: { zh: '文件', en: 'File' },
  drop: { zh: '把文件拖到这里，或点这里选择', en: 'Drop the file here, or click to choose it' },
  formats: {
    zh: 'xlsx、xls、et、ods、csv 等电子表格和 Word（docx）里的表格都可以，不超过 20 MB',
    en: 'Any spreadsheet (xlsx, xls, et, ods, csv and others) or tables in Word (docx), at most 20 MB',
  },
  upload: { zh: '上传并读取', en: 'Upload and read' },
  readingNow: { zh: '正在读取“{name}”，还没有写入任何内容。', en: 'Reading "{name}". Nothing is written yet.' },
  readDone: { zh: '已读完“{name}”。', en: '"{name}" has been read.' },
  stop: { zh: '停止', en: 'Stop' },
  stopping: { zh: '正在停止', en: 'Stopping' },
  another: { zh: '换一份文件', en: 'Choose another file' },
  discard: { zh: '放弃这次导入', en: 'Discard this import' },
  discardTitle: { zh: '放弃这次导入', en: 'Discard this import' },
  discardNote: {
    zh: '试读的结果和已改的格子会丢掉；没有写入过任何一行，档案不受影响。',
    en: 'What was read and put right is dropped. No row has been written, so no file changes.',
  },
  discarded: {
    zh: '这次导入已放弃，没有写入任何一行。',
    en: 'This import was discarded; not a single row was written.',
  },
  gone: { zh: '没有这次导入，或不在管辖范围内。', en: 'No such import in your area.' },
})

/** Words of the columns of a file. */
export const columnWords = words({
  note: {
    zh: '系统按表头和内容判断每一列是什么。判断错的请改；不需要的列选“不导入”。',
    en: 'Each column was recognised by its heading and its content. Correct what is wrong; leave out what is not needed.',
  },
  noteSupplements: {
    zh: '没有对应项目的列按原表头留作本人的补充资料，以后填表可以用上。',
    en: 'A column that is no field is kept under its heading as further information of the person; forms are filled from it.',
  },
  sheet: { zh: '工作表“{name}”', en: 'Sheet "{name}"' },
  header: { zh: '表头在第 {rows} 行', en: 'heading in row {rows}' },
  skipped: { zh: '跳过合计、空行等 {count} 行', en: '{count} {count|row|rows} of totals and the like skipped' },
  column: { zh: '列', en: 'Column' },
  heading: { zh: '表头', en: 'Heading' },
  field: { zh: '对应项目', en: 'Is' },
  sureness: { zh: '把握', en: 'Certainty' },
  leftOut: { zh: '不导入', en: 'Left out' },
  supplement: { zh: '补充资料', en: 'Further information' },
  sure: { zh: '确定', en: 'Sure' },
  likely: { zh: '基本确定', en: 'Likely' },
  confirm: { zh: '请确认', en: 'Please confirm' },
  byHand: { zh: '手工指定', en: 'By hand' },
  fieldOf: { zh: '{letter} 列“{header}”对应的项目', en: 'What column {letter} "{header}" is' },
  reread: { zh: '按修改重新读取', en: 'Read again with the changes' },
  units: { zh: '没登记过的单位（{count} 个）', en: 'Units not on file ({count})' },
  unitsNote: {
    zh: '登记为企业后，这些职工由单位负责；不登记则由本级政府负责。',
    en: 'Once on file they answer for their workers; otherwise the local government does.',
  },
  unitsChoice: { zh: '怎么处理', en: 'What to do' },
  noTables: { zh: '没有读到表格。', en: 'No table was read.' },
})

export const newUnitsWords = words({
  in_hardship: { zh: '登记为困难企业', en: 'Put on file as enterprises in hardship' },
  running: { zh: '登记为正常企业', en: 'Put on file as running enterprises' },
  bankrupt: { zh: '登记为破产企业', en: 'Put on file as bankrupt' },
  closed: { zh: '登记为关闭企业', en: 'Put on file as closed' },
  none: { zh: '不登记，只留单位名称', en: 'Keep only the name as text' },
})

/** Words of the grid of issues. */
export const issueWords = words({
  errors: { zh: '错误 {count} 处', en: '{count} errors' },
  warnings: { zh: '提醒 {count} 处', en: '{count} warnings' },
  notes: { zh: '说明 {count} 处', en: '{count} remarks' },
  errorNote: {
    zh: '有错误的行不导入。可以在格子里直接改，改完重新核对；也可以下载标注后的原表，改好再导入。',
    en: 'Rows with errors stay out. Put cells right here and check again, or download your workbook with the cells marked.',
  },
  warningNote: {
    zh: '有提醒的行照常导入，只是该格内容存疑或先空着。',
    en: 'Rows with warnings are imported; the cell is doubtful or left empty.',
  },
  infoNote: { zh: '读表时做了哪些处理，供参考。', en: 'What was done while reading, for your information.' },
  none: { zh: '没有问题。', en: 'Nothing to put right.' },
  noErrors: { zh: '没有错误，所有行都能导入。', en: 'No errors: every row can be imported.' },
  download: { zh: '下载标注后的原表', en: 'Download the marked workbook' },
  row: { zh: '行、姓名', en: 'Row, name' },
  cell: { zh: '单元格', en: 'Cell' },
  issue: { zh: '问题和办法', en: 'What is wrong and what to do' },
  correctTo: { zh: '{cell} 改为', en: 'New content of {cell}' },
  error: { zh: '错', en: 'Error' },
  warning: { zh: '疑', en: 'Doubt' },
  changed: { zh: '已改 {count} 格，还没有核对', en: '{count} {count|cell|cells} changed, not yet checked' },
  recheck: { zh: '重新核对', en: 'Check again' },
  drop: { zh: '不改了', en: 'Drop the changes' },
  gridName: { zh: '工作表“{name}”里有问题的行', en: 'Rows with issues in sheet "{name}"' },
  whole: { zh: '整张表', en: 'Whole sheet' },
})

/** Words of the check before and the result after. */
export const checkWords = words({
  summaryFamilies: {
    zh: '新增 {new} 户，变更 {changed} 户，{out} 行不导入',
    en: '{new} new households, {changed} changed, {out} {out|row|rows} left out',
  },
  summaryHelpers: {
    zh: '新增 {new} 人，变更 {changed} 人，{out} 行不导入',
    en: '{new} new helpers, {changed} changed, {out} {out|row|rows} left out',
  },
  summaryUnits: {
    zh: '新增 {new} 个单位，变更 {changed} 个，{out} 行不导入',
    en: '{new} new organisations, {changed} changed, {out} {out|row|rows} left out',
  },
  summaryList: {
    zh: '加入名单 {new} 户，{out} 行不导入',
    en: '{new} {new|household goes|households go} on the list, {out} {out|row|rows} left out',
  },
  sameFile: {
    zh: '同一份文件已经导入过一次，再导入不会重复建档，但请确认是否需要。',
    en: 'This very file was imported before. Importing it again makes no duplicates, but check whether it is needed.',
  },
  openSame: { zh: '看那一次导入', en: 'Open that import' },
  commit: { zh: '确认导入 {count} 户', en: 'Import {count} {count|household|households}' },
  commitHelpers: { zh: '确认导入 {count} 人', en: 'Import {count} {count|helper|helpers}' },
  commitUnits: { zh: '确认导入 {count} 个单位', en: 'Import {count} {count|organisation|organisations}' },
  nothing: { zh: '没有要导入的行', en: 'Nothing to import' },
  committing: { zh: '正在导入：{done} / {total}', en: 'Importing: {done} of {total}' },
  committingNote: {
    zh: '全部写完才生效；中途停止则一行也不写入。',
    en: 'It takes effect only when all is written; stopping leaves nothing.',
  },
  rowsOf: { zh: '{state}的行', en: 'Rows: {state}' },
  sheet: { zh: '工作表', en: 'Sheet' },
  row: { zh: '行', en: 'Row' },
  name: { zh: '姓名', en: 'Name' },
  facts: { zh: '读到的内容', en: 'What was read' },
  differences: { zh: '哪里变了', en: 'What changes' },
  why: { zh: '为什么不导入', en: 'Why it stays out' },
  persons: { zh: '{count} 人', en: '{count} {count|person|persons}' },
  noRows: { zh: '没有这样的行。', en: 'No such rows.' },
  becomes: { zh: '{before} → {after}', en: '{before} → {after}' },
  nothingBefore: { zh: '未填', en: 'empty' },
  doneFamilies: {
    zh: '已导入：新增 {new} 户，变更 {changed} 户。',
    en: 'Imported: {new} new households, {changed} changed.',
  },
  doneHelpers: {
    zh: '已导入：新增 {new} 人，变更 {changed} 人。',
    en: 'Imported: {new} new helpers, {changed} changed.',
  },
  doneUnits: {
    zh: '已导入：新增 {new} 个单位，变更 {changed} 个。',
    en: 'Imported: {new} new organisations, {changed} changed.',
  },
  doneList: { zh: '已加入名单 {new} 户。', en: '{new} {new|household was|households were} put on the list.' },
  leftOut: {
    zh: '另有 {count} 行没有导入。下载标注后的原表，改好再导入即可，已导入的不会重复。',
    en: '{count} {count|row was|rows were} left out. Download the marked workbook, put them right and import it again; nothing is doubled.',
  },
  openHouseholds: { zh: '看这批家庭', en: 'Open these households' },
  openHelpers: { zh: '看帮扶责任人', en: 'Open the helpers' },
  openUnits: { zh: '看单位', en: 'Open the organisations' },
  openList: { zh: '打开这份发放名单', en: 'Open the festival list' },
  undo: { zh: '撤销这次导入', en: 'Undo this import' },
  undoTitle: { zh: '撤销整次导入', en: 'Undo the whole import' },
  undoFamilies: {
    zh: '将删除新增的 {new} 户，{changed} 户恢复到导入前的资料。其中只要有一户已结对、走访、领取过帮扶或又改过资料，就一户也不撤销。',
    en: '{new} new households are removed and {changed} get back what was on file before. If even one has been paired, visited, helped or changed since, nothing is undone.',
  },
  undoHelpers: {
    zh: '将删除新增的 {new} 人，{changed} 人恢复到导入前的资料。其中只要有一人已结对，就一人也不撤销。',
    en: '{new} new helpers are removed and {changed} get back what was on file before. If even one is in a pair, nothing is undone.',
  },
  undoUnits: {
    zh: '将删除新增的 {new} 个单位，{changed} 个恢复到导入前的资料。其中只要有一个单位已有家庭、帮扶人、下级单位、账号或发放，或又改过资料，就一个也不撤销。',
    en: '{new} new organisations are removed and {changed} get back what was on file before. If even one has families, helpers, units below it, accounts or aid, or was changed since, nothing is undone.',
  },
  undoList: {
    zh: '将从名单上去掉还没有领取的家庭（最多 {new} 户）；已领取的保留。',
    en: 'Families that have not received yet leave the list (at most {new}); those that have stay.',
  },
  undoing: { zh: '正在撤销', en: 'Undoing' },
  undone: { zh: '这次导入已整批撤销。', en: 'This import has been undone as a whole.' },
  again: { zh: '再导入一份', en: 'Import another file' },
})

/** What may differ between the file and what is on file. */
export const differenceWords: Readonly<Record<string, { zh: string; en: string }>> = words({
  size: { zh: '家庭人口', en: 'Size' },
  supplements: { zh: '补充资料', en: 'Further information' },
  category: { zh: '困难类别', en: 'Category' },
  cause: { zh: '致困原因', en: 'Cause' },
  annualIncomeFen: { zh: '家庭年收入', en: 'Yearly income' },
  rigidExpenditureFen: { zh: '刚性支出', en: 'Unavoidable expenditure' },
  address: { zh: '住址', en: 'Address' },
  phone: { zh: '联系电话', en: 'Phone' },
  dibao: { zh: '低保', en: 'Dibao' },
  monthlyBenefitFen: { zh: '月保障金额', en: 'Monthly benefit' },
  unit: { zh: '单位', en: 'Unit' },
  post: { zh: '职务', en: 'Post' },
  kind: { zh: '单位类型', en: 'Kind' },
  enterpriseState: { zh: '企业状况', en: 'State of the enterprise' },
  parent: { zh: '上级单位', en: 'Parent' },
  sector: { zh: '所属系统', en: 'Line or ministry' },
  creditCode: { zh: '统一社会信用代码', en: 'Unified credit code' },
  responsiblePerson: { zh: '负责人', en: 'Person in charge' },
  skill: { zh: '特长', en: 'Skill' },
  capacity: { zh: '可帮扶户数', en: 'Households that can be helped' },
  areaCode: { zh: '地区', en: 'Area' },
})
