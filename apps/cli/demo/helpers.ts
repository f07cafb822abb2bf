import { type AreaCode, contains } from '../../../core/area-code.ts'
import type { Area } from '../../../slices/areas/model.ts'
import { inventEthnicity, inventName, noOperator, type Sex } from './names.ts'
import { allot, type Dice } from './random.ts'
import type { DemoHelper, DemoOrganisation, HelperKind } from './rows.ts'

/** Posts by kind of unit, the leading ones first; the first person of a unit bears one of the first two. */
const posts: Record<string, { leading: string[]; staff: string[] }> = {
  department: {
    leading: ['局长', '副局长', '党组成员'],
    staff: ['科长', '副科长', '四级调研员', '一级主任科员', '二级主任科员', '三级主任科员', '科员', '股长', '办事员'],
  },
  office: {
    leading: ['主任', '副主任', '党组成员'],
    staff: ['科长', '副科长', '四级调研员', '一级主任科员', '二级主任科员', '科员', '秘书', '办事员'],
  },
  township: {
    leading: ['党委书记', '镇长', '副镇长'],
    staff: ['组织委员', '宣传委员', '民政助理', '劳动保障所所长', '综合文化站站长', '科员', '驻村干部'],
  },
  subdistrict: {
    leading: ['党工委书记', '办事处主任', '办事处副主任'],
    staff: ['组织委员', '民政助理', '劳动保障所所长', '综治专干', '科员', '网格员'],
  },
  union: { leading: ['主席', '副主席'], staff: ['部长', '副部长', '科员', '帮扶专员', '法律援助专员'] },
  school: {
    leading: ['校长', '党支部书记', '副校长'],
    staff: ['教务主任', '工会主席', '年级组长', '高级教师', '一级教师', '教师'],
  },
  hospital: {
    leading: ['院长', '党委书记', '副院长'],
    staff: ['工会主席', '主任医师', '副主任医师', '主治医师', '护士长', '主管护师'],
  },
  enterprise: {
    leading: ['经理', '党委书记', '副经理'],
    staff: ['工会主席', '部门主任', '客户经理', '工程师', '会计', '班组长', '职员'],
  },
  community: { leading: ['党支部书记', '社区主任'], staff: ['副主任', '社区委员', '网格员', '社区工作者'] },
}

function postsOf(unit: DemoOrganisation): { leading: string[]; staff: string[] } {
  const found = postsOfKind(unit)
  if (!unit.name.endsWith('乡人民政府')) return found
  return { ...found, leading: found.leading.map((post) => post.replace('镇长', '乡长')) }
}

function postsOfKind(unit: DemoOrganisation) {
  if (unit.kind in posts) return posts[unit.kind] as { leading: string[]; staff: string[] }
  const kind = unit.name.endsWith('街道办事处')
    ? 'subdistrict'
    : /[乡镇]人民政府$/.test(unit.name)
      ? 'township'
      : unit.name.endsWith('局')
        ? 'department'
        : 'office'
  return posts[kind] as { leading: string[]; staff: string[] }
}

const skills: readonly (readonly [string, number])[] = [
  ...([
    ['种植', 14],
    ['养殖', 14],
    ['法律', 8],
    ['医疗', 8],
    ['教育', 10],
    ['财务', 8],
    ['企业管理', 9],
  ] as const),
  ...([
    ['烹饪', 5],
    ['裁剪', 4],
    ['电商', 7],
    ['心理疏导', 6],
    ['家电维修', 5],
    ['建筑', 5],
    ['驾驶', 4],
  ] as const),
]

/** How many of its people a unit sends, compared with others. */
function sending(unit: DemoOrganisation): number {
  if (unit.kind === 'community') return 0.5
  if (unit.kind === 'school' || unit.kind === 'hospital') return 1.4
  return unit.kind === 'enterprise' ? 1.1 : 1
}

// Municipal units lead families in every county, above all in the seat of the city.
const municipalShare = 0.14

/**
 * How many cadres each unit sends: at least one, the others as the families of the county need them. `families` gives
 * the number of households of every county.
 */
function cadreCounts(
  units: readonly DemoOrganisation[],
  families: ReadonlyMap<AreaCode, number>,
  cadres: number,
): number[] {
  const countyOf = (unit: DemoOrganisation) => [...families.keys()].find((county) => contains(county, unit.areaCode))
  const all = [...families.values()].reduce((sum, count) => sum + count, 0)
  const share = (county: AreaCode | undefined) =>
    county === undefined ? municipalShare : ((1 - municipalShare) * (families.get(county) as number)) / all
  const sums = new Map<AreaCode | undefined, number>()
  for (const unit of units) sums.set(countyOf(unit), (sums.get(countyOf(unit)) ?? 0) + sending(unit))
  const weights = units.map((unit) => (share(countyOf(unit)) * sending(unit)) / (sums.get(countyOf(unit)) as number))
  return allot(cadres - units.length, weights).map((count) => count + 1)
}

