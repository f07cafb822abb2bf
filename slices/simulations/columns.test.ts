import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { noHistory } from '../policies/history-store.ts'
import { shippedSet } from '../policies/pack-store.ts'
import { parameterBook } from '../policies/parameter-rules.ts'
import { FamilyEvaluation, ParameterViews } from '../policies/policy-evaluate-rules.ts'
import { answersFor, changedFor, prepare, states } from './answer-rules.ts'
import { MovedViews } from './move-rules.ts'
import { PopulationBuilder, type PopulationFamily } from './population-rules.ts'

const on = '2026-11-22'
const set = shippedSet()

/** What every shipped policy suggests, and another dibao standard in one county. */
const book = parameterBook([
  ...set.policies.flatMap(({ file }) =>
    file.parameters.flatMap(({ name, suggested }) =>
      suggested === undefined
        ? []
        : [{ name, value: suggested, region: '000000', residence: '' as const, from: '2000-01-01' }],
    ),
  ),
  { name: 'dibao_standard_monthly_fen', value: '56050', region: '231221', residence: 'rural', from: '2020-01-01' },
  { name: 'disposable_income_annual_fen', value: '2400000', region: '231202', residence: '', from: '2020-01-01' },
])
const views = new ParameterViews(book)

const names = set.policies.flatMap(({ file }) => file.inputs)

const maybe = <Given>(arbitrary: fc.Arbitrary<Given>) => fc.option(arbitrary, { freq: 4, nil: null })
const fen = fc.oneof(fc.integer({ min: 0, max: 6_000_000 }), fc.constantFrom(0, 1_680_000, 1_680_001))
const monthsOf = (incomeFen: string) =>
  ['05', '06', '07', '08', '09', '10'].map((month) => ({ month: `2026-${month}`, incomeFen, persons: 2 }))
const family: fc.Arbitrary<PopulationFamily> = fc.record({
  householdId: fc.uuid(),
  category: fc.constantFrom(null, 'severe', 'relative'),
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
  members: fc.constant([]),
  receivesDibao: fc.boolean(),
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
      },
      { requiredKeys: [] },
    ),
  ),
}) as fc.Arbitrary<PopulationFamily>

const child = (index: number) => ({
  ...{
    birth: `20${10 + index}-01-01`,
    sex: 1,
    relation: '20',
    disability: index,
    school: 'compulsory',
    employment: null,
  },
  counted: '0',
})

/** Every second family has its members on file. */
const withMembers = (one: PopulationFamily, at: number): PopulationFamily =>
  at % 2 === 1 ? one : { ...one, members: Array.from({ length: one.size }, (_, index) => child(index)) }

test('every shipped policy says of columns what it says of each family, also where facts are not known', () => {
  fc.assert(
    fc.property(fc.array(family, { minLength: 1, maxLength: 12 }), (families) => {
      const builder = new PopulationBuilder(on, names)
      families.forEach((one, at) => {
        builder.add(withMembers(one, at))
      })
      const population = builder.finish()
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

const moves = [
  { name: 'dibao_standard_monthly_fen', region: '000000', residence: '', how: 'set', value: '99900' },
] as const

test('under a moved standard only those are evaluated anew for whom something changed, with the same answers', () => {
  const after = { set, views: new MovedViews(book, moves) }
  fc.assert(
    fc.property(fc.array(family, { minLength: 1, maxLength: 8 }), (families) => {
      const builder = new PopulationBuilder(on, names)
      families.forEach((one, at) => {
        builder.add(withMembers(one, at))
      })
      const population = builder.finish()
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

test('the policies that matter most are loops over columns', () => {
  const builder = new PopulationBuilder(on, names)
  const known = {
    areaCode: '231202001001',
    residence: 'urban',
    size: 3,
    category: null,
    householdId: '1',
    ...noHistory,
  } as const
  for (const vehicles of [0, null])
    builder.add({
      ...known,
      ...{ dwellings: 1, vehicles, areaSquareDecimetres: 6000, heating: 'central', annualIncomeFen: '1200000' },
      ...{ rigidExpenditureFen: '0', incomes: { wage: '1200000' }, expenditures: { medical: '4000000' }, members: [] },
      recorded: { accident_loss_fen: '0', extremely_poor: 'true', care_grade: 'care', in_institution: 'false' },
    })
  const population = builder.finish()
  for (const id of ['dibao', 'dibao_edge', 'medical', 'worker', 'heating', 'tekun'])
    assert.ok(prepare(population, { set, views }, id).loop, id)
  assert.deepEqual([...answersFor(population, { set, views }, 'dibao').state], [states.yes, states.unknown])
})
