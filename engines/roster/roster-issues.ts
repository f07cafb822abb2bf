import type { Parameters, Text } from '../../core/messages.ts'
import { say, words } from '../../core/messages.ts'
import type { FaultCode, IssueCode, NoteCode, Severity } from './judgement.ts'

/** One thing that a roster is told, at one cell; a whole sheet is told at the cell of its heading or at `A1`. */
export type RosterIssue = {
  readonly sheet: string
  readonly cell: string
  readonly row: number
  /** The heading of the column as written. */
  readonly column: string
  readonly field: string | null
  readonly code: IssueCode
  readonly severity: Severity
  /** Row, column, rule and remedy in words. Identity numbers and phones are never repeated in it. */
  readonly message: Text
}

const severities: Record<FaultCode, Severity> = {
  required_missing: 'error',
  id_length: 'error',
  id_checksum: 'error',
  id_date: 'error',
  id_precision_lost: 'error',
  duplicate_in_file: 'error',
  date_unreadable: 'error',
  amount_unreadable: 'error',
  sex_mismatch: 'warning',
  birth_mismatch: 'warning',
  phone_invalid: 'warning',
  code_unknown: 'warning',
  credit_code_invalid: 'warning',
}
export const severityOf = (code: IssueCode): Severity => severities[code as FaultCode] ?? 'info'

const faults: Record<FaultCode, Text> = words({
  required_missing: { zh: '没有填写，请补填', en: 'is empty; please fill it in' },
  id_length: {
    zh: '有 {digits} 位，应为 18 位（老证 15 位），请对照证件补全',
    en: 'has {digits} characters instead of 18 (old cards: 15); please complete it from the card',
  },
  id_checksum: {
    zh: '校验码不对（GB 11643），请对照证件核对每一位',
    en: 'has a wrong check character (GB 11643); please compare every character with the card',
  },
  id_date: {
    zh: '其中的出生日期不存在，请对照证件核对第 7 至 14 位',
    en: 'contains a date of birth that does not exist; please check characters 7 to 14 with the card',
  },
  id_precision_lost: {
    zh: 'Excel 已把末三位变成 000，请把该列设为文本后重填',
    en: 'Excel has turned the last three digits into 000; format the column as text and type it again',
  },
  duplicate_in_file: {
    zh: '与{place}是同一个人，请删去重复的一行',
    en: 'is the same person as in {place_en}; please delete one of the two rows',
  },
  date_unreadable: {
    zh: '“{value}”不能确定是哪一天，请写成 1975-11-28 的样子',
    en: '"{value}" is not certainly a date; please write it like 1975-11-28',
  },
  amount_unreadable: {
    zh: '“{value}”不能确定是多少，请填数字',
    en: '"{value}" is not certainly an amount; please enter a number',
  },
  sex_mismatch: {
    zh: '“{value}”与身份证号第 17 位不符，请核对；按表中所填导入',
    en: '"{value}" differs from the 17th digit of the identity number; please check. The value of the sheet is used',
  },
  birth_mismatch: {
    zh: '“{value}”与身份证号中的出生日期不符，请核对；按表中所填导入',
    en: '"{value}" differs from the date of birth in the identity number; please check. The value of the sheet is used',
  },
  phone_invalid: {
    zh: '不是 11 位手机号，也不是带区号的固定电话，请核对；这一项先空着',
    en: 'is neither a mobile number of 11 digits nor a landline with area code; please check. It is left empty for now',
  },
  code_unknown: {
    zh: '“{value}”不在可选项之中，请改为规定的名称；这一项先空着',
    en: '"{value}" is not one of the known values; please use one of them. It is left empty for now',
  },
  credit_code_invalid: {
    zh: '“{value}”不是 18 位或校验码不对（GB 32100），请对照证照核对；按表中所填导入',
    en: '"{value}" is not 18 characters long or has a wrong check character (GB 32100); please compare it with the certificate. The value of the sheet is used',
  },
})

