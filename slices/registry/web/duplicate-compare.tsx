import { useQuery } from '@tanstack/react-query'
import { Button, Radio } from 'antd'
import { type ReactNode, useState } from 'react'
import { useGo, usePathPart } from '../../../platform/web/address.ts'
import { newId } from '../../../platform/web/identifier.ts'
import { type Say, useWords } from '../../../platform/web/language.tsx'
import { listed } from '../../../platform/web/punctuation.ts'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import { Mark, Money } from '../../../platform/web/ui/figures.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { heatingWords, spokenRelation } from '../code-messages.ts'
import { takenWords, duplicateWords as words } from '../duplicate-messages.ts'
import { type Comparison, TakenFact } from '../duplicate-model.ts'
import { categoryWords, causeWords, residenceWords } from '../messages.ts'
import type { Household } from '../model.ts'
import { headRelation } from '../model.ts'
import { householdFormWords } from '../page-messages.ts'
import { duplicatesApi, useHouseholdChanged } from './api.ts'
import { Reasons } from './duplicate-list.tsx'
import './registry.css'

/** Two people and their families side by side; an officer says whether they are one, and what is kept. */
export function Page() {
  const low = usePathPart('low')
  const high = usePathPart('high')
  const { data, error } = useQuery(duplicatesApi.compare.queryOptions({ input: { low, high } }))
  if (error && !data) return <ProblemPage error={error} />
  return data ? <Compare key={`${data.one.version} ${data.other.version}`} comparison={data} /> : <Loading />
}

const here = (family: Household) => family.people.filter((person) => person.leftOn === null)

