/**
 * A text in both languages. zh-CN is the default and complete; `{name}` is replaced by a parameter, `{name|day|days}` by the
 * first word where the parameter is 1 and by the second otherwise.
 */
export type Text = { readonly zh: string; readonly en: string }
export type Language = 'zh' | 'en'
export type Parameters = Readonly<Record<string, string | number>>

/** A slice's words: keeps the keys, and the type checker sees that both languages are there. */
export const words = <Words extends Record<string, Text>>(given: Words): Words => given

/** The text in a language with its parameters filled in. */
export function say(text: Text, language: Language, parameters: Parameters = {}): string {
  return text[language].replace(
    /\{(\w+)(?:\|([^|}]*)\|([^|}]*))?\}/g,
    (hole, name: string, one?: string, many?: string) => {
      const value = parameters[name]
      if (value === undefined) return many ?? hole
      if (one === undefined) return String(value)
      return (String(value) === '1' ? one : many) ?? hole
    },
  )
}

/** The first language of an Accept-Language header that we speak; Chinese otherwise. */
export function languageOf(header: string | undefined): Language {
  for (const part of (header ?? '').split(',')) {
    const tag = part.trim().toLowerCase()
    if (tag.startsWith('zh')) return 'zh'
    if (tag.startsWith('en')) return 'en'
  }
  return 'zh'
}
