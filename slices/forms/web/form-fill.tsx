import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useAddress, useChangeAddress, useGo, usePathPart } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useIdempotencyKey } from '../../../platform/web/ui/form-draft.ts'
import { ProgressBar } from '../../../platform/web/ui/job-progress.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { Wizard, type WizardStep } from '../../../platform/web/ui/wizard.tsx'
import type { Form } from '../model.ts'
import { formListWords, fillWords as words } from '../page-messages.ts'
import { formsApi, keepChosenFamilies } from './api.ts'
import { type Changes, Headings } from './form-headings.tsx'
import { Fillings } from './form-result.tsx'
import { isAsked, useWho, Who } from './form-who.tsx'
import './forms.css'

/** Fills one form: what its headings ask for, which families, and the file. */
export function Page() {
  const id = usePathPart('id')
  const { data, error } = useQuery({
    ...formsApi.get.queryOptions({ input: { id } }),
    refetchInterval: (query) => (query.state.data?.state === 'reading' ? 800 : false),
  })
  if (error && !data) return <ProblemPage error={error} />
  if (!data) return <Loading />
  return data.state === 'ready' ? <Steps key={id} form={data} /> : <NotReady form={data} />
}

function NotReady({ form }: { form: Form }) {
  const t = useWords()
  const content =
    form.state === 'reading' ? (
      <div className="form-status">
        <p role="status">{t(words.readingNow)}</p>
        <ProgressBar name={t(words.readingNow)} done={0} total={undefined} />
      </div>
    ) : (
      <div className="form-status">
        <p className="form-notice" role="alert">
          {form.problem && t(form.problem)}
        </p>
        <p>
          <Link to="/forms/new">{t(words.another)}</Link>
        </p>
      </div>
    )
  const later = (key: string, text: string): WizardStep => ({ key, text, done: false, content: null })
  return (
    <Wizard
      title={form.name}
      steps={[
        { key: 'file', text: t(words.stepFile), done: false, content },
        later('headings', t(words.stepHeadings)),
        later('who', t(words.stepWho)),
        later('result', t(words.stepResult)),
      ]}
    />
  )
}

function Steps({ form }: { form: Form }) {
  const t = useWords()
  const go = useGo()
  const change = useChangeAddress()
  const answers = useQueryClient()
  const { step } = useAddress()
  const [changes, setChanges] = useState<Changes>({})
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const who = useWho()
  const { keyFor, used } = useIdempotencyKey()
  const changed = Object.keys(changes).length > 0
  const act = async (work: () => Promise<unknown>) => {
    setBusy(true)
    setError(undefined)
    try {
      await work()
      return true
    } catch (problem) {
      setError(problem)
      return false
    } finally {
      setBusy(false)
    }
  }
  const save = () =>
    act(async () => {
      await formsApi.choose.call({ id: form.id, chosen: changes })
      await answers.invalidateQueries({ queryKey: formsApi.get.key({ input: { id: form.id } }) })
      setChanges({})
    })
  const start = () =>
    act(async () => {
      const asked = { id: form.id, ...who.asked }
      await formsApi.fill.call(asked, { context: { idempotencyKey: keyFor([asked]) } })
      used()
      keepChosenFamilies([])
      await answers.invalidateQueries({ queryKey: formsApi.fillings.key({ input: { id: form.id } }) })
      change({ step: 'result' })
    })
  const ready = isAsked(who.asked)
  const steps: WizardStep[] = [
    {
      key: 'headings',
      text: t(words.stepHeadings),
      done: true,
      content: <Headings form={form} changes={changes} change={setChanges} />,
      next: changed ? { text: t(words.save), busy, act: save } : {},
    },
    {
      key: 'who',
      text: t(words.stepWho),
      done: form.fillings > 0 || step === 'result',
      content: <Who form={form} who={who} />,
      next: { text: t(words.start), busy, disabled: !ready || changed, act: start },
    },
    { key: 'result', text: t(words.stepResult), done: false, content: <Fillings form={form} /> },
  ]
  return (
    <Wizard
      title={form.name}
      note={t(form.shape === 'card' ? formListWords.card : formListWords.list)}
      leave={() => go('/forms')}
      steps={steps.map((one) => ({
        ...one,
        content: (
          <>
            {error !== undefined && <ProblemNote error={error} />}
            {one.content}
          </>
        ),
      }))}
    />
  )
}
