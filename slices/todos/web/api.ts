import { clientOf } from '../../../platform/web/client.ts'
import { todosContract } from '../contract.ts'

export const todosApi = clientOf({ todos: todosContract })
