import type { Text } from '../../core/messages.ts'
import type { Say } from './language.tsx'

/** What stands between names in a row, and between clauses, in the marks of the reader's language. */
export const betweenNames: Text = { zh: '、', en: ', ' }
export const betweenClauses: Text = { zh: '；', en: '; ' }

/** Names in a row. */
export const listed = (t: Say, parts: readonly string[]): string => parts.join(t(betweenNames))

/** Clauses in a row: reasons, observations. */
export const clauses = (t: Say, parts: readonly string[]): string => parts.join(t(betweenClauses))

/** A name and what is said of it. */
export const named = (t: Say, name: string, said: string): string => `${name}${t({ zh: '：', en: ': ' })}${said}`

/** A text and what is said beside it, in brackets. */
export const aside = (t: Say, text: string, beside: string): string =>
  `${text}${t({ zh: '（', en: ' (' })}${beside}${t({ zh: '）', en: ')' })}`
