import type { Pages } from '../platform/web/pages.tsx'
import { enterpriseWords } from '../slices/enterprises/messages.ts'
import { filingWords } from '../slices/filing/messages.ts'
import { duplicateWords } from '../slices/registry/duplicate-messages.ts'
import { surveyChangeWords } from '../slices/surveys/change-messages.ts'
import { surveyWords } from '../slices/surveys/messages.ts'
import { villageWords } from '../slices/villages/messages.ts'

/** Pages about keeping the register true, and about what is helped besides families; the list of all pages takes them in. */
export const filePages: Pages = [
  {
    path: '/duplicates',
    menu: 'who',
    permission: 'registry.write',
    text: duplicateWords.title,
    load: () => import('../slices/registry/web/duplicate-list.tsx'),
  },
  {
    path: '/duplicates/$low/$high',
    under: '/duplicates',
    permission: 'registry.write',
    text: duplicateWords.compare,
    load: () => import('../slices/registry/web/duplicate-compare.tsx'),
  },
  {
    path: '/surveys',
    menu: 'who',
    permission: 'surveys.read',
    text: surveyWords.title,
    load: () => import('../slices/surveys/web/survey-list.tsx'),
  },
  {
    path: '/surveys/new',
    under: '/surveys',
    permission: 'surveys.write',
    text: surveyWords.create,
    load: () => import('../slices/surveys/web/survey-new.tsx'),
  },
  {
    path: '/surveys/$id',
    under: '/surveys',
    permission: 'surveys.read',
    text: surveyWords.title,
    load: () => import('../slices/surveys/web/survey.tsx'),
  },
  {
    path: '/surveys/$id/form',
    under: '/surveys',
    permission: 'surveys.write',
    text: surveyWords.revise,
    load: () => import('../slices/surveys/web/survey-form.tsx'),
  },
  {
    path: '/surveys/$id/areas',
    under: '/surveys',
    permission: 'surveys.read',
    text: surveyWords.coverage,
    load: () => import('../slices/surveys/web/survey-areas.tsx'),
  },
  {
    path: '/surveys/$id/needs',
    under: '/surveys',
    permission: 'surveys.read',
    text: surveyWords.purchasing,
    load: () => import('../slices/surveys/web/survey-needs.tsx'),
  },
  {
    path: '/surveys/$id/changes',
    under: '/surveys',
    permission: 'surveys.read',
    text: surveyChangeWords.title,
    load: () => import('../slices/surveys/web/survey-changes.tsx'),
  },
  {
    path: '/surveys/$id/found',
    under: '/surveys',
    permission: 'surveys.read',
    text: surveyChangeWords.foundTitle,
    load: () => import('../slices/surveys/web/survey-found.tsx'),
  },
  {
    path: '/surveys/$id/found/new',
    under: '/surveys',
    permission: 'surveys.write',
    text: surveyChangeWords.enterFound,
    load: () => import('../slices/surveys/web/survey-found-entry.tsx'),
  },
  {
    path: '/surveys/$id/households/$householdId',
    under: '/surveys',
    permission: 'surveys.read',
    text: surveyWords.enter,
    load: () => import('../slices/surveys/web/survey-entry.tsx'),
  },
  {
    path: '/enterprises',
    menu: 'who',
    permission: 'enterprises.read',
    text: enterpriseWords.title,
    load: () => import('../slices/enterprises/web/enterprise-list.tsx'),
  },
  {
    path: '/enterprises/$id',
    under: '/enterprises',
    permission: 'enterprises.read',
    text: enterpriseWords.title,
    load: () => import('../slices/enterprises/web/enterprise.tsx'),
  },
  {
    path: '/enterprises/$id/figures',
    under: '/enterprises',
    permission: 'enterprises.write',
    text: enterpriseWords.record,
    load: () => import('../slices/enterprises/web/enterprise-figures.tsx'),
  },
  {
    path: '/enterprises/$id/profile',
    under: '/enterprises',
    permission: 'enterprises.write',
    text: enterpriseWords.change,
    load: () => import('../slices/enterprises/web/enterprise-profile.tsx'),
  },
  {
    path: '/villages',
    menu: 'who',
    permission: 'villages.read',
    text: villageWords.title,
    load: () => import('../slices/villages/web/village-list.tsx'),
  },
  {
    path: '/villages/new',
    under: '/villages',
    permission: 'villages.write',
    text: villageWords.add,
    load: () => import('../slices/villages/web/village-form.tsx'),
  },
  {
    path: '/villages/$code',
    under: '/villages',
    permission: 'villages.read',
    text: villageWords.title,
    load: () => import('../slices/villages/web/village.tsx'),
  },
  {
    path: '/villages/$code/profile',
    under: '/villages',
    permission: 'villages.write',
    text: villageWords.change,
    load: () => import('../slices/villages/web/village-form.tsx'),
  },
  {
    path: '/villages/$code/year',
    under: '/villages',
    permission: 'villages.write',
    text: villageWords.record,
    load: () => import('../slices/villages/web/village-year.tsx'),
  },
  {
    path: '/file-rules',
    menu: 'who',
    permission: 'registry.read',
    text: filingWords.title,
    load: () => import('../slices/filing/web/rule-list.tsx'),
  },
  {
    path: '/file-rules/$rule',
    under: '/file-rules',
    permission: 'registry.read',
    text: filingWords.files,
    load: () => import('../slices/filing/web/file-list.tsx'),
  },
]
