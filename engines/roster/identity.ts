import { identityFault, upgrade15 } from '../../core/identity-number.ts'
import { clean } from './characters.ts'
import { type Cell, cellText, SerialDay } from './grid.ts'
import type { Judgement } from './judgement.ts'

const faultCodes = { length: 'id_length', date: 'id_date', checksum: 'id_checksum' } as const
// Excel keeps fifteen digits of a number; what comes after is gone.
const exactDigits = 1e15

/** The 18 characters of an identity number. A number of 15 digits is upgraded; `detail.digits` counts what was found. */
export function readIdentityNumber(cell: Cell): Judgement<string> {
  const number = cell instanceof SerialDay ? cell.serial : cell
  if (typeof number === 'number' && number >= exactDigits) return { value: null, fault: 'id_precision_lost' }
  const whole = identityText(cellText(cell))
  // （长期） or （本人） behind the number; a remark with digits may be a part of it.
  const text = whole.replace(/(?<=[\dX])\([^()\d]{1,12}\)$/, '')
  const judged = readText(text)
  return text !== whole && judged.value !== null ? { ...judged, note: 'remark_removed' } : judged
}

function readText(text: string): Judgement<string> {
  if (text === '') return { value: null, fault: 'required_missing' }
  if (/^\d(?:\.\d+)?E\+1\d$/.test(text)) return { value: null, fault: 'id_precision_lost' }
  if (text.length === 15) return fifteen(text)
  if (text.length !== 18) return { value: null, fault: 'id_length', detail: { digits: text.length } }
  return eighteen(text)
}

/** Spaces, hyphens, quotation marks, a stop behind, everything invisible and a label in front taken off, letters upper-case. */
const identityText = (text: string): string =>
  clean(text)
    .replace(/[ \-—–‐−]/g, '')
    .replace(/^['‘’`"“”]+|['‘’`"“”]+$/g, '')
    .replace(/[。.,;、]$/, '')
    .replace(/^(?:ID[:.]?|(?:居民|公民)?身[份分][证號号]?[号號]?码?|证件号码?)[:：]?(?=\d{6})/i, '')
    .toUpperCase()

function fifteen(text: string): Judgement<string> {
  if (!/^\d{15}$/.test(text)) return { value: null, fault: 'id_checksum', detail: { digits: 15 } }
  const upgraded = upgrade15(text)
  return identityFault(upgraded) === 'date' ? { value: null, fault: 'id_date' } : { value: upgraded }
}

function eighteen(text: string): Judgement<string> {
  // A sign that is no check character (×, *, O) is a wrong check character, unless the birth date is already wrong.
  const shaped = /^\d{17}[\dX]$/.test(text) ? text : text.replace(/[^\dX]|X(?=.)/g, '0')
  const fault = identityFault(shaped)
  if (fault === undefined && shaped === text) return { value: text }
  if (fault === 'date') return { value: null, fault: 'id_date' }
  if (text.endsWith('000')) return { value: null, fault: 'id_precision_lost' }
  return { value: null, fault: faultCodes[fault ?? 'checksum'] }
}
