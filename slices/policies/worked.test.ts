import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { isContext, isList, Unknown } from '../../engines/feel/values.ts'
import { factsOfCase } from './case-facts-rules.ts'
import type { CaseFacts } from './facts-model.ts'
import { givenFacts } from './family-facts-rules.ts'
import { type Family, type FamilyMember, factsOfFamily, noHistory } from './family-rules.ts'
import { shippedPolicies, shippedSet } from './pack-store.ts'
import { unitsOf } from './parameter-bound-rules.ts'
import { judgeParameterFile } from './parameter-file-rules.ts'
import { findParameter, type ParameterBook, type ParameterRow, parameterBook } from './parameter-rules.ts'
import { checkPolicy } from './policy-check-rules.ts'
import { FamilyEvaluation, ParameterViews } from './policy-evaluate-rules.ts'
import { workedAnswers as answersFor, type WorkedRule } from './worked-rules.ts'

const fixtures = join(import.meta.dirname, '../../tests/fixtures/policies')
const cases = JSON.parse(readFileSync(join(fixtures, 'cases.json'), 'utf8')) as {
  facts: CaseFacts
  expected: Record<WorkedRule, Record<string, unknown>>
}[]
const judged = judgeParameterFile(readFileSync(join(fixtures, 'parameters.csv'), 'utf8'), [], undefined)
if ('fault' in judged) throw new Error(judged.fault.en)
const rows: ParameterRow[] = judged.rows.flatMap(({ draft }) => (draft ? [{ ...draft, from: draft.validFrom }] : []))
const book = parameterBook(rows)
const set = shippedSet()
const views = new ParameterViews(book)
const workedAnswers = (facts: CaseFacts, given: ParameterBook) =>
  answersFor(facts, set, given === book ? views : new ParameterViews(given))

const asJson = (value: unknown) =>
  JSON.parse(JSON.stringify(value, (_key, one) => (typeof one === 'bigint' ? Number(one) : one)))
const first = (cases[0] as (typeof cases)[number]).facts
const without = <Part extends object>(part: Part, key: keyof Part): Part => {
  const { [key]: _, ...rest } = part
  return rest as Part
}
const only = (rules: Record<WorkedRule, Record<string, unknown>>) =>
  Object.entries(rules)
    .filter(([, answer]) => 'unknown' in answer)
    .map(([rule]) => rule)

test('all eight rules give the expected answer to every case, to the fen', () => {
  assert.equal(cases.length, 400)
  for (const { facts, expected } of cases) assert.deepEqual(asJson(workedAnswers(facts, book)), expected, facts.id)
})

test('a share that does not end is read with twenty places, not refused with its whole file', () => {
  const share = '0.33333333333333333333'
  const file = `parameter,region,residence,from,value\nworker_accident_share,000000,,2002-01-01,${share}\n`
  const read = judgeParameterFile(file, [], undefined)
  assert.ok('rows' in read)
  const drafts = read.rows.map(({ fault, draft }) => [fault, draft?.value])
  assert.deepEqual(drafts, [[null, share]])
})

test('a missing fact is named by every rule that needs it and by no other', () => {
  const noVehicles = { ...first, assets: without(first.assets as object, 'vehicles' as never) }
  const answers = asJson(workedAnswers(noVehicles, book))
  assert.deepEqual(only(answers), ['dibao', 'topup', 'worker', 'heating', 'medical'])
  assert.deepEqual(answers.dibao, { unknown: ['assets.vehicles'] })
  assert.deepEqual(only(asJson(workedAnswers(without(first, 'last_six_months'), book))), ['graduation'])
  assert.deepEqual(asJson(workedAnswers({ ...first, last_six_months: [] }, book)).graduation, {
    unknown: ['last_six_months'],
  })
  const noBirths = { ...first, members: first.members?.map((member) => without(member, 'birth')) }
  assert.deepEqual(only(asJson(workedAnswers(noBirths, book))), ['zero_employment'])
  const nowhere = asJson(workedAnswers({ ...first, county: undefined, residence: undefined }, book))
  assert.deepEqual(nowhere.dibao, { unknown: ['county', 'residence'] })
})

