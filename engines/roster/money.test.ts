import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { CellError, SerialDay } from './grid.ts'
import { moneyUnit, readAmount, readMoney } from './money.ts'

const inYuan = { unitFen: 100 }
const inTenThousand = { unitFen: 1_000_000 }
const fen = (cell: Parameters<typeof readMoney>[0], column = inYuan) => readMoney(cell, column).value

test('the ways officers write an amount', () => {
  for (const [text, value] of [
    ['1,200', 120_000],
    ['￥500元', 50_000],
    ['0.5万', 500_000],
    ['3883万元', 3_883_000_000],
    ['壹仟贰佰元整', 120_000],
    ['叁佰元伍角', 30_050],
    ['一万二千', 1_200_000],
    ['无', 0],
    ['—', 0],
    ['0元', 0],
    ['０', 0],
    ['(500)', -50_000],
    ['１８０００', 1_800_000],
    ['16000.00', 1_600_000],
    ['5千', 500_000],
    [' 200 元 ', 20_000],
    ['1.2w', 1_200_000],
    ['0.96W元', 960_000],
    ['3万9千600元', 3_960_000],
    ['9千600元', 960_000],
    ['1万2千', 1_200_000],
    ['1万2千5百元', 1_250_000],
    ['3万5百元整', 3_050_000],
    ['年收入27100元', 2_710_000],
    ['家庭总收入：￥27100元', 2_710_000],
  ] as const)
    assert.deepEqual(readMoney(text, inYuan), { value }, text)
})

test('what is not certain is never guessed', () => {
  for (const text of [
    '约五千',
    '不详',
    '见附表',
    '#REF!',
    '一万二',
    '1万200元',
    '2万4千60元',
    '收入约2万',
    '500-800',
    '1,20',
    '1.2.3',
    '三四千',
    '500元左右',
    '=1+1',
    '约500',
    '5千多',
    '十几万',
  ])
    assert.deepEqual(readMoney(text, inYuan), { value: null, fault: 'amount_unreadable' }, text)
  for (const cell of [new CellError('#REF!'), new SerialDay(39_009), true])
    assert.equal(readMoney(cell, inYuan).fault, 'amount_unreadable')
})

test('an amount that names another time than its column is not taken for that time', () => {
  assert.equal(readMoney('月收入1000元', { unitFen: 100, period: 'year' }).fault, 'amount_unreadable')
  assert.equal(readMoney('年收入1000元', { unitFen: 100, period: 'year' }).value, 100_000)
})

test('the unit of the cell wins over that of the column', () => {
  assert.equal(fen(1.2, inTenThousand), 1_200_000)
  assert.equal(fen('1.2', inTenThousand), 1_200_000)
  assert.equal(fen('12000元', inTenThousand), 1_200_000)
  assert.equal(fen('1.2万', inYuan), 1_200_000)
})

test('an amount for another time than the column says is not converted', () => {
  const yearly = { unitFen: 100, period: 'year' as const }
  assert.equal(readMoney('500/月', yearly).fault, 'amount_unreadable')
  assert.equal(readMoney('每月500元', yearly).fault, 'amount_unreadable')
  assert.equal(readMoney('12000元/年', yearly).value, 1_200_000)
  assert.equal(readMoney('500元/人·月', { unitFen: 100, period: 'month' }).value, 50_000)
})

test('computed amounts are rounded to the fen and noted', () => {
  assert.deepEqual(readMoney(1333.333333, inYuan), { value: 133_333, note: 'rounded' })
  assert.deepEqual(readMoney(0.1 + 0.2, inYuan), { value: 30 })
})

test('units of headings and of lines above the table', () => {
  for (const [text, unit] of [
    ['家庭收入（元）', 100],
    ['年收入（万元）', 1_000_000],
    ['年收入万元', 1_000_000],
    ['填报单位：某某总工会　　单位：万元　　填报日期：2006年10月22日', 1_000_000],
    ['填报单位：元宝区总工会', undefined],
    ['家庭年收入', undefined],
    ['月保障金额(元/月)', 100],
    ['年收入（万）', 1_000_000],
    ['家庭年收入（单位：万）', 1_000_000],
    ['填报单位：县总工会　单位：万', 1_000_000],
    ['人数（百）', undefined],
    ['单位：万福机械厂', undefined],
  ] as const)
    assert.equal(moneyUnit(text), unit, text)
})

test('property: every amount comes back from every way of writing it', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (amount) => {
      const yuan = `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`
      const grouped = yuan.replace(/\B(?=(\d{3})+\.)/g, ',')
      const tenThousands = `${(BigInt(amount) / 1_000_000n).toString()}.${String(amount % 1_000_000).padStart(6, '0')}万元`
      for (const text of [yuan, grouped, `￥${grouped}元`, tenThousands]) assert.equal(fen(text), amount, text)
    }),
  )
})

test('property: no text makes it throw or answer half an amount', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.string({ unit: fc.constantFrom(...'0123456789.,万千百元￥()-+/年月约多一二两十零壹佰 ') }),
      ),
      (text) => {
        const { value, fault } = readMoney(text, inYuan)
        assert.ok(value === null || Number.isSafeInteger(value))
        assert.ok(fault === undefined || value === null)
      },
    ),
  )
})

test('an amount below nothing, and one for a month under a heading without a time, are kept and told', () => {
  for (const text of ['(1200)', '-1200', '（￥1,200元）', -1200])
    assert.deepEqual(readAmount(text, inYuan), { value: -120_000, note: 'amount_negative' }, String(text))
  for (const text of ['500/月', '每月500元'])
    assert.deepEqual(readMoney(text, inYuan), { value: 50_000, note: 'amount_monthly' }, text)
  assert.deepEqual(readMoney('500/月', { unitFen: 100, period: 'month' }), { value: 50_000 })
  assert.deepEqual(readMoney('6000元/年', inYuan), { value: 600_000 })
})
