import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Decimal, parseDecimal } from '../../engines/feel/decimal.ts'
import { type Family, type FamilyMember, factsOfFamily, noHistory } from '../policies/family-rules.ts'
import { shippedSet } from '../policies/pack-store.ts'
import { parameterBook } from '../policies/parameter-rules.ts'
import { FamilyEvaluation, ParameterViews } from '../policies/policy-evaluate-rules.ts'
import { answersFor, changedFor, prepare, states } from './answer-rules.ts'
import { MovedViews } from './move-rules.ts'
import { storedParameters } from './parameter-column-rules.ts'
import { type Population, populationOf } from './population-rules.ts'
import { IdIndex, noDay, none, Register } from './register-rules.ts'

const on = '2026-11-22'
const set = shippedSet()

/** What every shipped policy suggests, and other dibao standards in some places and later. */
const book = parameterBook([
  ...set.policies.flatMap(({ file }) =>
    file.parameters.flatMap(({ name, suggested }) =>
      suggested === undefined
        ? []
        : [{ name, value: suggested, region: '000000', residence: '' as const, from: '2000-01-01' }],
    ),
  ),
  { name: 'dibao_standard_monthly_fen', value: '56050', region: '231221', residence: 'rural', from: '2020-01-01' },
  // Within the last six months, for what is asked on other days.
  { name: 'dibao_standard_monthly_fen', value: '50000', region: '000000', residence: '', from: '2026-06-02' },
  { name: 'dibao_standard_monthly_fen', value: '49999', region: '231202', residence: 'urban', from: '2026-09-01' },
  { name: 'disposable_income_annual_fen', value: '2400000', region: '231202', residence: '', from: '2020-01-01' },
])
const views = new ParameterViews(book)

const names = set.policies.flatMap(({ file }) => file.inputs)

const maybe = <Given>(arbitrary: fc.Arbitrary<Given>) => fc.option(arbitrary, { freq: 4, nil: null })
const fen = fc.oneof(fc.integer({ min: 0, max: 6_000_000 }), fc.constantFrom(0, 1_680_000, 1_680_001))
const monthsOf = (incomeFen: string) =>
  ['05', '06', '07', '08', '09', '10'].map((month) => ({ month: `2026-${month}`, incomeFen, persons: 2 }))
const ownFacts = fc.record(
  {
    serious_illness: fc.constantFrom('true', 'false'),
    medical_aid_this_year_fen: fc.constantFrom('0', '2900000'),
    admitted_stage: fc.constantFrom('undergraduate', 'none'),
    fee_free_student: fc.constantFrom('true', 'false'),
    other_student_aid: fc.constant('false'),
    centre_entered_on: fc.constantFrom('2026-12-01', '2023-12-31', '2020-02-29'),
    service_years: fc.constantFrom('12.5', '0'),
    extremely_poor: fc.constantFrom('true', 'false'),
    in_institution: fc.constantFrom('true', 'false'),
    care_items_unable: fc.constantFrom('0', '3', '6'),
  },
  { requiredKeys: [] },
)
const member: fc.Arbitrary<FamilyMember> = fc
  .record({
    birth: maybe(fc.constantFrom('1950-11-22', '1966-11-23', '1980-02-29', '2004-11-22', '2015-06-01', '2022-01-01')),
    sex: maybe(fc.constantFrom(1, 2, 9)),
    relation: fc.constantFrom('02', '20', '30'),
    disability: maybe(fc.integer({ min: 1, max: 4 })),
    school: maybe(fc.constantFrom('none', 'compulsory', 'upper_secondary', 'higher')),
    employment: maybe(fc.constantFrom('employed', 'unemployed', 'retired')),
    counted: fc.constantFrom(null, '0'),
    ofOwn: fc.option(fc.record({ recorded: ownFacts, medical: fc.option(fc.constant('1'), { nil: undefined }) }), {
      freq: 2,
    }),
  })
  .map(({ ofOwn, ...one }): FamilyMember => ({ ...one, ...known(ofOwn) }))
