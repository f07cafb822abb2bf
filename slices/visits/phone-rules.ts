// What the phone's pages compute: nothing here imports the validator, which alone would take a third of their 170 KB.

/** Short marks of what the visitor saw (C-12, and the winter check of D-07); words may be added to each part. */
export const visitMarks = {
  living: ['steady', 'food_short', 'clothes_short', 'cold_home', 'unsafe_home', 'harder', 'better'],
  thinking: ['confident', 'worried', 'downcast', 'wants_work', 'thankful'],
  difficulties: ['illness', 'schooling', 'no_job', 'debt', 'housing', 'care', 'none'],
  needs: ['money', 'goods', 'job', 'training', 'medical', 'schooling', 'housing', 'advice', 'company'],
} as const

/** Yuan as typed (`１００`, `12.5元`) in fen as text; undefined when it is no amount above 0 or finer than a fen. */
export function fenTyped(text: string): string | undefined {
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text.normalize('NFKC').replace(/[,\s元¥]/g, ''))
  const fen = match ? BigInt(match[1] as string) * 100n + BigInt((match[2] ?? '').padEnd(2, '0')) : 0n
  return fen > 0n ? fen.toString() : undefined
}

/** Fen as yuan: `50000` → `500`, `1250` → `12.50`. */
export function yuanOf(fen: string): string {
  const yuan = fen.slice(0, -2) || '0'
  const rest = fen.slice(-2).padStart(2, '0')
  return rest === '00' ? yuan : `${yuan}.${rest}`
}

/** The day `days` after a day. */
export const daysLater = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)
