import type { Dice } from './random.ts'

export type Sex = 1 | 2

/** Surnames of the north-east by how often they are met, in thousandths. */
const surnames: readonly (readonly [string, number])[] = [
  ...weigh('王', 90, '李 张', 80, '刘', 62, '赵', 42, '孙', 36, '杨', 30, '于', 26, '陈 高', 22, '姜 徐', 17),
  ...weigh('周 吴 马 宋 郭', 15, '朱 韩 林 董 崔 何 吕 郑 孟', 11, '曲 田 潘 丁 谭 梁 冯 任 尹 曹 范 石', 8),
  ...weigh('金 谢 唐 袁 许 邓 沈 苏 蒋 蔡 贾 魏 薛 叶 杜 汪 方 姚 邹 陆 郝 孔 白 毛 邱 秦 江 史 侯 邵 段 常 武 乔', 5),
  ...weigh('安 谷 关 佟 那 富 鲍 齐 代 付 卢 兰 迟 丛 初 宫 车 牟 栾 隋 尚 娄 鲁 韦 盛 裴 闫 纪 庞 霍 柴 边 矫', 3),
  ...weigh('欧阳 上官 司徒 诸葛 单 仇 解 查 区 覃 乜 逄 郗 亓', 0.6),
]

function weigh(...groups: (string | number)[]): [string, number][] {
  const weighed: [string, number][] = []
  for (let place = 0; place < groups.length; place += 2)
    for (const surname of String(groups[place]).split(' ')) weighed.push([surname, Number(groups[place + 1])])
  return weighed
}

type Fashion = { first: string[]; second: string[]; alone: string[] }
const fashion = (first: string, second: string, alone: string): Fashion => ({
  first: [...first],
  second: [...second],
  alone: [...alone],
})

/** Given names change with the time of birth: before 1970, up to 1995, after. */
const fashions: Record<Sex, [Fashion, Fashion, Fashion]> = {
  1: [
    fashion(
      '国建德福文明永春玉振长凤兴宝金广万树洪忠立学庆喜占连殿',
      '林山海峰江春华民生武臣才财发祥友河有龙彬义仁和清久',
      '军林山武忠义',
    ),
    fashion(
      '志海晓文建立永洪春国宏世中庆立新长大宝喜',
      '军强峰波刚辉伟涛东明勇斌鹏飞宇亮龙超杰国生光利',
      '伟强军勇磊刚涛超鹏辉斌波峰亮',
    ),
    fashion('浩子宇俊嘉博泽天梓明思晨逸家文景一鸿', '轩涵然宇豪航杰阳霖睿泽辰鑫瑞宁博远铭', '昊睿哲轩鑫宇'),
  ],
  2: [
    fashion('桂秀淑玉丽凤春艳金亚翠雅慧彩素月洪立兰振', '兰英珍芝芬华荣香梅琴云霞杰艳清贤范芹娥坤敏丽', '兰英琴梅芬'),
    fashion(
      '丽晓艳红春海立淑玉金洪雪慧雅冬亚美',
      '丽敏红娟玲梅杰波华萍霞艳英平颖娜燕静伟莉莹',
      '丽敏静艳娟霞红玲燕梅莹雪晶丹娜',
    ),
    fashion('欣雨思梓佳梦诗嘉子雅可语紫晓若一依静', '怡涵琪萱彤妍桐瑶婷悦晴雪欣宁然诺涵', '彤妍怡萱悦琳'),
  ],
}

/** Given name and father's name with the dot between them; the last is as long as an identity card allows. */
const dotted: Record<string, Record<Sex, string[]>> = {
  '05': {
    1: ['买买提', '艾力', '吐尔逊', '库尔班', '艾尼瓦尔', '玉素甫', '阿卜杜热依木江'],
    2: ['阿依古丽', '古丽娜尔', '帕提古丽', '热孜万古丽', '阿孜古丽', '茹克耶木', '阿依谢姆古丽'],
  },
  '17': {
    1: ['叶尔兰', '巴合提', '努尔兰', '赛力克', '哈布都拉'],
    2: ['古丽扎', '阿依努尔', '巴合提古丽', '加娜尔', '沙吾列'],
  },
}
const dottedFathers = ['买买提', '吐尔逊', '艾合买提', '卡德尔', '巴合提别克', '叶尔肯', '阿卜杜克热木阿吉', '哈力克']

/** Who lives there, GB/T 3304: 汉, 满, 朝鲜, 蒙古, 回, 达斡尔, 锡伯, 壮, and a few from far away. */
const ethnicities: readonly (readonly [string, number])[] = [
  ...([
    ['01', 930],
    ['11', 42],
    ['10', 9],
    ['02', 7],
    ['03', 6],
    ['31', 1.2],
    ['38', 0.8],
    ['08', 0.6],
  ] as const),
  ...([
    ['05', 2],
    ['17', 1.2],
  ] as const),
]
const surnamesOf: Record<string, string> = { '10': '金 朴 崔 李 全 尹', '11': '关 佟 那 富 赵 赫', '31': '敖 郭 孟 沃' }

export const inventEthnicity = (dice: Dice): string => dice.weighted(ethnicities)

/** A surname as usual among an ethnicity. */
export function inventSurname(dice: Dice, ethnicity = '01'): string {
  const own = surnamesOf[ethnicity]
  return own && dice.chance(0.6) ? dice.pick(own.split(' ')) : dice.weighted(surnames)
}

/** A given name in the fashion of the year of birth. */
export function inventGivenName(dice: Dice, sex: Sex, birthYear: number): string {
  const style = fashions[sex][birthYear < 1970 ? 0 : birthYear < 1995 ? 1 : 2]
  if (dice.chance(0.22)) return dice.pick(style.alone)
  const first = dice.pick(style.first)
  let second = dice.pick(style.second)
  while (second === first) second = dice.pick(style.second)
  return first + second
}

/** Whether people of an ethnicity write their names as given name · father's name, without a surname. */
export const isDotted = (ethnicity: string): boolean => ethnicity in dotted

/** A whole name; `surname` is the family's where it has one. */
export function inventName(dice: Dice, sex: Sex, birthYear: number, ethnicity = '01', surname?: string): string {
  const names = dotted[ethnicity]
  if (names) return `${dice.pick(names[sex])}·${surname ?? dice.pick(dottedFathers)}`
  return (surname ?? inventSurname(dice, ethnicity)) + inventGivenName(dice, sex, birthYear)
}

// Mobile numbers of this beginning are given out by no operator, so that no invented number reaches anybody.
export const noOperator = '164'

export const inventPhone = (dice: Dice): string => noOperator + String(dice.whole(0, 99_999_999)).padStart(8, '0')
