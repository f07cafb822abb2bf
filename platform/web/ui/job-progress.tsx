import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { useWords } from '../language.tsx'
import { formWords as words } from '../messages.ts'
import type { Asking } from './asking.ts'
import './board.css'
import { grouped } from './list-parts.tsx'
import { ProblemNote } from './problem-note.tsx'

/** How far something stands that the queue does. */
export type Job = {
  readonly state: 'waiting' | 'running' | 'done' | 'failed'
  readonly done?: number
  readonly total?: number
  /** Where it stands or what went wrong, in words. */
  readonly text?: string
}

/** A bar of progress with its number in words. */
export function ProgressBar({ name, done, total }: { name: string; done: number; total: number | undefined }) {
  const share = total ? Math.min(1, done / total) : undefined
  return (
    <div
      className="progress"
      role="progressbar"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={total}
      aria-valuenow={share === undefined ? undefined : done}
      data-unknown={share === undefined}
    >
      <i style={{ width: share === undefined ? undefined : `${share * 100}%` }} />
    </div>
  )
}

type JobProps<Answer extends Job> = {
  name: string
  ask: Asking<Answer>
  /** Once, when it is done or has failed. */
  onEnd?: (job: Answer) => void
}

/** Asks every second how far a job stands, until it is over. */
export function JobProgress<Answer extends Job>({ name, ask, onEnd }: JobProps<Answer>) {
  const t = useWords()
  const answer = useQuery<Answer>({
    queryKey: ask.queryKey,
    queryFn: ask.queryFn,
    staleTime: 0,
    refetchInterval: (query) => (isOver(query.state.data) ? false : 1_000),
  })
  const job = answer.data
  const told = useRef(false)
  useEffect(() => {
    if (!job || !isOver(job) || told.current) return
    told.current = true
    onEnd?.(job)
  }, [job, onEnd])
  if (answer.error) return <ProblemNote error={answer.error} retry={() => void answer.refetch()} />
  const sentences = {
    waiting: t(words.jobWaiting),
    running: t(words.jobRunning, { done: grouped(job?.done ?? 0), total: grouped(job?.total ?? 0) }),
    done: t(words.jobDone),
    failed: t(words.jobFailed),
  }
  const text = job?.text ?? sentences[job?.state ?? 'waiting']
  return (
    <div className="job">
      <ProgressBar
        name={name}
        done={job?.state === 'done' ? 1 : (job?.done ?? 0)}
        total={job?.state === 'done' ? 1 : job?.total}
      />
      <p role="status">{text}</p>
    </div>
  )
}

const isOver = (job: Job | undefined) => job?.state === 'done' || job?.state === 'failed'
