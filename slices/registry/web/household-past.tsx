import { useQuery } from '@tanstack/react-query'
import { ageOn } from '../../../core/date.ts'
import { useAddress, useChangeAddress, usePathPart } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { listed } from '../../../platform/web/punctuation.ts'
import { useToday } from '../../../platform/web/session.tsx'
import { DayInput } from '../../../platform/web/ui/day-input.tsx'
import { InstantText, Mark } from '../../../platform/web/ui/figures.tsx'
import { Card } from '../../../platform/web/ui/file-page.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { employmentWords, spokenRelation } from '../code-messages.ts'
import type { Household } from '../model.ts'
import { householdWords } from '../page-messages.ts'
import { versionWords as words } from '../version-messages.ts'
import { registryApi, useHousehold } from './api.ts'
import { HouseholdAmounts, HouseholdFacts } from './household-facts.tsx'
import { HouseholdHistory } from './household-history.tsx'
import '../../../platform/web/ui/list-page.css'
import './registry.css'

const dayPattern = /^\d{4}-\d{2}-\d{2}$/

/** A family as it was on a day, as known on another; both days stand in the address bar. */
export function Page() {
  const t = useWords()
  const id = usePathPart('id')
  const today = useToday()
  const address = useAddress()
  const on = dayPattern.test(address.on ?? '') ? (address.on as string) : today
  const knownOn = dayPattern.test(address.known ?? '') ? (address.known as string) : today
  const now = useHousehold(id)
  const past = useQuery(registryApi.registry.asOf.queryOptions({ input: { id, on, knownOn } }))
  const error = now.error ?? past.error
  if (error && !(now.data && past.data)) return <ProblemPage error={error} />
  if (!now.data) return <Loading />
  const family = past.data?.household
  return (
    <>
      <PageHead
        title={t(words.titleOf, { name: now.data.headName })}
        note={t(words.note)}
        trail={[{ text: now.data.headName, to: `/households/${id}` }]}
      />
      <Days on={on} knownOn={knownOn} today={today} />
      {past.data && (
        <p role="status" className="past-says">
          {family
            ? t(words.says, {
                on,
                known: knownOn,
                from: past.data.validFrom ?? '',
                recorded: dayOf(past.data.knownFrom ?? ''),
              })
            : t(words.nothing, { on, known: knownOn })}
        </p>
      )}
      <div className="past-columns">
        <div>{family && <Past family={family} on={on} />}</div>
        <aside>
          <Card title={t(words.statements)}>
            <Statements id={id} />
          </Card>
          <Card title={t(words.changes)}>
            <HouseholdHistory id={id} />
          </Card>
        </aside>
      </div>
    </>
  )
}

const dayOf = (instant: string): string => new Date(instant).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })

function Days({ on, knownOn, today }: { on: string; knownOn: string; today: string }) {
  const t = useWords()
  const change = useChangeAddress()
  const day = (key: 'on' | 'known', label: string, value: string) => (
    <span className="day-filter">
      <span aria-hidden="true">{label}</span>
      <DayInput aria-label={label} value={value} max={today} onChange={(chosen) => change({ [key]: chosen })} />
    </span>
  )
  return (
    <section className="filters past-days">
      {day('on', t(words.on), on)}
      {day('known', t(words.knownOn), knownOn)}
      {(on !== today || knownOn !== today) && (
        <button type="button" className="quiet" onClick={() => change({ on: undefined, known: undefined })}>
          {t(words.now)}
        </button>
      )}
    </section>
  )
}

function Past({ family, on }: { family: Household; on: string }) {
  const t = useWords()
  const here = family.people.filter((person) => person.leftOn === null)
  return (
    <>
      <Card title={t(words.people)}>
        <ul className="past-people">
          {here.map((person) => (
            <li key={person.id}>
              <b>{person.name}</b>{' '}
              {listed(t, [
                t(spokenRelation(person.relation)),
                ...(person.birthDate ? [t(householdWords.years, { age: ageOn(person.birthDate, on) })] : []),
                ...(person.employment ? [t(employmentWords[person.employment])] : []),
              ])}
              {person.identityNumber && <span className="second"> {person.identityNumber}</span>}
            </li>
          ))}
        </ul>
      </Card>
      <Card title={t(words.facts)}>
        <HouseholdFacts household={family} />
      </Card>
      <Card title={t(words.amounts)}>
        <HouseholdAmounts household={family} />
      </Card>
    </>
  )
}

/** Each thing that was said about the family; a click shows the family as that said it. */
function Statements({ id }: { id: string }) {
  const t = useWords()
  const change = useChangeAddress()
  const { data } = useQuery(registryApi.registry.statements.queryOptions({ input: { id } }))
  if (!data) return <Loading />
  return (
    <ol className="history-lines">
      {data.rows.map((row) => (
        <li key={`${row.knownFrom} ${row.validFrom} ${row.version}`}>
          <button
            type="button"
            className="quiet"
            onClick={() => change({ on: row.validFrom, known: dayOf(row.knownFrom) })}
          >
            {t(words.statement, { recorded: dayOf(row.knownFrom), from: row.validFrom })}
          </button>{' '}
          {row.corrects && <Mark tone="waiting">{t(words.correction)}</Mark>}
          <div className="second">
            <InstantText at={row.knownFrom} />
          </div>
        </li>
      ))}
    </ol>
  )
}
