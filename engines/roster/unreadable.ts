import type { Parameters, Text } from '../../core/messages.ts'
import { words } from '../../core/messages.ts'
import { Problem } from '../../core/problem.ts'

/** Why a file cannot be read, and what the officer can do about it. */
const reasons = words({
  empty: {
    zh: '文件是空的，里面没有任何内容。请确认选对了文件。',
    en: 'The file is empty. Please check that you chose the right one.',
  },
  file_too_large: {
    zh: '文件超过 {limit} MB。请删去图片和多余的工作表，或拆成几个文件。',
    en: 'The file is larger than {limit} MB. Remove pictures and unneeded sheets, or split it into several files.',
  },
  unpacked_too_large: {
    zh: '文件解压后超过 {limit} MB，可能是压缩炸弹或含有大量空白格式。请把有用的内容复制到新工作簿后再上传。',
    en: 'The file unpacks to more than {limit} MB: a zip bomb, or a great deal of empty formatting. Copy the content into a new workbook.',
  },
  piece_too_long: {
    zh: '文件里有一处内容解压后超过 {limit} MB，太大，不予读取，可能是压缩炸弹。请把有用的内容复制到新工作簿后再上传。',
    en: 'One piece of the file unpacks to more than {limit} MB and is too large, as in a zip bomb. Copy the content into a new workbook.',
  },
  numbers: {
    zh: '这是苹果 Numbers 表格，无法读取。请在 Numbers 中选“导出为 Excel”，存为 xlsx 后再上传。',
    en: 'This is a document of Apple Numbers and cannot be read. In Numbers choose "Export to Excel" and send the xlsx file.',
  },
  too_many_entries: {
    zh: '文件里的部件超过 {limit} 个。请把有用的工作表复制到新工作簿后再上传。',
    en: 'The file holds more than {limit} parts. Copy the sheets you need into a new workbook.',
  },
  too_many_rows: {
    zh: '工作表“{sheet}”超过 {limit} 行。请拆成几个文件后分别上传。',
    en: 'Sheet "{sheet}" has more than {limit} rows. Split it into several files.',
  },
  too_many_sheets: {
    zh: '工作表超过 {limit} 张。请拆成几个文件后分别上传。',
    en: 'There are more than {limit} sheets. Split the file into several.',
  },
  cell_too_long: {
    zh: '工作表“{sheet}”的单元格 {cell} 超过 {limit} 个字符。请检查引号是否成对，或删去多余的内容。',
    en: 'Cell {cell} of sheet "{sheet}" is longer than {limit} characters. Check for unmatched quotes, or shorten it.',
  },
  encrypted: {
    zh: '文件设有打开密码，无法读取。请在 Excel 或 WPS 中取消密码后再上传。',
    en: 'The file is encrypted with a password. Remove the password in Excel or WPS and try again.',
  },
  broken: {
    zh: '文件已损坏或不完整，无法读取。请用 Excel 或 WPS 打开并另存为 xlsx 后再上传。',
    en: 'The file is broken or incomplete. Open it in Excel or WPS, save it as xlsx and try again.',
  },
  external_entities: {
    zh: '文件的 XML 带有文档类型声明，出于安全不予读取。请用 Excel 或 WPS 另存为 xlsx 后再上传。',
    en: 'The XML of the file declares a document type and is refused for safety. Save it as xlsx again and try once more.',
  },
  not_a_spreadsheet: {
    zh: '这不是电子表格（看起来是{kind}）。请上传 xlsx、xls、et、ods、csv 或 docx 文件。',
    en: 'This is not a spreadsheet (it looks like {kind_en}). Please send an xlsx, xls, et, ods, csv or docx file.',
  },
  not_a_form: {
    zh: '填表只支持 xlsx 和 docx（这份看起来是{kind}）。请在 Excel、WPS 或 Word 中另存为 xlsx 或 docx 后再上传。',
    en: 'Only xlsx and docx can be filled in (this looks like {kind_en}). Save the form as xlsx or docx and try again.',
  },
  nothing_asked: {
    zh: '没有找到可以填写的地方：没有认出表头，也没有认出项目名称。请确认这是空白表，表头在工作表或表格的上方。',
    en: 'Nothing to fill in was found: neither headings nor labels were recognised. Check that this is a blank form.',
  },
  took_too_long: {
    zh: '读取超过 {limit} 秒，已停止。请删去多余的格式和公式，或拆成几个文件。',
    en: 'Reading took longer than {limit} seconds and was stopped. Remove unneeded formats and formulas, or split the file.',
  },
  too_much_memory: {
    zh: '读取这个文件需要的内存超过限制，已停止。请拆成几个文件，或另存为 xlsx 后再上传。',
    en: 'Reading this file needs more memory than is allowed and was stopped. Split it, or save it as xlsx.',
  },
})
export type UnreadableReason = keyof typeof reasons

/** The problem `unreadable_file` with a sentence that names what is wrong; `data.reason` is the key for programs. */
export const unreadable = (reason: UnreadableReason, parameters: Parameters = {}): Problem =>
  new Problem('unreadable_file', reasons[reason] as Text, { parameters, data: { reason } })

/** What a file that is no form looks like, for the sentence of `not_a_form`. */
export const notAForm = (kind: string, kind_en: string): Problem => unreadable('not_a_form', { kind, kind_en })

/** What a file that is no spreadsheet looks like, for the sentence of `not_a_spreadsheet`. */
export const notASpreadsheet = (kind: string, kind_en: string): Problem =>
  unreadable('not_a_spreadsheet', { kind, kind_en })
