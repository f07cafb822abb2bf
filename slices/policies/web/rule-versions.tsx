import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Text } from '../../../core/messages.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay, useSession } from '../../../platform/web/session.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import { InstantText, Mark } from '../../../platform/web/ui/figures.tsx'
import { ruleWords as words } from '../rule-messages.ts'
import type { PolicyVersion } from '../version-model.ts'
import { policiesApi } from './api.ts'
import { Failing, TestResults } from './rule-check.tsx'
import { Differences } from './rule-differences.tsx'

type Versions = {
  id: string
  shown: number
  shipped: boolean
  versions: readonly PolicyVersion[]
  current: number | null
  missing: readonly Text[]
  title: Text
}
type Asked = { act: 'release' | 'discard'; of: PolicyVersion } | { act: 'revert'; to: number }

/** Every version with who drafted and who released it; a second person releases, an earlier one can be brought back. */
export function RuleVersions({ id, shown, shipped, versions, current, missing, title }: Versions) {
  const t = useWords()
  const may = useMay()
  const [asked, setAsked] = useState<Asked>()
  const draftOpen = versions.some((one) => one.state === 'draft')
  const revert = (to: number) =>
    may('policies.write') &&
    !draftOpen &&
    to !== current && (
      <Button size="small" onClick={() => setAsked({ act: 'revert', to })}>
        {t(words.revert)}
      </Button>
    )
  // Of the version that is read here; of another one it is not known here.
  const missingOf = (of: Asked) => (of.act === 'release' && of.of.number === shown ? missing : [])
  return (
    <>
      <ul className="rule-versions">
        {versions.map((one) => (
          <li key={one.number}>
            <Version one={one} shown={one.number === shown} current={one.number === current} />
            {one.state === 'draft' ? (
              <DraftActs of={one} ask={setAsked} />
            ) : (
              one.state === 'released' && revert(one.number)
            )}
          </li>
        ))}
        {shipped && (
          <li>
            <Link to={`/policies/rules/${id}?number=0`}>{t(words.shipped)}</Link>{' '}
            {current === 0 && <Mark tone="done">{t(words.version)}</Mark>} {revert(0)}
          </li>
        )}
      </ul>
      {asked && (
        <Ask id={id} asked={asked} title={title} missing={missingOf(asked)} close={() => setAsked(undefined)} />
      )}
    </>
  )
}

function Version({ one, shown, current }: { one: PolicyVersion; shown: boolean; current: boolean }) {
  const t = useWords()
  const decided = one.state === 'released' ? words.releasedBy : words.discardedBy
  const day = (at: string | null) =>
    at === null ? '' : new Date(at).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })
  return (
    <>
      <b>
        <Link to={`/policies/rules/${one.policy}?number=${one.number}`}>{t(words.number, { number: one.number })}</Link>
      </b>{' '}
      {current && <Mark tone="done">{t(words.version)}</Mark>}
      {shown && !current && <Mark tone="plain">{t(words.shown)}</Mark>}
      {one.state === 'draft' && <Mark tone="waiting">{t(words.draft)}</Mark>}
      <div className="second">
        {t(words.drafted, { who: one.draftedBy ?? '—', at: day(one.draftedAt) })}
        {one.decidedAt && ` · ${t(decided, { who: one.decidedBy ?? '—', at: day(one.decidedAt) })}`}
        {one.reverts !== null &&
          ` · ${one.reverts === 0 ? t(words.revertsShipped) : t(words.revertsTo, { number: one.reverts })}`}
        {one.note && ` · ${one.note}`}
      </div>
    </>
  )
}

/** Tests that fail, in the words of the draft they are of. */
function FailingTests({ of: { policy, number }, tests }: { of: PolicyVersion; tests: PolicyVersion['tests'] }) {
  const { data } = useQuery(policiesApi.policy.queryOptions({ input: { id: policy, number } }))
  return <TestResults tests={tests} file={data?.file} />
}

function DraftActs({ of, ask }: { of: PolicyVersion; ask: (asked: Asked) => void }) {
  const t = useWords()
  const may = useMay()
  const { account } = useSession()
  const own = of.draftedById === account.id
  const failing = of.tests.filter((test) => !test.passed)
  return (
    <>
      <Failing tests={of.tests} />
      {failing.length > 0 && <FailingTests of={of} tests={failing} />}
      <div className="rule-acts">
        {may('policies.release') && !own && (
          <Button size="small" type="primary" disabled={failing.length > 0} onClick={() => ask({ act: 'release', of })}>
            {t(words.release)}
          </Button>
        )}
        {may('simulations.run') && (
          <Link to={`/simulations/new?policy=${of.policy}&number=${of.number}` as '/simulations/new'}>
            {t(words.impact)}
          </Link>
        )}
        {may('policies.write') && (
          <Button size="small" onClick={() => ask({ act: 'discard', of })}>
            {t(words.discard)}
          </Button>
        )}
        {own && <span className="second">{t(words.own)}</span>}
        <InstantText at={of.draftedAt} />
      </div>
    </>
  )
}

type AskProps = { id: string; asked: Asked; title: Text; missing: readonly Text[]; close: () => void }

function Ask({ id, asked, title, missing, close }: AskProps) {
  const t = useWords()
  const answers = useQueryClient()
  const changed = () => answers.invalidateQueries({ queryKey: policiesApi.key() })
  if (asked.act === 'revert')
    return (
      <Confirm
        title={t(words.revertTitle)}
        consequence={t(words.revertNote)}
        action={t(words.revert)}
        reason
        act={async (why) => {
          await policiesApi.revertPolicy.call({ id, to: asked.to, why })
          await changed()
        }}
        close={close}
      />
    )
  const { number, version } = asked.of
  if (asked.act === 'discard')
    return (
      <Confirm
        title={t(words.discardTitle, { number })}
        consequence={t(words.discardNote)}
        action={t(words.discard)}
        reason
        act={async (why) => {
          await policiesApi.discardPolicy.call({ id, number, version, why })
          await changed()
        }}
        close={close}
      />
    )
  return (
    <Confirm
      title={t(words.releaseTitle, { policy: t(title), number })}
      consequence={
        <>
          <Differences id={id} number={number} />
          <p>{t(words.releaseNote)}</p>
          {missing.length > 0 && (
            <p>{`${t(words.releaseMissing)}${missing.map((one) => t(one)).join(t({ zh: '', en: ' ' }))}`}</p>
          )}
        </>
      }
      action={t(words.release)}
      act={async () => {
        await policiesApi.releasePolicy.call({ id, number, version })
        await changed()
      }}
      close={close}
    />
  )
}
