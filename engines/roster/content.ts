import { identityFault, upgrade15 } from '../../core/identity-number.ts'
import { saysNothing, tight } from './characters.ts'
import { findCategory, findCause, findEthnicity, findRelation, findSex } from './codes.ts'
import { readDay } from './day.ts'
import type { Field } from './fields.ts'
import { type Cell, cellText, SerialDay } from './grid.ts'
import { readMoney, yuan } from './money.ts'
import { readPhone } from './phone.ts'
import { readYesNo } from './yes-no.ts'

// The families that nine of ten people in China belong to.
const surnames = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤于温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由'.split(
    '',
  ),
)

const doubleSurname =
  /^(?:欧阳|上官|司马|诸葛|东方|皇甫|尉迟|公孙|慕容|令狐|宇文|长孙|司徒|夏侯|独孤|南宫|端木|百里|呼延|完颜|赫连|申屠|轩辕|闻人|西门)[\u4e00-\u9fff]{1,2}$/

export const looksLikeName = (text: string): boolean =>
  /^[\u4e00-\u9fff]{2,8}·[\u4e00-\u9fff·]{2,10}$/.test(text) ||
  doubleSurname.test(text) ||
  (/^[\u4e00-\u9fff][\u3400-\u9fff]{1,3}$/.test(text) &&
    surnames.has(text.charAt(0)) &&
    !/[厂司局社部院校所队县市区镇乡村站店会]$/.test(text))

/** Recognisers of what a value looks like, whatever its heading. Fields without one cannot be told by their values. */
const recognisers: Partial<Record<Field, (text: string, cell: Cell) => boolean>> = {
  id_number: (text) => /^\d{17}[\dxX]$|^\d{15}$|^\d{16}$/.test(text.replace(/-/g, '')),
  phone: (text) => /^[\d\-+()]{7,}/.test(text) && readPhone(text).fault === undefined,
  sex: (text) => /[^\d.]/.test(text) && findSex(text) !== undefined,
  // 保安 and 水 are words of every day, too; 保安族 is not.
  ethnicity: (text) =>
    /^\D/.test(text) && !/^(?:保安|高山|水|土|白|京|怒)$/.test(text) && findEthnicity(text) !== undefined,
  relation_text: (text) => /^\D/.test(text) && findRelation(text) !== undefined,
  category: (text) => /困|深度|相对|意外致/.test(text) && findCategory(text) !== undefined,
  cause: (text) => /^\D/.test(text) && findCause(text) !== undefined,
  birth_date: (text, cell) => cell instanceof SerialDay || (text.length >= 5 && readDay(cell, false).value !== null),
  dibao: (text) => /^(?:是|否|有|无|没有|享受|未享受|不享受|未|√|✓|×|[YNyn]|[01])$/.test(text),
  // 1、张三 is a name with its number in the list before it.
  name: (text) => looksLikeName(text.replace(/^\d{1,4}[.、·)]/, '')),
  address: (text) => text.length >= 5 && /[\u4e00-\u9fff]{2}.*[号路街村镇乡区组栋室委]/.test(text),
}

/** Fields that a column may become by its values alone. Amounts and yes-or-no columns look like too many others. */
const decisive: ReadonlySet<Field> = new Set([
  'id_number',
  'phone',
  'sex',
  'ethnicity',
  'category',
  'cause',
  'relation_text',
  'birth_date',
  'name',
])