test('a parameter that no region has on the day is named; the day before the first row has none', () => {
  const none = parameterBook(rows.filter((row) => row.name !== 'medical_cap_annual_fen'))
  assert.deepEqual(asJson(workedAnswers(first, none)).medical, { unknown: ['medical_cap_annual_fen'] })
  assert.deepEqual(only(asJson(workedAnswers(first, none))), ['medical'])
  const early = asJson(workedAnswers({ ...first, on: '2001-12-31' }, book))
  assert.deepEqual(early.dibao, { unknown: ['dibao_standard_monthly_fen'] })
  assert.equal('unknown' in early.graduation, false)
})

const year = fc.integer({ min: 0, max: 20_000_000_00 })
const dibaoFacts = (given: Record<string, number | undefined>) =>
  givenFacts(
    Object.fromEntries(Object.entries(given).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    { on: '2020-01-01', county: '231202', residence: 'urban' },
  )
const dibao = (given: Record<string, number | undefined>, standard: string) => {
  const book = parameterBook([
    { name: 'dibao_standard_monthly_fen', region: '000000', residence: '', from: '2000-01-01', value: standard },
  ])
  const none = { income_relief_fen: 0, income_scholarship_fen: 0, income_basic_pension_fen: 0 }
  return new FamilyEvaluation(set, dibaoFacts({ ...none, ...given }), new ParameterViews(book)).answer('dibao')
}

test('the dibao gap is exactly standard × n − net ÷ 12, rounded once half up', () => {
  fc.assert(
    fc.property(year, year, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 200_000 }), (a, b, n, s) => {
      const net = BigInt(Math.max(0, a - b))
      const facts = { size: n, income_total_fen: a, employment_expenditure_fen: b, dwellings: 1, vehicles: 0 }
      const answer = dibao(facts, String(s))
      // In twelfths of a fen everything is a whole number.
      const gap = 12n * BigInt(s) * BigInt(n) - net
      assert.equal(answer.holds, gap > 0n)
      assert.equal(answer.amountFen, gap > 0n ? (gap + 6n) / 12n : 0n)
    }),
  )
})

test('one known condition that fails is a certain no; a condition not known is never one', () => {
  const condition = fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined })
  fc.assert(
    fc.property(fc.option(year, { nil: undefined }), condition, condition, (income, dwellings, vehicles) => {
      const facts = { size: 2, income_total_fen: income, employment_expenditure_fen: 0, dwellings, vehicles }
      const { state, reasons, missing } = dibao(facts, '50000.5')
      const no = (income ?? 0) >= 1_200_012 || (dwellings ?? 0) > 1 || (vehicles ?? 0) > 0
      const open = income === undefined || dwellings === undefined || vehicles === undefined
      assert.equal(state, no ? 'not_eligible' : open ? 'unknown' : 'eligible')
      assert.equal(reasons.length > 0, no)
      assert.equal(missing.length > 0, open)
    }),
  )
})

test('the nearest region decides with its newest row, and the row for the residence before that for both', () => {
  const row = (region: string, residence: ParameterRow['residence'], from: string, value: string): ParameterRow => ({
    name: 'p',
    region,
    residence,
    from,
    value,
  })
  const own = parameterBook([
    row('000000', '', '2020-01-01', '1'),
    row('230000', 'urban', '2021-01-01', '2'),
    row('231202', 'rural', '2022-01-01', '3'),
    row('231202', 'rural', '2023-01-01', '4'),
    row('231202', '', '2023-01-01', '5'),
  ])
  const at = (residence: 'urban' | 'rural', on: string, county = '231202') =>
    findParameter(own, 'p', { county, residence }, on)?.value
  assert.equal(at('urban', '2019-12-31'), undefined)
  assert.equal(at('urban', '2020-12-31'), '1')
  assert.equal(at('urban', '2021-01-01'), '2')
  assert.equal(at('rural', '2022-12-31'), '3')
  assert.equal(at('rural', '2023-01-01'), '4')
  assert.equal(at('urban', '2023-01-01'), '5')
  assert.equal(at('urban', '2023-01-01', '231221'), '2')
  assert.equal(at('urban', '2023-01-01', '650101'), '1')
})

