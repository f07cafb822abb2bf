import { useSyncExternalStore } from 'react'
import { type Language, type Parameters, say, type Text } from '../../core/messages.ts'

const keptAs = 'bangfu.language'
const listeners = new Set<() => void>()

const read = (): Language => {
  try {
    return localStorage.getItem(keptAs) === 'en' ? 'en' : 'zh'
  } catch {
    // A browser that forbids storage still shows Chinese.
    return 'zh'
  }
}

let language: Language = read()
const mark = () => {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  // Files are fetched by links, which can say nothing of the reader but this.
  Object.assign(document, { cookie: `bangfu_language=${language}; path=/; max-age=31536000; samesite=strict` })
}
mark()

/** The language the reader chose; Chinese unless told otherwise. For code outside components, such as headers. */
export const currentLanguage = (): Language => language

/** Chooses the language for this browser and redraws every page that is open in it. */
export function chooseLanguage(next: Language): void {
  language = next
  try {
    localStorage.setItem(keptAs, next)
  } catch {
    // The choice then lasts until the page is closed.
  }
  mark()
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useLanguage = (): Language => useSyncExternalStore(subscribe, currentLanguage)

/** Says a text in the reader's language: `const t = useWords()`, then `t(words.save)` or `t(words.found, { count })`. */
export type Say = (text: Text, parameters?: Parameters) => string

const sayIn: Record<Language, Say> = {
  zh: (text, parameters) => say(text, 'zh', parameters),
  en: (text, parameters) => say(text, 'en', parameters),
}

/** The function keeps its identity as long as the language does, so it may stand in dependency lists. */
export const useWords = (): Say => sayIn[useLanguage()]
