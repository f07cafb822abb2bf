import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { contains, sixDigits } from '../../../core/area-code.ts'
import { addDays, ageOn } from '../../../core/date.ts'
import { birthOf, identityFault, sexOf } from '../../../core/identity-number.ts'
import { parseAddress } from '../../../slices/areas/address-rules.ts'
import { readAreaPack } from '../../../slices/areas/pack-store.ts'
import { indexAreas } from '../../../slices/areas/rules.ts'
import { EnterpriseFigures, EnterpriseProfile } from '../../../slices/enterprises/model.ts'
import { VillageProfile, VillageYear } from '../../../slices/villages/model.ts'
import { fullSize, inventCity } from './city.ts'
import { springFestival, springFestivalsAround } from './festivals.ts'
import { inventEnterprise, inventVillage } from './figures.ts'
import { formerCodes } from './identity.ts'
import type { DemoHousehold, DemoOrganisation, DemoPair } from './rows.ts'

const today = '2026-11-22'
const city = inventCity({ seed: 'demo', today })
const helpersOf = (pair: DemoPair) => [pair.leadHelper, ...pair.furtherHelpers]
const organisation = (key: number) => city.organisations[key] as DemoOrganisation
const household = (key: number) => city.households[key] as DemoHousehold
const fenOf = (amounts: readonly { kind: string; fen: string }[], without: readonly string[] = []) =>
  amounts.filter(({ kind }) => !without.includes(kind)).reduce((sum, { fen }) => sum + BigInt(fen), 0n)

describe('the numbers of document B', () => {
  test('exactly', () => {
    assert.equal(city.households.length, 7_800)
    assert.equal(city.pairs.length, 7_800)
    assert.equal(city.helpers.filter((helper) => helper.kind === 'cadre').length, 7_766)
    assert.equal(city.helpers.filter((helper) => helper.kind !== 'cadre').length, 2_180)
    const units = city.organisations.filter((one) => one.part === 'helper_unit')
    assert.equal(units.length, 1_230)
    assert.equal(units.filter((one) => one.areaCode === city.areaCode).length, 104)
    const enterprises = city.organisations.filter(
      (one) => one.kind === 'enterprise' && one.enterpriseState !== 'running',
    )
    assert.equal(enterprises.length, 753)
    assert.equal(city.organisations.filter((one) => one.part === 'centre').length, 11)
    assert.equal(city.counties.length, 10)
  })

  test('and counted through the pairs they are the same', () => {
    const helping = new Set(city.pairs.flatMap(helpersOf))
    assert.equal(helping.size, fullSize.cadres + fullSize.socialHelpers)
    const units = [...helping].map((key) => city.helpers[key]?.organisation).filter((key) => key !== null)
    assert.equal(new Set(units).size, fullSize.units)
    const enterprises = city.pairs.map((pair) => household(pair.household).unit).filter((key) => key !== null)
    assert.equal(new Set(enterprises).size, fullSize.enterprises)
    assert.equal(new Set(city.pairs.map((pair) => pair.household)).size, fullSize.households)
  })

  test('about 22,000 members in families of one to six', () => {
    const sizes = city.households.map((one) => one.members.length)
    const members = sizes.reduce((sum, size) => sum + size, 0)
    assert.ok(members > 21_500 && members < 22_500, String(members))
    assert.deepEqual([...new Set(sizes)].sort(), [1, 2, 3, 4, 5, 6])
  })
})

describe('organisations', () => {
  test('stand in one tree, each after the one above it', () => {
    for (const [place, one] of city.organisations.entries()) {
      assert.equal(one.key, place)
      assert.equal(one.parent === null, place === 0)
      if (one.parent !== null) assert.ok(one.parent < place)
    }
  })

  test('are told apart by name and area, and no alias is used twice', () => {
    assert.equal(new Set(city.organisations.map((one) => one.name + one.areaCode)).size, city.organisations.length)
    const names = city.organisations.flatMap((one) => [one.name, ...one.aliases])
    assert.equal(new Set(names).size, names.length)
  })

  test('have a state exactly when they are enterprises', () => {
    for (const one of city.organisations) assert.equal(one.enterpriseState !== null, one.kind === 'enterprise')
  })
})