const notes: Record<NoteCode, Text> = words({
  month_only: { zh: '“{value}”只写到月，没有按哪一天导入', en: '"{value}" names only a month; no day was imported' },
  rounded: { zh: '“{value}”不足一分的部分已四舍五入', en: '"{value}" was rounded to the fen' },
  several_values: { zh: '有几个号码，已取其中一个，其余请填在备注里', en: 'holds several numbers; one was taken' },
  remark_removed: { zh: '夹有其他文字，已只取其中的内容', en: 'holds other words as well; only the value was taken' },
  not_applicable: { zh: '“{value}”按未填处理', en: '"{value}" is treated as empty' },
  text_unreadable: {
    zh: '单元格是错误值“{value}”，按未填处理',
    en: 'is the error value "{value}" and treated as empty',
  },
  total_differs: {
    zh: '合计写的是 {written}，逐行相加是 {summed}，请核对',
    en: 'says {written}, but the rows add up to {summed}; please check',
  },
  sheet_hidden: { zh: '工作表是隐藏的，也已读取', en: 'The sheet is hidden; it was read as well' },
  rows_hidden: {
    zh: '有 {count} 行被隐藏或筛选掉，也已读取',
    en: '{count} rows are hidden or filtered out; they were read as well',
  },
  columns_hidden: { zh: '有 {count} 列被隐藏，也已读取', en: '{count} columns are hidden; they were read as well' },
  cells_beyond: {
    zh: '第 {limit} 列以后还有内容，没有读取',
    en: 'There is content beyond column {limit}; it was not read',
  },
  formula_not_computed: {
    zh: '公式没有计算结果，请在 Excel 中打开并保存一次',
    en: 'The formula has no computed result; open the file in Excel and save it once',
  },
  cut_off: {
    zh: '文件在 {cell} 这一格中间断了，后面的内容没有了，请核对最后一行，或向填报人重新要一份完整的',
    en: 'The file breaks off within cell {cell}; what came after it is missing. Please check the last row or ask for the whole file',
  },
  mapping_guessed: {
    zh: '按内容推断为“{field}”，请确认',
    en: 'was taken for "{field_en}" because of its values; please confirm',
  },
  column_missing: {
    zh: '没有找到“{field}”这一列，所有行都不能导入',
    en: 'There is no column "{field_en}"; no row can be imported',
  },
  two_people: {
    zh: '每一行有两个人：按“{worker}”这个人导入，“{other}”等列是另一个人的，按原列名另存，请确认',
    en: 'Every row holds two people: the one of "{worker}" is imported; "{other}" and the like are somebody else\'s and kept by name. Please confirm',
  },
  no_table: { zh: '没有找到表头，这张工作表没有读取', en: 'No heading of a table was found; the sheet was not read' },
  no_heading: {
    zh: '没有找到认得的表头，这张工作表没有读取；最像表头的一行写的是：{found}',
    en: 'No heading that is known was found, so the sheet was not read; the row most like one says: {found_en}',
  },
  header_missing: {
    zh: '没有表头，各列按上一张表或按内容判断，请确认',
    en: 'There is no heading; the columns were taken from the sheet before or from their values. Please confirm',
  },
  lines_spread: {
    zh: '是一行一个人的文字，已逐行拆成各列（单元格内有多行的，行号按拆开后的行算），请核对',
    en: 'holds lines of text, one person each; each line was taken apart into columns (where a cell holds several lines, rows are counted by line). Please check',
  },
  card_continued: {
    zh: '是上一张工作表那份档案的第二页，已并入那份档案',
    en: 'is the second page of the card on the sheet before and was added to it',
  },
  card_without_person: {
    zh: '像是档案表的第二页，没有本人的姓名和身份证号，没有读取；请与第一页放在同一个文件、紧跟在第一页之后',
    en: 'looks like the second page of a card: it names nobody, so it was not read. Put it into one file with the first page, right behind it',
  },
  household_kept_out: {
    zh: '户主这一行有错误，整户没有导入',
    en: "The head's row has errors; the whole family was kept out",
  },
  household_without_head: {
    zh: '这一户没有标明户主，按第一人处理',
    en: 'The family names no head; the first person is taken',
  },
  relation_unknown: { zh: '“{value}”不是常用的关系名称', en: '"{value}" is not a usual word for a relation' },
  size_differs: {
    zh: '写的是 {written} 人，实际列出 {listed} 人',
    en: 'says {written} persons, but {listed} are listed',
  },
  amount_negative: {
    zh: '“{value}”按负数导入，请核对是否应为正数',
    en: '"{value}" was imported as a negative amount; please check whether it should be positive',
  },
  amount_monthly: {
    zh: '“{value}”写的是按月的数，没有折算成一年，按所写的数导入，请核对',
    en: '"{value}" is an amount for a month; it was imported as written and not made into that of a year. Please check',
  },
  amount_improbable: {
    zh: '“{value}”大得不寻常，请核对单位',
    en: '"{value}" is unusually large; please check the unit',
  },
})

export const issueWords: Record<IssueCode, Text> = { ...faults, ...notes }

/** Where an issue stands. */
export type IssuePlace = {
  readonly sheet: string
  readonly cell: string
  readonly row: number
  readonly column: string
  readonly field: string | null
}

const longestShown = 30

/** “第 12 行 身份证号：…。” and the same in English. */
export function makeIssue(place: IssuePlace, code: IssueCode, parameters: Parameters = {}): RosterIssue {
  const value = String(parameters.value ?? '')
  const shown = { ...parameters, value: value.length > longestShown ? `${value.slice(0, longestShown)}…` : value }
  const words = issueWords[code]
  // What concerns a sheet as a whole names no column.
  const [zh, en] =
    place.column === ''
      ? [`工作表“${place.sheet}”`, `Sheet "${place.sheet}"`]
      : [`第 ${place.row} 行 ${place.column}`, `Row ${place.row} ${place.column}`]
  return {
    ...place,
    code,
    severity: severityOf(code),
    message: { zh: `${zh}：${say(words, 'zh', shown)}。`, en: `${en}: ${say(words, 'en', shown)}.` },
  }
}
