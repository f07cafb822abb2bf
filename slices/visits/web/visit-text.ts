import type { Say } from '../../../platform/web/language.tsx'
import { markWords, partWords } from '../messages.ts'

/** A mark of a visit in words; one that is not known here stands as it is. */
export const visitMarkText = (mark: string, t: Say): string => {
  const text = markWords[mark as keyof typeof markWords]
  return text ? t(text) : mark
}
export const visitPartText = (part: keyof typeof partWords, t: Say): string => t(partWords[part])

/** What somebody wrote without the stop at its end, where our own punctuation follows. */
export const withoutStop = (text: string): string => text.replace(/[。；;.]+\s*$/, '')
