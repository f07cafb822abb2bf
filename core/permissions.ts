import { z } from 'zod'

/** Roles of a membership (等保: system, security and audit administrators are three persons). */
export const Role = z.enum([
  'helper',
  'clerk',
  'reviewer',
  'finance',
  'leader',
  'auditor',
  'system_administrator',
  'security_administrator',
  'audit_administrator',
])
export type Role = z.infer<typeof Role>

/** Pairs of roles that one account may never hold together in a tenant (三权分立). */
export const separatedRoles: readonly Role[] = ['system_administrator', 'security_administrator', 'audit_administrator']

const everyone: readonly Role[] = Role.options
const officers: readonly Role[] = ['clerk', 'reviewer']
const readers: readonly Role[] = ['clerk', 'reviewer', 'finance', 'leader', 'auditor']

/** Who may do what: deny unless listed. A route names one of these keys, or is `public` or `signed_in`. */
export const permissions = {
  'areas.read': everyone,
  'areas.write': ['system_administrator', 'clerk'],
  'organisations.read': [...readers, 'system_administrator', 'security_administrator'],
  'organisations.write': ['clerk', 'reviewer', 'system_administrator'],
  'accounts.read': ['system_administrator', 'security_administrator', 'audit_administrator'],
  // The system administrator invites and resets; the security administrator grants, locks and disables.
  'accounts.invite': ['system_administrator'],
  'accounts.grant': ['security_administrator'],
  'audit.read': ['audit_administrator', 'auditor'],
  'registry.read': [...readers, 'helper'],
  'registry.write': officers,
  'registry.reveal': [...officers, 'finance', 'auditor', 'helper'],
  'enterprises.read': readers,
  'enterprises.write': officers,
  'villages.read': readers,
  'villages.write': officers,
  'surveys.read': readers,
  'surveys.write': officers,
  // A helper answers for the own families only: row security lets nothing else through.
  'surveys.answer': [...officers, 'helper'],
  'surveys.sign': ['reviewer', 'leader'],
  'filing.rules': ['reviewer', 'system_administrator'],
  'imports.read': officers,
  'imports.write': officers,
  // Filling the forms of other offices takes data out of the product, like an export.
  'forms.fill': [...officers, 'finance', 'leader'],
  'forms.full_numbers': [...officers, 'finance'],
  'policies.read': readers,
  'policies.write': ['reviewer'],
  // Never the person who drafted it.
  'policies.release': ['reviewer', 'leader'],
  'policies.evaluate': officers,
  // Trying out what another standard would cost stores nothing but the scenario.
  'simulations.read': readers,
  'simulations.run': [...officers, 'leader'],
  'library.read': readers,
  'library.write': officers,
  'enrolments.write': officers,
  'pairing.read': readers,
  'pairing.write': officers,
  'pairing.approve': ['reviewer'],
  'own_families.read': ['helper'],
  'visits.read': readers,
  'visits.write': [...officers, 'helper'],
  'requests.read': [...readers, 'helper'],
  'requests.write': [...officers, 'helper'],
  'aid.read': readers,
  'aid.write': [...officers, 'finance'],
  'guarantees.read': readers,
  'guarantees.write': ['reviewer', 'leader'],
  'reports.read': readers,
  'todos.read': everyone,
} as const satisfies Record<string, readonly Role[]>
export type Permission = keyof typeof permissions

export const mayRole = (role: Role, permission: Permission): boolean =>
  (permissions[permission] as readonly Role[]).includes(role)