function Compare({ comparison }: { comparison: Comparison }) {
  const t = useWords()
  const { pair, one, other } = comparison
  const [kept, setKept] = useState<'one' | 'other'>('one')
  const [take, setTake] = useState<ReadonlySet<TakenFact>>(new Set())
  const [asked, setAsked] = useState<'merge' | 'person' | 'different'>()
  const open = pair.state === 'open'
  const differing = TakenFact.options.filter((fact) => factText(fact, one, t) !== factText(fact, other, t))
  const choose = (fact: TakenFact, side: 'one' | 'other') => {
    const next = new Set(take)
    if (side === kept) next.delete(fact)
    else next.add(fact)
    setTake(next)
  }
  const keep = (side: 'one' | 'other') => {
    setKept(side)
    setTake(new Set())
  }
  return (
    <>
      <PageHead
        title={t(words.compareTitle, { one: pair.one?.name ?? '', other: pair.other?.name ?? '' })}
        note={
          <>
            {t(words.score)} {t(words.scoreOf, { score: pair.score ?? 0 })} · <Reasons reasons={pair.reasons} />
          </>
        }
        primary={
          open && (
            <Button type="primary" onClick={() => setAsked('merge')}>
              {t(words.merge)}
            </Button>
          )
        }
        more={open && <Button onClick={() => setAsked('person')}>{t(words.onePerson)}</Button>}
      />
      <div className="compare-acts">
        {open ? (
          <Button onClick={() => setAsked('different')}>{t(words.notSame)}</Button>
        ) : (
          <span className="second">{t(pair.state === 'same' ? words.same : words.different)}</span>
        )}
      </div>
      <table className="compare">
        <thead>
          <tr>
            <th scope="col">{t(words.keep)}</th>
            {(['one', 'other'] as const).map((side) => (
              <th key={side} scope="col">
                <Radio checked={kept === side} disabled={!open} onChange={() => keep(side)}>
                  {comparison[side].headName} {comparison[side].fileNumber}
                </Radio>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t(words.members)}</th>
            {(['one', 'other'] as const).map((side) => (
              <td key={side}>
                <Members family={comparison[side]} twice={comparison.same.map((same) => same[side])} />
              </td>
            ))}
          </tr>
          {differing.map((fact) => (
            <tr key={fact}>
              <th scope="row">{t(takenWords[fact])}</th>
              {(['one', 'other'] as const).map((side) => (
                <td key={side}>
                  <Radio
                    checked={take.has(fact) ? side !== kept : side === kept}
                    disabled={!open}
                    onChange={() => choose(fact, side)}
                  >
                    {fact === 'amounts' ? (
                      <AmountText family={comparison[side]} />
                    ) : (
                      factText(fact, comparison[side], t)
                    )}
                  </Radio>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="second">{t(words.moveNote)}</p>
      <Decision asked={asked} close={() => setAsked(undefined)} comparison={comparison} kept={kept} take={[...take]} />
    </>
  )
}

function Members({ family, twice }: { family: Household; twice: readonly string[] }) {
  const t = useWords()
  return (
    <ul className="past-people">
      {here(family).map((person) => (
        <li key={person.id}>
          <b>{person.name}</b> {t(spokenRelation(person.relation))} {person.birthDate}
          <span className="second"> {person.identityNumber ?? person.phone}</span>{' '}
          {twice.includes(person.id) && <Mark tone="waiting">{t(words.inBoth)}</Mark>}
        </li>
      ))}
    </ul>
  )
}

function AmountText({ family }: { family: Household }) {
  return (
    <>
      <Money fen={family.annualIncomeFen} /> / <Money fen={family.rigidExpenditureFen} />
    </>
  )
}

const dash = '—'

/** A fact of a family in words; equal words mean that there is nothing to choose. */
function factText(fact: TakenFact, family: Household, t: Say): string {
  const texts: Record<TakenFact, () => string> = {
    place: () => `${family.areaName} · ${family.workUnit ?? dash} · ${family.responsibleName}`,
    residence: () => t(residenceWords[family.residence]),
    category: () => (family.category ? t(categoryWords[family.category]) : dash),
    causes: () =>
      listed(
        t,
        family.causes.map((cause) => t(causeWords[cause])),
      ) || dash,
    address: () => family.address ?? dash,
    dwellings: () => String(family.dwellings ?? dash),
    vehicles: () => String(family.vehicles ?? dash),
    housingArea: () =>
      family.housingAreaSquareDecimetres === null
        ? dash
        : `${family.housingAreaSquareDecimetres / 100} ${t(householdFormWords.squareMetres)}`,
    heating: () => (family.heating ? t(heatingWords[family.heating]) : dash),
    amounts: () => `${family.annualIncomeFen ?? dash} ${family.rigidExpenditureFen ?? dash}`,
  }
  return texts[fact]()
}

type DecisionProps = {
  asked: 'merge' | 'person' | 'different' | undefined
  close: () => void
  comparison: Comparison
  kept: 'one' | 'other'
  take: readonly TakenFact[]
}

/** Says what a decision will do, asks why, and does it. */
function Decision({ asked, close, comparison, kept, take }: DecisionProps) {
  const t = useWords()
  const go = useGo()
  const changed = useHouseholdChanged()
  const [key] = useState(newId)
  const { pair, same } = comparison
  const givenUp = kept === 'one' ? 'other' : 'one'
  const [keeps, gives] = [comparison[kept], comparison[givenUp]]
  const ids = { low: pair.low, high: pair.high }
  const context = { context: { idempotencyKey: key } }
  const name = (family: Household) => `${family.headName}户（${family.fileNumber}）`
  const done = async (to: string) => {
    await changed()
    go(to)
  }
  const texts: Record<NonNullable<DecisionProps['asked']>, { title: string; consequence: ReactNode }> = {
    merge: {
      title: t(words.merge),
      consequence: t(words.mergeNote, {
        given: name(gives),
        kept: name(keeps),
        same: same.length,
        moved: here(gives).length - same.length,
      }),
    },
    person: {
      title: t(words.onePerson),
      consequence: t(words.onePersonNote, {
        name: pair.one?.name ?? '',
        head: keeps.headName,
        number: keeps.fileNumber,
      }),
    },
    different: { title: t(words.notSame), consequence: t(words.notSameNote) },
  }
  if (!asked) return null
  const act = async (why: string) => {
    if (asked === 'different') await duplicatesApi.different.call({ ...ids, why }, context)
    else if (asked === 'person')
      await duplicatesApi.onePerson.call({ ...ids, staysId: keeps.id, newHeadId: nextHead(gives, pair), why }, context)
    else
      await duplicatesApi.merge.call(
        {
          ...ids,
          keptId: keeps.id,
          keptVersion: keeps.version,
          givenUpVersion: gives.version,
          take: [...take],
          same: same.map((one) => ({ kept: one[kept], givenUp: one[givenUp] })),
          why,
        },
        context,
      )
    await done(asked === 'different' ? '/duplicates' : `/households/${keeps.id}`)
  }
  return <Confirm {...texts[asked]} action={texts[asked].title} reason act={act} close={close} />
}

/** Who follows as head when the head is the one who is counted in the other family: the eldest of the others. */
function nextHead(family: Household, pair: Comparison['pair']): string | null {
  const leaving = [pair.one, pair.other].find((side) => side?.householdId === family.id)?.personId
  const head = family.people.find((person) => person.id === leaving && person.relation === headRelation)
  if (!head) return null
  const others = here(family).filter((person) => person.id !== leaving)
  return others.sort((a, b) => (a.birthDate ?? '9').localeCompare(b.birthDate ?? '9'))[0]?.id ?? null
}
