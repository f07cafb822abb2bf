// Everything a program may take for a space: NBSP, the ideographic space, tabs and line breaks.
const spaces = /[\s\u00a0\u3000\u2800\u3164]+/g
// Zero-width and direction marks, the byte order mark, soft hyphens and control characters: never meant.
const invisible = /[\p{Cf}\p{Cc}]|\u034f/gu
const plain = /^[\x21-\x7e\u4e00-\u9fff]*$/

/** Half-width, visible, and with single spaces: what a cell says apart from how it was typed. */
export function clean(text: string): string {
  if (plain.test(text)) return text.startsWith("'") ? text.slice(1) : text
  const visible = text.replace(spaces, ' ').replace(invisible, '').normalize('NFKC').replace(spaces, ' ').trim()
  // An apostrophe in front is how officers force Excel to keep a text.
  return visible.startsWith("'") ? visible.slice(1).trim() : visible
}

/** The same without any space. */
export const tight = (text: string): string => {
  const cleaned = clean(text)
  return cleaned.includes(' ') ? cleaned.replaceAll(' ', '') : cleaned
}

/**
 * A free text such as an address: trimmed, digits and letters half-width; Chinese punctuation is left as it was
 * written.
 */
export function tidy(text: string): string {
  if (plain.test(text)) return text
  return text
    .replace(spaces, ' ')
    .replace(invisible, '')
    .replace(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (letter) =>
      String.fromCharCode(letter.charCodeAt(0) - 0xfee0),
    )
    .trim()
}

/** `—`, `/`, `无` and their like: the officer says that there is nothing to say. */
export const saysNothing = (tightText: string): boolean =>
  /^(?:[-—–―‐−─_/\\|.。*]+|无|暂无|空|没有|N\/?A|NULL|NONE)?$/i.test(tightText)

/** “Same as above”. A dash is no ditto mark: it may as well say that there is nothing. */
export const isDitto = (tightText: string): boolean => /^(?:同上|同前|上同|[〃″"”“′]{1,2}|'')$/.test(tightText)
