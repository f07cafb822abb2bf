import assert from 'node:assert/strict'
import { checkCharacter } from '../../core/identity-number.ts'
import type { Cell } from '../../engines/roster/grid.ts'
import { readRoster } from '../../engines/roster/read-roster.ts'
import { oneSheet } from './one-sheet.ts'

const identity = (birth: string, order: string): string => {
  const first17 = `231202${birth}${order}`
  return first17 + checkCharacter(first17)
}
/** Twelve people with somebody beside them, women and men in turn; the other is of the other sex. */
export const people = [...'赵钱孙李周吴郑王冯陈沈韩'].map((surname, index) => ({
  name: `${surname}建国`,
  id: identity(`194503${index + 10}`, index % 2 ? '997' : '998'),
  phone: `138000011${index + 10}`,
  home: `安宁街${index + 1}号`,
  other: `${surname}小雨`,
  otherId: identity(`197503${index + 10}`, index % 2 ? '998' : '997'),
  otherSex: index % 2 ? '女' : '男',
  otherPhone: `150000022${index + 10}`,
  otherHome: `外县路${index + 1}号`,
}))
export type Made = (typeof people)[number]
export type Columns = readonly (readonly [heading: string | readonly [string, string], cell: (one: Made) => Cell])[]

export const name = (one: Made) => one.name
export const id = (one: Made) => one.id
export const other = (one: Made) => one.other
export const otherId = (one: Made) => one.otherId
export const otherPhone = (one: Made) => one.otherPhone

/** What is read of a list with these columns about the twelve: all of them, no family and no fault. */
export function read(columns: Columns) {
  const body = people.map((one) => columns.map(([, cell]) => cell(one)))
  const grouped = columns.some(([heading]) => typeof heading !== 'string')
  const [upper, lower] = [0, 1].map((level) =>
    columns.map(([heading]): Cell => (typeof heading === 'string' ? heading : heading[level])),
  ) as [Cell[], Cell[]]
  const reading = readRoster(oneSheet([upper, ...(grouped ? [lower] : []), ...body]), { counties: new Map() })
  assert.deepEqual(
    reading.issues.filter(({ severity }) => severity !== 'info'),
    [],
  )
  assert.equal(reading.households?.length ?? 0, 0)
  const values = (field: string) =>
    reading.records.map((record) => record.values[field as keyof typeof record.values] ?? null)
  assert.deepEqual(values('name'), people.map(name))
  assert.deepEqual(values('id_number'), people.map(id))
  return values
}
export const nobodys = people.map(() => null)
