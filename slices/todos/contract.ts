import { z } from 'zod'
import { ask, Nothing } from '../../core/contract.ts'
import { Figure, Todo } from './model.ts'

export const todosContract = {
  today: ask({
    method: 'GET',
    path: '/todos',
    summary: 'What waits for the asker in this role today, and up to four numbers',
    permission: 'todos.read',
    audit: 'todos.today',
    input: Nothing,
    output: z.strictObject({ todos: z.array(Todo), figures: z.array(Figure) }),
  }),
}
