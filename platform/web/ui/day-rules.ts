import { isDay } from '../../../core/date.ts'

const parted = /^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?$/
const inOne = /^(\d{4})(\d{2})(\d{2})$/

/** A day as people type it (`2026-11-22`, `2026.1.5`, `2026年1月5日`, `20260105`, also full width); undefined otherwise. */
export function dayTyped(text: string): string | undefined {
  const plain = text.normalize('NFKC').replace(/\s/g, '')
  const match = parted.exec(plain) ?? inOne.exec(plain)
  if (!match) return undefined
  const [year, month, date] = match.slice(1) as [string, string, string]
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`
  return isDay(day) ? day : undefined
}
