import { accountsRoutes } from '../slices/accounts/routes.ts'
import { aidRoutes } from '../slices/aid/routes.ts'
import { areasRoutes } from '../slices/areas/routes.ts'
import { arrearsRoutes } from '../slices/arrears/routes.ts'
import { casefileRoutes } from '../slices/casefile/routes.ts'
import { deedsRoutes } from '../slices/deeds/routes.ts'
import { enterprisesRoutes } from '../slices/enterprises/routes.ts'
import { filingRoutes } from '../slices/filing/routes.ts'
import { formsRoutes } from '../slices/forms/routes.ts'
import { guaranteesRoutes } from '../slices/guarantees/routes.ts'
import { importsRoutes } from '../slices/imports/routes.ts'
import { libraryRoutes } from '../slices/library/routes.ts'
import { organisationsRoutes } from '../slices/organisations/routes.ts'
import { pairingRoutes } from '../slices/pairing/routes.ts'
import { policiesRoutes } from '../slices/policies/routes.ts'
import { duplicateRoutes } from '../slices/registry/duplicate-routes.ts'
import { registryRoutes } from '../slices/registry/routes.ts'
import { reportsRoutes } from '../slices/reports/routes.ts'
import { requestsRoutes } from '../slices/requests/routes.ts'
import { simulationsRoutes } from '../slices/simulations/routes.ts'
import { supplementsRoutes } from '../slices/supplements/routes.ts'
import { surveysRoutes } from '../slices/surveys/routes.ts'
import { todosRoutes } from '../slices/todos/routes.ts'
import { viewsRoutes } from '../slices/views/routes.ts'
import { villagesRoutes } from '../slices/villages/routes.ts'
import { visitRoutes } from '../slices/visits/routes.ts'

/** What answers each entry of the contract; a test holds the two against each other in both directions. */
export const routes = {
  ...accountsRoutes,
  areas: areasRoutes,
  organisations: organisationsRoutes,
  registry: registryRoutes,
  duplicates: duplicateRoutes,
  enterprises: enterprisesRoutes,
  filing: filingRoutes,
  supplements: supplementsRoutes,
  surveys: surveysRoutes,
  views: viewsRoutes,
  villages: villagesRoutes,
  policies: policiesRoutes,
  simulations: simulationsRoutes,
  library: libraryRoutes,
  aid: aidRoutes,
  arrears: arrearsRoutes,
  ...pairingRoutes,
  requests: requestsRoutes,
  ...visitRoutes,
  ...deedsRoutes,
  guarantees: guaranteesRoutes,
  imports: importsRoutes,
  forms: formsRoutes,
  casefile: casefileRoutes,
  reports: reportsRoutes,
  todos: todosRoutes,
}