describe('families', () => {
  const members = city.households.flatMap((one) => one.members)

  test('bear identity numbers that are valid, unlike, and nobody else’s', () => {
    const codes = new Set([...Object.keys(formerCodes), ...Object.values(formerCodes)])
    for (const member of members) {
      assert.equal(identityFault(member.identityNumber), undefined)
      assert.match(member.identityNumber.slice(14, 17), /^99[6-9]$/)
      assert.equal(birthOf(member.identityNumber), member.birth)
      assert.equal(sexOf(member.identityNumber), member.sex)
      assert.ok(codes.has(member.identityNumber.slice(0, 6)))
    }
    assert.equal(new Set(members.map((member) => member.identityNumber)).size, members.length)
    const old = members.filter((member) => member.identityNumber.startsWith('2323')).length
    assert.ok(old > members.length / 2 && old < members.length)
  })

  test('have ages that fit their places', () => {
    for (const { members: family } of city.households) {
      const head = family[0]
      assert.equal(head?.relation, 'head')
      assert.equal(family.filter((member) => member.relation === 'head').length, 1)
      for (const member of family) {
        assert.ok(member.birth <= today)
        const [age, headAge] = [ageOn(member.birth, today), ageOn(head.birth, today)]
        assert.ok(age >= 0 && age <= 100)
        if (member.relation === 'child') assert.ok(headAge - age >= 18, `${headAge} ${age}`)
        if (member.relation === 'parent') assert.ok(age - headAge >= 16)
        if (member.relation === 'spouse') assert.ok(age >= 20 && member.sex !== head.sex)
        if (member.employment === 'child') assert.ok(age < 17)
      }
      const births = family.filter((member) => member.relation === 'child').map((member) => member.birth)
      births.sort()
      for (const [place, birth] of births.entries()) {
        const elder = births[place - 1]
        if (elder)
          assert.ok(birth >= addDays(elder, 305), `${elder} ${birth}: ten months between children of one mother`)
      }
    }
  })

  test('have names of two and of many characters, also with the dot', () => {
    const names = members.map((member) => member.name)
    assert.ok(names.some((name) => name.length === 2))
    assert.ok(names.some((name) => /^\p{Script=Han}+·\p{Script=Han}+$/u.test(name)))
    assert.ok(names.every((name) => /^[\p{Script=Han}·]{2,20}$/u.test(name)))
    assert.ok(members.every((member) => member.phone === null || /^164\d{8}$/.test(member.phone)))
    assert.equal(new Set(city.helpers.map((helper) => helper.phone)).size, city.helpers.length)
  })

  test('live where their address says', () => {
    const index = indexAreas(readAreaPack().filter((area) => area.code.startsWith('2312')))
    for (const one of city.households)
      assert.equal(parseAddress(index, one.address, city.areaCode)?.area.code, one.areaCode)
  })

  test('always have somebody who answers for them (A-09)', () => {
    for (const one of city.households) {
      const [body, unit] = [organisation(one.responsible), one.unit === null ? null : organisation(one.unit)]
      if (unit?.enterpriseState === 'in_hardship') assert.equal(body, unit)
      else {
        assert.equal(body.kind, 'party_government')
        assert.ok(contains(body.areaCode, one.areaCode))
        assert.notEqual(one.responsibleBecause, 'unit')
      }
    }
  })

  test('are in the category that their means give, and enrolled nearly whenever it is due', () => {
    const standards = city.standards.filter((one) => one.from <= today)
    const standardOf = (one: DemoHousehold) =>
      standards.filter((each) => each.region === sixDigits(one.areaCode) && each.residence === one.residence).at(-1)
        ?.value
    for (const one of city.households) {
      const line = BigInt(standardOf(one) ?? 'none') * 12n * BigInt(one.members.length)
      const incomes = one.members.flatMap((member) => member.incomes)
      const rest = fenOf(incomes, ['relief']) - fenOf(one.expenditures)
      const category = rest < line ? 'severe' : 2n * rest < 3n * line ? 'relative' : 'accident'
      assert.equal(one.category, category)
      if (category === 'accident') assert.ok(BigInt(one.accidentLossFen) * 10n > fenOf(incomes, ['relief']) * 8n)
      const employment = fenOf(one.expenditures.filter(({ kind }) => kind === 'employment'))
      const net = fenOf(incomes, ['relief', 'scholarship', 'basic_pension']) - employment
      assert.equal(one.dibaoEligible, net < line && one.dwellings <= 1 && one.vehicles === 0)
    }
    const missed = city.households.filter((one) => one.dibaoEligible && !one.dibaoEnrolled).length
    assert.ok(missed > 10 && missed < 100, String(missed))
  })
})

