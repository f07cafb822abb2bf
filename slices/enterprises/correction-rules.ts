import { formatFen } from '../../core/yuan.ts'
import { enterpriseWords as words } from './messages.ts'
import type { EnterpriseFigures } from './model.ts'

const asked = [
  ['employees', words.employees],
  ['laidOff', words.laidOff],
  ['hardshipWorkers', words.hardshipWorkers],
  ['insured', words.insured],
  ['arrearsPersons', words.arrearsPersons],
  ['wageArrearsFen', words.wageArrears],
  ['averageWageFen', words.averageWage],
] as const

const shown = (key: (typeof asked)[number][0], value: string | number | null): string =>
  value === null ? words.unknown.zh : key.endsWith('Fen') ? formatFen(String(value)) : String(value)

/**
 * What a correction of figures has changed, as a line of the enterprise's story, because the figures themselves are replaced;
 * undefined where nothing differs. In Chinese, like what a person writes there.
 */
export function correctionText(before: EnterpriseFigures, after: EnterpriseFigures): string | undefined {
  const changes = asked
    .filter(([key]) => before[key] !== after[key])
    .map(([key, text]) => `${text.zh} ${shown(key, before[key])} → ${shown(key, after[key])}`)
  return changes.length === 0 ? undefined : `更正 ${after.asOf} 的数据：${changes.join('；')}`
}
