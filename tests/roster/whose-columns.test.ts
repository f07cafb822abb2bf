import assert from 'node:assert/strict'
import { test } from 'node:test'
import { id, name, nobodys, other, otherId, otherPhone, people, read } from './people-beside.ts'

const phones = people.map(({ phone }) => phone)

test('whoever collects, inherits or is related is not the patient, old person or survivor the row is about', () => {
  for (const [mine, group] of [
    ['患者姓名', '领款人'],
    ['老人姓名', '委托领取人'],
    ['救助对象姓名', '受托人'],
  ] as const) {
    const values = read([
      [mine, name],
      ['身份证号', id],
      [[group, '姓名'], other],
      [['', '与患者关系'], () => '母子'],
      [['', '电话'], otherPhone],
      [['', '银行卡号'], () => '6228000000000000'],
    ])
    assert.deepEqual(values('phone'), nobodys, group)
  }
  // The name of whom the number follows, however surely the other is a name.
  for (const whom of ['亲属', '护工', '送养人'])
    read([
      ['老人姓名', name],
      ['身份证号', id],
      [`${whom}姓名`, other],
      [`${whom}电话`, otherPhone],
    ])
})

test('a list about the survivors names the dead first, and gives them none of the dead worker’s facts', () => {
  const flat = read([
    ['死者姓名', other],
    ['死者生前单位', () => '市乳品厂'],
    ['遗属姓名', name],
    ['与死者关系', () => '配偶'],
    ['遗属身份证号', id],
    ['遗属电话', (one) => one.phone],
  ])
  assert.deepEqual(flat('unit'), nobodys)
  assert.deepEqual(flat('phone'), phones)
  const grouped = read([
    [['因公牺牲职工', '姓名'], other],
    [['', '工作单位'], () => '市乳品厂'],
    [['遗属（慰问对象）', '姓名'], name],
    [['', '与牺牲职工关系'], () => '妻子'],
    [['', '身份证号'], id],
  ])
  assert.deepEqual(grouped('unit'), nobodys)
})

test('who applies together with the person of the row makes no family of the rows and has a number of their own', () => {
  const values = read([
    [['申请人', '姓名'], name],
    [['', '身份证号'], id],
    [['', '联系电话'], (one) => one.phone],
    [['共同申请人', '姓名'], other],
    [['', '关系'], () => '配偶'],
    [['', '身份证号'], otherId],
  ])
  assert.deepEqual(values('phone'), phones)
})

test('the only number belongs to the pupil when it stands between the pupil’s name and the parent’s, in hardship too', () => {
  const values = read([
    ['学生姓名', name],
    ['身份证号', id],
    ['家长姓名', other],
    ['家长电话', otherPhone],
    ['致贫原因', () => '因病'],
  ])
  assert.deepEqual(values('phone'), nobodys)
  // 家长（户主） is a parent as well.
  read([
    ['学生姓名', name],
    ['性别', () => ''],
    ['学生身份证号', id],
    ['家长（户主）姓名', other],
    ['家长（户主）身份证号', otherId],
  ])
})

test('a number that says nobody’s is whose name stands before it, before the beneficiary’s or agent’s own', () => {
  for (const [mine, theirs] of [
    ['被保险人', '受益人'],
    ['车主', '代办人'],
  ] as const) {
    const values = read([
      [`${mine}姓名`, name],
      ['证件号码', id],
      ['联系电话', (one) => one.phone],
      [`${theirs}姓名`, other],
      [`${theirs}证件号码`, otherId],
    ])
    assert.deepEqual(values('phone'), phones, mine)
  }
})

test('whom volunteers visit is the person, named after them or before; a foster family’s home and telephone are its own', () => {
  for (const whom of ['结对儿童', '帮扶老人', '结对困难家庭']) {
    const values = read([
      [['志愿者（爱心妈妈）', '姓名'], other],
      [['', '身份证号'], otherId],
      [['', '工作单位'], () => '市乳品厂'],
      [['', '联系电话'], otherPhone],
      [[whom, '姓名'], name],
      [['', '身份证号'], id],
      [['', '家庭住址'], (one) => one.home],
    ])
    assert.deepEqual([values('unit'), values('phone')], [nobodys, nobodys], whom)
    assert.deepEqual(
      values('address'),
      people.map(({ home }) => home),
    )
  }
  const fostered = read([
    ['姓名', name],
    ['身份证号', id],
    ['寄养家庭户主', other],
    ['寄养家庭电话', otherPhone],
    ['寄养家庭地址', (one) => one.otherHome],
  ])
  assert.deepEqual([fostered('phone'), fostered('address')], [nobodys, nobodys])
})

test('who is served is told from who serves though neither heading says 姓名', () => {
  const values = read([
    ['服务对象', name],
    ['身份证号', id],
    ['联系电话', (one) => one.phone],
    ['服务人员', other],
    ['服务人员电话', otherPhone],
  ])
  assert.deepEqual(values('phone'), phones)
})

test('what was changed to holds, and not what stood before', () => {
  const values = read([
    ['姓名', name],
    ['身份证号', id],
    ['原单位', () => '市乳品厂'],
    ['现单位', () => '县水利局'],
    ['调整前家庭人口', () => 2],
    ['变更前家庭年收入', () => 9000],
    ['调整后家庭人口', () => 3],
    ['变更后家庭年收入', () => 12_000],
  ])
  assert.deepEqual(
    [values('unit')[0], values('household_size')[0], values('annual_income_fen')[0]],
    ['县水利局', 3, 1_200_000],
  )
})

test('facts that name the person of the row are that person’s though their words often mean something else', () => {
  // 残疾…号 is mostly a certificate, 救助… mostly who helps.
  for (const [whom, others] of [
    ['残疾人', '法定代理人'],
    ['救助申请人', '加害人'],
  ] as const) {
    const values = read([
      [`${whom}姓名`, name],
      [`${whom}身份证号`, id],
      [`${whom}电话`, (one) => one.phone],
      [`${others}姓名`, other],
      [`${others}电话`, otherPhone],
    ])
    assert.deepEqual(values('phone'), phones, whom)
    read([
      [`${whom}姓名`, name],
      [`${whom}身份证号`, id],
    ])
  }
})

test('whoever lets, employs, gives, teaches, heals or does the harm is not the person, though named first with a number', () => {
  for (const whom of ['房东', '雇主', '捐赠人', '资助人', '教师', '加害人']) {
    const values = read([
      [`${whom}姓名`, other],
      [`${whom}身份证号`, otherId],
      [`${whom}电话`, otherPhone],
      ['受助学生姓名', name],
      ['受助学生身份证号', id],
    ])
    assert.deepEqual(values('phone'), nobodys, whom)
  }
})

test('how the ill relative of each row stands to the worker makes no one family of all the workers', () => {
  const values = read([
    ['职工姓名', name],
    ['身份证号', id],
    ['联系电话', (one) => one.phone],
    ['患者姓名', other],
    ['患者身份证号', otherId],
    ['与职工关系', () => '父亲'],
  ])
  assert.deepEqual(values('phone'), phones)
})

test('接领人与受助人关系 names both of a row and makes no families', () => {
  const values = read([
    ['救助编号', (one) => one.otherPhone.slice(-6)],
    ['受助人员姓名', name],
    ['身份证号码', id],
    ['接领人姓名', other],
    ['接领人与受助人关系', () => '哥哥'],
    ['接领人身份证号', otherId],
    ['接领人电话', otherPhone],
  ])
  assert.deepEqual(values('phone'), nobodys)
})
