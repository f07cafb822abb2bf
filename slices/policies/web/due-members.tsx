import { Button } from 'antd'
import { useState } from 'react'
import { formatFen } from '../../../core/yuan.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { isPersonal } from '../fact-rules.ts'
import type { Enrolment, HouseholdAnswer, MemberAnswer } from '../model.ts'
import { panelWords as words } from '../page-messages.ts'
import { StartEnrolment } from './enrolment-acts.tsx'
import { FactForm } from './fact-form.tsx'
import { StateMark } from './result-words.tsx'

const rank = { eligible: 0, unknown: 1, not_eligible: 2 } as const

type MembersProps = {
  householdId: string
  result: HouseholdAnswer
  open: readonly Enrolment[]
}

/** Which member has a right to what, which has none and why; facts of each are recorded here, and what each receives. */
export function DueMembers({ householdId, result, open }: MembersProps) {
  const t = useWords()
  const { members } = result
  if (!members || members.length === 0) return null
  return (
    <ul className="due-members" aria-label={t(words.byMember)}>
      {members
        .toSorted((a, b) => rank[a.state] - rank[b.state])
        .map((member) => (
          <li key={member.personId}>
            <div className="due-line">
              <b>{member.name}</b>
              <span>
                {member.state === 'eligible' && result.period !== null && (
                  <span className="number">{t(words.yuan, { amount: formatFen(member.amountFen) })} </span>
                )}
                <StateMark state={member.state} standing={result.kind === 'standing'} />
              </span>
            </div>
            {member.state !== 'eligible' && (
              <p className="second">{member.sentences.map((one) => t(one)).join(t({ zh: '；', en: '; ' }))}</p>
            )}
            {result.per === 'person' ? (
              <MemberActs {...{ householdId, result, open, member }} />
            ) : (
              <OwnFacts householdId={householdId} member={member} />
            )}
          </li>
        ))}
    </ul>
  )
}

/** Facts of a member that a policy for the family waits for and that are kept for policies only. */
function OwnFacts({ householdId, member }: { householdId: string; member: MemberAnswer }) {
  const may = useMay()
  const names = member.missing.map((name) => name.replace(/^members\./, '')).filter(isPersonal)
  if (names.length === 0 || !may('registry.write')) return null
  const person = { id: member.personId, name: member.name }
  return names.map((name) => <FactForm key={name} householdId={householdId} name={name} person={person} />)
}

function MemberActs({ householdId, result, open, member }: MembersProps & { member: MemberAnswer }) {
  const t = useWords()
  const may = useMay()
  const [recording, setRecording] = useState(false)
  const received = open.some((one) => one.programme === result.policy && one.personId === member.personId)
  const person = { id: member.personId, name: member.name }
  if (member.state === 'eligible' && !received)
    return <StartEnrolment householdId={householdId} result={result} members={[]} personId={member.personId} />
  if (member.missing.length === 0 || !may('registry.write')) return null
  // Most members have nothing to do with most of these policies: what could be recorded is shown when it is asked for.
  if (!recording && member.sentences.length === 1 && member.state === 'unknown')
    return (
      <Button size="small" onClick={() => setRecording(true)}>
        {t(words.recordOf, { name: member.name })}
      </Button>
    )
  return member.missing.map((name) => <FactForm key={name} householdId={householdId} name={name} person={person} />)
}
