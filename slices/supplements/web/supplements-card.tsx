import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useAddress, useChangeAddress } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { listed } from '../../../platform/web/punctuation.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { Card } from '../../../platform/web/ui/file-page.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { RevealDialog, shownMs } from '../../../platform/web/ui/reveal-field.tsx'
import type { Household } from '../../registry/model.ts'
import { supplementWords as words } from '../messages.ts'
import type { Supplement } from '../model.ts'
import { supplementsApi } from './api.ts'
import { WriteSupplement } from './write-supplement.tsx'

/** What is known of the members beyond the fields of the registry; the texts are shown for a reason, like numbers. */
export function SupplementsCard({ household }: { household: Household }) {
  const t = useWords()
  const may = useMay()
  // A form that could not be filled leads here with the heading it asked for.
  const asked = useAddress().supplement
  const change = useChangeAddress()
  const [writing, setWriting] = useState(asked !== undefined)
  const { data, error, refetch } = useQuery(supplementsApi.list.queryOptions({ input: { id: household.id } }))
  const write = may('registry.write') && !household.mergedInto
  const people = household.people.filter((person) => person.leftOn === null)
  const byPerson = Map.groupBy(data?.rows ?? [], ({ personId }) => personId)
  return (
    <Card
      title={t(words.title)}
      extra={
        write && (
          <button type="button" className="quiet" onClick={() => setWriting(true)}>
            {t(words.add)}
          </button>
        )
      }
    >
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {data?.rows.length === 0 && <p className="second">{t(words.none)}</p>}
      {[...byPerson].map(([personId, rows]) => (
        <OfPerson key={personId} household={household} rows={rows} named={people.length > 1 || byPerson.size > 1} />
      ))}
      {writing && write && people.length > 0 && (
        <WriteSupplement
          household={household}
          known={data?.rows ?? []}
          heading={asked ?? ''}
          close={() => {
            setWriting(false)
            if (asked !== undefined) change({ supplement: undefined }, true)
          }}
        />
      )}
    </Card>
  )
}

type OfPersonProps = { household: Household; rows: readonly Supplement[]; named: boolean }

function OfPerson({ household, rows, named }: OfPersonProps) {
  const t = useWords()
  const may = useMay()
  const [asking, setAsking] = useState(false)
  const [texts, setTexts] = useState<ReadonlyMap<string, string>>()
  useEffect(() => {
    if (!texts) return
    const timer = setTimeout(() => setTexts(undefined), shownMs)
    return () => clearTimeout(timer)
  }, [texts])
  const [first] = rows
  if (!first) return null
  const reveal = async (reason: string) => {
    const asked = { id: household.id, personId: first.personId, reason }
    const found = await supplementsApi.reveal.call(asked)
    setTexts(new Map(found.texts.map(({ heading, text }) => [heading, text])))
    setAsking(false)
  }
  const sources = [
    ...new Set(
      rows.map(({ source, saidOn }) =>
        t(source ? words.fromFile : words.byHand, { source: source ?? '', day: saidOn }),
      ),
    ),
  ]
  return (
    <section className="supplements">
      {named && <h3>{first.personName}</h3>}
      <dl className="sealed">
        {rows.map(({ heading }) => (
          <div key={heading}>
            <dt>{heading}</dt>
            <dd>{texts?.get(heading) ?? <span className="second">••••••</span>}</dd>
          </div>
        ))}
      </dl>
      <p className="second">
        {listed(t, sources)}{' '}
        {may('registry.reveal') &&
          (texts ? (
            <button type="button" className="quiet" onClick={() => setTexts(undefined)}>
              {t(words.hide)}
            </button>
          ) : (
            <button
              type="button"
              className="quiet"
              aria-label={t(words.showOf, { name: first.personName })}
              onClick={() => setAsking(true)}
            >
              {t(words.show)}
            </button>
          ))}
      </p>
      {asking && (
        <RevealDialog label={t(words.of, { name: first.personName })} ask={reveal} close={() => setAsking(false)} />
      )}
    </section>
  )
}
