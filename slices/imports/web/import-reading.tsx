import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { formWords } from '../../../platform/web/messages.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import { ProgressBar } from '../../../platform/web/ui/job-progress.tsx'
import type { Import } from '../model.ts'
import { wizardWords as words } from '../page-messages.ts'
import { importsApi } from './api.ts'
import { useAct } from './import-act.ts'

/** Where the same kind of file is chosen anew. */
const againOf = (job: Import): string =>
  `/imports/new?target=${job.target}${job.aidListId ? `&list=${job.aidListId}` : ''}`

/** How the reading stands; an unreadable file says why in its own sentence. */
export function Reading({ job }: { job: Import }) {
  const t = useWords()
  if (job.state === 'reading') return <UnderWay job={job} />
  return (
    <div className="import-status">
      {job.state === 'discarded' && <p>{t(words.discarded)}</p>}
      {job.problem && job.state !== 'discarded' && (
        <p className="import-notice" role="alert">
          {t(job.problem)}
        </p>
      )}
      {job.state !== 'unreadable' && job.state !== 'discarded' && <p>{t(words.readDone, { name: job.fileName })}</p>}
      {(job.state === 'unreadable' || job.state === 'discarded') && (
        <p className="import-buttons">
          <Link to={againOf(job)}>{t(words.another)}</Link>
          {job.state === 'unreadable' && <Discard job={job} />}
        </p>
      )}
    </div>
  )
}

function UnderWay({ job }: { job: Import }) {
  const t = useWords()
  return (
    <div className="import-status">
      <p role="status">{t(words.readingNow, { name: job.fileName })}</p>
      <ProgressBar name={t(words.stepRead)} done={job.done} total={job.total > 0 ? job.total : undefined} />
      <Stop job={job} />
    </div>
  )
}

/** Stops the running step; nothing of it stays. */
export function Stop({ job }: { job: Import }) {
  const t = useWords()
  const may = useMay()
  const { act, error } = useAct(job.id)
  const [asked, setAsked] = useState(false)
  if (!may('imports.write')) return null
  const stop = () => {
    setAsked(true)
    void act(() => importsApi.cancel.call({ id: job.id }))
  }
  return (
    <p>
      <Button disabled={asked && error === undefined} onClick={stop}>
        {t(asked && error === undefined ? words.stopping : words.stop)}
      </Button>
    </p>
  )
}

/** Throws the dry run away, after asking. */
export function Discard({ job }: { job: Import }) {
  const t = useWords()
  const may = useMay()
  const { refresh } = useAct(job.id)
  const [asking, setAsking] = useState(false)
  if (!may('imports.write')) return null
  return (
    <>
      <button type="button" className="quiet" onClick={() => setAsking(true)}>
        {t(words.discard)}
      </button>
      {asking && (
        <Confirm
          title={t(words.discardTitle)}
          consequence={t(words.discardNote)}
          action={t(words.discard)}
          act={async () => {
            await importsApi.cancel.call({ id: job.id })
            await refresh()
          }}
          close={() => setAsking(false)}
        />
      )}
    </>
  )
}

/** Progress of a step that writes, in words and as a bar. */
export function Writing({ job, text }: { job: Import; text: string }) {
  const t = useWords()
  return (
    <div className="import-status">
      <p role="status">{job.total > 0 ? text : t(formWords.jobWaiting)}</p>
      <ProgressBar name={text} done={job.done} total={job.total > 0 ? job.total : undefined} />
    </div>
  )
}
