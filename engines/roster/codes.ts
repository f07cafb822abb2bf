import { saysNothing, tight } from './characters.ts'
import { type Cell, CellError, cellText } from './grid.ts'
import type { Judgement } from './judgement.ts'
import { tickedOption } from './tick-boxes.ts'
import { simplified } from './traditional.ts'

export type Sex = 1 | 2
export type Category = 'severe' | 'relative' | 'accident'
export type Cause =
  | 'illness'
  | 'disability'
  | 'schooling'
  | 'unemployed'
  | 'disaster'
  | 'accident'
  | 'no_labour'
  | 'other'

const unknownCode = { value: null, fault: 'code_unknown' } as const

/** Reads a cell by a list of words; an empty cell is no fault, an unknown word is. */
export function byWords<Value>(find: (word: string) => Value | undefined): (cell: Cell) => Judgement<Value> {
  return (cell) => {
    if (cell === undefined) return { value: null }
    if (cell instanceof CellError) return unknownCode
    const word = tight(cellText(cell))
    const value = find(word)
    if (value !== undefined) return { value }
    return saysNothing(word) || tickedOption(word) === '' ? { value: null } : unknownCode
  }
}

/** The same for a form where one of the printed options is ticked, and for words in traditional characters. */
const asPrinted =
  <Value>(find: (word: string) => Value | undefined) =>
  (word: string): Value | undefined => {
    const option = tickedOption(word)
    const said = option === undefined || option === '' ? word : option
    const value = find(said)
    if (value !== undefined) return value
    const simple = simplified(said)
    return simple === said ? undefined : find(simple)
  }

/** GB/T 2261.1: 1 male, 2 female. */
export const findSex = asPrinted((word): Sex | undefined => {
  const bare = word.replace(/\([12]\)|[。.,;]$/g, '').replace(/^[(【[](.*)[)\]】]$/, '$1')
  if (/^(?:0?1(?:\.0+)?|男|男性|男士|男孩|男生|先生|♂|M|MALE|0?1[-.、:]?男性?)$/i.test(bare)) return 1
  return /^(?:0?2(?:\.0+)?|女|女性|女士|女孩|女生|♀|F|FEMALE|0?2[-.、:]?女性?)$/i.test(bare) ? 2 : undefined
})
export const readSex = byWords(findSex)

// GB/T 3304 in its order: the place in the list is the code.
const ethnicities =
  '汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺'
    .split(' ')
    .map((name, index) => [name, String(index + 1).padStart(2, '0')] as const)
const ethnicityCodes = new Map<string, string>([
  ...ethnicities,
  // Names the lists bore before, and common slips.
  ['毛难', '36'],
  ['崩龙', '46'],
  ['维', '05'],
  ['蒙', '02'],
  ['达翰尔', '31'],
  ['朝', '10'],
  ['鲜', '10'],
  ['其他', '97'],
  ['外国血统', '98'],
  ['外国血统中国籍人士', '98'],
])
const ethnicityNumbers = new Set(ethnicityCodes.values())

/** GB/T 3304: two digits. 汉 is 汉族. */
export const findEthnicity = asPrinted((word): string | undefined => {
  const plain = word.replace(/[。.,;]$|\(\d{1,2}\)$/, '')
  const bare = plain.length > 1 ? plain.replace(/(?:民族|族人?)$/, '') : plain
  const code = ethnicityCodes.get(bare) ?? ethnicityCodes.get(word.replace(/^\d{1,2}[-.、]?/, '').replace(/族$/, ''))
  if (code !== undefined) return code
  const number = /^\d{1,2}$/.test(word) ? word.padStart(2, '0') : ''
  return ethnicityNumbers.has(number) ? number : undefined
})
export const readEthnicity = byWords(findEthnicity)

