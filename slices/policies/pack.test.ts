import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseDecimal } from '../../engines/feel/decimal.ts'
import { FormBook, filledForm } from './answer-form-rules.ts'
import { actBy } from './due-item-rules.ts'
import { type Family, factsOfFamily, noHistory } from './family-rules.ts'
import { shippedPolicies, shippedSet } from './pack-store.ts'
import { parameterBook } from './parameter-rules.ts'
import { checkPolicy } from './policy-check-rules.ts'
import { FamilyEvaluation, ParameterViews } from './policy-evaluate-rules.ts'
import { runVectors } from './policy-vector-rules.ts'

test('every policy that ships passes its own tests', () => {
  for (const policy of shippedPolicies())
    for (const { title, expected, found } of runVectors(policy))
      assert.equal(found, expected, `${policy.file.id}: ${title}`)
})

// The step itself rounds what is divided in thirds, so that nothing is left to be rounded up.
const alike: Readonly<Record<string, readonly string[]>> = { laid_off_living: ['fen_up'] }

test('whatever else an amount were rounded to, a test of the policy would see it', () => {
  for (const { file, source } of shippedPolicies()) {
    const rounding = file.amount?.rounding
    for (const other of ['fen', 'fen_up', 'yuan', 'yuan_up']) {
      if (!rounding || other === rounding || alike[file.id]?.includes(other)) continue
      const checked = checkPolicy(source.replace(new RegExp(`rounding: ${rounding}\\b`), `rounding: ${other}`))
      assert.ok('policy' in checked && checked.policy.file.amount?.rounding === other, file.id)
      assert.ok(
        runVectors(checked.policy).some(({ passed }) => !passed),
        `${file.id}: ${rounding} as ${other}`,
      )
    }
  }
})

test('the policies stand together, those that others use first', () => {
  const order = shippedSet().policies.map(({ file }) => file.id)
  for (const { file } of shippedSet().policies)
    for (const used of file.uses) assert.ok(order.indexOf(used) < order.indexOf(file.id), `${file.id} after ${used}`)
})

test('a family without employment is to be helped within ten working days, or as many as the region sets', () => {
  const file = shippedSet().byId.get('zero_employment')?.file
  const unset = () => undefined
  // Over the holidays of the national day 2026, with the make-up day before them.
  assert.equal(actBy(file, '2026-09-25', unset), '2026-10-15')
  assert.equal(
    actBy(file, '2026-11-23', () => parseDecimal('3')),
    '2026-11-26',
  )
  assert.equal(actBy(shippedSet().byId.get('dibao')?.file, '2026-11-23', unset), null)
})

const fen = fc.integer({ min: 0, max: 9_000_000 }).map(String)
const orNot = <Told>(told: fc.Arbitrary<Told>) => fc.option(told, { freq: 4, nil: null })
const member = fc.record({
  birth: orNot(fc.constantFrom('1939-05-01', '1968-12-31', '2004-02-29', '2015-09-01')),
  sex: orNot(fc.constantFrom(1, 2)),
  relation: fc.constantFrom('02', '30'),
  disability: orNot(fc.constantFrom(1, 3)),
  school: orNot(fc.constantFrom('none', 'primary', 'university')),
  employment: orNot(fc.constantFrom('employed', 'unemployed', 'unable')),
  counted: orNot(fen),
})
const someFamily: fc.Arbitrary<Family> = fc
  .record({
    members: fc.array(member, { minLength: 1, maxLength: 4 }),
    residence: fc.constantFrom('urban', 'rural'),
    dwellings: orNot(fc.constantFrom(0, 1, 2)),
    vehicles: orNot(fc.constantFrom(0, 1)),
    areaSquareDecimetres: orNot(fc.integer({ min: 1000, max: 20_000 })),
    heating: orNot(fc.constantFrom('own', 'central', 'none')),
    annualIncomeFen: orNot(fen),
    rigidExpenditureFen: orNot(fen),
    expenditures: orNot(fc.record({ medical: fen, education: fen })),
  })
  .map((told) => ({
    ...told,
    ...noHistory,
    areaCode: '231202001000',
    size: told.members.length,
    incomes: null,
    recorded: null,
  }))

test('explained or only stored, every answer is what walking the formulas says', () => {
  const set = shippedSet()
  const suggested = shippedPolicies().flatMap(({ file }) => file.parameters)
  const named = new Map(suggested.map(({ name, suggested: value = '60000' }) => [name, value]))
  const rows = [...named].map(([name, value]) => ({
    name,
    value,
    region: '231200',
    residence: '' as const,
    from: '2020-01-01',
  }))
  // Some regions have not set everything.
  const books = [rows, rows.filter((_, place) => place % 5 > 0)].map(parameterBook)
  const kinds = books.map((book) => ({
    prepared: new ParameterViews(book),
    walked: new ParameterViews(book),
    forms: new FormBook(),
  }))
  fc.assert(
    fc.property(someFamily, fc.boolean(), (family, complete) => {
      const { prepared, walked, forms } = kinds[complete ? 0 : 1] as (typeof kinds)[number]
      const facts = factsOfFamily(family, '2026-11-22')
      const [explained, stored] = [
        new FamilyEvaluation(set, facts, prepared),
        new FamilyEvaluation(set, facts, prepared),
      ]
      const evaluator = new FamilyEvaluation(set, facts, walked, {}, 'interpreted')
      for (const { file } of set.policies) {
        const wanted = evaluator.answer(file.id, true)
        assert.deepEqual(explained.answer(file.id, true), wanted, file.id)
        const { form, amountFen, values } = stored.formed(file.id, forms, file.amount?.period ?? null, `${file.id}-0`)
        const told = filledForm(form, values ? JSON.parse(values) : [])
        const { state, missing, trace, answers, figures, granted, reasons } = wanted
        assert.deepEqual(
          { ...form, ...told, amountFen },
          {
            ...{ policy: file.id, state, missing, trace, answers, figures, policyVersion: `${file.id}-0` },
            period: file.amount?.period ?? null,
            reasons: granted && state === 'eligible' ? [granted] : reasons,
            amountFen: String(state === 'eligible' ? wanted.amountFen : 0n),
          },
        )
      }
    }),
    { numRuns: 60 },
  )
})
