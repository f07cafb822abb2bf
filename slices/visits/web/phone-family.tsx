import { type FocusEvent, useEffect, useRef } from 'react'
import { useAct } from '../../../platform/web/act.ts'
import { usePathPart } from '../../../platform/web/address.ts'
import { ClientProblem } from '../../../platform/web/http.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { takeBack, useOutbox } from '../../../platform/web/phone/outbox.ts'
import type { OutboxItem } from '../../../platform/web/phone/outbox-rules.ts'
import {
  Coming,
  KeptSince,
  Nothing,
  NotKept,
  Part,
  PrimaryLink,
  Screen,
  Trouble,
} from '../../../platform/web/phone/parts.tsx'
import { listed, named } from '../../../platform/web/punctuation.ts'
import { useToday } from '../../../platform/web/session.tsx'
import { requestKindText } from '../../requests/web/request-text.ts'
import type { OwnFamily } from '../contract.ts'
import { phoneVisitWords as words } from '../phone-messages.ts'
import { Marks, useThings, Written } from './phone-marks.tsx'
import { familyOf, keptInPhone, putKept, takeableFor, useFamilies, waitingFor } from './phone-outbox.ts'
import './phone-visits.css'

/** One family: where it lives, who belongs to it, what is open, what was seen last. */
export function Page() {
  const t = useWords()
  const { data, error, refetch } = useFamilies()
  const family = familyOf(data, usePathPart('id'))
  if (error)
    return (
      <Screen title={t(words.family)} back="/">
        <Trouble error={error} retry={() => void refetch()} />
      </Screen>
    )
  if (!data) return <Coming />
  if (!family)
    return (
      <Screen title={t(words.family)} back="/">
        <Nothing text={t(words.notFound)} />
      </Screen>
    )
  return (
    <Screen title={family.headName} back="/" note={family.address ?? family.areaName}>
      <KeptSince at={data.keptAt} />
      <p className="visited" data-late={family.late}>
        <span>
          {family.lastVisitedOn ? t(words.lastVisit, { day: family.lastVisitedOn }) : t(words.neverVisited)} ·{' '}
        </span>
        <span>{family.late ? t(words.late) : t(words.nextVisit, { day: family.nextVisitOn })}</span>
      </p>
      {family.person && <p>{t(words.inParticular, { name: family.person })}</p>}
      <PrimaryLink to={`/families/${family.householdId}/visit`}>{t(words.record)}</PrimaryLink>
      <div className="family-parts">
        <Promises family={family} />
        <Requests family={family} />
        <Visits family={family} />
        <People family={family} />
      </div>
    </Screen>
  )
}

function Promises({ family }: { family: OwnFamily }) {
  const t = useWords()
  const today = useToday()
  const { items } = useOutbox()
  const noted = keptInPhone(items)
  const { run, fault } = useAct()
  const list = useFocusKept(String(family.promises.length))
  const unmark = async (promise: Promised, record: OutboxItem) => {
    if (await takeBack(record.id)) return
    throw new ClientProblem('conflict', t(words.tooLate, { text: promise.text }))
  }
  return (
    <Part title={t(words.openPromises)}>
      {family.promises.length === 0 && <p className="second">{t(words.noneOpen)}</p>}
      <NotKept fault={fault} />
      {/* A promise that is sent leaves the list, and what had the focus in it with it. */}
      <ul className="open-things" ref={list.heir} tabIndex={-1} onFocus={list.entered} onBlur={list.left}>
        {family.promises.map((promise) => (
          <PromiseLine
            key={promise.id}
            promise={promise}
            late={promise.dueOn < today}
            noted={noted.has(promise.id)}
            takeable={takeableFor(items, promise.id)}
            mark={() => void run(() => putKept({ promiseId: promise.id, keptOn: today }))}
            unmark={(record) => void run(() => unmark(promise, record))}
          />
        ))}
      </ul>
    </Part>
  )
}

type Promised = OwnFamily['promises'][number]