/** Looser likenesses, which count only where no heading claims the field: see resemblance.ts. */
const likenesses: Partial<Record<Field, (text: string) => boolean>> = {
  name: (text) => /^[\u3400-\u9fff]{2,4}$|^[\u4e00-\u9fff]{2,8}·[\u4e00-\u9fff·]{2,10}$/.test(text),
  address: (text) =>
    text.length >= 5 &&
    (/[省市县区旗乡镇村].*[号路街道巷弄村组栋幢楼室户屯队]/.test(text) ||
      /(?:[路街道巷弄村屯里]|小区|胡同|家园|花园|新村|社区).*\d.*[号栋幢楼室组单元门]|^[^\d]{2,}(?:乡|镇|街道).*(?:村|屯|社区)/.test(
        text,
      )),
  unit: (text) =>
    text.length >= 3 && /(?:[厂局处站所社]|公司|集团|中心|单位|车间|医院|学校|小学|中学|工会)$/.test(text),
  county: (text) => /^[\u4e00-\u9fff]{1,9}[县区市旗]$/.test(text),
  post: (text) =>
    text.length <= 20 &&
    /(?:[处科股局所院校部厂站队组班行社团]长|主[任席管]|书记|经理|[科办职警队文店]员|干[事部]|专员|委员|调研员|巡视员|工程师|教师|医师|医生|护士|会计|出纳|秘书|助理|主办|督导|[县乡镇市]长|级)$/.test(
      text,
    ),
  skill: (text) => /^[\u3400-\u9fff、,，/和及与;；()（）]{2,24}$/.test(text),
  capacity: (text) => /^[1-9]\d?[户家个]?$/.test(text),
  dibao: (text) => text.length <= 12 && readYesNo(text).fault === undefined,
  household_size: (text) => /^(?:1\d|[1-9])[人口]{0,2}$/.test(text),
  annual_income_fen: (text) => text.length <= 20 && readMoney(text, { unitFen: yuan }).fault === undefined,
  rigid_expenditure_fen: (text) => text.length <= 20 && readMoney(text, { unitFen: yuan }).fault === undefined,
}
/** Facts that differ from person to person; a column that says the same again and again is none of them. */
const manifold: ReadonlySet<Field> = new Set(['name', 'id_number', 'phone'])

// What a value is shows in its beginning. Longer texts are remarks, and made ones would be searched through for minutes.
const charactersLookedAt = 100
const shownText = (cell: Cell): string => tight(cellText(cell).slice(0, charactersLookedAt))

export type ColumnContent = {
  /** How many of the cells looked at hold something. */
  readonly filled: number
  /** How many of them, 0 to 1, look like a field. */
  readonly share: ReadonlyMap<Field, number>
  /** How many different texts stand there, of the filled ones, 0 to 1. */
  readonly variety: number
  /** True when nearly every cell is a code of GB/T 2261.1: 1 男, 2 女; 0 and 9 leave it open. */
  readonly sexCodes: boolean
}

/** What the values of a column look like, from a sample of its cells. */
export function columnContent(cells: readonly Cell[]): ColumnContent {
  const hits = new Map<Field, number>()
  const texts = new Set<string>()
  let [filled, coded] = [0, 0]
  for (const cell of cells) {
    const text = shownText(cell)
    if (saysNothing(text)) continue
    filled++
    texts.add(text)
    if (/^0?[0129]$/.test(text)) coded++
    for (const [field, recognises] of Object.entries(recognisers))
      if (recognises(text, cell)) hits.set(field as Field, (hits.get(field as Field) ?? 0) + 1)
  }
  const share = new Map([...hits].map(([field, count]) => [field, count / filled]))
  return {
    filled,
    share,
    variety: filled === 0 ? 0 : texts.size / filled,
    sexCodes: coded > 0 && coded >= filled * 0.9,
  }
}

/** How many of the filled cells resemble a field, 0 to 1: as its values do, or by the looser likenesses. */
export function resemblance(field: Field, cells: readonly Cell[]): number {
  const likeness = likenesses[field] ?? recognisers[field]
  if (!likeness) return 0
  const filled = cells.map((cell) => ({ cell, text: shownText(cell) })).filter(({ text }) => text !== '')
  return filled.length === 0 ? 0 : filled.filter(({ text, cell }) => likeness(text, cell)).length / filled.length
}

/** True when a column repeats itself too much to hold this field: 米面油 on every row is nobody's name. */
export const isMonotonous = (field: Field, { filled, variety }: ColumnContent): boolean =>
  manifold.has(field) && filled >= 8 && variety < 0.4

export const hasRecogniser = (field: Field): boolean => recognisers[field] !== undefined
export const isDecisive = (field: Field): boolean => decisive.has(field)

/** How many of the days in one column are the birth days of the identity numbers in another, 0 to 1. */
export function birthShare(days: readonly Cell[], numbers: readonly Cell[], date1904: boolean): number {
  let [compared, same] = [0, 0]
  for (const [index, cell] of numbers.entries()) {
    const text = tight(cellText(cell)).toUpperCase()
    const number = /^\d{15}$/.test(text) ? upgrade15(text) : text
    const day = readDay(days[index], date1904).value
    if (day === null || identityFault(number) !== undefined) continue
    compared++
    if (day.replaceAll('-', '') === number.slice(6, 14)) same++
  }
  return compared < 3 ? 0 : same / compared
}
