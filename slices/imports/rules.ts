import { type Category, Category as CategoryValue, type Cause, Cause as CauseValue } from '../registry/model.ts'
import type { Said } from '../supplements/model.ts'
import type { Difference } from './model.ts'

/** What was read of a row, by the names of the roster engine. */
export type ReadValues = Readonly<Record<string, string | number | boolean | null>>

const text = (value: unknown): string | null =>
  value === null || value === undefined || value === '' ? null : String(value)
const whole = (value: unknown): number | null => (typeof value === 'number' && Number.isInteger(value) ? value : null)

/** The columns of a household that a roster can tell. Undefined: the roster has no such column. */
export type ToldHousehold = {
  unit: string | null
  name: string
  identityNumber: string
  phone: string | null
  sex: 1 | 2 | null
  birthDate: string | null
  ethnicity: string | null
  category: Category | null
  cause: Cause | null
  size: number | null
  annualIncomeFen: string | null
  rigidExpenditureFen: string | null
  address: string | null
  dibao: boolean | null
}

/** Reads a record of the engine as what it tells about a household. */
export function toldHousehold(values: ReadValues): ToldHousehold {
  const category = CategoryValue.safeParse(values.category)
  const cause = CauseValue.safeParse(values.cause)
  return {
    unit: text(values.unit),
    name: text(values.name) ?? '',
    identityNumber: text(values.id_number) ?? '',
    phone: text(values.phone),
    sex: values.sex === 1 || values.sex === 2 ? values.sex : null,
    birthDate: text(values.birth_date),
    ethnicity: text(values.ethnicity),
    category: category.success ? category.data : null,
    cause: cause.success ? cause.data : null,
    size: whole(values.household_size),
    annualIncomeFen: text(values.annual_income_fen),
    rigidExpenditureFen: text(values.rigid_expenditure_fen),
    address: text(values.address),
    dibao: typeof values.dibao === 'boolean' ? values.dibao : null,
  }
}

/** One family of a roster: what is said of the head and the family, its members, and its dibao. */
export type Told = ToldHousehold & {
  members: {
    name: string
    identityNumber: string
    relation: string
    relationText: string | null
    values: ReadValues
    supplements?: Said
  }[]
  /** What is said of the head in columns that are no field; missing in imports read before that was kept. */
  supplements?: Said
  monthlyBenefitFen: string | null
  enrolled: boolean
}

/** What is told, by the fields that are compared with what is on file. */
export const toldValues = (told: Told) => ({
  size: told.size === null ? null : String(told.size),
  category: told.category,
  cause: told.cause,
  annualIncomeFen: told.annualIncomeFen,
  rigidExpenditureFen: told.rigidExpenditureFen,
  address: told.address,
  phone: told.phone,
  dibao: told.enrolled ? 'true' : null,
  monthlyBenefitFen: told.monthlyBenefitFen,
})

/** Fields that differ between what is filed and what is told. What a roster leaves empty changes nothing. */
export function differencesOf(
  filed: Readonly<Record<string, string | null>>,
  told: Readonly<Record<string, string | null>>,
): Difference[] {
  return Object.entries(told)
    .filter(([field, after]) => after !== null && filed[field] !== after)
    .map(([field, after]) => ({ field, before: filed[field] ?? null, after }))
}

/** 县酿酒厂 belongs to the county of its worker, 市第一机械厂 and names without a level to the area of the import. */
export const unitAreaOf = (unit: string, householdArea: string, importArea: string): string =>
  /^[县区]/.test(unit) ? householdArea.slice(0, 6).padEnd(12, '0') : importArea

/** GB/T 4761 codes by the words rosters use; 99 (no relative) where the word is not known. */
const relations: readonly (readonly [RegExp, string])[] = [
  [/^(户主|本人|申请人)$/, '02'],
  [/^(配偶|夫妻|爱人)$/, '10'],
  [/^(丈夫|夫)$/, '11'],
  [/^(妻子?|媳妇)$/, '12'],
  [/^(儿?子|之子|男孩|独生子)$/, '20'],
  [/^长子$/, '22'],
  [/^次子$/, '23'],
  [/^三子$/, '24'],
  [/^(女儿?|之女|女孩|独生女)$/, '30'],
  [/^长女$/, '32'],
  [/^次女$/, '33'],
  [/^三女$/, '34'],
  [/^女婿$/, '28'],
  [/^儿媳妇?$/, '38'],
  [/^(孙子|孙)$/, '41'],
  [/^孙女$/, '42'],
  [/^外孙子?$/, '43'],
  [/^外孙女$/, '44'],
  [/^(父亲?|父子)$/, '51'],
  [/^(母亲?|母子|母女)$/, '52'],
  [/^(公公)$/, '53'],
  [/^(婆婆)$/, '54'],
  [/^岳父$/, '55'],
  [/^岳母$/, '56'],
  [/^(祖父|爷爷)$/, '61'],
  [/^(祖母|奶奶)$/, '62'],
  [/^(外祖父|姥爷|外公)$/, '63'],
  [/^(外祖母|姥姥|外婆)$/, '64'],
  [/^(哥哥?|兄)$/, '71'],
  [/^弟弟?$/, '73'],
  [/^姐姐?$/, '75'],
  [/^妹妹?$/, '77'],
]
export const relationCode = (words: string | null): string => {
  const plain = (words ?? '').normalize('NFKC').replace(/\s/g, '')
  return relations.find(([pattern]) => pattern.test(plain))?.[1] ?? '99'
}

/** What kind of helper a post speaks of (B-14); cadre where nothing else is said. */
export function helperKindOf(
  post: string | null,
): 'cadre' | 'leading_cadre' | 'model_worker' | 'entrepreneur' | 'self_employed' | 'democratic_party' | 'volunteer' {
  const words = post ?? ''
  if (/劳模|劳动模范/.test(words)) return 'model_worker'
  if (/企业家|董事长|总经理/.test(words)) return 'entrepreneur'
  if (/个体/.test(words)) return 'self_employed'
  if (/民主党派|民革|民盟|民建|民进|农工党|致公党|九三|台盟/.test(words)) return 'democratic_party'
  if (/志愿/.test(words)) return 'volunteer'
  if (/(市|县|区)(委书记|委副书记|委常委|长$|长、)|副(市|县|区)长|人大.*主任|政协.*主席/.test(words))
    return 'leading_cadre'
  return 'cadre'
}
