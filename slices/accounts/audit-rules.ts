import { type Language, say } from '../../core/messages.ts'
import { formatFen } from '../../core/yuan.ts'
import { auditFactWords, auditValueWords } from './audit-fact-messages.ts'
import { auditKindWords, auditVerbWords } from './audit-messages.ts'

/** An event's name in words; one that is not known here stands as it is. */
export function eventText(event: string, language: Language): string {
  const [kind = '', verb = ''] = event.split('.')
  const [kindText, verbText] = [auditKindWords[kind], auditVerbWords[verb]]
  return kindText && verbText ? `${say(kindText, language)} · ${say(verbText, language)}` : event
}

function valueText(key: string, value: unknown, language: Language): string {
  if (Array.isArray(value))
    return value.map((one) => valueText(key, one, language)).join(language === 'zh' ? '、' : ', ')
  if (value === null || value === undefined || value === '') return say(auditValueWords.nothing, language)
  if (typeof value === 'boolean') return say(value ? auditValueWords.yes : auditValueWords.no, language)
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, part]) => `${name} ${valueText(name, part, language)}`)
      .join(language === 'zh' ? '、' : ', ')
  if (key.endsWith('Fen')) return say(auditValueWords.yuan, language, { amount: formatFen(String(value)) })
  return String(value)
}

/** The facts of an event as `名称：值；名称：值`; empty where there are none. */
export const factsText = (facts: Readonly<Record<string, unknown>>, language: Language): string =>
  Object.entries(facts)
    .map(([key, value]) => {
      const name = auditFactWords[key]
      const text = valueText(key, value, language)
      return language === 'zh'
        ? `${name ? say(name, language) : key}：${text}`
        : `${name ? say(name, language) : key}: ${text}`
    })
    .join(language === 'zh' ? '；' : '; ')