test('what was found stands in the trace with region and day', () => {
  const answer = new FamilyEvaluation(set, factsOfCase({ ...first, on: '2004-10-28' }), views).answer('dibao')
  assert.deepEqual(
    answer.trace.map(({ region, from, value }) => [region, from, value]),
    [['231221', '2002-10-01', '15200']],
  )
})

const noFamily: Family = {
  ...{ areaCode: '231202001001', residence: 'urban', size: 2, ...noHistory },
  ...{ dwellings: 1, vehicles: 0, areaSquareDecimetres: null, heating: null },
  ...{
    annualIncomeFen: '0',
    rigidExpenditureFen: null,
    incomes: null,
    expenditures: null,
    recorded: null,
    members: [],
  },
}
const person: FamilyMember = {
  ...{
    birth: '1980-01-01',
    sex: 1,
    relation: '02',
    disability: null,
    school: 'none',
    employment: 'employed',
    counted: null,
  },
}
const factsOn = (family: Partial<Family>, on = '2024-05-01') => factsOfFamily({ ...noFamily, ...family }, on)

test('facts that follow from others are entered once: care by six items, aid of no kind, costs by member', () => {
  const grade = (items: string, more = {}) =>
    factsOn({ recorded: { care_items_unable: items, ...more } }).values.get('care_grade')
  const grades = ['0', '1', '3', '4', '6', '7'].map((items) => grade(items))
  assert.deepEqual(grades, ['full', 'half', 'half', 'care', 'care', undefined])
  assert.equal(grade('6', { care_grade: 'full' }), 'full')
  const aid = (recorded: Record<string, string>) => String(factsOn({ recorded }).values.get('aid_medical_annual_fen'))
  assert.equal(aid({ aid_received_annual_fen: '0' }), '0')
  assert.equal(aid({ aid_received_annual_fen: '0', aid_medical_annual_fen: '5' }), '5')
  assert.equal(aid({ aid_received_annual_fen: '5' }), 'undefined')
  // What is on file as paid need not be recorded; what was recorded of the months in question goes first.
  const received = (recorded: Record<string, string>) =>
    String(factsOn({ receivesDibao: true, receivesDibaoFen: '80050', recorded }).values.get('received_monthly_fen'))
  assert.deepEqual([received({}), received({ received_monthly_fen: '70000' })], ['80050', '70000'])
  // Of the months since a change it is what was received in them; of several amounts none stands for all.
  const receivedIn = (income_changed_on: string, receivedDibao: string) => {
    const told = { receivesDibaoFen: '80050', receivedDibao, recorded: { income_changed_on } }
    return factsOn(told, '2024-06-05').values.get('received_monthly_fen')
  }
  const raised = '2023-06-01/2024-03-10/30000 2024-03-10//80050'
  assert.equal(String(receivedIn('2024-03-15', raised)), '80050')
  assert.deepEqual(receivedIn('2024-02-15', raised), new Unknown(['received_monthly_fen']))
  assert.equal(String(receivedIn('2024-01-15', raised.replace('2024-03-10//', '2024-06-01//'))), '30000')
  assert.equal(String(receivedIn('2024-01-15', '2023-06-01/')), '80050')
  // So are the months since a change: from the next one to the last that is over, as far as dibao was received.
  const overpaid = (
    recorded: Record<string, string>,
    receivedDibao: string | null = '2023-06-01/2024-03-10 2024-04-20/',
  ) => String(factsOn({ receivedDibao, recorded }, '2024-06-05').values.get('overpaid_months'))
  const days = ['2023-01-15', '2023-12-31', '2024-01-01', '2024-04-30', '2024-05-01', '2024-06-01', '2024-09-01']
  assert.deepEqual(
    days.map((income_changed_on) => overpaid({ income_changed_on })),
    ['12', '5', '4', '1', '0', '0', '0'],
  )
  assert.equal(overpaid({ income_changed_on: '2023-12-31' }, '2023-06-01/2024-02-01'), '1')
  assert.equal(overpaid({ income_changed_on: '2023-12-31', overpaid_months: '3' }), '3')
  assert.equal(overpaid({ income_changed_on: '2023-12-31' }, null), '0')
  assert.deepEqual(factsOn({ recorded: {} }).values.get('overpaid_months'), new Unknown(['income_changed_on']))
  const members = [
    { ...person, medical: '250000' },
    { ...person, recorded: { serious_illness: 'true' } },
  ]
  const { persons, values } = factsOn({ members })
  assert.deepEqual(
    persons?.map(({ member, values: own }) => [member, ...own.keys()]),
    [
      [0, 'own_medical_expenditure_fen'],
      [1, 'serious_illness'],
    ],
  )
  const list = values.get('members') ?? null
  const ill = isList(list) ? list.map((one) => (isContext(one) ? one.get('serious_illness') : undefined)) : []
  assert.ok(ill[0] instanceof Unknown)
  assert.equal(ill[1], true)
})

