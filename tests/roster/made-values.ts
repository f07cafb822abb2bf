import { checkCharacter } from '../../core/identity-number.ts'
import type { Chance } from './random.ts'

/** How one cell is written, and what a right reading of it is. Invented persons bear the order codes 996 to 999. */
export type Made = { readonly cell: MadeCell; readonly value: unknown; readonly code?: string }
export type MadeCell = string | number | boolean | null | { readonly serial: number } | { readonly error: string }

const surnames = [...'刘江宋沈田何郭郑贺魏丁廖汤冯毛汪邓蒋孔袁陆马李邵周彭邱']
const given = [...'廉凯强雪军红英梅敏志桂伟玲洁静欣华贵丽斌菊芳建国明智超文珍']
const minority = ['买买提·艾力', '古丽娜尔·玉素甫', '艾合买提·卡德尔', '阿依夏木·吐尔逊']
export const counties = {
  北林区: '231202',
  望奎县: '231221',
  兰西县: '231222',
  青冈县: '231223',
  庆安县: '231224',
  明水县: '231225',
  绥棱县: '231226',
  安达市: '231281',
  肇东市: '231282',
  海伦市: '231283',
}
export const countyNames = Object.keys(counties)

export type Person = { name: string; sex: 1 | 2; birth: string; number: string }

export function person(chance: Chance): Person {
  const sex = chance.one([1, 2] as const)
  const two = (value: number) => String(value).padStart(2, '0')
  const birth = `${chance.between(1945, 1990)}-${two(chance.between(1, 12))}-${two(chance.between(1, 28))}`
  const order = chance.one(sex === 1 ? [997, 999] : [996, 998])
  const first17 = chance.one(Object.values(counties)) + birth.replaceAll('-', '') + order
  const name = chance.hit(0.04)
    ? chance.one(minority)
    : chance.one(surnames) + chance.one(given) + (chance.hit(0.8) ? chance.one(given) : '')
  return { name, sex, birth, number: first17 + checkCharacter(first17) }
}

const wide = (text: string) =>
  text.replace(/[0-9A-Za-z]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))

export function name(chance: Chance, { name: plain }: Person): Made {
  if (chance.hit(0.02)) return { cell: null, value: null, code: 'required_missing' }
  if (plain.includes('·')) return { cell: plain.replace('·', chance.one(['·', '•', '‧', '．', '・'])), value: plain }
  if (chance.hit(0.1)) return { cell: [...plain].join(chance.one([' ', '　', '  '])), value: plain }
  return { cell: chance.hit(0.08) ? `\t${plain}\n` : plain, value: plain }
}

export function identity(chance: Chance, { number }: Person): Made {
  const roll = chance.next()
  const broken = (cell: MadeCell, code: string): Made => ({ cell, value: null, code })
  if (roll < 0.02) return broken(null, 'required_missing')
  if (roll < 0.04) return broken(number.slice(0, 17), 'id_length')
  if (roll < 0.06) return broken(number.slice(0, 17) + (number[17] === '5' ? '6' : '5'), 'id_checksum')
  if (roll < 0.08) return broken(`${number.slice(0, 10)}1332${number.slice(14)}`, 'id_date')
  // In a text file the digits are all there is: they must not happen to be somebody's valid number.
  const rounded = `${number.slice(0, 15)}000`
  if (roll < 0.1 && checkCharacter(rounded.slice(0, 17)) !== '0') return broken(Number(rounded), 'id_precision_lost')
  if (roll < 0.13) return { cell: wide(number), value: number }
  if (roll < 0.16) return { cell: ` ${number}\u200b`, value: number }
  if (roll < 0.19) return { cell: `${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)}`, value: number }
  if (roll < 0.22) return { cell: number.toLowerCase(), value: number }
  if (roll < 0.24 && number.slice(6, 8) === '19') return fifteen(number)
  return { cell: roll < 0.27 ? `'${number}` : number, value: number }
}

const fifteen = (number: string): Made => ({ cell: number.slice(0, 6) + number.slice(8, 17), value: number })

