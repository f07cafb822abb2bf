import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asked as askedAbout, askedFrom, blocksOf, type Candidate, compare, oneSlip } from './duplicate-rules.ts'

const somebody: Candidate = {
  id: '1',
  householdId: 'a',
  name: '王秀英',
  pinyin: 'wangxiuying',
  initials: () => 'wxy',
  birthDate: '1960-05-01',
  sex: 2,
  identityNumber: '231202196005019962',
  phoneHash: 'x',
  address: '人民街12号3单元',
  areaCode: '231202001000',
  isHead: true,
}
const other = (more: Partial<Candidate>): Candidate => ({ ...somebody, id: '2', householdId: 'b', ...more })
const unknown = { identityNumber: null, phoneHash: null, address: null, isHead: false } as const

const asked = (more: Partial<Candidate>) => compare(somebody, other(more)).score >= askedFrom
const textsOf = (person: Candidate): string[] => {
  const { birth, number, phone, home } = blocksOf(person)
  return [birth?.wide, birth?.narrow && `${birth.wide} ${birth.narrow}`, number, phone, home].filter(
    (text) => !!text,
  ) as string[]
}
const meet = (more: Partial<Candidate>) => {
  const texts = new Set(textsOf(somebody))
  return textsOf(other(more)).some((text) => texts.has(text))
}

test('slips of the pen are found and brought together', () => {
  const slips: Record<string, Partial<Candidate>> = {
    'same name and birth, number not known': unknown,
    'same sound': { ...unknown, name: '王秀颖' },
    'same phone and name': { ...unknown, phoneHash: 'x', birthDate: null },
    'same home and head': { ...unknown, address: '人民街 12号，3单元', isHead: true, birthDate: null },
    'one digit of the order': {
      identityNumber: '231202196005019970'.replace('997', '986'),
      phoneHash: null,
      address: null,
    },
    'one digit of the birth': {
      identityNumber: '231202196006019967',
      birthDate: '1960-06-01',
      phoneHash: null,
      address: null,
    },
    'one digit of the area': { identityNumber: '231203196005019969', phoneHash: null, address: null },
    'one character of the name': { ...unknown, name: '王秀芸', pinyin: 'wangxiuyun', phoneHash: 'x' },
    'the next day, over ten': { ...unknown, birthDate: '1960-05-02', phoneHash: 'x' },
    'the next month': { ...unknown, birthDate: '1960-06-01', phoneHash: 'x' },
    'day and month exchanged': { ...unknown, birthDate: '1960-01-05', phoneHash: 'x' },
    initials: { ...unknown, name: 'WXY', pinyin: 'wxy', initials: () => 'wxy', phoneHash: 'x' },
  }
  for (const [name, more] of Object.entries(slips)) {
    assert.ok(asked(more), `${name}: ${JSON.stringify(compare(somebody, other(more)))}`)
    assert.ok(meet(more), `${name} shares a key`)
  }
})

test('people who are not one are not asked about', () => {
  const neighbour = { name: '王秀芸', pinyin: 'wangxiuyun', identityNumber: '231202196005019872' }
  assert.ok(!asked({ ...neighbour, phoneHash: null, address: null }), 'strangers of one day and county')
  assert.ok(!asked({ ...unknown, name: '王秀芸', pinyin: 'wangxiuyun' }), 'another name of the same day')
  const neighbourCounty = { ...neighbour, identityNumber: '231222196005019960', phoneHash: null, address: null }
  assert.ok(!asked(neighbourCounty), 'another name, a number of the next county')
  assert.ok(
    !asked({ identityNumber: '231202196005010018', phoneHash: null, address: null, isHead: false }),
    'namesakes',
  )
  const sameDay = { identityNumber: '231202196005019071', phoneHash: null, address: null, isHead: false }
  assert.ok(!asked(sameDay), 'namesakes born on one day, whose numbers differ in more than a slip')
  assert.ok(
    !asked({ name: '李军', pinyin: 'lijun', birthDate: '1990-01-01', identityNumber: null }),
    'one phone for a family',
  )
  assert.ok(!asked({ ...unknown, sex: 1, birthDate: null }), 'a namesake of the other sex')
})

test('the score is the sum of its reasons, and does not depend on who comes first', () => {
  const one = compare(somebody, other({ name: '王秀颖' }))
  assert.deepEqual(one, compare(other({ name: '王秀颖' }), somebody))
  const sum = one.reasons.reduce((total, reason) => total + reason.points, 0)
  assert.equal(one.score, Math.max(0, Math.min(100, sum)))
})

test('who is asked about is asked with the very score and reasons of the comparison', () => {
  const numbers = ['231202196005019962', '231202196006019967', '231202196005010018', null]
  const names = ['王秀英', '王秀颖', '王秀芸', '李军', 'WXY']
  for (const name of names)
    for (const identityNumber of numbers)
      for (const phoneHash of ['x', null])
        for (const address of ['人民街12号3单元', '人民街 13号', null])
          for (const birthDate of ['1960-05-01', '1960-05-02', '1990-01-01', null]) {
            const pinyin = name === '李军' ? 'lijun' : name === '王秀芸' ? 'wangxiuyun' : 'wangxiuying'
            const one = other({
              name,
              pinyin,
              identityNumber,
              phoneHash,
              address,
              birthDate,
              isHead: phoneHash === null,
            })
            const whole = compare(somebody, one)
            assert.deepEqual(askedAbout(somebody, one), whole.score >= askedFrom ? whole : undefined)
          }
})

test('initials stand for a name of as many characters only, and for nothing by themselves', () => {
  const codes = (name: string) =>
    compare(somebody, other({ ...unknown, name, pinyin: name.toLowerCase() })).reasons.map(({ code }) => code)
  assert.ok(codes('WXY').includes('same_initials') && codes('wxy').includes('same_initials'))
  assert.ok(!codes('WX').includes('same_initials') && !codes('WXZ').includes('same_initials'))
  assert.ok(!asked({ ...unknown, name: 'WXY', pinyin: 'wxy' }))
})

test('a slip is one character or two neighbours', () => {
  assert.ok(oneSlip('1234', '1334') && oneSlip('1234', '1324'))
  assert.ok(!oneSlip('1234', '1234') && !oneSlip('1234', '4231') && !oneSlip('1234', '123'))
})
