import type { Pages } from '../platform/web/pages.tsx'
import { phoneWords } from '../platform/web/phone/messages.ts'
import { surveyChangeWords } from '../slices/surveys/change-messages.ts'
import { phoneVisitWords } from '../slices/visits/phone-messages.ts'

/**
 * Every screen of the phone's application, a line each; addresses begin with /m on the server. Screens use
 * `platform/web/phone` and never antd; their slices' contracts are imported as types only.
 */
export const pages: Pages = [
  {
    path: '/',
    permission: 'own_families.read',
    text: phoneWords.families,
    load: () => import('../slices/visits/web/phone-families.tsx'),
  },
  {
    path: '/families/$id',
    permission: 'own_families.read',
    text: phoneWords.families,
    load: () => import('../slices/visits/web/phone-family.tsx'),
  },
  {
    path: '/families/$id/visit',
    permission: 'own_families.read',
    text: phoneVisitWords.record,
    load: () => import('../slices/visits/web/phone-visit.tsx'),
  },
  {
    path: '/todos',
    permission: 'own_families.read',
    text: phoneWords.todos,
    load: () => import('../slices/visits/web/phone-todos.tsx'),
  },
  {
    path: '/surveys',
    permission: 'own_families.read',
    text: surveyChangeWords.phoneTitle,
    load: () => import('../slices/surveys/web/phone-surveys.tsx'),
  },
  {
    path: '/surveys/$id/$householdId',
    permission: 'own_families.read',
    text: surveyChangeWords.phoneTitle,
    load: () => import('../slices/surveys/web/phone-survey.tsx'),
  },
  { path: '/me', text: phoneWords.me, load: () => import('./phone-me.tsx') },
  {
    path: '/sign-in',
    outside: true,
    text: phoneVisitWords.signIn,
    load: () => import('../slices/visits/web/phone-sign-in.tsx'),
  },
]