const epoch = Date.UTC(1899, 11, 30)
const serialOf = (day: string) => Math.round((Date.parse(day) - epoch) / 86_400_000)

export function birth(chance: Chance, person: Person, readable: boolean): Made {
  const [year = '', month = '', day = ''] = person.birth.split('-')
  const [m, d] = [String(Number(month)), String(Number(day))]
  if (chance.hit(0.02)) return { cell: `${year}.13.45`, value: null, code: 'date_unreadable' }
  if (chance.hit(0.01)) return { cell: '腊月初八', value: null, code: 'date_unreadable' }
  if (chance.hit(0.02)) {
    const other = `${Number(year) + 1}-${month}-${day}`
    return { cell: other, value: other, ...(readable && { code: 'birth_mismatch' }) }
  }
  const serial = serialOf(person.birth)
  const forms: MadeCell[] = [
    person.birth,
    `${year}.${m}.${d}`,
    `${year}.${month}.${day}`,
    `${year}/${month}/${day}`,
    `${year}年${m}月${d}日`,
    year + month + day,
    Number(year + month + day),
    `${year}-${m}-${d} `,
    wide(person.birth),
    `${year}\\${m}\\${d}`,
    `${year}年${month}月${day}日生`,
    `${person.birth} 00:00:00`,
    serial,
    { serial },
    { serial },
  ]
  return { cell: chance.one(forms), value: person.birth }
}

export function sex(chance: Chance, person: Person, readable: boolean): Made {
  if (chance.hit(0.03)) {
    const wrong = person.sex === 1 ? 2 : 1
    return { cell: wrong === 1 ? '男' : '女', value: wrong, ...(readable && { code: 'sex_mismatch' }) }
  }
  return {
    cell: chance.one(person.sex === 1 ? ['男', '男', '男性', ' 男'] : ['女', '女', '女性', '女 ']),
    value: person.sex,
  }
}

/** Amounts in a column whose unit is 元 (1) or 万元 (10,000). */
export function money(chance: Chance, unit: 1 | 10_000, zero: boolean): Made {
  const roll = chance.next()
  if (roll < 0.03)
    return {
      cell: chance.one(['约五千', '不详', '见附表', '#REF!', '三四千', '500-800']),
      value: null,
      code: 'amount_unreadable',
    }
  if (roll < 0.04) return { cell: { error: '#REF!' }, value: null, code: 'amount_unreadable' }
  if (zero && roll < 0.2) return { cell: chance.one(['无', '—', '0元', '０', '0.00', 0]), value: 0 }
  const yuan = chance.between(5, 280) * 100
  const value = yuan * 100
  const tenThousands = String(yuan / 10_000)
  const anywhere: MadeCell[] = [
    `${yuan}元`,
    `￥${yuan}元`,
    `${tenThousands}万元`,
    `${tenThousands}万`,
    `${wide(String(yuan))}元`,
    `共${yuan}元`,
    `${yuan}元（年）`,
    `全年${yuan}元`,
    `${yuan}元人民币`,
  ]
  const own: MadeCell[] =
    unit === 1
      ? [yuan, yuan, yuan, String(yuan), yuan.toLocaleString('en-US'), `${yuan}.00`, wide(String(yuan)), `￥${yuan}`]
      : [yuan / 10_000, yuan / 10_000, tenThousands, wide(tenThousands)]
  return { cell: chance.one(chance.hit(0.25) ? anywhere : own), value }
}

export function phone(chance: Chance): Made {
  const number = `1${chance.one(['38', '36', '50', '59', '87', '99'])}${String(chance.below(100_000_000)).padStart(8, '0')}`
  if (chance.hit(0.03)) return { cell: number.slice(0, 9), value: null, code: 'phone_invalid' }
  const forms: MadeCell[] = [
    number,
    number,
    number,
    Number(number),
    `${number.slice(0, 3)}-${number.slice(3, 7)}-${number.slice(7)}`,
    `${number.slice(0, 3)} ${number.slice(3, 7)} ${number.slice(7)}`,
    wide(number),
    `+86${number}`,
    `0${number}`,
    `手机：${number}`,
    `${number}（本人）`,
    `${number.slice(0, 3)}.${number.slice(3, 7)}.${number.slice(7)}`,
    ` ${number}`,
  ]
  return { cell: chance.one(forms), value: number }
}

