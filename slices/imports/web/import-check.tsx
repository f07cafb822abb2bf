import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import type { Text } from '../../../core/messages.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { named } from '../../../platform/web/punctuation.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import { InstantText } from '../../../platform/web/ui/figures.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import type { Import, ImportTarget } from '../model.ts'
import { issueWords, checkWords as words } from '../page-messages.ts'
import { importsApi } from './api.ts'
import { useAct } from './import-act.ts'
import { Discard, Stop, Writing } from './import-reading.tsx'
import { ImportRows, RowTabs } from './import-rows.tsx'

type Sentences = Record<ImportTarget, Text>
const summaries: Sentences = {
  registry: words.summaryFamilies,
  helpers: words.summaryHelpers,
  organisations: words.summaryUnits,
  aid_list: words.summaryList,
}
const results: Sentences = {
  registry: words.doneFamilies,
  helpers: words.doneHelpers,
  organisations: words.doneUnits,
  aid_list: words.doneList,
}
const undos: Sentences = {
  registry: words.undoFamilies,
  helpers: words.undoHelpers,
  organisations: words.undoUnits,
  aid_list: words.undoList,
}

/** The numbers of an import as its sentences take them. */
const numbersOf = ({ counts }: Import) => ({
  new: grouped(counts?.new ?? 0),
  changed: grouped(counts?.changed ?? 0),
  out: grouped((counts?.rejected ?? 0) + (counts?.conflict ?? 0)),
})

/** Everything once more in numbers, each opening its rows; nothing has been written yet. */
export function Check({ job }: { job: Import }) {
  const t = useWords()
  if (job.state === 'committing')
    return (
      <>
        <Writing job={job} text={t(words.committing, { done: grouped(job.done), total: grouped(job.total) })} />
        <p className="second">{t(words.committingNote)}</p>
        <Stop job={job} />
      </>
    )
  return (
    <>
      {job.problem && (
        <p className="import-notice" role="alert">
          {t(job.problem)}
        </p>
      )}
      {job.sameFileAs && job.state === 'ready' && (
        <div className="import-notice import-buttons">
          <span>{t(words.sameFile)}</span>
          <Link to={`/imports/${job.sameFileAs}`}>{t(words.openSame)}</Link>
        </div>
      )}
      <p className="import-summary" role="status">
        {t(summaries[job.target], numbersOf(job))}
      </p>
      <RowTabs job={job} />
      <ImportRows job={job} />
      {job.state === 'ready' && <Discard job={job} />}
    </>
  )
}

/** What was written, where it is, and the way back. */
export function Result({ job }: { job: Import }) {
  const t = useWords()
  if (job.state === 'undoing') return <Writing job={job} text={t(words.undoing)} />
  const again = <Link to="/imports/new">{t(words.again)}</Link>
  if (job.state === 'undone')
    return (
      <div className="import-status">
        <p>{t(words.undone)}</p>
        <p>{again}</p>
      </div>
    )
  const out = (job.counts?.rejected ?? 0) + (job.counts?.conflict ?? 0)
  return (
    <div className="import-status">
      {job.problem && (
        <p className="import-notice" role="alert">
          {t(job.problem)}
        </p>
      )}
      <p className="import-summary">{t(results[job.target], numbersOf(job))}</p>
      <p className="second">
        <InstantText at={job.committedAt} />
      </p>
      {out > 0 && <p>{t(words.leftOut, { count: grouped(out) })}</p>}
      <p className="import-buttons">
        <WhereTo job={job} />
        {out > 0 && (
          <a download href={`/api/imports/${job.id}/marked`}>
            {t(issueWords.download)}
          </a>
        )}
        {again}
        <Undo job={job} />
      </p>
    </div>
  )
}

function WhereTo({ job }: { job: Import }) {
  const t = useWords()
  if (job.target === 'helpers') return <Link to="/helpers">{t(words.openHelpers)}</Link>
  if (job.target === 'organisations') return <Link to="/organisations">{t(words.openUnits)}</Link>
  if (job.target === 'aid_list') return <Link to={`/aid-lists/${job.aidListId}`}>{t(words.openList)}</Link>
  return <Link to={`/households?importId=${job.id}`}>{t(words.openHouseholds)}</Link>
}

function Undo({ job }: { job: Import }) {
  const t = useWords()
  const may = useMay()
  const { refresh } = useAct(job.id)
  const [asking, setAsking] = useState(false)
  if (!may('imports.write')) return null
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t(words.undo)}</Button>
      {asking && (
        <Confirm
          title={named(t, t(words.undoTitle), job.fileName)}
          consequence={t(undos[job.target], numbersOf(job))}
          action={t(words.undo)}
          act={async () => {
            await importsApi.undo.call({ id: job.id })
            await refresh()
          }}
          close={() => setAsking(false)}
        />
      )}
    </>
  )
}
