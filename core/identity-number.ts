import { type Day, isDay } from './date.ts'

/** GB 11643-1999: weights of the first 17 digits and the check characters by remainder. */
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checks = '10X98765432'

export type IdentityFault = 'length' | 'date' | 'checksum'

/** The check character of 17 digits. */
export function checkCharacter(first17: string): string {
  let sum = 0
  for (let index = 0; index < 17; index++) sum += (first17.charCodeAt(index) - 48) * (weights[index] as number)
  return checks[sum % 11] as string
}

/** A 15-digit number of the first generation as 18 characters: `19` before the year, then the check character. */
export function upgrade15(number15: string): string {
  const first17 = `${number15.slice(0, 6)}19${number15.slice(6)}`
  return first17 + checkCharacter(first17)
}

/**
 * What is wrong with an 18-character number; undefined when it is well formed. A birth date that does not exist is said
 * rather than a wrong check character. The area code is not judged: abolished codes stay valid.
 */
export function identityFault(number: string): IdentityFault | undefined {
  if (!/^\d{17}[\dX]$/.test(number)) return 'length'
  if (!isDay(birthOf(number))) return 'date'
  return checkCharacter(number.slice(0, 17)) === number[17] ? undefined : 'checksum'
}

/** The birth day written in a number of 18 characters. */
export const birthOf = (number: string): Day => `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`

/** Sex by the 17th digit (GB/T 2261.1): 1 male, 2 female. */
export const sexOf = (number: string): 1 | 2 => (Number(number[16]) % 2 === 1 ? 1 : 2)

/** `231202********0016`: what a list may show. */
export const maskIdentityNumber = (number: string): string =>
  number.length < 8 ? '*'.repeat(number.length) : number.slice(0, 4) + '*'.repeat(number.length - 8) + number.slice(-4)

/** `139****0016`; short numbers keep the last two. */
export const maskPhone = (phone: string): string =>
  phone.length >= 11
    ? `${phone.slice(0, 3)}****${phone.slice(-4)}`
    : '*'.repeat(Math.max(0, phone.length - 2)) + phone.slice(-2)
