import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useWords } from '../../../platform/web/language.tsx'
import { JobProgress } from '../../../platform/web/ui/job-progress.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { ruleWords as words } from '../rule-messages.ts'
import { policiesApi } from './api.ts'

/** What came of a release: how far families are computed anew by it, and the changes that wait to be decided. */
export function WhatCame({ policy }: { policy: string }) {
  const t = useWords()
  const answers = useQueryClient()
  const latest = useQuery(policiesApi.latestRun.queryOptions({ input: {} }))
  const open = useQuery(policiesApi.dueItemsTotal.queryOptions({ input: { policy } }))
  const run = latest.data?.run
  const total = open.data?.total ?? 0
  const running = run?.policy === policy && (run.state === 'waiting' || run.state === 'running')
  return (
    <>
      {running && (
        <div className="due-run">
          <JobProgress
            key={run.id}
            name={t(words.recomputing)}
            ask={policiesApi.run.queryOptions({ input: { id: run.id } })}
            onEnd={() => void answers.invalidateQueries({ queryKey: policiesApi.key() })}
          />
        </div>
      )}
      {!running && total > 0 && (
        <p>
          <Link to={`/policies/items?policy=${policy}` as '/policies/items'}>
            {t(words.openItems, { count: grouped(total) })}
          </Link>
        </p>
      )}
    </>
  )
}