/** Facts of one's own as the registry tells them: nothing where there are none. */
function known(own: { recorded: Record<string, string>; medical?: string | undefined } | null) {
  const recorded = own && Object.keys(own.recorded).length > 0 ? { recorded: own.recorded } : {}
  return own?.medical === undefined ? recorded : { ...recorded, medical: own.medical }
}

const family: fc.Arbitrary<Family> = fc.record({
  areaCode: fc.constantFrom('231202001001', '231221100200'),
  residence: fc.constantFrom('urban', 'rural'),
  size: fc.integer({ min: 1, max: 6 }),
  dwellings: maybe(fc.integer({ min: 0, max: 2 })),
  vehicles: maybe(fc.integer({ min: 0, max: 1 })),
  areaSquareDecimetres: maybe(fc.integer({ min: 1000, max: 20_000 })),
  heating: maybe(fc.constantFrom('own', 'central', 'none')),
  annualIncomeFen: maybe(fen.map(String)),
  rigidExpenditureFen: maybe(fen.map(String)),
  incomes: maybe(fc.record({ wage: fen.map(String), relief: fen.map(String) })),
  expenditures: maybe(fc.record({ medical: fen.map(String), employment: fc.constantFrom('0', '10001') })),
  members: fc.array(member, { maxLength: 6 }),
  receivesDibao: fc.boolean(),
  receivesDibaoFen: maybe(fc.constantFrom('30000', '80050')),
  receivedDibao: fc.constantFrom(null, '2026-01-01/', '2025-02-01/2025-12-01 2026-03-10/2026-08-01'),
  leftDibaoForWorkOn: fc.constantFrom(null, '2026-08-01', '2020-01-31'),
  leftDibaoFen: maybe(fen.map(String)),
  reviewedOn: fc.constantFrom(null, '2026-08-01', '2020-01-31'),
  months: fc.constantFrom([], monthsOf('100000'), monthsOf('300000')),
  recorded: maybe(
    fc.record(
      {
        accident_loss_fen: fen.map(String),
        extremely_poor: fc.constantFrom('true', 'false'),
        care_grade: fc.constantFrom('full', 'half', 'care'),
        in_institution: fc.constantFrom('true', 'false'),
        emergency_kind: fc.constantFrom('illness', 'accident'),
        emergency_loss_fen: fen.map(String),
        contribution_years: fc.constantFrom('0.5', '4.25', '12'),
        festival_gift_received: fc.constantFrom('true', 'false'),
        income_stability: fc.constantFrom('stable', 'unstable'),
        last_reviewed_on: fc.constantFrom('2026-08-31', '2025-11-22', '2025-11-23'),
        centre_entered_on: fc.constantFrom('2024-02-29', '2026-11-23'),
        cannot_leave_hardship: fc.constantFrom('true', 'false'),
        income_change_unreported: fc.constantFrom('true', 'false'),
        income_changed_on: fc.constantFrom('2025-01-31', '2026-05-15'),
        overpaid_months: fc.constantFrom('0', '5', '20'),
        received_monthly_fen: fc.constantFrom('80050', '10000'),
        due_monthly_fen: fc.constantFrom('0', '50000'),
      },
      { requiredKeys: [] },
    ),
  ),
}) as fc.Arbitrary<Family>

/** Figures of a year to come are none yet. */
const village = {
  reservoir: true,
  years: [
    { year: 2024, incomeFen: '320000' },
    { year: 2026, incomeFen: '299999' },
    { year: 2027, incomeFen: '500000' },
  ],
}
const listed = '231221100200'

