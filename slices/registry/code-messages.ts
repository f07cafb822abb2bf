import { type Text, words } from '../../core/messages.ts'
import type { ExpenditureKind, IncomeKind } from './model.ts'

export const incomeWords: Record<IncomeKind, Text> = {
  wage: { zh: '工资性收入', en: 'Wages' },
  business: { zh: '经营净收入', en: 'Business' },
  property: { zh: '财产净收入', en: 'Property' },
  transfer: { zh: '转移净收入', en: 'Transfers' },
  pension: { zh: '养老金', en: 'Pension' },
  basic_pension: { zh: '基础养老金', en: 'Basic pension' },
  relief: { zh: '救助金', en: 'Relief' },
  scholarship: { zh: '奖助学金', en: 'Scholarships' },
  other: { zh: '其他收入', en: 'Other income' },
  reported_total: { zh: '收入总额', en: 'Total income' },
}

export const expenditureWords: Record<ExpenditureKind, Text> = {
  medical: { zh: '医疗自付', en: 'Medical, paid oneself' },
  disability: { zh: '残疾康复', en: 'Disability care' },
  education: { zh: '教育', en: 'Education' },
  employment: { zh: '就业成本', en: 'Cost of working' },
  reported_total: { zh: '支出总额', en: 'Total expenditure' },
}

export const heatingWords = words({
  central: { zh: '集中供热', en: 'Central' },
  own: { zh: '自行取暖', en: 'Own' },
  none: { zh: '无取暖', en: 'None' },
})

export const employmentWords = words({
  employed: { zh: '在业', en: 'Employed' },
  unemployed: { zh: '失业', en: 'Unemployed' },
  retired: { zh: '退休', en: 'Retired' },
  student: { zh: '学生', en: 'Student' },
  child: { zh: '未成年', en: 'Child' },
  unable: { zh: '无劳动能力', en: 'Unable to work' },
})

export const schoolWords = words({
  preschool: { zh: '学前', en: 'Preschool' },
  compulsory: { zh: '义务教育', en: 'Compulsory' },
  upper_secondary: { zh: '高中、中职', en: 'Upper secondary' },
  higher: { zh: '高等教育', en: 'Higher' },
})

/** GB/T 2261.1. */
export const sexWords = words({
  1: { zh: '男', en: 'Male' },
  2: { zh: '女', en: 'Female' },
  9: { zh: '未说明', en: 'Not stated' },
  0: { zh: '未知', en: 'Unknown' },
})

/** GB/T 26341: 1 is the gravest. */
export const disabilityWords = words({
  1: { zh: '一级', en: 'Grade 1 (gravest)' },
  2: { zh: '二级', en: 'Grade 2' },
  3: { zh: '三级', en: 'Grade 3' },
  4: { zh: '四级', en: 'Grade 4' },
})

export const leftReasonWords = words({
  moved: { zh: '迁出', en: 'Moved away' },
  died: { zh: '去世', en: 'Died' },
  split: { zh: '分户', en: 'Household split' },
  married: { zh: '婚嫁', en: 'Married' },
  mistake: { zh: '登记有误', en: 'Filed by mistake' },
  merged: { zh: '重复登记，已去重', en: 'Filed twice, counted once' },
  other: { zh: '其他', en: 'Other' },
})

