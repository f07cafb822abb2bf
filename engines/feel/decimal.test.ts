import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import {
  add,
  compareDecimals,
  Decimal,
  decimal,
  divide,
  formatDecimal,
  fromDouble,
  modulo,
  multiply,
  parseDecimal,
  type Rounding,
  round,
  subtract,
} from './decimal.ts'
import { exponential, logarithm, power, squareRoot } from './decimal-functions.ts'

const of = (text: string): Decimal => parseDecimal(text) as Decimal
const text = (value: Decimal | undefined): string | undefined => value && formatDecimal(value)
const small = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.integer({ min: -6, max: 6 }))
  .map(([coefficient, exponent]) => decimal(coefficient, exponent) as Decimal)

test('a tenth and two tenths are three tenths', () => {
  assert.equal(text(add(of('0.1'), of('0.2'))), '0.3')
  assert.equal(text(multiply(of('0.1'), of('3'))), '0.3')
  assert.equal(text(fromDouble(0.1)), '0.1')
})

test('sums and products follow the laws of arithmetic exactly', () => {
  fc.assert(
    fc.property(small, small, small, (a, b, c) => {
      const sum = (x: Decimal, y: Decimal) => add(x, y) as Decimal
      const product = (x: Decimal, y: Decimal) => multiply(x, y) as Decimal
      assert.deepEqual(sum(a, b), sum(b, a))
      assert.deepEqual(sum(sum(a, b), c), sum(a, sum(b, c)))
      assert.deepEqual(product(a, b), product(b, a))
      assert.deepEqual(subtract(sum(a, b), b), a)
      assert.equal(compareDecimals(a, b), Math.sign(Number(text(subtract(a, b)))) + 0)
    }),
  )
})

test('what is written is read back as the same number', () => {
  fc.assert(fc.property(small, (a) => assert.deepEqual(parseDecimal(formatDecimal(a)), a)))
  assert.equal(text(of('-0012.3400')), '-12.34')
  assert.equal(text(of('1.5e3')), '1500')
  for (const wrong of ['', '.', 'x', '1,5', '0x1F', 'Infinity', '1e']) assert.equal(parseDecimal(wrong), undefined)
})

test('a division keeps 34 digits, rounded once', () => {
  assert.equal(text(divide(of('1'), of('3'))), `0.${'3'.repeat(34)}`)
  assert.equal(text(divide(of('2'), of('3'))), `0.${'6'.repeat(33)}7`)
  assert.equal(text(divide(of('1'), of('8'))), '0.125')
  assert.equal(divide(of('1'), of('0')), undefined)
  fc.assert(
    fc.property(small, small, (a, b) => {
      if (b.coefficient === 0n) return
      const product = multiply(a, b) as Decimal
      assert.deepEqual(divide(product, b), a)
    }),
  )
})

test('a remainder has the sign of the divisor', () => {
  const cases: [string, string, string][] = [
    ['10', '4', '2'],
    ['-10', '4', '2'],
    ['10', '-4', '-2'],
    ['-10.1', '4.5', '3.4'],
    ['10.1', '-4.5', '-3.4'],
  ]
  for (const [a, b, expected] of cases) assert.equal(text(modulo(of(a), of(b))), expected)
  assert.equal(modulo(of('1'), of('0')), undefined)
})

test('every rounding does what its name says, below zero too', () => {
  const cases: [Rounding, string, string, string, string][] = [
    ['half even', '2', '-2', '4', '-4'],
    ['half up', '3', '-3', '4', '-4'],
    ['half down', '2', '-2', '3', '-3'],
    ['up', '3', '-3', '4', '-4'],
    ['down', '2', '-2', '3', '-3'],
    ['floor', '2', '-3', '3', '-4'],
    ['ceiling', '3', '-2', '4', '-3'],
  ]
  for (const [rounding, ...expected] of cases) {
    const got = ['2.5', '-2.5', '3.5', '-3.5'].map((value) => text(round(of(value), 0, rounding)))
    assert.deepEqual(got, expected, rounding)
  }
  assert.equal(text(round(of('1234.567'), -2, 'half up')), '1200')
  assert.equal(text(round(of('0.0001'), 2, 'up')), '0.01')
})

test('numbers beyond decimal128 are refused, tiny ones are zero', () => {
  assert.equal(decimal(1n, 6145), undefined)
  assert.equal(text(decimal(1n, -6200)), '0')
  assert.equal(digits(decimal(10n ** 40n + 1n)), 1)
})

const digits = (value: Decimal | undefined): number | undefined => value?.coefficient.toString().length

test('roots, logarithms and powers are right to the last digit kept', () => {
  assert.equal(text(squareRoot(of('2'))), '1.414213562373095048801688724209698')
  assert.equal(text(squareRoot(of('0.25'))), '0.5')
  assert.equal(squareRoot(of('-1')), undefined)
  assert.equal(text(exponential(of('1'))), '2.718281828459045235360287471352662')
  assert.equal(text(logarithm(of('10'))), '2.302585092994045684017991454684364')
  assert.equal(logarithm(of('0')), undefined)
  assert.equal(text(power(of('1.1'), of('10'))), '2.5937424601')
  assert.equal(text(power(of('-2'), of('-3'))), '-0.125')
  assert.equal(power(of('0'), of('-1')), undefined)
  assert.equal(power(of('-2'), of('0.5')), undefined)
  fc.assert(
    fc.property(small, (a) => {
      const square = multiply(a, a) as Decimal
      assert.deepEqual(squareRoot(square), new Decimal(a.coefficient < 0n ? -a.coefficient : a.coefficient, a.exponent))
    }),
  )
})
