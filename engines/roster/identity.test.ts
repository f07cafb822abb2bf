import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '../../core/date.ts'
import { checkCharacter } from '../../core/identity-number.ts'
import { CellError } from './grid.ts'
import { readIdentityNumber } from './identity.ts'

const anyNumber = fc
  .tuple(
    fc.integer({ min: 110_101, max: 659_010 }),
    fc.integer({ min: 0, max: 36_000 }),
    fc.integer({ min: 996, max: 999 }),
  )
  .map(([area, days, order]) => `${area}${addDays('1900-01-01', days).replaceAll('-', '')}${order}`)
  .map((first17) => first17 + checkCharacter(first17))

test('what a cell of an identity number can be', () => {
  const good = '11010519491231002X'
  for (const text of [
    '11010519491231002x',
    '１１０１０５１９４９１２３１００２Ｘ',
    ' 110105 19491231 002X ',
    "'11010519491231002X",
    '\u200b11010519491231002X\u200b',
    '110105-19491231-002X',
    '110105491231002',
    '11010519491231002Ⅹ',
    '11010519491231002X。',
    'ID：11010519491231002X',
    'id:11010519491231002x,',
  ])
    assert.deepEqual(readIdentityNumber(text), { value: good }, text)
  assert.deepEqual(readIdentityNumber('11010519491231002X（长期）'), { value: good, note: 'remark_removed' })
  // Digits in brackets may be the rest of a number that was cut.
  assert.equal(readIdentityNumber('110105194912310(02X)').value, null)
  assert.equal(readIdentityNumber('11010519491231002(X)').value, null)
})

test('each fault by its own name', () => {
  for (const [cell, fault] of [
    [undefined, 'required_missing'],
    ['　', 'required_missing'],
    ['1101051949123100', 'id_length'],
    ['无', 'id_length'],
    [12_345, 'id_length'],
    ['110105194912310021', 'id_checksum'],
    ['11010519491231002×', 'id_checksum'],
    ['110105194913310021', 'id_date'],
    ['110105491331002', 'id_date'],
    [110_105_194_912_310_020, 'id_precision_lost'],
    ['110105194912310000', 'id_precision_lost'],
    ['1.10105E+17', 'id_precision_lost'],
    [new CellError('#N/A'), 'id_length'],
  ] as const)
    assert.equal(readIdentityNumber(cell).fault, fault, String(cell))
})

test('a valid number that happens to end in 000 is a number like any other', () => {
  const days = Array.from({ length: 28 }, (_, day) => `231202198001${String(day + 1).padStart(2, '0')}000`)
  const endings = days.filter((first17) => checkCharacter(first17) === '0')
  assert.ok(endings.length > 0)
  for (const first17 of endings) assert.deepEqual(readIdentityNumber(`${first17}0`), { value: `${first17}0` })
})

test('property: a valid number is read however it is typed, and one wrong digit is seen', () => {
  fc.assert(
    fc.property(anyNumber, fc.integer({ min: 0, max: 16 }), (number, place) => {
      assert.equal(readIdentityNumber(number.toLowerCase()).value, number)
      assert.equal(readIdentityNumber(`${number.slice(0, 6)}　${number.slice(6)}`).value, number)
      const digit = (Number(number[place]) + 1) % 10
      const wrong = number.slice(0, place) + digit + number.slice(place + 1)
      assert.equal(readIdentityNumber(wrong).value, null)
    }),
  )
})
