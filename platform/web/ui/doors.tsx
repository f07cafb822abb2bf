import { Link } from '@tanstack/react-router'
import './board.css'
import { grouped } from './list-parts.tsx'

export type NumberDoor = {
  readonly key: string
  readonly text: string
  readonly value: number | string
  readonly to: string
  /** People are missed in this number. */
  readonly missed?: boolean
  readonly note?: string
}

/** At most four numbers, each a door to the list that it counts. */
export function NumberDoors({ doors }: { doors: readonly NumberDoor[] }) {
  return (
    <ul className="doors">
      {doors.slice(0, 4).map((door) => (
        <li key={door.key}>
          <Link to={door.to} className={door.missed ? 'number-door missed' : 'number-door'}>
            <span>{door.text}</span>
            <b>{typeof door.value === 'number' ? grouped(door.value) : door.value}</b>
            {door.note && <small>{door.note}</small>}
          </Link>
        </li>
      ))}
    </ul>
  )
}

export type TodoDoor = {
  readonly key: string
  readonly text: string
  readonly to: string
  readonly count?: number
  readonly due?: string
  readonly late?: boolean
}

/** What waits for a person today, each line a door. */
export function TodoDoors({ todos }: { todos: readonly TodoDoor[] }) {
  return (
    <ul className="todos">
      {todos.map((todo) => (
        <li key={todo.key}>
          <Link to={todo.to} className={todo.late ? 'todo late' : 'todo'}>
            <span className="todo-text">{todo.text}</span>
            {todo.count !== undefined && <b>{grouped(todo.count)}</b>}
            {todo.due && <span className={todo.late ? 'todo-due late' : 'todo-due'}>{todo.due}</span>}
          </Link>
        </li>
      ))}
    </ul>
  )
}