/** Families written into the columns of a register as they would be read. */
function populationFrom(families: readonly Family[]): Population {
  const texts = { relations: [], schools: [], employments: [], kinds: [] } as Record<string, string[]>
  const code = (list: string, text: string | null): number => {
    if (text === null) return none
    const all = texts[list] as string[]
    return all.includes(text) ? all.indexOf(text) : all.push(text) - 1
  }
  const register = new Register(texts as ConstructorParameters<typeof Register>[0])
  // An id of zeros would be nobody's.
  let persons = 1
  register.villages.set(Number(listed), village)
  families.forEach((one, household) => {
    register.households.add(0, 0, 0, household)
    register.place.push(Number(one.areaCode.slice(0, 6)) * 10 + (one.residence === 'urban' ? 1 : 0))
    register.areaCode.push(Number(one.areaCode))
    register.size.push(one.size)
    register.dwellings.push(one.dwellings ?? none)
    register.vehicles.push(one.vehicles ?? none)
    register.area.push(one.areaSquareDecimetres ?? none)
    register.heating.push(one.heating === null ? none : ['own', 'central', 'none'].indexOf(one.heating))
    register.income.push(Number(one.annualIncomeFen ?? Number.NaN))
    register.rigid.push(Number(one.rigidExpenditureFen ?? Number.NaN))
    register.category.push(0)
    register.histories.set(household, one)
    const facts = Object.entries(one.recorded ?? {}).map(([name, value]) => ({ name, value }))
    if (one.recorded) register.facts.set(household, facts)
    const own = one.members.map((member) => ({ member, id: [0, 0, 0, persons++] as const }))
    for (const { member, id } of own)
      for (const [name, value] of Object.entries(member.recorded ?? {})) {
        const told = register.personFacts.get(household) ?? []
        register.personFacts.set(household, [...told, { person: id, fact: { name, value } }])
      }
    // Backwards: the order of members is that of their ids, however they lie.
    for (const { member, id } of own.toReversed()) {
      register.household.push(household)
      for (const word of id) register.personIds.push(word)
      register.birth.push(member.birth === null ? noDay : Date.parse(member.birth) / 86_400_000)
      register.sex.push(member.sex ?? none)
      register.relation.push(code('relations', member.relation))
      register.disability.push(member.disability ?? none)
      register.school.push(code('schools', member.school))
      register.employment.push(code('employments', member.employment))
    }
    const amount = (side: number, kind: string, fen: string, person: readonly number[] = [0, 0, 0, 0]) => {
      register.amountHousehold.push(household)
      register.amountSide.push(side)
      register.amountKind.push(code('kinds', kind))
      register.amountFen.push(Number(fen))
      for (const word of person) register.amountPerson.push(word)
    }
    const whose = own.find(({ member }) => member.counted !== null)?.id
    for (const [kind, fen] of Object.entries(one.incomes ?? {})) amount(whose ? 1 : 0, kind, fen, whose)
    const spender = own.find(({ member }) => member.medical !== undefined)?.id
    for (const [kind, fen] of Object.entries(one.expenditures ?? {}))
      amount(2, kind, fen, kind === 'medical' ? spender : undefined)
  })
  return populationOf(register, on, names)
}

const filed: FamilyMember = {
  ...{
    birth: '1980-01-01',
    sex: 1,
    relation: '02',
    disability: null,
    school: null,
    employment: 'employed',
    counted: null,
  },
}

/** Of every third family not all members are on file. */
const withMembers = (one: Family, at: number): Family => {
  const { size, members } = one
  const count = at % 3 === 2 ? size - 1 : size
  const whole = { ...one, members: Array.from({ length: count }, (_, index) => members[index] ?? filed) }
  return one.areaCode === listed ? { ...whole, village } : whole
}

/** The family as the columns have it: incomes are somebody's where somebody's own income is known at all. */
function asColumnsHaveIt(one: Family): Family {
  const { incomes, expenditures, members } = one
  const spender = expenditures === null ? -1 : members.findIndex(({ medical }) => medical !== undefined)
  const own = String(Number(incomes?.wage ?? 0))
  const whose = members.findIndex(({ counted }) => counted !== null)
  const byPerson = incomes !== null && members.some(({ counted }) => counted !== null)
  return {
    ...one,
    members: members.map(({ medical: _, ...one }, at) => ({
      ...one,
      counted: byPerson ? (at === whose ? own : '0') : null,
      ...(at === spender ? { medical: String(expenditures?.medical) } : {}),
    })),
  }
}

