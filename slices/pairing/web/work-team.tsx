import { Button, Checkbox, Input } from 'antd'
import { type ReactNode, useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { useToday } from '../../../platform/web/session.tsx'
import { DayInput } from '../../../platform/web/ui/day-input.tsx'
import { DayText } from '../../../platform/web/ui/figures.tsx'
import { Labelled } from '../../../platform/web/ui/labelled.tsx'
import { unitPairWords as words } from '../unit-pair-messages.ts'
import type { TeamMember, UnitPairDraft } from '../unit-pair-model.ts'
import './pairing.css'

type Team = Pick<UnitPairDraft, 'team' | 'stationedFrom' | 'stationedUntil'>

/** When a work team is in its enterprise and who is on it. Whoever leaves stays in the list with the day. */
export function WorkTeamFields({ filled, put }: { filled: Team; put: (part: Partial<Team>) => void }) {
  const t = useWords()
  const today = useToday()
  // Members have no id before they are saved; what is typed must stay with its line when another one goes.
  const [lines, setLines] = useState(() => filled.team.map((_, at) => at))
  const change = (at: number, part: Partial<TeamMember>) =>
    put({ team: filled.team.map((member, index) => (index === at ? { ...member, ...part } : member)) })
  const added = (): TeamMember => ({
    name: '',
    post: null,
    lead: filled.team.length === 0,
    since: filled.stationedFrom ?? today,
    until: null,
  })
  const add = () => {
    setLines([...lines, Math.max(-1, ...lines) + 1])
    put({ team: [...filled.team, added()] })
  }
  const remove = (at: number) => {
    setLines(lines.filter((_, index) => index !== at))
    put({ team: filled.team.filter((_, index) => index !== at) })
  }
  return (
    <>
      <div className="team-days">
        <Labelled label={t(words.stationedFrom)}>
          {(id) => (
            <DayInput
              id={id}
              value={filled.stationedFrom ?? undefined}
              onChange={(day) => put({ stationedFrom: day ?? null })}
            />
          )}
        </Labelled>
        <Labelled label={t(words.stationedUntil)}>
          {(id) => (
            <DayInput
              id={id}
              value={filled.stationedUntil ?? undefined}
              onChange={(day) => put({ stationedUntil: day ?? null })}
            />
          )}
        </Labelled>
      </div>
      <fieldset className="team">
        <legend>{t(words.team)}</legend>
        <p className="second">{t(words.teamNote)}</p>
        {filled.team.map((member, at) => (
          <Member key={lines[at]} member={member} put={(part) => change(at, part)}>
            <button type="button" className="quiet" onClick={() => remove(at)}>
              {t(words.removeMember, { name: member.name })}
            </button>
          </Member>
        ))}
        <Button disabled={filled.team.length >= 30} onClick={add}>
          {t(words.addMember)}
        </Button>
      </fieldset>
    </>
  )
}

type MemberProps = { member: TeamMember; put: (part: Partial<TeamMember>) => void; children: ReactNode }

function Member({ member, put, children }: MemberProps) {
  const t = useWords()
  return (
    <div className="team-member">
      <Labelled label={t(words.memberName)}>
        {(id) => (
          <Input id={id} maxLength={60} value={member.name} onChange={(event) => put({ name: event.target.value })} />
        )}
      </Labelled>
      <Labelled label={t(words.memberPost)}>
        {(id) => (
          <Input
            id={id}
            maxLength={60}
            value={member.post ?? ''}
            onChange={(event) => put({ post: event.target.value || null })}
          />
        )}
      </Labelled>
      <Labelled label={t(words.memberSince)}>
        {(id) => <DayInput id={id} value={member.since} onChange={(day) => put({ since: day ?? member.since })} />}
      </Labelled>
      <Labelled label={t(words.memberUntil)}>
        {(id) => (
          <DayInput
            id={id}
            {...(member.until ? { value: member.until } : {})}
            onChange={(day) => put({ until: day ?? null })}
          />
        )}
      </Labelled>
      <Checkbox checked={member.lead} onChange={(event) => put({ lead: event.target.checked })}>
        {t(words.leader)}
      </Checkbox>
      {children}
    </div>
  )
}

/** From when to when the team is there. */
export function Stationed({ team: { stationedFrom, stationedUntil } }: { team: Team }) {
  const t = useWords()
  if (!stationedFrom) return '—'
  if (!stationedUntil) return t(words.stationed, { from: stationedFrom })
  return t(words.stationedBoth, { from: stationedFrom, until: stationedUntil })
}

/** Who is on the team, the leader marked; those who left stand with the day. */
export function TeamList({ team }: { team: readonly TeamMember[] }) {
  const t = useWords()
  if (team.length === 0) return '—'
  return (
    <ul className="members">
      {team.map((member) => (
        <li key={`${member.name} ${member.since}`}>
          <span>
            <b>{member.name}</b> {member.lead && <span className="second">{t(words.leader)}</span>}{' '}
            <span className="second">
              {member.post} <DayText day={member.since} />
              {member.until && (
                <>
                  {' – '}
                  <DayText day={member.until} />
                </>
              )}
            </span>
          </span>
        </li>
      ))}
    </ul>
  )
}
