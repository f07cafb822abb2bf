import type { Task, Tasks } from '../platform/server/tasks.ts'
import { aidTasks } from '../slices/aid/tasks.ts'
import { arrearsTasks } from '../slices/arrears/tasks.ts'
import { enterprisesTasks } from '../slices/enterprises/tasks.ts'
import { filingTasks } from '../slices/filing/tasks.ts'
import { formsTasks } from '../slices/forms/tasks.ts'
import { guaranteesTasks } from '../slices/guarantees/tasks.ts'
import { importsTasks } from '../slices/imports/tasks.ts'
import { pairingTasks } from '../slices/pairing/tasks.ts'
import { policiesTasks } from '../slices/policies/tasks.ts'
import { matchTasks } from '../slices/registry/match-tasks.ts'
import { registryTasks } from '../slices/registry/tasks.ts'
import { requestsTasks } from '../slices/requests/tasks.ts'
import { supplementsTasks } from '../slices/supplements/tasks.ts'
import { surveysTasks } from '../slices/surveys/tasks.ts'
import { visitsTasks } from '../slices/visits/tasks.ts'

/** News that is sent whether or not a slice above listens yet. */
const news = [
  'organisation.state_changed',
  'organisation.named',
  'household.moved',
  'household.changed',
  'households.changed',
  'imports.committed',
]

/** What the queue runs: several slices may listen to the same news; they run one after the other, from the ground up. */
export const tasks: Tasks = combine([
  registryTasks,
  matchTasks,
  supplementsTasks,
  surveysTasks,
  enterprisesTasks,
  policiesTasks,
  aidTasks,
  arrearsTasks,
  pairingTasks,
  requestsTasks,
  visitsTasks,
  filingTasks,
  guaranteesTasks,
  importsTasks,
  formsTasks,
])

function combine(all: readonly Tasks[]): Tasks {
  const combined: Record<string, Task> = Object.fromEntries(news.map((queue) => [queue, async () => {}]))
  for (const tasksOfSlice of all)
    for (const [queue, task] of Object.entries(tasksOfSlice)) {
      const earlier = combined[queue]
      combined[queue] = async (services, scope, data) => {
        await earlier?.(services, scope, data)
        await task(services, scope, data)
      }
    }
  return combined
}
