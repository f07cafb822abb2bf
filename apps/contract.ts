import { accountsContract } from '../slices/accounts/contract.ts'
import { aidContract } from '../slices/aid/contract.ts'
import { areasContract } from '../slices/areas/contract.ts'
import { arrearsContract } from '../slices/arrears/contract.ts'
import { casefileContract } from '../slices/casefile/contract.ts'
import { deedsContract } from '../slices/deeds/contract.ts'
import { enterprisesContract } from '../slices/enterprises/contract.ts'
import { filingContract } from '../slices/filing/contract.ts'
import { formsContract } from '../slices/forms/contract.ts'
import { guaranteesContract } from '../slices/guarantees/contract.ts'
import { importsContract } from '../slices/imports/contract.ts'
import { libraryContract } from '../slices/library/contract.ts'
import { organisationsContract } from '../slices/organisations/contract.ts'
import { pairingContract } from '../slices/pairing/contract.ts'
import { policiesContract } from '../slices/policies/contract.ts'
import { registryContract } from '../slices/registry/contract.ts'
import { duplicateContract } from '../slices/registry/duplicate-contract.ts'
import { reportsContract } from '../slices/reports/contract.ts'
import { requestsContract } from '../slices/requests/contract.ts'
import { simulationsContract } from '../slices/simulations/contract.ts'
import { supplementsContract } from '../slices/supplements/contract.ts'
import { surveysContract } from '../slices/surveys/contract.ts'
import { todosContract } from '../slices/todos/contract.ts'
import { viewsContract } from '../slices/views/contract.ts'
import { villagesContract } from '../slices/villages/contract.ts'
import { visitContracts } from '../slices/visits/contract.ts'

/** Everything that may be asked: one contract for server, pages and OpenAPI. */
export const contract = {
  ...accountsContract,
  areas: areasContract,
  organisations: organisationsContract,
  registry: registryContract,
  duplicates: duplicateContract,
  enterprises: enterprisesContract,
  filing: filingContract,
  supplements: supplementsContract,
  surveys: surveysContract,
  views: viewsContract,
  villages: villagesContract,
  policies: policiesContract,
  simulations: simulationsContract,
  library: libraryContract,
  aid: aidContract,
  arrears: arrearsContract,
  ...pairingContract,
  requests: requestsContract,
  ...visitContracts,
  ...deedsContract,
  guarantees: guaranteesContract,
  imports: importsContract,
  forms: formsContract,
  casefile: casefileContract,
  reports: reportsContract,
  todos: todosContract,
}
