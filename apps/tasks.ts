import type { Tasks } from '../platform/server/background.ts'

/** What the queue runs, of all slices. */
export const tasks: Tasks = {
  'organisation.state_changed': async () => {},
}