const person = '(?:职工|家庭|户|人员|对象|群众|类|型|类型|职工家庭|职工户|工会会员)?'
const categoryWords: readonly (readonly [RegExp, Category])[] = [
  [
    new RegExp(`^(?:[1一A][.、类:]?)?(?:深度|特别|严重)(?:困难|贫困)?${person}$|^深困${person}$|^severe$`, 'i'),
    'severe',
  ],
  [new RegExp(`^(?:[2二B][.、类:]?)?(?:相对)(?:困难|贫困)?${person}$|^相困${person}$|^relative$`, 'i'), 'relative'],
  [
    new RegExp(
      `^(?:[3三C][.、类:]?)?(?:因?意外)(?:致困|困难|致贫|事故致困|返困)${person}$|^意外${person}$|^意困${person}$|^accident$`,
      'i',
    ),
    'accident',
  ],
]
/** The union's three categories (深度, 相对, 意外致困). Older names such as 低保边缘户 were cut differently: unknown. */
export const findCategory = asPrinted(
  (word): Category | undefined => findIn(categoryWords, word.replace(/[()]/g, '')) ?? categoryByStem(word),
)

/** 困难职工（深度）, 城市深度困难职工: one of the three words, and nothing else that could mean another. */
function categoryByStem(word: string): Category | undefined {
  const stems: readonly (readonly [RegExp, Category])[] = [
    [/深度/, 'severe'],
    [/相对/, 'relative'],
    [/意外/, 'accident'],
  ]
  const found = stems.filter(([stem]) => stem.test(word))
  const rest = word
    .replace(/深度|相对|意外/, '')
    .replace(
      /困难|贫困|致[困贫]|返困|突发|事故|城[市镇]|农村|职工|会员|家庭|户|人员|对象|群众|类型?|型|因|[一二三1-3①②③ABC]|[()、.:;-]/g,
      '',
    )
  return found.length === 1 && rest === '' ? found[0]?.[1] : undefined
}
export const readCategory = byWords(findCategory)

const causeWords: readonly (readonly [RegExp, Cause])[] = [
  [
    /^(?:缺乏?劳动?力|无劳动?(?:能)?力|丧失劳动?能力|劳动(?:能)?力(?:缺乏|不足|丧失|弱)|(?:完全|部分)丧失劳动能力|没有劳动能力|缺少劳动?力|失能|年老体弱|no_labour)$/,
    'no_labour',
  ],
  [
    /^(?:(?:本人|家属|家人|配偶|子女|家庭成员|直系亲属|亲属|父母)?(?:因|患|重|有)?(?:重特?大|大|重|慢性|严重|特大|长期患|恶性)?(?:疾病|病)|(?:本人|家属|家人|配偶|子女|家庭成员)?(?:患|得)(?:重特?大|大|重)?(?:疾)?病|长期患病|癌症|恶性肿瘤|医疗支出|大病医疗|生病|illness)$/,
    'illness',
  ],
  [/^(?:(?:本人|家属|家人|配偶|子女|家庭成员)?(?:因|身体|身有)?(?:残疾|残)|重度残疾|有残疾|disability)$/, 'disability'],
  [
    /^(?:因学|(?:供)?(?:子女|孩子)?(?:就|上|入|求|升|助)学|(?:子女|孩子)(?:教育|读书|念书|上大学)|(?:子女)?教育(?:支出|费用|负担)?|供学生?|学费|schooling)$/,
    'schooling',
  ],
  [
    /^(?:(?:本人|家属|夫妻|双|因)?(?:失|无)业|(?:失\(?无\)?业)|下\(?待?\)?岗|待岗|下岗失业|失业下岗|(?:企业|单位)(?:破产|停产|倒闭)|(?:有劳动能力)?未(?:充分)?就业|零就业|无工作|内退|unemployed)$/,
    'unemployed',
  ],
  [/^(?:(?:因|受|遭受?|自然)?(?:自然)?灾(?:害|难|情)?|火灾|水灾|洪灾|旱灾|地震|disaster)$/, 'disaster'],
  [
    /^(?:(?:因|突发|遭遇|遭受)?(?:意外)(?:事故|伤害|事件|灾害)?|(?:突发|交通|车祸|安全|工伤|生产)(?:性)?事故|车祸|工伤|突发事件|accident)$/,
    'accident',
  ],
  [
    /^(?:其[他它](?:原因|情况)?|未参加社会保险|社保待遇不到位|缺土地|缺地|缺水|缺技术|缺资金|缺乏技术|缺乏资金|交通落后|自身(?:发展)?动力不足|因婚|因房|住房困难|收入低|低收入|other)$/,
    'other',
  ],
]
/** Why a family is in hardship, by the eight causes of the contract. Other known causes (缺技术, 因婚 …) are `other`. */
export const findCause = asPrinted((word): Cause | undefined => {
  const bare = word
    .replace(/^\(?\d{1,2}\)?[.、:-]?(?=[\u4e00-\u9fff])/, '')
    .replace(/(?<=.)(?:致困|致贫|返困|返贫|导致困难|造成困难)(?:户|家庭)?$/, '')
  return findIn(causeWords, bare) ?? causeByStem(bare)
})

