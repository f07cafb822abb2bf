import type { Text } from '../../core/messages.ts'

/** A complaint of the validator, reduced to what a sentence needs. */
export type Complaint = {
  code?: string | undefined
  message: string
  minimum?: unknown
  maximum?: unknown
  keys?: readonly string[] | undefined
  expected?: string | undefined
  /** What is too small or too big: its length, its number of items or its value. */
  origin?: string | undefined
}

/** Complaints that our own models name by a word instead of a sentence. */
const named: Readonly<Record<string, Text>> = {
  not_a_day: { zh: '请填写存在的日期，格式如 2026-11-22。', en: 'Enter a date that exists, such as 2026-11-22.' },
  not_a_month: { zh: '请填写月份，格式如 2026-11。', en: 'Enter a month, such as 2026-11.' },
  not_fen: { zh: '请填写金额。', en: 'Enter an amount of money.' },
  not_positive: { zh: '金额须大于 0。', en: 'The amount must be more than 0.' },
  negative: { zh: '金额不能为负数。', en: 'The amount cannot be negative.' },
  not_an_id: { zh: '编号格式不对。', en: 'This is not a valid id.' },
  not_an_area_code: { zh: '请选择地区。', en: 'Choose an area.' },
  not_a_phone: {
    zh: '请填写 11 位手机号码，或带区号的固定电话。',
    en: 'Enter an 11-digit mobile number or a landline with its area code.',
  },
  not_an_identity_number: {
    zh: '身份证号不正确：应为 18 位，出生日期存在，末位校验码相符。',
    en: 'The identity number is wrong: 18 characters, an existing birth date and a matching check character are needed.',
  },
  not_a_quantity: {
    zh: '请填写数量，最多三位小数。',
    en: 'Enter a quantity with at most three decimals.',
  },
  name_too_short: { zh: '名称至少两个字。', en: 'A name has at least two characters.' },
  name_too_long: { zh: '名称不超过 50 个字。', en: 'A name has at most 50 characters.' },
  name_not_plain: {
    zh: '名称里有不能使用的符号，请删除后再保存。',
    en: 'The name contains characters that cannot be used.',
  },
  days_reversed: { zh: '停用日期早于启用日期，请更正。', en: 'The last day is before the first day.' },
  not_a_region: { zh: '地区须为 6 位行政区划代码。', en: 'The region is a code of 6 digits.' },
  not_a_parameter: {
    zh: '参数名须为小写字母、数字和下划线。',
    en: 'The name is made of lower-case letters, digits and underscores.',
  },
  not_a_decimal: {
    zh: '请填写不小于 0 的数，最多二十位小数。',
    en: 'Enter a number of at least 0 with at most twenty decimals.',
  },
  blank: { zh: '请填写此项。', en: 'Fill this in.' },
  password_short: { zh: '密码至少 10 个字符。', en: 'The password needs at least 10 characters.' },
  login_name: {
    zh: '登录名为 3 到 40 个小写字母、数字、点、横线或下划线。',
    en: 'A login name has 3 to 40 lower-case letters, digits, dots, dashes or underscores.',
  },
}

/** What a field is to be filled in with, by the validator's name of its type. */
const kinds: Readonly<Record<string, Text>> = {
  string: { zh: '请填写此项（文字）。', en: 'Fill this in with text.' },
  number: { zh: '请填写此项（数字）。', en: 'Fill this in with a number.' },
  int: { zh: '请填写此项（整数）。', en: 'Fill this in with a whole number.' },
  boolean: { zh: '此项请选“是”或“否”。', en: 'Choose yes or no.' },
  array: { zh: '此项须为列表。', en: 'This must be a list.' },
  object: { zh: '此项须为一组填报项。', en: 'This must be a group of fields.' },
  file: { zh: '请选择文件。', en: 'Choose a file.' },
}
const anyKind: Text = { zh: '请填写此项。', en: 'Fill this in.' }

const least: Readonly<Record<string, Text>> = {
  string: { zh: '至少填写 {minimum} 个字符。', en: 'At least {minimum} {minimum|character|characters}.' },
  array: { zh: '至少要有 {minimum} 项。', en: 'At least {minimum} {minimum|item|items}.' },
}
const most: Readonly<Record<string, Text>> = {
  string: { zh: '不超过 {maximum} 个字符。', en: 'At most {maximum} {maximum|character|characters}.' },
  array: { zh: '不超过 {maximum} 项。', en: 'At most {maximum} {maximum|item|items}.' },
}

/** The remedy in words for a complaint about one field. */
export function complaintText(complaint: Complaint): { text: Text; parameters: Record<string, string | number> } {
  const own = named[complaint.message]
  if (own) return { text: own, parameters: {} }
  switch (complaint.code) {
    case 'unrecognized_keys':
      return {
        text: {
          zh: '没有这些填报项：{keys}。请去掉后再提交。',
          en: 'Unknown fields: {keys}. Remove them and submit again.',
        },
        parameters: { keys: (complaint.keys ?? []).join(', ').slice(0, 200) },
      }
    case 'too_small':
      return {
        text: least[complaint.origin ?? ''] ?? { zh: '不能小于 {minimum}。', en: 'Must be at least {minimum}.' },
        parameters: { minimum: String(complaint.minimum) },
      }
    case 'too_big':
      return {
        text: most[complaint.origin ?? ''] ?? { zh: '不能超过 {maximum}。', en: 'Must be at most {maximum}.' },
        parameters: { maximum: String(complaint.maximum) },
      }
    case 'invalid_type':
      return { text: kinds[complaint.expected ?? ''] ?? anyKind, parameters: {} }
    default:
      return {
        text: { zh: '此项填写的内容不在允许范围内。', en: 'This value is not one of those allowed.' },
        parameters: {},
      }
  }
}