test('ids are told apart by each of their words, whichever was asked for before', () => {
  const ids = [0, 1, 2, 3].flatMap((word) => [7, 8].map((value) => [0, 0, 0, 0].with(word, value)))
  const asked = [...ids, ...ids.toReversed()].flatMap((id) => [id, id])
  const index = new IdIndex()
  const find = ([a, b, c, d]: readonly number[]) => index.find(a ?? 0, b ?? 0, c ?? 0, d ?? 0)
  assert.equal(find([0, 0, 0, 7]), -1)
  for (const [a = 0, b = 0, c = 0, d = 0] of ids) index.add(a, b, c, d)
  assert.deepEqual(
    asked.map((id) => find(id)),
    asked.map((id) => ids.indexOf(id)),
  )
  assert.equal(find([7, 7, 7, 7]), -1)
})

test('a family that was taken apart into columns is the same family when it is put together', () => {
  fc.assert(
    fc.property(fc.array(family, { minLength: 1, maxLength: 8 }), (families) => {
      const whole = families.map(withMembers)
      const population = populationFrom(whole)
      const sorted = whole.toSorted((a, b) => {
        const [one, other] = [a, b].map(({ areaCode, residence }) => `${areaCode.slice(0, 6)} ${residence}`)
        return String(one) < String(other) ? -1 : one === other ? 0 : 1
      })
      sorted.forEach((one, index) => {
        assert.deepEqual(population.factsOf(index), factsOfFamily(asColumnsHaveIt(one), on))
      })
    }),
    { numRuns: 25 },
  )
})

test('formulas made ready once say with everything explained what walking their trees says', () => {
  fc.assert(
    fc.property(family, fc.integer({ min: 0, max: 2 }), (one, at) => {
      const facts = factsOfFamily(withMembers(one, at), on)
      const prepared = new FamilyEvaluation(set, facts, views)
      const walked = new FamilyEvaluation(set, facts, views, {}, 'interpreted')
      for (const { file } of set.policies) {
        assert.deepEqual(prepared.answer(file.id, true), walked.answer(file.id, true), file.id)
        assert.deepEqual(prepared.sharesOf(file.id), walked.sharesOf(file.id), file.id)
      }
    }),
    { numRuns: 40 },
  )
})

test('every shipped policy says of columns what it says of each family, also where facts are not known', () => {
  fc.assert(
    fc.property(fc.array(family, { minLength: 1, maxLength: 12 }), (families) => {
      const population = populationFrom(families.map(withMembers))
      for (const { file } of set.policies) {
        const { state, fen: amounts } = answersFor(population, { set, views }, file.id)
        for (let i = 0; i < population.count; i++) {
          const told = new FamilyEvaluation(set, population.factsOf(i), views).answer(file.id)
          const expected = { eligible: states.yes, not_eligible: states.no, unknown: states.unknown }[told.state]
          const amount = told.state === 'eligible' ? Number(told.amountFen) : 0
          assert.deepEqual([file.id, state[i], amounts[i]], [file.id, expected, amount], JSON.stringify(families))
        }
      }
    }),
    { numRuns: 25 },
  )
})

/** Every suggested share and multiple with as many places as a file of standards may have, and one that just fits a double. */
const endless = (value: string): string =>
  value.includes('.') ? `${value.padEnd(6, '3')}33333333333333333333`.slice(0, value.indexOf('.') + 21) : value
const longest = (value: string): string => (value.includes('.') ? `${value.split('.')[0]}.333333333333333` : value)

test('shares of fifteen and of twenty places give the same answers over columns as family by family', () => {
  for (const written of [endless, longest]) {
    const long = set.policies.flatMap(({ file }) =>
      file.parameters.flatMap(({ name, suggested }) =>
        suggested === undefined
          ? []
          : [{ name, value: written(suggested), region: '000000', residence: '' as const, from: '2000-01-01' }],
      ),
    )
    assert.ok(long.some(({ value }) => value.length > 16))
    const rules = { set, views: new ParameterViews(parameterBook(long)) }
    fc.assert(
      fc.property(fc.array(family, { minLength: 1, maxLength: 8 }), (families) => {
        const population = populationFrom(families.map(withMembers))
        for (const { file } of set.policies) {
          const { state, fen: amounts } = answersFor(population, rules, file.id)
          for (let i = 0; i < population.count; i++) {
            const told = new FamilyEvaluation(set, population.factsOf(i), rules.views).answer(file.id)
            const expected = { eligible: states.yes, not_eligible: states.no, unknown: states.unknown }[told.state]
            const amount = told.state === 'eligible' ? Number(told.amountFen) : 0
            assert.deepEqual([file.id, state[i], amounts[i]], [file.id, expected, amount], JSON.stringify(families))
          }
        }
      }),
      { numRuns: 10 },
    )
  }
})