export function coded(chance: Chance, words: Readonly<Record<string, unknown>>): Made {
  if (chance.hit(0.02)) return { cell: chance.one(['待定？', '？？', '不清楚']), value: null, code: 'code_unknown' }
  const word = chance.one(Object.keys(words))
  return { cell: chance.hit(0.1) ? ` ${word}` : word, value: words[word] }
}

export const ethnicityWords = {
  汉: '01',
  汉族: '01',
  满族: '11',
  满: '11',
  回族: '03',
  蒙古族: '02',
  朝鲜族: '10',
  达斡尔族: '31',
  锡伯族: '38',
  鲜族: '10',
  蒙族: '02',
  滿族: '11',
  汉民族: '01',
  鄂伦春族: '52',
  维吾尔: '05',
}
export const categoryWords = {
  深度困难: 'severe',
  深度困难职工: 'severe',
  相对困难: 'relative',
  相对困难职工: 'relative',
  意外致困: 'accident',
  意外致困职工: 'accident',
  意外致困户: 'accident',
  '困难职工（深度）': 'severe',
  '深度困难（一类）': 'severe',
  城市深度困难职工: 'severe',
  '①深度困难': 'severe',
  '2.相对困难': 'relative',
  '困难职工（相对）': 'relative',
  相对贫困: 'relative',
  突发意外致困: 'accident',
  '困难职工（意外致困）': 'accident',
}
export const causeWords = {
  因病: 'illness',
  疾病: 'illness',
  重特大疾病: 'illness',
  本人大病: 'illness',
  因残: 'disability',
  残疾: 'disability',
  因学: 'schooling',
  子女上学: 'schooling',
  下岗失业: 'unemployed',
  失业: 'unemployed',
  下岗: 'unemployed',
  因灾: 'disaster',
  自然灾害: 'disaster',
  意外事故: 'accident',
  缺劳力: 'no_labour',
  缺乏劳动力: 'no_labour',
  无劳动能力: 'no_labour',
  其他: 'other',
  身患重病: 'illness',
  尿毒症: 'illness',
  医疗支出大: 'illness',
  家中有病人: 'illness',
  妻子患病: 'illness',
  肢体残疾: 'disability',
  伤残: 'disability',
  供养大学生: 'schooling',
  子女就学负担重: 'schooling',
  教育支出大: 'schooling',
  夫妻双下岗: 'unemployed',
  企业改制: 'unemployed',
  无固定工作: 'unemployed',
  长期失业: 'unemployed',
  雪灾: 'disaster',
  遭受火灾: 'disaster',
  洪涝灾害: 'disaster',
  遭遇车祸: 'accident',
  本人工伤: 'accident',
  年老: 'no_labour',
  劳力不足: 'no_labour',
  单亲家庭: 'other',
  工资收入低: 'other',
  赡养老人: 'other',
}

export function yesNo(chance: Chance): Made {
  const yes = [
    '是',
    '√',
    'Y',
    '☑是 □否',
    '有',
    '■是 □否',
    '是√',
    '是（城市低保）',
    '城镇低保',
    '已纳入低保',
    '低保家庭',
    '正在享受',
  ]
  const no = ['否', '×', 'N', '□是 ☑否', '无', null, '', '否。', '未纳入低保', '非低保家庭', '没有享受', '无低保']
  return chance.hit(0.5) ? { cell: chance.one(yes), value: true } : { cell: chance.one(no), value: false }
}

export function size(chance: Chance): Made {
  const count = chance.between(1, 6)
  return {
    cell: chance.one([
      count,
      count,
      `${count}人`,
      `${count}口`,
      `${count}人户`,
      `${count}口之家`,
      `共${count}人`,
      String(count),
      wide(String(count)),
    ]),
    value: count,
  }
}
