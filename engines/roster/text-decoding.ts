import { notASpreadsheet } from './unreadable.ts'

/** Text of a csv, txt or html: by its byte order mark, else UTF-8 when it is valid, else GB18030. */
export function decodeText(bytes: Buffer): string {
  const encoding = markedEncoding(bytes) ?? likelyUtf16(bytes)
  if (encoding) return plausible(new TextDecoder(encoding).decode(bytes))
  const text = tryDecode(bytes, 'utf-8') ?? cutUtf8(bytes) ?? tryDecode(bytes, 'gb18030')
  if (text !== undefined) return plausible(text)
  // One broken character among thousands is a slip of the program that wrote it, not another kind of file.
  return plausible(new TextDecoder('gb18030').decode(bytes))
}

/** Text by its byte order mark, else UTF-8, else GB18030; undefined where a single character does not fit. Guesses nothing. */
export function decodeExactly(bytes: Buffer): string | undefined {
  const encoding = markedEncoding(bytes)
  return encoding ? tryDecode(bytes, encoding) : (tryDecode(bytes, 'utf-8') ?? tryDecode(bytes, 'gb18030'))
}

/** What stands at the end of a text that was cut off within a character. */
export const cutOff = '\ufffd'

/** UTF-8 that ends within a character, as a file does whose copying broke off; undefined for anything else. */
function cutUtf8(bytes: Buffer): string | undefined {
  for (let missing = 1; missing <= 3; missing++) {
    const first = bytes[bytes.length - missing] ?? 0
    if ((first & 0xc0) === 0x80) continue
    const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 1
    const text = length > missing ? tryDecode(bytes.subarray(0, -missing), 'utf-8') : undefined
    // Without another Chinese character it may as well be GB18030 that ends in one.
    return text !== undefined && /[\u0080-\uffff]/.test(text) ? text + cutOff : undefined
  }
  return undefined
}

function markedEncoding(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined
}

/** Text in UTF-16 without a mark: every other byte of digits and commas is zero. */
function likelyUtf16(bytes: Buffer): string | undefined {
  const start = bytes.subarray(0, 2000)
  let [even, odd] = [0, 0]
  for (const [index, byte] of start.entries()) if (byte === 0) index % 2 === 0 ? even++ : odd++
  if (start.length < 8 || even + odd < start.length / 10) return undefined
  if (even === 0) return 'utf-16le'
  return odd === 0 ? 'utf-16be' : undefined
}

function tryDecode(bytes: Buffer, encoding: string): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** Refuses what is no text: control characters, or mostly characters that could not be decoded. */
function plausible(text: string): string {
  const sample = (text.endsWith(cutOff) ? text.slice(0, -1) : text).slice(0, 20_000)
  let strange = 0
  for (let index = 0; index < sample.length; index++) {
    const code = sample.charCodeAt(index)
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12) || code === 0xfffd) strange++
  }
  if (strange > sample.length / 100) throw notASpreadsheet('二进制文件', 'binary data')
  return text
}
