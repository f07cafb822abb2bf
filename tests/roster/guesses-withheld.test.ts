import assert from 'node:assert/strict'
import { test } from 'node:test'
import { id, name, nobodys, people, read } from './people-beside.ts'

test('numbers of other things, bodies that treat or teach, illnesses and trades are not guessed to be the person’s facts', () => {
  const lookAlikes = [
    ['住院号', 'phone', (place: number) => `2600${1200 + place}`],
    ['康复登记编号', 'phone', (place: number) => `2600${1200 + place}`],
    ['定点康复机构', 'unit', () => '阳光康复中心'],
    ['服务机构', 'unit', () => '阳光养老服务中心'],
    ['诊疗医院', 'unit', () => '县人民医院'],
    ['求职意向', 'ethnicity', () => '保安'],
    ['想干什么', 'ethnicity', () => '保安'],
    ['录取学校', 'cause', () => '哈尔滨理工大学'],
    ['给付项目', 'cause', () => '重大疾病'],
    ['所患疾病', 'cause', () => '尿毒症'],
    ['失能等级', 'cause', () => '中度失能'],
    ['对方当事人', 'unit', () => '远大建筑公司'],
    [['救治医院', '名称'], 'unit', () => '市第一医院'],
  ] as const
  for (const [heading, field, value] of lookAlikes) {
    const places = new Map(people.map((one, place) => [one, place]))
    const values = read([
      typeof heading === 'string' ? ['姓名', name] : [['患者', '姓名'], name],
      typeof heading === 'string' ? ['身份证号', id] : [['', '身份证号'], id],
      [heading, (one) => value(places.get(one) ?? 0)],
    ])
    assert.deepEqual(values(field), nobodys, String(heading))
  }
})

test('a heading in strange words is still told by what stands below it', () => {
  const values = read([
    ['姓名', name],
    ['身份证号', id],
    ['怎样找到本人', (one) => one.phone],
    ['为何贫困', () => '因病'],
    ['何族', () => '保安族'],
    ['所在机构', () => '县水利局'],
  ])
  assert.deepEqual(
    values('phone'),
    people.map(({ phone }) => phone),
  )
  assert.deepEqual(
    values('cause'),
    people.map(() => 'illness'),
  )
  assert.deepEqual(
    values('ethnicity'),
    people.map(() => '47'),
  )
  assert.deepEqual(
    values('unit'),
    people.map(() => '县水利局'),
  )
})
