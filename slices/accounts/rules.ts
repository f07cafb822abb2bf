import { type Permission, permissions, type Role, separatedRoles } from '../../core/permissions.ts'

/** Hours a session lives without being used, and at most. Helpers stay signed in on their own phone. */
export const sessionHours = (role: Role | null): { idle: number; absolute: number } =>
  role === 'helper' ? { idle: 24 * 14, absolute: 24 * 60 } : { idle: 4, absolute: 14 }

/** An invitation or reset link is good for a week; the setup link until it is used. */
export const linkDays = 7

/** Guesses within a quarter of an hour: a person who forgot, not a machine that tries. Others are not locked out. */
export const guesses = { minutes: 15, perNameAndAddress: 10, perName: 40, perAddress: 100 }

/** The permissions of a role, for the pages to show or hide. */
export const permissionsOf = (role: Role): Permission[] =>
  (Object.keys(permissions) as Permission[]).filter((permission) =>
    (permissions[permission] as readonly Role[]).includes(role),
  )

/** System, security and audit administrators are three persons (等保 三权分立): true when the roles may not be held together. */
export const clashes = (held: readonly Role[], wanted: Role): boolean =>
  separatedRoles.includes(wanted) && held.some((role) => separatedRoles.includes(role) && role !== wanted)

const commonPasswords = [
  '1234567890',
  '0123456789',
  'password12',
  'qwertyuiop',
  '1q2w3e4r5t',
  'abcdefghij',
  'administrator',
  '11111111',
  '88888888',
  '66666666',
]

/** True for passwords that are tried first: the common ones, one repeated character, the login name, the product's name. */
export function isGuessable(password: string, loginName: string): boolean {
  const plain = password.toLowerCase()
  return (
    commonPasswords.some((common) => plain.startsWith(common)) ||
    /^(.)\1+$/.test(plain) ||
    plain.includes(loginName.toLowerCase()) ||
    plain.replace(/\d+$/, '') === 'bangfu'
  )
}
