import { wholeTenant, withScope } from '../../platform/server/database.ts'
import type { Tasks } from '../../platform/server/tasks.ts'
import { followHousehold } from '../registry/household-store.ts'
import { takeOpenChanges } from './change-actions.ts'

export const surveysTasks: Tasks = {
  'household.moved': async (services, scope, data) => {
    await withScope(services.database, wholeTenant(scope.tenantId), async (tx) => {
      for (const table of ['survey_answer', 'survey_exception', 'survey_need', 'survey_baseline', 'survey_change'])
        await followHousehold(tx, table, String(data.householdId))
    })
  },
  'surveys.take_all': (services, scope, data) =>
    takeOpenChanges(services, scope, String(data.surveyId), String(data.area)),
}
