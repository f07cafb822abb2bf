import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { named } from '../../../platform/web/punctuation.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { DayText } from '../../../platform/web/ui/figures.tsx'
import { Facts } from '../../../platform/web/ui/file-page.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { endReasonWords, helperKindWords, pairKindWords } from '../messages.ts'
import type { Pair, PairMember, PairRow } from '../model.ts'
import { pairPageWords as words } from '../page-messages.ts'
import { planWords } from '../plan-messages.ts'
import { rhythmWords } from '../rhythm-messages.ts'
import { memberRoleWords, teamworkWords } from '../teamwork-messages.ts'
import { pairingApi } from './api.ts'
import { BeginPairDialog } from './begin-pair.tsx'
import { type PairAct, PairDialog } from './pair-dialog.tsx'

/** A pair beside the list: its members, what may be done with it, and who answered for the family before. */
export function PairPeek({ row }: { row: PairRow }) {
  const t = useWords()
  const may = useMay()
  const [act, setAct] = useState<PairAct>()
  const [beginning, setBeginning] = useState(false)
  return (
    <>
      {row.id ? (
        <LivePair id={row.id} act={setAct} />
      ) : (
        may('pairing.write') && (
          <Button type="primary" onClick={() => setBeginning(true)}>
            {t(words.pairNow)}
          </Button>
        )
      )}
      <Chain row={row} />
      <p className="peek-doors">
        <Link to={`/households/${row.householdId}`}>{t(words.openHousehold)}</Link>
        <Link to={`/households/${row.householdId}/plan`}>{t(planWords.openPlan)}</Link>
        {row.id && !row.until && may('pairing.write') && (
          <a download href={`/api/plans/handbooks?ids=${row.id}&origin=${encodeURIComponent(window.location.origin)}`}>
            {t(planWords.printOne)}
          </a>
        )}
      </p>
      {beginning && <BeginPairDialog row={row} close={() => setBeginning(false)} />}
      {act && <PairDialog act={act} close={() => setAct(undefined)} />}
    </>
  )
}

function LivePair({ id, act }: { id: string; act: (act: PairAct) => void }) {
  const t = useWords()
  const may = useMay()
  const { data: pair, error } = useQuery(pairingApi.pairs.get.queryOptions({ input: { id } }))
  if (error) return <ProblemNote error={error} />
  if (!pair) return null
  const open = may('pairing.write') && !pair.until
  return (
    <>
      <Facts
        facts={[
          { label: t(words.area), value: pair.areaName },
          { label: t(words.pairKind), value: pair.kind ? t(pairKindWords[pair.kind]) : '—' },
          { label: t(words.since), value: <DayText day={pair.since} /> },
          {
            label: t(teamworkWords.term),
            value: pair.termUntil ? <DayText day={pair.termUntil} /> : t(teamworkWords.openTerm),
          },
          ...(pair.until && pair.endReason
            ? [
                { label: t(words.until), value: <DayText day={pair.until} /> },
                {
                  label: t(words.reason),
                  value: pair.endNote
                    ? named(t, t(endReasonWords[pair.endReason]), pair.endNote)
                    : t(endReasonWords[pair.endReason]),
                },
              ]
            : []),
          {
            label: t(words.lastVisit),
            value: pair.lastVisitedOn ? <DayText day={pair.lastVisitedOn} /> : t(words.never),
          },
          ...(pair.nextVisitOn ? [{ label: t(rhythmWords.next), value: <DayText day={pair.nextVisitOn} /> }] : []),
        ]}
      />
      <section className="peek-section">
        <h3>{t(words.members)}</h3>
        <ul className="members">
          {pair.members.map((member) => (
            <Member
              key={`${member.helperId}${member.since}`}
              pair={pair}
              member={member}
              act={open ? act : undefined}
            />
          ))}
        </ul>
      </section>
      {open && (
        <div className="peek-acts">
          <Button onClick={() => act({ kind: 'add', pair })}>{t(words.addFurther)}</Button>
          <Button onClick={() => act({ kind: 'handOver', pair })}>{t(teamworkWords.ask)}</Button>
          <Button onClick={() => act({ kind: 'renew', pair })}>{t(teamworkWords.renew)}</Button>
          <Button onClick={() => act({ kind: 'lead', pair })}>{t(words.changeLead)}</Button>
          <Button onClick={() => act({ kind: 'end', pair })}>{t(words.endPair)}</Button>
        </div>
      )}
    </>
  )
}

type MemberProps = { pair: Pair; member: PairMember; act: ((act: PairAct) => void) | undefined }

function Member({ pair, member, act }: MemberProps) {
  const t = useWords()
  const more = [t(helperKindWords[member.kind]), member.unit, member.post, member.phone].filter(Boolean).join(' · ')
  return (
    <li>
      <span>
        <b>{member.name}</b> <span className="second">{t(memberRoleWords[member.role])}</span>
        <br />
        <span className="second">{more}</span>
        {member.person && (
          <>
            <br />
            {t(member.person.student ? teamworkWords.forStudent : teamworkWords.forMember, {
              name: member.person.name,
            })}
            {member.person.left && <span className="second">{t(teamworkWords.personLeft)}</span>}
          </>
        )}
        {member.until && !pair.until && (
          <>
            <br />
            <span className="second">{t(words.left, { day: member.until })}</span>
          </>
        )}
      </span>
      {act && member.role !== 'lead' && !member.until && (
        <Button size="small" onClick={() => act({ kind: 'remove', pair, member })}>
          {t(words.removeHelper)}
        </Button>
      )}
    </li>
  )
}

function Chain({ row }: { row: PairRow }) {
  const t = useWords()
  const { data } = useQuery(
    pairingApi.pairs.list.queryOptions({
      input: { state: 'ended', household: row.householdId, limit: 20, sort: 'since', order: 'desc' },
    }),
  )
  const rows = (data?.rows ?? []).filter((one) => one.id !== row.id)
  if (rows.length === 0) return null
  return (
    <section className="peek-section">
      <h3>{t(words.chain)}</h3>
      <ul className="members">
        {rows.map((one) => (
          <li key={one.id}>
            <span>
              {one.helperName}{' '}
              <span className="second">
                {one.since} – {one.until} {one.endReason && t(endReasonWords[one.endReason])}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
