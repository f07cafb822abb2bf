import { checkCharacter } from '../../core/identity-number.ts'
import { pick, type Random } from './random.ts'

/** Somebody of an invented city; what nobody wrote down is null. */
export type Citizen = {
  name: string
  sex: 1 | 2
  birthDate: string | null
  number: string | null
  phone: string | null
  relation: string
}
export type Family = { people: Citizen[]; address: string | null; areaCode: string }

// How often a surname is met in a thousand people, and a character among those of given names: about as in the North-East.
const surnames: readonly (readonly [string, number])[] = [
  ...Object.entries({ 王: 98, 张: 87, 李: 85, 刘: 71, 孙: 31, 陈: 26, 杨: 29, 赵: 42, 徐: 19, 周: 14, 吴: 13, 高: 17 }),
  ...Object.entries({ 于: 18, 姜: 9, 郭: 10, 马: 12, 林: 9, 朱: 10, 胡: 6, 宋: 12, 田: 6, 韩: 8, 冯: 8, 崔: 7 }),
  ...Object.entries({ 董: 7, 程: 3, 曹: 5, 袁: 3, 许: 5, 邓: 3, 何: 5, 唐: 4, 潘: 4, 金: 5, 曲: 4, 关: 3 }),
  ...Object.entries({ 罗: 2, 梁: 5, 郑: 6, 谢: 3, 沈: 2, 任: 3, 尹: 2, 付: 4, 单: 1, 欧阳: 0.5, 司徒: 0.2, 那: 1 }),
]
const givenOf: Readonly<Record<1 | 2, string>> = {
  1: '国建明志文军强伟海平华春永德玉龙宝庆福林东洪亮宇峰波涛辉刚勇杰鹏磊浩俊',
  2: '秀丽英玉芳兰华桂凤淑艳红霞敏静梅春云珍萍娟莉雪丹晶颖琴芝莲荣佳欣怡雨婷',
}
const towns =
  '永安 兴隆 太平 东兴 民政 新华 双河 四方 长发 宝山 连岗 三井 秦家 张维 西长 津河 绥胜 红旗 先锋 丰收'.split(' ')
const streets = '人民 中直 康庄 北林 黄河 花园 铁路 西城 站前 建设 和平 爱民 新兴 正大 工农 祥和'.split(' ')
export const countyNames: Readonly<Record<string, string>> = {
  ...{ 231202: '北林区', 231221: '望奎县', 231222: '兰西县', 231223: '青冈县', 231224: '庆安县' },
  ...{ 231225: '明水县', 231226: '绥棱县', 231281: '安达市', 231282: '肇东市', 231283: '海伦市' },
}
export const counties = Object.keys(countyNames)
// Where people were born who did not stay.
const elsewhere = ['230102', '230123', '230202', '230221', '230302', '230404', '230502', '230602', '230702', '230805']

const total = surnames.reduce((sum, [, weight]) => sum + weight, 0)
export function surname(random: Random): string {
  let at = random() * total
  for (const [name, weight] of surnames) {
    at -= weight
    if (at < 0) return name
  }
  return '王'
}

/** Characters at the beginning of the list are met far more often than those at its end. */
export const givenCharacter = (random: Random, sex: 1 | 2): string => {
  const characters = [...givenOf[sex]]
  return characters[Math.floor(random() ** 1.7 * characters.length)] as string
}

const givenName = (random: Random, sex: 1 | 2): string =>
  random() < 0.18 ? givenCharacter(random, sex) : givenCharacter(random, sex) + givenCharacter(random, sex)

const dayAt = (days: number, year = 1932): string => new Date(Date.UTC(year, 0, 1 + days)).toISOString().slice(0, 10)

/** Everything of a city that must not be given twice. */
export type City = { random: Random; numbers: Set<string>; phones: number; crowded: number }

/** A city whose people follow from a seed; of a crowded one a share bears one name and was born in one year. */
export const openCity = (random: Random, crowded = 0): City => ({ random, numbers: new Set(), phones: 0, crowded })

export function numberFor(city: City, county: string, birthDate: string, sex: 1 | 2): string | null {
  const { random, numbers } = city
  for (let attempt = 0; attempt < 40; attempt++) {
    const area = attempt < 2 && random() < 0.75 ? county : pick(random, [...counties, ...elsewhere])
    const order = sex === 1 ? pick(random, [997, 999]) : pick(random, [996, 998])
    const first17 = `${area}${birthDate.replaceAll('-', '')}${order}`
    if (numbers.has(first17)) continue
    numbers.add(first17)
    return first17 + checkCharacter(first17)
  }
  return null
}

export const newPhone = (city: City): string =>
  `13${(900_000_000 + ((city.phones++ * 7_919) % 100_000_000)).toString()}`

function citizen(city: City, family: string, county: string, relation: string, age: 'old' | 'young'): Citizen {
  const { random } = city
  const sex = random() < 0.5 ? 1 : 2
  const crowd = random() < city.crowded
  const days = age === 'old' ? Math.floor((0.1 + random()) * 19_000) : 19_000 + Math.floor(random() * 13_500)
  const birthDate = crowd ? dayAt(Math.floor(random() * 365), 1963) : dayAt(days)
  const known = random() < 0.96
  return {
    name: crowd ? '王秀英' : family + givenName(random, sex),
    sex: crowd ? 2 : sex,
    birthDate: known || random() < 0.7 ? birthDate : null,
    number: known ? numberFor(city, county, birthDate, crowd ? 2 : sex) : null,
    phone: null,
    relation,
  }
}

/** The next family of the city: one to five people at an address of a town or a village. */
export function nextFamily(city: City): Family {
  const { random } = city
  const county = pick(random, counties)
  const township = Math.floor(random() * 20)
  const own = surname(random)
  const size = 1 + Math.floor(random() * 5)
  const people: Citizen[] = []
  for (let place = 0; place < size; place++) {
    const spouse = place === 1
    people.push(
      citizen(
        city,
        spouse ? surname(random) : own,
        county,
        place === 0 ? '02' : spouse ? '10' : '20',
        place < 2 ? 'old' : 'young',
      ),
    )
  }
  // One phone for a family is usual, and some write their son's.
  const phone = random() < 0.9 ? newPhone(city) : null
  for (const [place, person] of people.entries())
    person.phone = place === 0 ? phone : random() < 0.25 ? phone : random() < 0.3 ? newPhone(city) : null
  const town = towns[township] as string
  const address =
    random() < 0.5
      ? `${pick(random, streets)}${pick(random, ['路', '街'])}${1 + Math.floor(random() * 300)}号${1 + Math.floor(random() * 6)}单元${1 + Math.floor(random() * 7)}0${1 + Math.floor(random() * 4)}室`
      : `${town}${pick(random, ['镇', '乡'])}${pick(random, towns)}村${1 + Math.floor(random() * 9)}组`
  return {
    people,
    address: random() < 0.95 ? address : null,
    areaCode: `${county}${String(township + 1).padStart(3, '0')}000`,
  }
}
