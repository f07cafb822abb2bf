import { type Language, say } from '../../core/messages.ts'
import { auditFactWords, auditKindWords, auditVerbWords } from './audit-messages.ts'

/** An event's name in words; one that is not known here stands as it is. */
export function eventText(event: string, language: Language): string {
  const [kind = '', verb = ''] = event.split('.')
  const [kindText, verbText] = [auditKindWords[kind], auditVerbWords[verb]]
  return kindText && verbText ? `${say(kindText, language)} · ${say(verbText, language)}` : event
}

const valueText = (value: unknown): string =>
  Array.isArray(value)
    ? value.map(valueText).join('、')
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value)

/** The facts of an event as `名称：值；名称：值`; empty where there are none. */
export const factsText = (facts: Readonly<Record<string, unknown>>, language: Language): string =>
  Object.entries(facts)
    .map(([key, value]) => {
      const name = auditFactWords[key]
      return `${name ? say(name, language) : key}：${valueText(value)}`
    })
    .join('；')