test('a parameter of many digits stands in its column to the last digit', () => {
  // 4.503599627370497 times 10^15 as doubles is even: the last digit would be lost.
  const { file } = set.policies.find((one) => one.file.id === 'dibao') as (typeof set.policies)[number]
  const name = file.parameters[0]?.name as string
  for (const value of ['4.503599627370497', '8.123456789012347', '7.000000000000001']) {
    const exact = parseDecimal(value) as Decimal
    const population = populationFrom([])
    const place = { county: '231202', residence: 'urban', from: 0, to: 0 } as const
    const values = { names: [name], values: [[exact]], days: [], ever: [] }
    const { given } = storedParameters({ ...population, places: [place] }, values, 'none')
    assert.equal(given[0]?.[name], Number(value.replace('.', '')), value)
  }
})

const moves = [
  { name: 'dibao_standard_monthly_fen', region: '000000', residence: '', how: 'set', value: '99900' },
] as const

test('under a moved standard only those are evaluated anew for whom something changed, with the same answers', () => {
  const after = { set, views: new MovedViews(book, moves) }
  fc.assert(
    fc.property(fc.array(family, { minLength: 1, maxLength: 8 }), (families) => {
      const population = populationFrom(families.map(withMembers))
      for (const { file } of set.policies) {
        const changed = changedFor(population, { set, views }, after, file.id)
        const earlier = changed && { answers: answersFor(population, { set, views }, file.id), changed }
        assert.deepEqual(
          answersFor(population, after, file.id, earlier),
          answersFor(population, after, file.id),
          file.id,
        )
      }
    }),
    { numRuns: 15 },
  )
})

test('every shipped policy is a loop over columns, with every value that it suggests and with none', () => {
  const person = { ...filed, recorded: { admitted_stage: 'undergraduate', medical_aid_this_year_fen: '0' } }
  const population = populationFrom(
    [0, null].map((vehicles) => ({
      ...{ ...noHistory, areaCode: '231202001001', residence: 'urban', size: 3, dwellings: 1, vehicles },
      ...{ areaSquareDecimetres: 6000, heating: 'central', annualIncomeFen: '1200000', rigidExpenditureFen: '0' },
      ...{ incomes: { wage: '1200000' }, expenditures: { medical: '4000000' }, members: [person, filed, filed] },
      recorded: { accident_loss_fen: '0', care_grade: 'care', in_institution: 'false', last_reviewed_on: '2026-01-01' },
    })),
  )
  for (const values of [views, new ParameterViews(parameterBook([]))])
    for (const { file } of set.policies) assert.ok(prepare(population, { set, views: values }, file.id).loop, file.id)
  assert.deepEqual([...answersFor(population, { set, views }, 'dibao').state], [states.yes, states.unknown])
  const villager = (areaCode: string, residence: Family['residence']): Family => ({
    ...{ ...noHistory, areaCode, residence, size: 1, dwellings: null, vehicles: null, areaSquareDecimetres: null },
    ...{ heating: null, annualIncomeFen: null, rigidExpenditureFen: null, incomes: null, expenditures: null },
    ...{ members: [], recorded: null },
  })
  // Nothing is known of a village that is not on the list; the newest figure that is no later than the day is below the line.
  const villagers = [villager('231202001001', 'rural'), villager(listed, 'rural'), villager(listed, 'urban')]
  const told = answersFor(populationFrom(villagers), { set, views }, 'reservoir_village')
  assert.deepEqual([...told.state], [states.unknown, states.yes, states.no])
})
