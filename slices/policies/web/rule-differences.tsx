import { useQuery } from '@tanstack/react-query'
import type { Text } from '../../../core/messages.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { Card } from '../../../platform/web/ui/file-page.tsx'
import { type Difference, differencesOf } from '../difference-rules.ts'
import type { PolicyFile } from '../policy-model.ts'
import { ruleWords as words } from '../rule-messages.ts'
import { policiesApi } from './api.ts'
import { type NameOf, useInWords, useNamesOf } from './in-words.tsx'
import { Came } from './rule-check.tsx'

/** What a version says otherwise than the one in force, on the page of that version. */
export function DifferencesCard({ id, number }: { id: string; number: number }) {
  const t = useWords()
  return (
    <Card title={t(words.differences)}>
      <Differences id={id} number={number} />
    </Card>
  )
}

/** The same inside a question: what is released is what is read here. */
export function Differences({ id, number }: { id: string; number: number }) {
  const inForce = useQuery(policiesApi.policy.queryOptions({ input: { id } })).data
  const version = useQuery(policiesApi.policy.queryOptions({ input: { id, number } })).data
  // Before the first release there is nothing it could differ from.
  if (!inForce || !version || inForce.current === null) return null
  return <DifferenceList before={inForce.file} now={version.file} />
}

function DifferenceList({ before, now }: { before: PolicyFile; now: PolicyFile }) {
  const t = useWords()
  // Names that only one of the two knows are read in both.
  const nameOf = useNamesOf({
    steps: [...before.steps, ...now.steps],
    parameters: [...before.parameters, ...now.parameters],
  })
  const all = differencesOf(before, now)
  if (all.length === 0) return <p className="second">{t(words.noDifferences)}</p>
  return (
    <ul className="rule-differences">
      {all.map((one) => (
        <li key={`${one.what.zh} ${one.before?.zh} ${one.now?.zh}`}>
          <b>{t(one.what)}</b>
          <Sides one={one} nameOf={nameOf} files={[before, now]} />
        </li>
      ))}
    </ul>
  )
}

function Sides({
  one: { kind, before, now },
  ...how
}: {
  one: Difference
  nameOf: NameOf
  files: readonly PolicyFile[]
}) {
  const t = useWords()
  const sides: [Text, Text | null][] =
    before === null
      ? [[words.added, now]]
      : now === null
        ? [[words.removed, before]]
        : [
            [words.before, before],
            [words.now, now],
          ]
  return (
    <dl className="rule-sides">
      {sides.map(([label, says]) => (
        <div key={label.zh} className="rule-side">
          <dt className="second">{t(label)}</dt>
          <dd>{says && <Said {...{ kind, says, ...how }} />}</dd>
        </div>
      ))}
    </dl>
  )
}

type SaidProps = { kind: Difference['kind']; says: Text; nameOf: NameOf; files: readonly PolicyFile[] }

function Said({ kind, says, nameOf, files }: SaidProps) {
  const t = useWords()
  const said = useInWords(nameOf)
  if (kind === 'test') return <Came text={t(says)} files={files} />
  return kind === 'formula' ? <span title={t(says)}>{said(t(says))}</span> : t(says)
}
