import type { Pages } from '../platform/web/pages.tsx'
import { festivalListWords, ledgerWords, newListWords, registerAidWords } from '../slices/aid/page-messages.ts'
import { casefileWords } from '../slices/casefile/messages.ts'
import { deedWords } from '../slices/deeds/messages.ts'
import { formListWords } from '../slices/forms/page-messages.ts'
import { boardWords, newGuaranteeWords } from '../slices/guarantees/page-messages.ts'
import { importListWords } from '../slices/imports/page-messages.ts'
import { householdFormWords, householdListWords } from '../slices/registry/page-messages.ts'
import { versionWords } from '../slices/registry/version-messages.ts'
import { reportPageWords, unitListWords } from '../slices/reports/page-messages.ts'
import { requestWords } from '../slices/requests/messages.ts'
import { requestPageWords } from '../slices/requests/page-messages.ts'
import { todayWords } from '../slices/todos/messages.ts'
import { visitWords } from '../slices/visits/messages.ts'
import { visitPageWords } from '../slices/visits/page-messages.ts'
import { pairPages } from './web-pair-routes.tsx'
import { policyPages } from './web-policy-routes.tsx'
import { filePages } from './web-routes-files.tsx'
import { settingsPages } from './web-settings-routes.tsx'

/**
 * Every page of the officers' application, a line each; its code is fetched when it is first opened. `menu` is a key of
 * `web-menu.tsx`; pages stand in the menu in this order. A page module exports a component named `Page`.
 *
 * { path: '/households', menu: 'who', permission: 'registry.read', text: registryWords.households,
 *   load: () => import('../slices/casefile/web/households.tsx') },
 */