describe('pairs', () => {
  test('have one lead for every family and no helper twice', () => {
    for (const pair of city.pairs) {
      assert.equal(pair.household, pair.key)
      assert.equal(new Set(helpersOf(pair)).size, pair.furtherHelpers.length + 1)
      assert.ok(pair.furtherHelpers.length <= 3)
      assert.ok(pair.since >= household(pair.household).filedOn && pair.since <= today)
    }
  })

  test('take nobody beyond the capacity', () => {
    const taken = new Map<number, number>()
    for (const key of city.pairs.flatMap(helpersOf)) taken.set(key, (taken.get(key) ?? 0) + 1)
    for (const helper of city.helpers) assert.ok((taken.get(helper.key) ?? 0) <= helper.capacity)
  })

  test('are of all four forms, and mostly in one county', () => {
    assert.deepEqual(
      new Set(city.pairs.map((pair) => pair.form)),
      new Set(['one_to_one', 'one_to_many', 'many_to_one', 'unit_to_one']),
    )
    const local = city.pairs.filter((pair) => {
      const area = city.helpers[pair.leadHelper]?.areaCode ?? ''
      return contains(area, household(pair.household).areaCode)
    })
    assert.ok(local.length > 7_000)
  })
})

describe('what was done in the last year', () => {
  test('visits fall into it, to the right family, by its helpers', () => {
    assert.ok(city.visits.length > 30_000)
    for (const visit of city.visits) {
      const pair = city.pairs[visit.pair] as DemoPair
      assert.equal(visit.household, pair.household)
      assert.ok(helpersOf(pair).includes(visit.helper))
      assert.ok(visit.day >= addDays(today, -365) && visit.day <= today && visit.day >= pair.since)
      if (visit.promise?.keptOn) assert.ok(visit.promise.keptOn <= today)
    }
    const never = city.households.length - new Set(city.visits.map((visit) => visit.household)).size
    assert.ok(never > 0 && never < 200, String(never))
  })

  test('every demand is a request with a due day', () => {
    assert.equal(city.visits.filter((visit) => visit.asks !== null).length, city.requests.length)
    for (const one of city.requests) {
      assert.equal(city.visits[one.visit]?.household, one.household)
      assert.ok(one.due > one.raisedOn)
      assert.equal(one.doneOn === null, one.outcome === null)
    }
    assert.ok(city.requests.some((one) => one.doneOn === null && one.due < today))
  })

  test('everything handed over stands in the ledger', () => {
    const handed = city.visits.filter((visit) => visit.cashFen !== null || visit.goods !== null)
    assert.equal(city.aid.filter((line) => line.visit !== null).length, handed.length)
    const received = city.festivals.flatMap((festival) => festival.entries).filter((entry) => entry.receivedOn !== null)
    assert.equal(city.aid.filter((line) => line.festival !== null).length, 2 * received.length)
    for (const line of city.aid) assert.ok(line.day >= addDays(today, -400) && line.day <= today)
  })

  test('the coming festival has everybody on its list, the last one a few named exceptions', () => {
    const [last, coming] = city.festivals
    assert.equal(last?.day, '2026-02-17')
    assert.equal(coming?.day, '2027-02-06')
    assert.equal(coming.name, '2027年春节')
    assert.equal(new Set(coming.entries.map((entry) => entry.household)).size, 7_800)
    assert.ok(coming.entries.some((entry) => entry.receivedOn) && coming.entries.some((entry) => !entry.receivedOn))
    const late = last.entries.filter((entry) => (entry.receivedOn ?? '9999') >= last.day)
    assert.ok(late.length > 0 && late.length < 10 && late.every((entry) => entry.exception !== null))
  })
})

