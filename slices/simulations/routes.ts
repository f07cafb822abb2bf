import { implement } from '@orpc/server'
import { type Asking, acting, reading } from '../../platform/server/act.ts'
import { exporting } from '../../platform/server/export.ts'
import * as actions from './actions.ts'
import { simulationsContract } from './contract.ts'
import { keeping, simulating } from './run-actions.ts'
import { scenarioSheet } from './sheet-rules.ts'

const on = implement(simulationsContract).$context<Asking>()

export const simulationsRoutes = {
  levers: on.levers.handler(reading(actions.listLevers)),
  run: on.run.handler(simulating),
  scenarios: on.scenarios.handler(reading(actions.listScenarios)),
  scenario: on.scenario.handler(reading(actions.getScenario)),
  exportScenario: on.exportScenario.handler(exporting(actions.listScenarioLines, scenarioSheet)),
  keepScenario: on.keepScenario.handler(keeping),
  changeScenario: on.changeScenario.handler(acting(actions.changeScenario)),
  removeScenario: on.removeScenario.handler(acting(actions.removeScenario)),
}
