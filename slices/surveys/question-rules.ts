import type { SurveyQuestion } from './model.ts'

/** Questions as an officer writes them, one a line: `存煤（吨）（数字）`, `有无棉衣（是否）`, `取暖（选项：煤、电）`. */
export function questionsOf(text: string): SurveyQuestion[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line, index) => ({ key: `q${index + 1}`, ...questionOf(line) }))
}

function questionOf(line: string): Omit<SurveyQuestion, 'key'> {
  const marked = /^(.*)[（(]([^（()）]*)[)）]$/.exec(line)
  const [text, mark] = [marked?.[1]?.trim() ?? line, marked?.[2]?.trim() ?? '']
  if (/^(数字|number)$/i.test(mark)) return { text, kind: 'number', choices: [] }
  if (/^(是否|yes\/no)$/i.test(mark)) return { text, kind: 'yes_no', choices: [] }
  const choice = /^(?:选项|choice)\s*[:：](.*)$/i.exec(mark)
  if (choice) {
    const choices = (choice[1] ?? '')
      .split(/[、,，;；]/)
      .map((one) => one.trim())
      .filter(Boolean)
    return { text, kind: 'choice', choices }
  }
  return { text: line, kind: 'text', choices: [] }
}
