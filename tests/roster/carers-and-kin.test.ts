import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRoster } from '../../engines/roster/read-roster.ts'
import { oneSheet } from './one-sheet.ts'
import { type Columns, id, name, nobodys, other, otherId, otherPhone, people, read } from './people-beside.ts'

test('how a guardian or contact stands to the one person of the row makes no family of the list', () => {
  const relations = ['与学生关系', '与患者关系', '与老人关系', '与被监护人的关系']
  for (const relation of relations) {
    const values = read([
      ['姓名', name],
      ['身份证号', id],
      ['监护人姓名', other],
      [relation, () => '母子'],
      ['监护人联系电话', otherPhone],
    ])
    assert.deepEqual(values('phone'), nobodys, relation)
  }
  read([
    ['申请人姓名', name],
    ['申请人身份证号', id],
    ['委托代办人', other],
    ['代办人与申请人关系', () => '母子'],
  ])
  for (const whom of ['监护人', '联系人', '紧急联系人', '代领人']) {
    const values = read([
      ['姓名', name],
      ['身份证号', id],
      [whom, other],
      ['关系', () => '母子'],
    ])
    assert.deepEqual(values('phone'), nobodys, whom)
  }
  const pupils: Columns = [
    ['学生姓名', name],
    ['身份证号', id],
    ['家长姓名', other],
    ['关系', () => '母子'],
    ['家长电话', otherPhone],
  ]
  assert.deepEqual(read(pupils)('phone'), nobodys)
})

test('rows of kin beside their head stay a family, whatever stands before the relation', () => {
  const rows = people.slice(0, 4).map((one, index) => [one.name, one.id, one.other, index ? '子' : '户主'])
  const { households } = readRoster(oneSheet([['姓名', '身份证号', '联系人', '与户主关系'], ...rows]), {
    counties: new Map(),
  })
  assert.deepEqual(
    households?.map(({ size }) => size),
    [4],
  )
})

test('sex, number, work and home of whoever keeps an old person are not that person’s', () => {
  for (const whom of ['赡养人', '扶养人', '抚养人', '照料人', '护理人']) {
    const values = read([
      ['姓名', name],
      ['身份证号', id],
      [`${whom}姓名`, other],
      [`${whom}性别`, (one) => one.otherSex],
      [`${whom}身份证号`, otherId],
      [`${whom}工作单位`, () => '市乳品厂'],
      [`${whom}住址`, (one) => one.otherHome],
      ['老人联系电话', (one) => one.phone],
      ['老人住址', (one) => one.home],
    ])
    assert.deepEqual(values('sex'), nobodys, whom)
    assert.deepEqual(values('unit'), nobodys, whom)
    assert.deepEqual(
      values('phone'),
      people.map(({ phone }) => phone),
    )
    assert.deepEqual(
      values('address'),
      people.map(({ home }) => home),
    )
  }
})

test('the number of a relative by letter or stem is not the head’s', () => {
  for (const relative of ['家庭成员A', '家庭成员甲', '亲属1', '家属一']) {
    read([
      ['户主姓名', name],
      ['户主身份证号', id],
      [relative, other],
      [`${relative}身份证号`, otherId],
    ])
  }
})

test('a guardian in a group of columns beside the patient’s is not the patient', () => {
  const values = read([
    [['患者', '姓名'], name],
    [['', '身份证号'], id],
    [['', '联系电话'], (one) => one.phone],
    [['监护人', '姓名'], other],
    [['', '身份证号'], otherId],
    [['', '联系电话'], otherPhone],
  ])
  assert.deepEqual(
    values('phone'),
    people.map(({ phone }) => phone),
  )
})

test('the telephone of a contact who is named and related is not the person’s', () => {
  const values = read([
    ['姓名', name],
    ['身份证号', id],
    ['联系人', other],
    ['与患者关系', () => '夫妻'],
    ['联系人电话', otherPhone],
  ])
  assert.deepEqual(values('phone'), nobodys)
})

test('where somebody lives goes before where somebody is registered, whichever stands first', () => {
  const values = read([
    ['姓名', name],
    ['身份证号', id],
    ['户籍地址', (one) => one.otherHome],
    ['经常居住地', (one) => one.home],
  ])
  assert.deepEqual(
    values('address'),
    people.map(({ home }) => home),
  )
})

test('the telephone of whoever has a name of their own in the list is theirs', () => {
  const others = [
    ['护理员姓名', '护理员联系电话'],
    ['签约医生', '医生电话'],
    ['包工头姓名', '包工头手机'],
    ['遗属姓名', '遗属电话'],
  ] as const
  for (const [whom, phone] of others) {
    const columns: Columns = [
      ['姓名', name],
      ['身份证号', id],
      [whom, other],
      [phone, otherPhone],
    ]
    assert.deepEqual(read(columns)('phone'), nobodys, phone)
    const own = read([...columns, ['本人手机号', (one) => one.phone]])
    assert.deepEqual(
      own('phone'),
      people.map(({ phone }) => phone),
    )
  }
  const patients = read([
    ['患者姓名', name],
    ['患者身份证号', id],
    ['患者电话', (one) => one.phone],
  ])
  assert.deepEqual(
    patients('phone'),
    people.map(({ phone }) => phone),
  )
})
