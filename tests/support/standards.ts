import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** The file of standards as it is imported. */
export const parameters = readFileSync(join(import.meta.dirname, '../fixtures/policies/parameters.csv'), 'utf8')
/** Its rows: name, region, residence, first day, value. */
export const standards = parameters
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(',') as [string, string, string, string, string])

/** The standard of dibao of a place in town today, by the lookup of the policies: county, prefecture, province, country. */
export function standardOf(areaCode: string): number {
  for (const digits of [6, 4, 2, 0]) {
    const region = areaCode.slice(0, digits).padEnd(6, '0')
    const newest = standards
      .filter(([name, where, who]) => name === 'dibao_standard_monthly_fen' && where === region && who === 'urban')
      .sort((one, other) => one[3].localeCompare(other[3]))
      .at(-1)
    if (newest) return Number(newest[4])
  }
  throw new Error(areaCode)
}