// An odd step that shares no factor with 100,000 visits every number of five digits once: no two helpers share a phone.
const phoneStep = 37_199
const helperPhone = (dice: Dice, key: number): string =>
  noOperator + String((key * phoneStep) % 100_000).padStart(5, '0') + String(dice.whole(0, 999)).padStart(3, '0')

function inventHelper(
  dice: Dice,
  rest: Pick<DemoHelper, 'key' | 'kind' | 'organisation' | 'post' | 'leading' | 'areaCode'>,
  year: number,
): DemoHelper {
  const sex: Sex = dice.chance(0.58) ? 1 : 2
  const ethnicity = inventEthnicity(dice)
  return {
    ...rest,
    name: inventName(dice, sex, dice.whole(year - 58, year - 25), ethnicity),
    sex,
    phone: helperPhone(dice, rest.key),
    skill: dice.weighted(skills),
    capacity: dice.weighted([
      [1, 70],
      [2, 24],
      [3, 6],
    ]),
  }
}

/** Cadres of the helper units, exactly as many as asked for, every unit with at least one. */
export function inventCadres(
  dice: Dice,
  organisations: readonly DemoOrganisation[],
  families: ReadonlyMap<AreaCode, number>,
  cadres: number,
  year: number,
): DemoHelper[] {
  const units = organisations.filter((one) => one.part === 'helper_unit')
  const counts = cadreCounts(units, families, cadres)
  const helpers: DemoHelper[] = []
  for (const [place, unit] of units.entries()) {
    const { leading, staff } = postsOf(unit)
    for (let number = 0; number < (counts[place] as number); number++) {
      const post = number < leading.length ? (leading[number] as string) : dice.pick(staff)
      const county = [...families.keys()].find((code) => contains(code, unit.areaCode))
      const rest = {
        key: helpers.length,
        kind: 'cadre' as const,
        organisation: unit.key,
        post,
        leading: number === 0,
        areaCode: county ?? unit.areaCode,
      }
      helpers.push(inventHelper(dice, rest, year))
    }
  }
  return helpers
}

const socialKinds: readonly (readonly [Exclude<HelperKind, 'cadre'>, number, string[]])[] = [
  ['model_worker', 320, ['省劳动模范', '市劳动模范', '全国五一劳动奖章获得者', '市五一劳动奖章获得者']],
  [
    'entrepreneur',
    500,
    [
      '私营企业经理',
      '米业公司经理',
      '养殖公司经理',
      '服装公司经理',
      '建材公司经理',
      '物流公司经理',
      '农机合作社理事长',
    ],
  ],
  [
    'self_employed',
    560,
    [
      '个体饭店业主',
      '个体超市业主',
      '个体诊所医生',
      '个体理发店业主',
      '个体修理部业主',
      '个体服装店业主',
      '个体粮油店业主',
    ],
  ],
  [
    'democratic_party',
    300,
    ['民革党员', '民盟盟员', '民建会员', '民进会员', '农工党党员', '九三学社社员', '无党派人士'],
  ],
  ['volunteer', 500, ['社区志愿者', '退休教师志愿者', '退休干部志愿者', '青年志愿者', '巾帼志愿者', '法律志愿者']],
]

/** Helpers from society (B-14), exactly as many as asked for, spread over the counties as the families are. */
export function inventSocialHelpers(
  dice: Dice,
  firstKey: number,
  families: ReadonlyMap<AreaCode, number>,
  count: number,
  year: number,
): DemoHelper[] {
  const counties = [...families.keys()]
  const homes = allot(count, [...families.values()]).flatMap((number, place) =>
    Array.from({ length: number }, () => counties[place] as AreaCode),
  )
  return homes.map((areaCode, place) => {
    const [kind, , titles] = dice.weighted(socialKinds.map((social) => [social, social[1]] as const))
    return inventHelper(
      dice,
      { key: firstKey + place, kind, organisation: null, post: dice.pick(titles), leading: false, areaCode },
      year,
    )
  })
}

/** Number of households of every county. */
export const countFamilies = (counties: readonly Area[], areas: readonly AreaCode[]): Map<AreaCode, number> =>
  new Map(counties.map(({ code }) => [code, areas.filter((area) => contains(code, area)).length]))
