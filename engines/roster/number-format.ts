/**
 * Built-in formats that show a date or a time (ECMA-376 part 1, 18.8.30). 27–36 and 50–58 are the dates of the East
 * Asian editions: 27, 36, 50, 57 are `yyyy"年"m"月"`, 31 is `yyyy"年"m"月"d"日"` in zh-CN.
 */
const builtInDate = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58)

/** True when a number in this format is shown as a date or time. `code` is undefined for built-in formats. */
export function isDateFormat(id: number, code: string | undefined): boolean {
  if (code === undefined) return builtInDate(id)
  const [positive = ''] = code
    .replace(/"[^"]*"/g, '')
    .replace(/\\.|_.|\*./g, '')
    .replace(/\[(?![hms]+\])[^\]]*\]/gi, '')
    .split(';')
  return /[ymdhs年月日]|a{3,4}/i.test(positive) && !/general|通用格式/i.test(positive)
}
