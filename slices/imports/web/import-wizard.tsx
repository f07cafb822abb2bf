import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Text } from '../../../core/messages.ts'
import { useAddress, useChangeAddress, useGo, usePathPart } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { Wizard, type WizardStep } from '../../../platform/web/ui/wizard.tsx'
import type { Import, ImportTarget } from '../model.ts'
import { checkWords, columnWords, targetWords, wizardWords as words } from '../page-messages.ts'
import { importsApi, isUnderWay } from './api.ts'
import { useAct } from './import-act.ts'
import { Check, Result } from './import-check.tsx'
import { type ColumnChanges, Columns, hasChanges, noChanges } from './import-columns.tsx'
import { Issues } from './import-issues.tsx'
import { Reading } from './import-reading.tsx'
import './imports.css'

/** One import at whatever step it stands; while the queue works on it, it is asked every second. */
export function Page() {
  const id = usePathPart('id')
  const { data, error } = useQuery({
    ...importsApi.get.queryOptions({ input: { id } }),
    staleTime: 0,
    refetchInterval: (query) => (query.state.data && isUnderWay(query.state.data.state) ? 1_000 : false),
  })
  if (error && !data) return <ProblemPage error={error} />
  if (!data) return <Loading />
  return <Steps key={id} job={data} />
}

/** What the state was, so that a step that ended by itself leads on to the next. */
function useLeadOn(job: Import) {
  const answers = useQueryClient()
  const change = useChangeAddress()
  const { step } = useAddress()
  const before = useRef(job.state)
  useEffect(() => {
    const was = before.current
    before.current = job.state
    if (was === job.state) return
    // Rows and issues are others now.
    void answers.invalidateQueries({ queryKey: importsApi.rows.key() })
    void answers.invalidateQueries({ queryKey: importsApi.issues.key() })
    if (was === 'reading' && job.state === 'ready' && (step === undefined || step === 'read'))
      change({ step: 'columns' }, true)
    if (was === 'committing' && job.state === 'committed') change({ step: 'result' }, true)
  }, [job.state, step, answers, change])
}

function Steps({ job }: { job: Import }) {
  const t = useWords()
  const go = useGo()
  useLeadOn(job)
  const { act, busy, error } = useAct(job.id)
  const [changes, setChanges] = useState<ColumnChanges>(noChanges)
  const [edited, setEdited] = useState(false)
  const isRead =
    job.state !== 'reading' && job.state !== 'unreadable' && job.state !== 'discarded' && job.counts !== null
  const isDone = job.state === 'committed' || job.state === 'undoing' || job.state === 'undone'
  const open = job.state === 'ready'
  const count = (job.counts?.new ?? 0) + (job.counts?.changed ?? 0)
  const reread = () =>
    act(async () => {
      await importsApi.correct.call({ id: job.id, ...changes })
      setChanges(noChanges)
    })
  const committing = job.state === 'committing'
  const steps: WizardStep[] = [
    { key: 'what', text: t(words.stepWhat), done: true, content: <What job={job} />, next: {} },
    {
      key: 'read',
      text: t(words.stepRead),
      done: isRead,
      content: <Reading job={job} />,
      next: isRead ? {} : undefined,
    },
    {
      key: 'columns',
      text: t(words.stepColumns),
      done: isRead,
      content: <Columns job={job} changes={changes} change={open ? setChanges : undefined} />,
      next: open && hasChanges(changes) ? { text: t(columnWords.reread), busy, act: reread } : {},
    },
    {
      key: 'issues',
      text: t(words.stepIssues),
      done: isRead,
      content: <Issues key={`${job.counts?.errors} ${job.counts?.warnings}`} job={job} onEdit={setEdited} />,
      next: edited ? undefined : {},
    },
    {
      key: 'check',
      text: t(words.stepCheck),
      done: isDone,
      content: <Check job={job} />,
      next: isDone
        ? {}
        : committing
          ? undefined
          : {
              text: count === 0 ? t(checkWords.nothing) : t(commits[job.target], { count }),
              disabled: count === 0,
              busy,
              act: () => act(() => importsApi.commit.call({ id: job.id })),
            },
    },
    { key: 'result', text: t(words.stepResult), done: false, content: <Result job={job} /> },
  ]
  return (
    <Wizard
      title={job.fileName}
      note={`${t(targetWords[job.target])} · ${job.areaName}`}
      leave={isDone || job.state === 'discarded' ? undefined : () => go('/imports')}
      steps={steps.map((step) => ({
        ...step,
        content: (
          <>
            {error !== undefined && <ProblemNote error={error} />}
            {step.content}
          </>
        ),
      }))}
    />
  )
}

const commits: Record<ImportTarget, Text> = {
  registry: checkWords.commit,
  helpers: checkWords.commitHelpers,
  organisations: checkWords.commitUnits,
  aid_list: checkWords.commit,
}

function What({ job }: { job: Import }) {
  const t = useWords()
  return (
    <dl className="import-facts">
      <dt>{t(words.what)}</dt>
      <dd>{t(targetWords[job.target])}</dd>
      <dt>{t(words.area)}</dt>
      <dd>{job.areaName}</dd>
      <dt>{t(words.file)}</dt>
      <dd>{job.fileName}</dd>
    </dl>
  )
}
