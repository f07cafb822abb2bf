import { checkCharacter } from '../../core/identity-number.ts'
import type { Facts, FamilyFacts } from '../../engines/roster/fill/form-fields.ts'
import { needsOf, onlyNeeded } from '../../engines/roster/fill/form-needs.ts'
import type { ChosenFields } from '../../engines/roster/fill/form-reading.ts'
import { cellName } from '../../engines/roster/grid.ts'
import { defaultLimits } from '../../engines/roster/limits.ts'
import { readXlsx } from '../../engines/roster/read-xlsx.ts'
import { fillFormInChild, readFormInChild } from '../../platform/server/spreadsheets/form-in-child.ts'

const numberOf = (birth: string, order: number): string => {
  const first = `231202${birth.replaceAll('-', '')}${order}`
  return first + checkCharacter(first)
}

const person = (name: string, relation: string, birth: string, order: number): Facts => ({
  name,
  relation,
  sex: order % 2 === 1 ? '男' : '女',
  ethnicity: '汉族',
  id_number: numberOf(birth, order),
  birth_date: birth,
  age: 2026 - Number(birth.slice(0, 4)),
  phone: relation === '户主' ? '13945500016' : null,
  employment: '在业',
})

/** Invented families with the facts a form asks for; identity numbers carry the order codes 996 to 999. */
export function madeFamilies(count: number, from = 0): FamilyFacts[] {
  return Array.from({ length: count }, (_, place) => {
    const index = from + place
    const name = `对象${'甲乙丙丁戊己庚辛壬癸'[index % 10]}${'一二三四五六七八九'[Math.floor(index / 10) % 9]}`
    const birth = `19${60 + (index % 30)}-0${1 + (index % 9)}-1${index % 9}`
    const members = [
      person(name, '户主', birth, 997),
      person(`${name}妻`, '配偶', `19${61 + (index % 30)}-05-2${index % 8}`, 998),
      ...(index % 2 === 0 ? [person(`${name}子`, '子', `20${10 + (index % 9)}-03-0${1 + (index % 8)}`, 999)] : []),
    ]
    return {
      id: `01999999-0000-7000-8000-${String(index).padStart(12, '0')}`,
      members,
      family: {
        head_name: name,
        head_id_number: members[0]?.id_number ?? null,
        county: '北林区',
        address: `北林区紫来街道 ${index + 1} 号`,
        work_unit: index % 3 === 0 ? null : '第一机械厂',
        category: ['深度困难', '相对困难', '意外致困'][index % 3] ?? '',
        main_cause: '因病',
        household_size: members.length,
        annual_income: String(1_234_500 + index * 100),
        monthly_per_capita: '34292',
        rigid_expenditure: '800000',
        dibao: index % 2 === 0,
        dibao_monthly: index % 2 === 0 ? '45600' : null,
        helper_name: '干部甲',
        helper_unit: '县教育局',
        helper_post: '科员',
        helper_phone: '13945500099',
        paired_on: '2026-03-01',
        visited_on: '2026-11-05',
        visit_difficulties: '长期服药，开支大',
        aid_total: '123456',
        aid_kinds: '慰问金、医疗救助',
        list_amount: '100000',
      },
    }
  })
}

export const madeForm: Facts = { filling_unit: '示范市总工会', filling_day: '2026-11-22', filled_by: '李某' }

/** Fills a form as the server does: only with the facts for which it asks. */
export async function filledAsAsked(bytes: Buffer, families: readonly FamilyFacts[], chosen: ChosenFields = {}) {
  const needs = needsOf(await readFormInChild(bytes, chosen))
  const asked = families.map((one) => {
    const { entries, ...family } = onlyNeeded(one, needs)
    return needs.entries && entries ? { ...family, entries } : family
  })
  const names = families.map((_, index) => `户${index + 1}`)
  return fillFormInChild(bytes, chosen, { families: asked, form: madeForm, names })
}

/** The cells of the first sheet of a workbook: of a row the columns of these letters. */
export async function cellsOf(file: Buffer) {
  const { sheets } = await readXlsx(file, defaultLimits)
  const found = new Map(
    (sheets[0]?.rows ?? []).flatMap(({ number, cells }) =>
      cells.map((cell, column) => [cellName(column, number), cell] as const),
    ),
  )
  return (number: number, letters: string) => [...letters].map((letter) => found.get(`${letter}${number}`))
}
