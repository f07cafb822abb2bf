import { type Case, membersOf } from './case-rules.ts'
import { dibaoStandard } from './dibao-rules.ts'
import { dividedBy, type Exact, isBelow, plus, times, toFen, zero } from './exact-rules.ts'
import { known } from './topup-rules.ts'
import { disposableIncome, workerCategory } from './worker-rules.ts'

const stages = { higher: 'higher', upper_secondary: 'upper' } as const

/** School grants of a year in fen: by stage, more for families that are filed. */
export function educationOf(one: Case): bigint | undefined {
  const members = membersOf(one)
  if (!members) return undefined
  const schools = members.map((member) => known(one, 'members.school', member.school))
  const pupils = schools.filter((school) => school === 'higher' || school === 'upper_secondary')
  // Without pupils there is nothing to ask; with a school not known the answer waits below.
  if (pupils.length === 0 && !schools.includes(undefined)) return 0n
  const table = tableFor(one)
  if (!table || schools.includes(undefined)) return undefined
  if (table === 'nothing') return 0n
  let sum: Exact = zero
  for (const school of pupils) {
    const amount = one.parameter(`education_${stages[school]}_${table}_fen`)
    if (!amount) return undefined
    sum = plus(sum, amount)
  }
  return toFen(sum)
}

/** Which amounts hold: of filed families, of others with little income, or none. */
function tableFor(one: Case): 'filed' | 'other' | 'nothing' | undefined {
  const category = workerCategory(one)
  if (!category) return undefined
  if (category === 'excluded') return 'nothing'
  if (category !== 'none') return 'filed'
  const disposable = disposableIncome(one)
  const standard = one.parameter(dibaoStandard)
  const multiple = one.parameter('education_other_multiple')
  const members = membersOf(one)
  if (!disposable || !standard || !multiple || !members) return undefined
  const perCapita = dividedBy(disposable, 12n * BigInt(members.length))
  return isBelow(perCapita, times(standard, multiple)) ? 'other' : 'nothing'
}
