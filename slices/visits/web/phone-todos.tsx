import { useWords } from '../../../platform/web/language.tsx'
import { useKnown } from '../../../platform/web/phone/kept-answers.ts'
import { phoneWords } from '../../../platform/web/phone/messages.ts'
import { Coming, DoorLine, KeptSince, Lines, Nothing, Screen, Trouble } from '../../../platform/web/phone/parts.tsx'
import { todoWords } from '../messages.ts'
import { phoneVisitWords as words } from '../phone-messages.ts'
import './phone-visits.css'

type Todo = {
  kind: 'visit' | 'promise' | 'request'
  id: string
  householdId: string
  headName: string
  text: string
  dueOn: string
  late: boolean
}

/** What the helper has to do, the most urgent first; each line opens the family. */
export function Page() {
  const t = useWords()
  const { data, error, refetch } = useKnown<{ rows: Todo[] }>('/my/todos')
  const rows = data?.answer.rows ?? []
  return (
    <Screen title={t(phoneWords.todos)}>
      <KeptSince at={data?.keptAt} />
      {error ? (
        <Trouble error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Coming />
      ) : rows.length === 0 ? (
        <Nothing text={t(words.nothingToDo)} />
      ) : (
        <Lines>
          {rows.map((todo) => (
            <DoorLine
              key={`${todo.kind}${todo.id}`}
              to={`/families/${todo.householdId}`}
              title={todo.headName}
              note={<span className="in-short">{t(todoWords[todo.kind], { text: todo.text })}</span>}
              end={todo.late ? t(words.late) : t(words.due, { day: todo.dueOn.slice(5) })}
              missed={todo.late}
            />
          ))}
        </Lines>
      )}
    </Screen>
  )
}
