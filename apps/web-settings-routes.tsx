import type { Pages } from '../platform/web/pages.tsx'
import { auditWords } from '../slices/accounts/audit-messages.ts'
import { accountPageWords, signInWords } from '../slices/accounts/page-messages.ts'
import { areaMessages } from '../slices/areas/messages.ts'
import { organisationWords } from '../slices/organisations/messages.ts'

/** What a place is set up with, and the doors into the house; they stand last in the menu. */
export const settingsPages: Pages = [
  {
    path: '/organisations',
    menu: 'settings',
    permission: 'organisations.read',
    text: organisationWords.title,
    load: () => import('../slices/organisations/web/organisation-list.tsx'),
  },
  {
    path: '/organisations/new',
    under: '/organisations',
    permission: 'organisations.write',
    text: organisationWords.create,
    load: () => import('../slices/organisations/web/organisation-form.tsx'),
  },
  {
    path: '/organisations/$id',
    under: '/organisations',
    permission: 'organisations.write',
    text: organisationWords.change,
    load: () => import('../slices/organisations/web/organisation-form.tsx'),
  },
  {
    path: '/organisation-aliases',
    menu: 'settings',
    permission: 'organisations.read',
    text: organisationWords.aliases,
    load: () => import('../slices/organisations/web/alias-list.tsx'),
  },
  {
    path: '/areas',
    menu: 'settings',
    permission: 'areas.write',
    text: areaMessages.ownAreas,
    load: () => import('../slices/areas/web/own-areas.tsx'),
  },
  {
    path: '/areas/new',
    under: '/areas',
    permission: 'areas.write',
    text: areaMessages.addOwn,
    load: () => import('../slices/areas/web/own-area-form.tsx'),
  },
  {
    path: '/areas/$code',
    under: '/areas',
    permission: 'areas.write',
    text: areaMessages.change,
    load: () => import('../slices/areas/web/own-area-form.tsx'),
  },
  {
    path: '/accounts',
    menu: 'settings',
    permission: 'accounts.read',
    text: accountPageWords.accounts,
    load: () => import('../slices/accounts/web/account-list.tsx'),
  },
  {
    path: '/accounts/invite',
    under: '/accounts',
    permission: 'accounts.invite',
    text: accountPageWords.invite,
    load: () => import('../slices/accounts/web/invite.tsx'),
  },
  {
    path: '/audit',
    menu: 'settings',
    permission: 'audit.read',
    text: auditWords.title,
    load: () => import('../slices/accounts/web/audit-list.tsx'),
  },
  { path: '/me', text: signInWords.me, load: () => import('../slices/accounts/web/my-account.tsx') },
  {
    path: '/sign-in',
    outside: true,
    text: signInWords.signIn,
    load: () => import('../slices/accounts/web/sign-in.tsx'),
  },
  { path: '/setup', outside: true, text: signInWords.setup, load: () => import('../slices/accounts/web/setup.tsx') },
  {
    path: '/welcome',
    outside: true,
    text: signInWords.welcome,
    load: () => import('../slices/accounts/web/welcome.tsx'),
  },
]
