import { addDays, type Day } from '../../core/date.ts'

export type Todo = {
  kind: 'visit' | 'promise' | 'request'
  id: string
  householdId: string
  headName: string
  text: string
  dueOn: Day
  late: boolean
}

type Family = {
  householdId: string
  headName: string
  nextVisitOn: Day
  promises: readonly { id: string; text: string; dueOn: Day }[]
  requests: readonly { id: string; text: string; dueOn: Day; state: string }[]
}

/** What a helper has to do: visits within a week, promises and open requests; what is late stands first. */
export function todosOf(families: readonly Family[], today: Day): Todo[] {
  const soon = addDays(today, 7)
  const todos = families.flatMap((family): Todo[] => {
    const todo = (kind: Todo['kind'], id: string, text: string, dueOn: Day): Todo => ({
      kind,
      id,
      householdId: family.householdId,
      headName: family.headName,
      text,
      dueOn,
      late: dueOn < today,
    })
    return [
      ...(family.nextVisitOn <= soon ? [todo('visit', family.householdId, '', family.nextVisitOn)] : []),
      ...family.promises.map((promise) => todo('promise', promise.id, promise.text, promise.dueOn)),
      ...family.requests
        .filter((request) => request.state === 'open')
        .map((request) => todo('request', request.id, request.text, request.dueOn)),
    ]
  })
  return todos.sort((one, other) => (one.dueOn < other.dueOn ? -1 : one.dueOn > other.dueOn ? 1 : 0))
}
