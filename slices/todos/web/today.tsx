import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useEffect } from 'react'
import { formatFen } from '../../../core/yuan.ts'
import { type Say, useLanguage, useWords } from '../../../platform/web/language.tsx'
import { mayOpen, usePage } from '../../../platform/web/pages.tsx'
import { useMay, useSession } from '../../../platform/web/session.tsx'
import { NumberDoors, TodoDoors } from '../../../platform/web/ui/doors.tsx'
import { Empty, NextSteps } from '../../../platform/web/ui/empty.tsx'
import { dayInWords } from '../../../platform/web/ui/figures.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { nameOf as guaranteeName } from '../../guarantees/web/standing.tsx'
import { figureWords, todoWords, todoPageWords as words } from '../messages.ts'
import type { Figure, FigureKey, Todo, TodoKey } from '../model.ts'
import { todosApi } from './api.ts'
import './today.css'

/** The list of exactly what a to-do counts. */
const todoDoors: Record<TodoKey, string> = {
  first_accounts: '/accounts/invite',
  first_organisation: '/organisations/new',
  first_household: '/households/new',
  first_standards: '/policies/standards/import',
  guarantees_late: '/guarantees/$id?state=missed',
  arrears: '/arrears?state=owed',
  requests_overdue: '/requests?overdue=true',
  promises_overdue: '/promises?state=overdue',
  entitled: '/policies/due?coverage=eligible_not_enrolled',
  unpaired: '/pairs?state=unpaired',
  visits_overdue: '/pairs?overdue=true',
  lists_due: '/aid-lists/$id?state=planned',
  village_links_late: '/unit-pairs?late=true',
  village_line: '/unit-pairs',
  enterprises_unanswered: '/unit-pairs/unanswered',
  due_items: '/policies/items',
  proposals: '/proposals',
  duplicates: '/duplicates',
  file_transfers: '/file-rules/transfers',
  files_not_reviewed: '/file-rules/not_reviewed',
  never_helped: '/file-rules/never_helped',
  income_unknown: '/households?incomeUnknown=true',
  without_role: '/accounts?withoutRole=true',
  invited: '/accounts?state=invited',
}

const figureDoor = ({ key, since }: Figure): string => {
  const doors: Record<FigureKey, string> = {
    households: '/households',
    persons: '/households',
    pairs: '/pairs?state=live',
    visits: `/visits?from=${since ?? ''}`,
    aid_cash: `/aid?from=${since ?? ''}`,
  }
  return doors[key]
}

/** What waits for this person today in this role, and below it at most four numbers, each a door. */
export function Page() {
  const t = useWords()
  const language = useLanguage()
  const session = useSession()
  const asked = session.membership !== null && session.membership.role !== 'helper'
  const { data, error, refetch } = useQuery({ ...todosApi.todos.today.queryOptions({ input: {} }), enabled: asked })
  const open = useDoor()
  const todos = (data?.todos ?? []).filter((todo) => open(todoDoors[todo.key]))
  const figures = (data?.figures ?? []).filter((figure) => open(figureDoor(figure)))
  return (
    <div className="today">
      <PageHead note={dayInWords(session.today, language)} />
      {!asked && <NothingHere helper={session.membership?.role === 'helper'} />}
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {asked && !data && !error && <Loading />}
      {todos.length > 0 && (
        <TodoDoors
          todos={todos.map((todo) => ({
            key: `${todo.key} ${todo.about?.id ?? ''}`,
            text: t(todoWords[todo.key], {
              ...(todo.about ? { name: nameOf(todo.about, t) } : {}),
              ...(todo.count === null ? {} : { count: grouped(todo.count) }),
            }),
            to: todoDoors[todo.key].replace('$id', todo.about?.id ?? ''),
            ...dueOf(todo, session.today, t),
          }))}
        />
      )}
      {data && todos.length === 0 && <Nothing begun={figures.length > 0} />}
      {figures.length > 0 && (
        <section aria-label={t(words.numbers)}>
          <NumberDoors
            doors={figures.map((figure) => ({
              key: figure.key,
              text: t(figureWords[figure.key]),
              value: figure.key === 'aid_cash' ? formatFen(figure.value) : Number(figure.value),
              to: figureDoor(figure),
            }))}
          />
        </section>
      )}
    </div>
  )
}

/** A guarantee is called after its rule, a list as it was named. */
const nameOf = ({ name, rule }: NonNullable<Todo['about']>, t: Say): string =>
  rule ? guaranteeName({ name, rule }, t) : name

function dueOf({ dueOn, late }: Todo, today: string, t: ReturnType<typeof useWords>) {
  if (dueOn === null) return { late }
  return { due: t(dueOn < today ? words.lateSince : words.dueOn, { day: dueOn }), late }
}

/** Whether a page stands behind a path and this person may open it. */
function useDoor(): (to: string) => boolean {
  const { pages } = usePage()
  const may = useMay()
  return (to) => {
    const path = to.split('?')[0] ?? to
    const entry = pages.find((page) => page.path === path) ?? pages.find((page) => leadsTo(page.path, path))
    return entry !== undefined && mayOpen(entry, may)
  }
}

/** Whether an address is one of a page's: `/file-rules/never_helped` of `/file-rules/$rule`. */
function leadsTo(pattern: string, path: string): boolean {
  const [asked, given] = [pattern.split('/'), path.split('/')]
  return asked.length === given.length && asked.every((part, place) => part.startsWith('$') || part === given[place])
}

/** `begun`: there are figures already. */
function Nothing({ begun }: { begun: boolean }) {
  const t = useWords()
  const may = useMay()
  if (may('audit.read'))
    return <Empty text={t(words.nothing)} action={<Link to="/audit">{t(words.auditTrail)}</Link>} />
  if (!begun && may('registry.read'))
    return <Empty text={t(words.nothingYet)} action={<NextSteps to={['/households/new', '/imports/new']} />} />
  if (may('accounts.read')) return <Empty text={t(words.nothingAdmin)} action={<NextSteps to={['/accounts']} />} />
  return <Empty text={t(words.nothing)} />
}

/** For those who have no desk here: helpers work on the phone, others wait for a role. */
function NothingHere({ helper }: { helper: boolean }) {
  const t = useWords()
  useEffect(() => {
    // Whoever came here by a link on the phone is led on.
    if (helper && matchMedia('(max-width: 700px)').matches) location.replace('/m/')
  }, [helper])
  return helper ? (
    <Empty text={t(words.helper)} action={<a href="/m/">{t(words.toPhone)}</a>} />
  ) : (
    <Empty text={t(words.noRole)} />
  )
}