test('medical aid by person goes by the costs of each member, and only where a cap by person is set', () => {
  const value = (name: string, worth: string): ParameterRow => ({
    ...{ name, region: '230000', residence: '', from: '2022-01-01', value: worth },
  })
  const rows = [
    ...[value('dibao_standard_monthly_fen', '70000'), value('disposable_income_annual_fen', '3800000')],
    ...[value('medical_edge_multiple', '1.5'), value('medical_cap_annual_fen', '3000000')],
    ...['dibao', 'edge', 'other'].flatMap((name) => [
      value(`medical_deductible_share_${name}`, '0'),
      value(`medical_person_share_${name}`, '0.7'),
    ]),
  ]
  const spent = { medical: '2000000', recorded: { medical_aid_this_year_fen: '2900000' } }
  const told = (more: ParameterRow[]) => {
    const facts = factsOn({ members: [{ ...person, ...spent }, person] })
    const evaluation = new FamilyEvaluation(set, facts, new ParameterViews(parameterBook([...rows, ...more])))
    return evaluation
      .ofPersons('medical_person', false)
      ?.map(({ member, answer }) => [member, String(answer.amountFen)])
  }
  assert.deepEqual(told([value('medical_person_cap_fen', '3000000')]), [[0, '100000']])
  assert.deepEqual(told([]), [[0, '0']])
})

test('a parameter that no policy reads is wrong in a file where the policies are known, and the name meant is told', () => {
  const line = (name: string) => `parameter,region,residence,from,value\n${name},231202,,2026-01-01,1\n`
  const faultOf = (name: string, names?: ReadonlySet<string>) => {
    const read = judgeParameterFile(line(name), [], undefined, names)
    return 'rows' in read ? read.rows[0]?.fault?.zh : undefined
  }
  const names = new Set(['heating_own_fen', 'heating_self_share'])
  assert.equal(faultOf('heating_own_fen', names), undefined)
  assert.equal(faultOf('heating_onw_fen', names), '没有政策用到参数“heating_onw_fen”，是不是“heating_own_fen”？')
  assert.equal(faultOf('coat_fen', names), '没有政策用到参数“coat_fen”，请核对参数名。')
  assert.equal(faultOf('coat_fen'), undefined)
})

test('a share lies between 0 and 1 and a choice is 0 or 1, whatever the parameter is called', () => {
  const units = unitsOf(shippedPolicies().map(({ file }) => file))
  const faultOf = (name: string, value: string) => {
    const text = `parameter,region,residence,from,value\n${name},231202,,2026-01-01,${value}\n`
    const read = judgeParameterFile(text, [], undefined, new Set([name]), units)
    return 'rows' in read ? read.rows[0]?.fault?.zh : undefined
  }
  assert.equal(faultOf('heating_self_share', '15'), '比例在 0 和 1 之间，15 超出了；百分之十五写成 0.15。')
  assert.match(faultOf('heating_self_share', '1.0001') ?? '', /比例在 0 和 1 之间/)
  assert.deepEqual([faultOf('heating_self_share', '1'), faultOf('heating_own_fen', '70000')], [undefined, undefined])
  assert.equal(faultOf('topup_stackable', '0.5'), '这一项只能是 0 或 1，不能是 0.5。')
  const { source } = shippedPolicies().find(({ file }) => file.id === 'heating') ?? { source: '' }
  const wrong = checkPolicy(source.replace("suggested: '0.15'", "suggested: '15'"))
  assert.ok('faults' in wrong)
  assert.match(wrong.faults[0]?.text.zh ?? '', /比例在 0 和 1 之间/)
})
