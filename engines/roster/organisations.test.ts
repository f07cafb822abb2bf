import assert from 'node:assert/strict'
import { test } from 'node:test'
import { creditCheckCharacter } from './credit-code.ts'
import type { Cell, Sheet } from './grid.ts'
import { readRoster } from './read-roster.ts'
import type { RosterReading } from './reading.ts'

const counties = new Map([
  ['北林区', '231202'],
  ['望奎县', '231221'],
])

function read(...table: Cell[][]): RosterReading {
  const rows = table.map((cells, index) => ({ number: index + 1, cells }))
  const sheet: Sheet = { name: '表一', hidden: false, rows, merges: [], hiddenColumns: [] }
  return readRoster({ sheets: [sheet], date1904: false }, { counties })
}

const first17 = '91231200MA1ABCD12'
const code = first17 + creditCheckCharacter(first17)

test('the check character of a credit code', () => {
  // Of a code with a known check character: the example of GB 32100-2015 annex A.
  assert.equal(creditCheckCharacter('91350100M000100Y4'), '3')
  assert.equal(creditCheckCharacter('9135010OM000100Y4'), undefined)
})

test('a list of units with its kinds, parents and codes', () => {
  const reading = read(
    ['绥化市帮扶单位名录'],
    [
      '序号',
      '单位名称',
      '单位类型',
      '企业状况',
      '上级单位',
      '所在县（市、区）',
      '所属系统',
      '统一社会信用代码',
      '负责人',
      '联系电话',
    ],
    [1, '望奎县总工会', '工会', '', '绥化市总工会', '望奎县', '', code, '王为民', '0455-6722001'],
    [
      2,
      '第一 机械厂',
      '国有企业',
      '停产',
      '望奎县总工会',
      '北林区',
      '工业',
      `${first17}${code.endsWith('0') ? '1' : '0'}`,
      '',
      '',
    ],
    [3, '', '学校', '', '', '望奎县', '教育', '', '', ''],
    [4, '春风学校', '书院', '', '', '', '', '', '', ''],
    ['合计', 4],
  )
  assert.equal(reading.kind, 'organisation')
  assert.deepEqual(
    reading.records.map(({ row, values }) => [row, values]),
    [
      [
        3,
        {
          organisation_name: '望奎县总工会',
          organisation_kind: 'union',
          enterprise_state: null,
          parent_name: '绥化市总工会',
          county: '231221',
          sector: null,
          credit_code: code,
          responsible_person: '王为民',
          phone: '0455-6722001',
        },
      ],
      [
        4,
        {
          organisation_name: '第一机械厂',
          organisation_kind: 'enterprise',
          enterprise_state: 'in_hardship',
          parent_name: '望奎县总工会',
          county: '231202',
          sector: '工业',
          credit_code: `${first17}${code.endsWith('0') ? '1' : '0'}`,
          responsible_person: null,
          phone: null,
        },
      ],
      [
        6,
        {
          organisation_name: '春风学校',
          organisation_kind: null,
          enterprise_state: null,
          parent_name: null,
          county: null,
          sector: null,
          credit_code: null,
          responsible_person: null,
          phone: null,
        },
      ],
    ],
  )
  assert.deepEqual(
    reading.issues.map(({ cell, code, severity }) => `${cell} ${code} ${severity}`),
    ['H4 credit_code_invalid warning', 'B5 required_missing error', 'C6 code_unknown warning'],
  )
  assert.deepEqual(
    reading.rejected.map(({ row }) => row),
    [5],
  )
})

test('a list of enterprises in other words', () => {
  const reading = read(
    ['企业名称', '生产经营状况', '法定代表人姓名', '主管部门', '法定代表人电话'],
    ['红旗酿酒有限责任公司', '正常经营', '李为公', '市工信局', '13900000001'],
    ['东风农机厂', '已破产', '', '同上', '、'],
  )
  assert.equal(reading.kind, 'organisation')
  assert.deepEqual(
    reading.records.map(({ values }) => Object.values(values)),
    [
      ['红旗酿酒有限责任公司', 'running', '李为公', '市工信局', '13900000001'],
      ['东风农机厂', 'bankrupt', null, '市工信局', null],
    ],
  )
})

test('lists of people are never taken for organisations', () => {
  const kind = (...headings: string[]) =>
    read(
      headings,
      headings.map(() => '甲'),
    ).kind
  assert.equal(kind('单位名称', '单位性质', '企业状况', '姓名', '身份证号'), 'hardship_worker')
  assert.equal(kind('企业名称', '企业性质', '职工', '公民身份号码', '联系电话'), 'hardship_worker')
  assert.equal(kind('帮扶单位', '单位类型', '帮扶干部', '职务', '联系电话', '可帮扶户数'), 'helper')
  assert.equal(kind('单位名称', '上级单位', '联系人', '联系电话', '特长', '可帮扶户数'), 'helper')
  assert.equal(kind('单位名称', '户主姓名', '与户主关系', '单位性质'), 'household_members')
  assert.equal(kind('机构名称', '机构类型', '联系人', '联系电话'), 'organisation')
})