/** GB/T 4761-2008, the relations that forms offer; others of the standard are shown by their group. */
export const relationWords: Readonly<Record<string, Text>> = words({
  '02': { zh: '户主', en: 'Head' },
  '10': { zh: '配偶', en: 'Spouse' },
  '20': { zh: '子', en: 'Son' },
  '30': { zh: '女', en: 'Daughter' },
  '28': { zh: '女婿', en: 'Son-in-law' },
  '38': { zh: '儿媳', en: 'Daughter-in-law' },
  '41': { zh: '孙子', en: 'Grandson' },
  '42': { zh: '孙女', en: 'Granddaughter' },
  '43': { zh: '外孙子', en: 'Grandson (daughter’s son)' },
  '44': { zh: '外孙女', en: 'Granddaughter (daughter’s daughter)' },
  '51': { zh: '父亲', en: 'Father' },
  '52': { zh: '母亲', en: 'Mother' },
  '53': { zh: '公公', en: 'Husband’s father' },
  '54': { zh: '婆婆', en: 'Husband’s mother' },
  '55': { zh: '岳父', en: 'Wife’s father' },
  '56': { zh: '岳母', en: 'Wife’s mother' },
  '61': { zh: '祖父', en: 'Grandfather' },
  '62': { zh: '祖母', en: 'Grandmother' },
  '63': { zh: '外祖父', en: 'Mother’s father' },
  '64': { zh: '外祖母', en: 'Mother’s mother' },
  '71': { zh: '兄', en: 'Elder brother' },
  '73': { zh: '弟', en: 'Younger brother' },
  '75': { zh: '姐', en: 'Elder sister' },
  '77': { zh: '妹', en: 'Younger sister' },
  '97': { zh: '其他亲属', en: 'Other kin' },
  '99': { zh: '非亲属', en: 'Not related' },
})

const relationGroups: Readonly<Record<string, Text>> = {
  0: { zh: '本人', en: 'Oneself' },
  1: { zh: '配偶', en: 'Spouse' },
  2: { zh: '子', en: 'Son' },
  3: { zh: '女', en: 'Daughter' },
  4: { zh: '孙辈', en: 'Grandchild' },
  5: { zh: '父母', en: 'Parent' },
  6: { zh: '祖辈', en: 'Grandparent' },
  7: { zh: '兄弟姐妹', en: 'Sibling' },
  8: { zh: '其他亲属', en: 'Other kin' },
  9: { zh: '其他', en: 'Other' },
}

/** A relation to the head in words, whatever code of the standard it is. */
export const relationText = (code: string): Text =>
  relationWords[code] ?? relationGroups[code[0] ?? '9'] ?? { zh: code, en: code }

const spoken: Readonly<Record<string, Text>> = words({
  子: { zh: '儿子', en: 'Son' },
  女: { zh: '女儿', en: 'Daughter' },
})

/** The same as pages say it beside a name or a sex, where the standard's 女 alone would be read as the sex. */
export function spokenRelation(code: string): Text {
  const text = relationText(code)
  return spoken[text.zh] ?? text
}

// GB/T 3304 in its order: the place in the list is the code; the English names are the standard's romanised ones.
const ethnicNames =
  '汉 Han 蒙古 Mongol 回 Hui 藏 Zang 维吾尔 Uygur 苗 Miao 彝 Yi 壮 Zhuang 布依 Buyei 朝鲜 Chosen 满 Man 侗 Dong 瑶 Yao 白 Bai 土家 Tujia 哈尼 Hani 哈萨克 Kazak 傣 Dai 黎 Li 傈僳 Lisu 佤 Va 畲 She 高山 Gaoshan 拉祜 Lahu 水 Sui 东乡 Dongxiang 纳西 Naxi 景颇 Jingpo 柯尔克孜 Kirgiz 土 Tu 达斡尔 Daur 仫佬 Mulao 羌 Qiang 布朗 Blang 撒拉 Salar 毛南 Maonan 仡佬 Gelao 锡伯 Xibe 阿昌 Achang 普米 Pumi 塔吉克 Tajik 怒 Nu 乌孜别克 Uzbek 俄罗斯 Russ 鄂温克 Ewenki 德昂 Deang 保安 Bonan 裕固 Yugur 京 Gin 塔塔尔 Tatar 独龙 Derung 鄂伦春 Oroqen 赫哲 Hezhen 门巴 Monba 珞巴 Lhoba 基诺 Jino'.split(
    ' ',
  )

/** Ethnic groups by their code of two digits. */
export const ethnicities: readonly { value: string; text: Text }[] = Array.from(
  { length: ethnicNames.length / 2 },
  (_, index) => ({
    value: String(index + 1).padStart(2, '0'),
    text: { zh: `${ethnicNames[2 * index]}族`, en: ethnicNames[2 * index + 1] as string },
  }),
)
