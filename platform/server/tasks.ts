import type { Services } from './act.ts'
import type { Scope } from './database.ts'

/** What the queue runs: one function a queue; the scope is that of the person whose act asked for it. */
export type Task = (services: Services, scope: Scope, data: Record<string, unknown>) => Promise<void>
export type Tasks = Readonly<Record<string, Task>>
