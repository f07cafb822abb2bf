import type { Pages } from '../platform/web/pages.tsx'
import { arrearsWords } from '../slices/arrears/messages.ts'
import { libraryWords } from '../slices/library/messages.ts'
import { dueWords, gridWords, standardWords } from '../slices/policies/page-messages.ts'
import { itemWords, ruleWords } from '../slices/policies/rule-messages.ts'
import { turnWords } from '../slices/policies/turn-messages.ts'
import { watchWords } from '../slices/policies/watch-messages.ts'
import { simulationPageWords } from '../slices/simulations/page-messages.ts'

/** What families are due: the answers, what changed in them, the policies themselves and the values they read. */
export const policyPages: Pages = [
  {
    path: '/policies/due',
    menu: 'due',
    permission: 'policies.read',
    text: dueWords.title,
    load: () => import('../slices/policies/web/due-list.tsx'),
  },
  {
    path: '/policies/items',
    menu: 'due',
    permission: 'policies.read',
    text: itemWords.title,
    load: () => import('../slices/policies/web/due-item-list.tsx'),
  },
  {
    path: '/policies/watched',
    menu: 'due',
    permission: 'policies.read',
    text: watchWords.title,
    load: () => import('../slices/policies/web/watch-list.tsx'),
  },
  {
    path: '/policies/turns',
    menu: 'due',
    permission: 'policies.read',
    text: turnWords.title,
    load: () => import('../slices/policies/web/turn-list.tsx'),
  },
  {
    path: '/arrears',
    menu: 'due',
    permission: 'policies.read',
    text: arrearsWords.title,
    load: () => import('../slices/arrears/web/arrears-list.tsx'),
  },
  {
    path: '/arrears/people',
    under: '/arrears',
    permission: 'policies.read',
    text: arrearsWords.people,
    load: () => import('../slices/arrears/web/receiver-list.tsx'),
  },
  {
    path: '/policies/rules',
    menu: 'due',
    permission: 'policies.read',
    text: ruleWords.title,
    load: () => import('../slices/policies/web/rule-list.tsx'),
  },
  {
    path: '/policies/rules/new',
    under: '/policies/rules',
    permission: 'policies.write',
    text: ruleWords.new,
    load: () => import('../slices/policies/web/rule-new.tsx'),
  },
  {
    path: '/policies/rules/$id',
    under: '/policies/rules',
    permission: 'policies.read',
    text: ruleWords.policy,
    load: () => import('../slices/policies/web/rule-page.tsx'),
  },
  {
    path: '/policies/rules/$id/edit',
    under: '/policies/rules',
    permission: 'policies.write',
    text: ruleWords.edit,
    load: () => import('../slices/policies/web/rule-edit.tsx'),
  },
  {
    path: '/policies/standards',
    menu: 'due',
    permission: 'policies.read',
    text: standardWords.title,
    load: () => import('../slices/policies/web/standards-list.tsx'),
  },
  {
    path: '/policies/standards/import',
    under: '/policies/standards',
    permission: 'policies.write',
    text: standardWords.import,
    load: () => import('../slices/policies/web/standards-import.tsx'),
  },
  {
    path: '/policies/standards/grid',
    under: '/policies/standards',
    permission: 'policies.write',
    text: gridWords.title,
    load: () => import('../slices/policies/web/standard-grid.tsx'),
  },
  {
    path: '/policies/standards/new',
    under: '/policies/standards',
    permission: 'policies.write',
    text: standardWords.add,
    load: () => import('../slices/policies/web/standard-form.tsx'),
  },
  {
    path: '/simulations',
    menu: 'due',
    permission: 'simulations.read',
    text: simulationPageWords.title,
    load: () => import('../slices/simulations/web/scenario-list.tsx'),
  },
  {
    path: '/simulations/new',
    under: '/simulations',
    permission: 'simulations.run',
    text: simulationPageWords.new,
    load: () => import('../slices/simulations/web/workbench.tsx'),
  },
  {
    path: '/simulations/compare',
    under: '/simulations',
    permission: 'simulations.read',
    text: simulationPageWords.open,
    load: () => import('../slices/simulations/web/compare.tsx'),
  },
  {
    path: '/library',
    menu: 'due',
    permission: 'library.read',
    text: libraryWords.title,
    load: () => import('../slices/library/web/library.tsx'),
  },
  {
    path: '/library/document',
    under: '/library',
    permission: 'library.write',
    text: libraryWords.add,
    load: () => import('../slices/library/web/document-form.tsx'),
  },
  {
    path: '/library/$id',
    under: '/library',
    permission: 'library.read',
    text: libraryWords.document,
    load: () => import('../slices/library/web/document-page.tsx'),
  },
]
