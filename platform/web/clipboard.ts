import { say } from '../../core/messages.ts'
import { ClientProblem } from './http.ts'
import { currentLanguage } from './language.tsx'
import { platformWords } from './messages.ts'

/**
 * Puts a text into the clipboard, also on the plain http of offices, where browsers hide their own way.
 * @throws ClientProblem a sentence for the person when the browser allows neither way
 */
export async function copyText(text: string): Promise<void> {
  const written = await navigator.clipboard?.writeText(text).then(
    () => true,
    () => false,
  )
  if (written || copiedAsBefore(text)) return
  throw new ClientProblem('unexpected', say(platformWords.notCopied, currentLanguage()))
}

/** The way of browsers before there was a clipboard to call: what is selected is copied. */
function copiedAsBefore(text: string): boolean {
  const before = document.activeElement
  const area = document.createElement('textarea')
  area.value = text
  area.style.position = 'fixed'
  area.style.opacity = '0'
  document.body.append(area)
  area.select()
  const copied = document.execCommand('copy')
  area.remove()
  if (before instanceof HTMLElement) before.focus()
  return copied
}