test('spring festivals by the true calendar', () => {
  const known = ['2025-01-29', '2026-02-17', '2027-02-06', '2028-01-26', '2029-02-13', '2030-02-03']
  assert.deepEqual([2025, 2026, 2027, 2028, 2029, 2030].map(springFestival), known)
  assert.deepEqual(springFestivalsAround('2027-02-06'), { last: '2026-02-17', coming: '2027-02-06' })
  assert.deepEqual(springFestivalsAround('2027-02-07'), { last: '2027-02-06', coming: '2028-01-26' })
})

test('the same wish gives the same city, another seed another', () => {
  const small = (seed: string) => inventCity({ seed, today, scale: 0.01 })
  assert.deepEqual(small('case-1'), small('case-1'))
  assert.notDeepEqual(small('case-1').households, small('case-2').households)
})

test('small cities on any day hold together', () => {
  for (const [seed, day] of [
    ['case-1-0', '2026-01-01'],
    ['case-1-1', '2027-02-05'],
    ['case-1-2', '2028-02-29'],
    ['case-1-3', '2027-12-31'],
  ] as const) {
    const small = inventCity({ seed, today: day, scale: 0.02 })
    assert.equal(small.households.length, 156)
    assert.equal(small.pairs.length, 156)
    assert.equal(small.helpers.length, 155 + 44)
    const helping = new Set(small.pairs.flatMap(helpersOf))
    assert.equal(helping.size, small.helpers.length)
    assert.ok(small.visits.every((visit) => visit.day <= day))
    assert.ok(small.aid.every((line) => line.day <= day))
    assert.ok(small.households.every((one) => one.members.every((member) => member.birth <= day)))
  }
})

describe('figures of enterprises and villages', () => {
  const enterprises = city.organisations.filter((one) => one.kind === 'enterprise')

  test('are what an office could file, for every enterprise, the same for the same seed', () => {
    for (const one of enterprises) {
      const families = city.households.filter(({ unit }) => unit === one.key).length
      const book = inventEnterprise(city, one, families)
      assert.deepEqual(inventEnterprise(city, one, families), book)
      EnterpriseProfile.parse(book.profile)
      const years = book.figures.map((figures) => EnterpriseFigures.parse(figures))
      assert.deepEqual(
        years.map(({ asOf }) => asOf),
        ['2024-12-31', '2025-12-31'],
      )
      for (const { employees, laidOff, hardshipWorkers, insured, arrearsPersons, wageArrearsFen } of years) {
        const all = (employees ?? 0) + (laidOff ?? 0)
        assert.ok((hardshipWorkers ?? 0) >= families && (hardshipWorkers ?? 0) <= all)
        assert.ok((insured ?? 0) <= all && (arrearsPersons ?? 0) <= (employees ?? 0))
        assert.equal(wageArrearsFen === '0', arrearsPersons === 0)
      }
      if (one.enterpriseState === 'bankrupt') assert.equal(years[1]?.employees, 0)
      if (one.enterpriseState === 'running') assert.equal(years[1]?.wageArrearsFen, '0')
    }
  })

  test('of a village end with the income that is on file, or lie above the line', () => {
    const of = (incomeFen: number | undefined) =>
      inventVillage(city, '231202100201', { families: 9, incomeFen, lineFen: 1_500_000 })
    for (const [book, last] of [
      [of(1_120_000), '1120000'],
      [of(undefined), undefined],
    ] as const) {
      VillageProfile.parse(book.profile)
      const [before, now] = book.years.map((year) => VillageYear.parse(year))
      assert.deepEqual([before?.year, now?.year], [2024, 2025])
      if (last) assert.equal(now?.perCapitaIncomeFen, last)
      else assert.ok(BigInt(now?.perCapitaIncomeFen ?? 0) > 1_500_000n)
      assert.ok(BigInt(before?.perCapitaIncomeFen ?? 0) < BigInt(now?.perCapitaIncomeFen ?? 0))
      assert.ok((now?.population ?? 0) > (now?.households ?? 0))
    }
  })
})