type PromiseLineProps = {
  promise: Promised
  late: boolean
  /** It is marked as kept in the phone. */
  noted: boolean
  /** The record of that, while it can be taken back. */
  takeable: OutboxItem | undefined
  mark: () => void
  unmark: (record: OutboxItem) => void
}

/** One open promise; the button that takes its mark back stands apart, so that a second touch does not meet it. */
function PromiseLine({ promise, late, noted, takeable, mark, unmark }: PromiseLineProps) {
  const t = useWords()
  const end = useFocusKept(`${noted} ${takeable?.id}`)
  return (
    <li data-late={late} onFocus={end.entered} onBlur={end.left}>
      <span>
        {promise.text}
        <small>{t(words.due, { day: promise.dueOn })}</small>
        {takeable && (
          <button type="button" className="plain" onClick={() => unmark(takeable)}>
            {t(words.takeBack)}
          </button>
        )}
      </span>
      {noted ? (
        <span className="second" ref={end.heir} tabIndex={-1}>
          {t(words.keptSent)}
        </span>
      ) : (
        <button type="button" className="plain" ref={end.heir} onClick={mark}>
          {t(words.kept)}
        </button>
      )}
    </li>
  )
}

/** The focus goes to the heir where what had it within is gone after a change of `state`. */
function useFocusKept(state: string) {
  const within = useRef(false)
  const heir = useRef<HTMLElement | null>(null)
  useEffect(() => {
    void state
    if (within.current && document.activeElement === document.body) heir.current?.focus({ preventScroll: true })
  }, [state])
  return {
    heir: (element: HTMLElement | null) => {
      heir.current = element
    },
    entered: () => {
      within.current = true
    },
    left: (event: FocusEvent) => {
      // Without a place that has it now, it was lost and not moved.
      if (event.relatedTarget) within.current = false
    },
  }
}

function Requests({ family }: { family: OwnFamily }) {
  const t = useWords()
  const today = useToday()
  return (
    <Part title={t(words.openRequests)}>
      {family.requests.length === 0 && <p className="second">{t(words.noneOpen)}</p>}
      <ul className="open-things">
        {family.requests.map((request) => (
          <li key={request.id} data-late={request.dueOn < today}>
            <span>
              {named(t, requestKindText(request.kind, t), request.text)}
              <small>
                {request.answer ? t(words.answered, { answer: request.answer }) : t(words.due, { day: request.dueOn })}
              </small>
            </span>
          </li>
        ))}
      </ul>
    </Part>
  )
}

function Visits({ family }: { family: OwnFamily }) {
  const t = useWords()
  const waiting = waitingFor(useOutbox().items, family.householdId)
  const things = useThings()
  return (
    <Part title={t(words.earlier)}>
      {waiting.length + family.visits.length === 0 && <p className="second">{t(words.neverVisited)}</p>}
      <ol className="seen">
        {waiting.map(({ id, state, payload }) => (
          <li key={id}>
            <b>{payload.visitedOn}</b>
            <small>{t(state === 'waiting' ? words.waiting : words.refused)}</small>
            <Written payload={payload} />
          </li>
        ))}
        {family.visits.map((visit) => (
          <li key={visit.id}>
            <b>{visit.visitedOn}</b>
            <small>{visit.visitor}</small>
            <Marks parts={[visit.living, visit.thinking, visit.difficulties, visit.needs]} />
            {(visit.cashFen || visit.goods.length > 0) && (
              <span>{t(words.handedOver, { things: things(visit.cashFen, visit.goods) })}</span>
            )}
          </li>
        ))}
      </ol>
    </Part>
  )
}

function People({ family }: { family: OwnFamily }) {
  const t = useWords()
  return (
    <Part title={t(words.people)}>
      <p>
        {listed(
          t,
          family.people.map((person) =>
            person.age === null ? person.name : t(words.age, { name: person.name, age: person.age }),
          ),
        )}
      </p>
      <p className="second">{family.role === 'lead' ? t(words.leadYou) : t(words.lead, { name: family.leadName })}</p>
    </Part>
  )
}
