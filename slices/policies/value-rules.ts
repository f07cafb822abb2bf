import type { Parameters, Text } from '../../core/messages.ts'
import { formatFen } from '../../core/yuan.ts'
import { valueWords as words } from './messages.ts'

/** Whether a parameter is money: held in fen, typed and shown in yuan. */
export const isMoney = (name: string): boolean => name.endsWith('_fen') || name.endsWith('_fen_per_m2')

/** Decimal fen as decimal yuan, exactly: `35000.5` → `350.005`. */
export function yuanOfFen(fen: string): string {
  const [whole = '0', part = ''] = fen.split('.')
  const padded = whole.padStart(3, '0')
  const rest = `${padded.slice(-2)}${part}`.replace(/0+$/, '')
  const yuan = padded.slice(0, -2)
  return rest === '' ? yuan : `${yuan}.${rest}`
}

/** What a person typed as yuan as decimal fen, exactly; undefined when it is no amount. */
export function fenOfYuan(typed: string): string | undefined {
  const plain = typed.normalize('NFKC').replace(/[,\s元¥￥]/g, '')
  const match = /^(\d{1,13})(?:\.(\d{1,10}))?$/.exec(plain)
  if (!match) return undefined
  const part = (match[2] ?? '').padEnd(2, '0')
  const whole = `${match[1]}${part.slice(0, 2)}`.replace(/^0+(?=\d)/, '')
  const rest = part.slice(2).replace(/0+$/, '')
  return rest === '' ? whole : `${whole}.${rest}`
}

/** A value of a parameter as people read it: money in yuan, the rest as it is. */
export function valueInWords(name: string, value: string): { text: Text; parameters: Parameters } {
  if (name.endsWith('_fen_per_m2')) return { text: words.moneyPerArea, parameters: { amount: grouped(value) } }
  if (isMoney(name)) return { text: words.money, parameters: { amount: grouped(value) } }
  if (name.endsWith('_m2')) return { text: words.area, parameters: { amount: value } }
  if (name.startsWith('working_age')) return { text: words.age, parameters: { amount: value } }
  if (name.endsWith('_multiple')) return { text: words.multiple, parameters: { amount: value } }
  return { text: words.plain, parameters: { amount: value } }
}

/** Yuan with two decimals and groups, and the fractions of a fen where there are any. */
function grouped(fen: string): string {
  const [whole = '0', part = ''] = fen.split('.')
  return `${formatFen(whole)}${part.replace(/0+$/, '')}`
}