export const pages: Pages = [
  { path: '/', menu: 'todo', text: todayWords.title, load: () => import('../slices/todos/web/today.tsx') },
  {
    path: '/households',
    menu: 'who',
    permission: 'registry.read',
    text: householdListWords.households,
    load: () => import('../slices/casefile/web/households.tsx'),
  },
  {
    path: '/households/new',
    under: '/households',
    permission: 'registry.write',
    text: householdFormWords.register,
    load: () => import('../slices/registry/web/register.tsx'),
  },
  {
    path: '/households/$id',
    under: '/households',
    permission: 'registry.read',
    text: casefileWords.household,
    load: () => import('../slices/casefile/web/household.tsx'),
  },
  {
    path: '/households/$id/past',
    under: '/households',
    permission: 'registry.read',
    text: versionWords.title,
    load: () => import('../slices/registry/web/household-past.tsx'),
  },
  {
    path: '/households/$id/change',
    under: '/households',
    permission: 'registry.write',
    text: householdFormWords.change,
    load: () => import('../slices/registry/web/change-household.tsx'),
  },
  {
    path: '/households/$id/people/new',
    under: '/households',
    permission: 'registry.write',
    text: householdFormWords.addMember,
    load: () => import('../slices/registry/web/member.tsx'),
  },
  {
    path: '/households/$id/people/$personId',
    under: '/households',
    permission: 'registry.write',
    text: householdFormWords.changeMember,
    load: () => import('../slices/registry/web/member.tsx'),
  },
  ...filePages,
  {
    path: '/search',
    permission: ['registry.read', 'organisations.read'],
    text: casefileWords.search,
    load: () => import('../slices/casefile/web/search.tsx'),
  },
  {
    path: '/imports',
    menu: 'who',
    permission: 'imports.read',
    text: importListWords.title,
    load: () => import('../slices/imports/web/import-list.tsx'),
  },
  {
    path: '/imports/new',
    under: '/imports',
    permission: 'imports.write',
    text: importListWords.start,
    load: () => import('../slices/imports/web/import-new.tsx'),
  },
  {
    path: '/imports/$id',
    under: '/imports',
    permission: 'imports.read',
    text: importListWords.one,
    load: () => import('../slices/imports/web/import-wizard.tsx'),
  },
  ...policyPages,
  ...pairPages,
  {
    path: '/visits',
    menu: 'done',
    permission: 'visits.read',
    text: visitWords.visits,
    load: () => import('../slices/visits/web/visit-list.tsx'),
  },
  {
    path: '/visits/new',
    under: '/visits',
    permission: 'visits.write',
    text: visitPageWords.record,
    load: () => import('../slices/visits/web/record-visit.tsx'),
  },
  {
    path: '/visits/families',
    under: '/visits',
    permission: 'visits.read',
    text: visitPageWords.visited,
    load: () => import('../slices/visits/web/visited-list.tsx'),
  },
  {
    path: '/promises',
    menu: 'done',
    permission: 'visits.read',
    text: visitPageWords.promises,
    load: () => import('../slices/visits/web/promise-list.tsx'),
  },
  {
    path: '/requests',
    menu: 'done',
    permission: 'requests.read',
    text: requestWords.requests,
    load: () => import('../slices/requests/web/request-list.tsx'),
  },
  {
    path: '/requests/new',
    under: '/requests',
    permission: 'requests.write',
    text: requestPageWords.raise,
    load: () => import('../slices/requests/web/raise-request.tsx'),
  },
  {
    path: '/aid',
    menu: 'done',
    permission: 'aid.read',
    text: ledgerWords.title,
    load: () => import('../slices/aid/web/ledger.tsx'),
  },
  {
    path: '/aid/new',
    under: '/aid',
    permission: 'aid.write',
    text: registerAidWords.title,
    load: () => import('../slices/aid/web/register-aid.tsx'),
  },
  {
    path: '/aid-lists',
    menu: 'done',
    permission: 'aid.read',
    text: festivalListWords.title,
    load: () => import('../slices/aid/web/festival-lists.tsx'),
  },
  {
    path: '/aid-lists/new',
    under: '/aid-lists',
    permission: 'aid.write',
    text: newListWords.title,
    load: () => import('../slices/aid/web/new-list.tsx'),
  },
  {
    path: '/aid-lists/$id',
    under: '/aid-lists',
    permission: 'aid.read',
    text: festivalListWords.one,
    load: () => import('../slices/aid/web/festival-list.tsx'),
  },
  {
    path: '/guarantees',
    menu: 'missed',
    permission: 'guarantees.read',
    text: boardWords.title,
    load: () => import('../slices/guarantees/web/board.tsx'),
  },
  {
    path: '/guarantees/new',
    under: '/guarantees',
    permission: 'guarantees.write',
    text: newGuaranteeWords.title,
    load: () => import('../slices/guarantees/web/new-guarantee.tsx'),
  },
  {
    path: '/guarantees/$id',
    under: '/guarantees',
    permission: 'guarantees.read',
    text: boardWords.one,
    load: () => import('../slices/guarantees/web/guarantee.tsx'),
  },
  {
    path: '/leads',
    menu: 'answer',
    permission: 'pairing.read',
    text: deedWords.leads,
    load: () => import('../slices/deeds/web/lead-list.tsx'),
  },
  {
    path: '/evidence',
    under: '/leads',
    permission: 'pairing.read',
    text: deedWords.evidence,
    load: () => import('../slices/deeds/web/evidence-list.tsx'),
  },
  {
    path: '/help-forms',
    menu: 'answer',
    permission: 'pairing.read',
    text: deedWords.forms,
    load: () => import('../slices/deeds/web/form-list.tsx'),
  },
  {
    path: '/in-place',
    menu: 'answer',
    permission: 'pairing.read',
    text: deedWords.inPlace,
    load: () => import('../slices/deeds/web/place-list.tsx'),
  },
  {
    path: '/reports',
    menu: 'tell',
    permission: 'reports.read',
    text: reportPageWords.title,
    load: () => import('../slices/reports/web/round.tsx'),
  },
  {
    path: '/reports/units',
    menu: 'tell',
    permission: 'reports.read',
    text: unitListWords.title,
    load: () => import('../slices/reports/web/units.tsx'),
  },
  {
    path: '/forms',
    menu: 'tell',
    permission: 'forms.fill',
    text: formListWords.title,
    load: () => import('../slices/forms/web/form-list.tsx'),
  },
  {
    path: '/forms/new',
    under: '/forms',
    permission: 'forms.fill',
    text: formListWords.start,
    load: () => import('../slices/forms/web/form-new.tsx'),
  },
  {
    path: '/forms/$id',
    under: '/forms',
    permission: 'forms.fill',
    text: formListWords.one,
    load: () => import('../slices/forms/web/form-fill.tsx'),
  },
  ...settingsPages,
]
