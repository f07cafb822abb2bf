import type { Pages } from '../platform/web/pages.tsx'
import { barWords } from '../slices/pairing/bar-messages.ts'
import { diaryWords } from '../slices/pairing/diary-messages.ts'
import { matchingWords } from '../slices/pairing/matching-messages.ts'
import { pairingWords } from '../slices/pairing/messages.ts'
import { pairPageWords } from '../slices/pairing/page-messages.ts'
import { planWords } from '../slices/pairing/plan-messages.ts'
import { rhythmWords } from '../slices/pairing/rhythm-messages.ts'
import { teamworkWords } from '../slices/pairing/teamwork-messages.ts'
import { templateWords } from '../slices/pairing/template-messages.ts'
import { unitPairWords } from '../slices/pairing/unit-pair-messages.ts'

/** Who stands by whom: pairs, how they are proposed, plans, hand-overs, pairs of bodies, helpers and who may not. */
export const pairPages: Pages = [
  {
    path: '/pairs',
    menu: 'pairs',
    permission: 'pairing.read',
    text: pairingWords.pairs,
    load: () => import('../slices/pairing/web/pair-list.tsx'),
  },
  {
    path: '/proposals',
    menu: 'pairs',
    permission: 'pairing.read',
    text: pairingWords.propose,
    load: () => import('../slices/pairing/web/proposal-list.tsx'),
  },
  {
    path: '/proposals/compare',
    under: '/proposals',
    permission: 'pairing.read',
    text: matchingWords.compare,
    load: () => import('../slices/pairing/web/proposal-compare.tsx'),
  },
  {
    path: '/pairing/rules',
    under: '/proposals',
    permission: 'pairing.read',
    text: matchingWords.suitability,
    load: () => import('../slices/pairing/web/suitability.tsx'),
  },
  {
    path: '/pairing/quotas',
    under: '/proposals',
    permission: 'pairing.read',
    text: matchingWords.quotas,
    load: () => import('../slices/pairing/web/quotas.tsx'),
  },
  {
    path: '/pairing/rhythm',
    under: '/pairs',
    permission: 'pairing.read',
    text: rhythmWords.title,
    load: () => import('../slices/pairing/web/rhythm.tsx'),
  },
  {
    path: '/proposals/$id',
    under: '/proposals',
    permission: 'pairing.read',
    text: pairingWords.propose,
    load: () => import('../slices/pairing/web/proposal.tsx'),
  },
  {
    path: '/plans',
    menu: 'pairs',
    permission: 'pairing.read',
    text: planWords.clarities,
    load: () => import('../slices/pairing/web/plan-list.tsx'),
  },
  {
    path: '/plans/template',
    under: '/plans',
    permission: 'pairing.read',
    text: templateWords.title,
    load: () => import('../slices/pairing/web/handbook-template.tsx'),
  },
  {
    path: '/households/$id/plan',
    under: '/plans',
    permission: 'pairing.read',
    text: planWords.plan,
    load: () => import('../slices/pairing/web/plan.tsx'),
  },
  {
    path: '/hand-overs',
    menu: 'pairs',
    permission: 'pairing.read',
    text: teamworkWords.handOvers,
    load: () => import('../slices/pairing/web/hand-over-list.tsx'),
  },
  {
    path: '/unit-pairs',
    menu: 'pairs',
    permission: 'pairing.read',
    text: unitPairWords.title,
    load: () => import('../slices/pairing/web/unit-pair-list.tsx'),
  },
  {
    path: '/unit-pairs/unanswered',
    under: '/unit-pairs',
    permission: 'pairing.read',
    text: unitPairWords.unanswered,
    load: () => import('../slices/pairing/web/unanswered-list.tsx'),
  },
  {
    path: '/unit-pair-entries',
    under: '/unit-pairs',
    permission: 'pairing.read',
    text: diaryWords.title,
    load: () => import('../slices/pairing/web/entry-list.tsx'),
  },
  {
    path: '/responsibility',
    menu: 'pairs',
    permission: 'pairing.read',
    text: teamworkWords.exceptions,
    load: () => import('../slices/pairing/web/exception-list.tsx'),
  },
  {
    path: '/bars',
    menu: 'pairs',
    permission: 'pairing.read',
    text: barWords.title,
    load: () => import('../slices/pairing/web/bar-list.tsx'),
  },
  {
    path: '/helpers',
    menu: 'pairs',
    permission: 'pairing.read',
    text: pairingWords.helpers,
    load: () => import('../slices/pairing/web/helper-list.tsx'),
  },
  {
    path: '/helpers/new',
    under: '/helpers',
    permission: 'pairing.write',
    text: pairPageWords.addHelper,
    load: () => import('../slices/pairing/web/helper-form.tsx'),
  },
  {
    path: '/helpers/$id',
    under: '/helpers',
    permission: 'pairing.write',
    text: pairPageWords.changeHelper,
    load: () => import('../slices/pairing/web/helper-form.tsx'),
  },
]