const causeStems: readonly (readonly [RegExp, Cause])[] = [
  [/病|癌|肿瘤|尿毒症|透析|脑梗|心梗|中风|瘫痪|肝硬化|医疗费|医疗支出|医药费|住院|重疾|手术/, 'illness'],
  [/残/, 'disability'],
  [/[上就入求升助供读大]学|学费|学生|读书|念书|教育/, 'schooling'],
  [
    /下岗|失业|待岗|待业|无业|破产|停产|改制|倒闭|关停|(?:没有?|无)(?:稳定|固定)?(?:工作|职业)|效益(?:差|不好)|亏损|未.{0,2}就业|零就业/,
    'unemployed',
  ],
  [/灾|洪水|冰雹|地震|倒塌|泥石流|台风/, 'disaster'],
  [/车祸|工伤|意外|事故|突发事件|变故/, 'accident'],
  [/劳动?力|劳动能力|年老|年迈|体弱|失能/, 'no_labour'],
  [/^其[他它]|单亲|离异|丧偶|物价|(?:收入|工资).{0,2}低|低收入|人口多|赡养|抚养|住房/, 'other'],
]

/** What officers write in their own words: clear when it speaks of one cause only, and of nothing uncertain. */
function causeByStem(word: string): Cause | undefined {
  if (word.length > 14 || /[?？]|不清|不详|不明|疑似|可能|待(?!岗|业)|或|[、,;/]/.test(word)) return undefined
  // 无残疾 is no disability.
  if (/^(?:无|没有?|未|非|不).{0,2}[病残]/.test(word)) return undefined
  const found = causeStems.filter(([stem]) => stem.test(word))
  return found.length === 1 ? found[0]?.[1] : undefined
}
export const readCause = byWords(findCause)

const findIn = <Value>(words: readonly (readonly [RegExp, Value])[], word: string): Value | undefined =>
  words.find(([pattern]) => pattern.test(word))?.[1]

/** The words of GB/T 4761 that rosters use for kin. `head` is the person the others are related to. */
export function findRelation(word: string): 'head' | 'kin' | undefined {
  if (/^(?:户主|本人|户主本人|本人户主|本人\/户主|0[12]?|家长|申请人)$/.test(word)) return 'head'
  const kin =
    /^(?:之)?(?:配偶|夫妻?|妻子?|丈夫|爱人|老伴|媳妇|(?:独生|长|次|大|二|三|四|五|小|养|继|亲)?(?:子|女|儿子|女儿|儿|闺女)|子女|女婿|婿|儿媳|儿媳妇|父亲?|母亲?|父母|公公|婆婆|岳父|岳母|继父|继母|养父|养母|祖父母?|祖母|爷爷|奶奶|外祖父|外祖母|姥爷|姥姥|外公|外婆|孙子?|孙女|孙辈|外孙子?|外孙女|重孙|曾孙|兄|弟|姐|妹|哥哥?|弟弟|姐姐?|妹妹|兄弟姐?妹?|姐妹|兄妹|嫂子?|弟媳|弟妹|姐夫|妹夫|伯父|伯母|叔叔?|叔父|婶子?|舅舅?|姨|姑|姑母|侄子?|侄女|外甥|外甥女|祖孙|父子|母子|父女|母女|其他(?:亲属)?|非亲属|亲属|养子女|继子女)$/
  return kin.test(word) ? 'kin' : undefined
}
