import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { problemOf } from '../../../platform/web/http.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { ProgressBar } from '../../../platform/web/ui/job-progress.tsx'
import { Labelled } from '../../../platform/web/ui/labelled.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { AreaPicker, useOwnArea } from '../../areas/web/area-picker.tsx'
import { matchingWords as words } from '../matching-messages.ts'
import type { SuitabilityRule } from '../matching-model.ts'
import type { Proposal } from '../model.ts'
import { pairingApi } from './api.ts'

type PreviewProps = { rules: readonly SuitabilityRule[]; edited: boolean }

/** What other weights do: the same set is matched twice, under the rules in force and under these, and compared. */
export function RulesPreview({ rules, edited }: PreviewProps) {
  const t = useWords()
  const own = useOwnArea()
  const [areaCode, setAreaCode] = useState<string | undefined>(own)
  const [runs, setRuns] = useState<{ one: string; other: string }>()
  const [fault, setFault] = useState<string>()
  const start = async () => {
    if (!areaCode) return
    setFault(undefined)
    // Families that have a helper are looked at too: otherwise a city where all are paired would show nothing.
    const set = { areaCode, preview: true, rematch: true, keepGain: 0 }
    try {
      const one = await pairingApi.proposals.start.call(set)
      const other = await pairingApi.proposals.start.call({ ...set, rules: [...rules] })
      setRuns({ one: one.id, other: other.id })
    } catch (error) {
      setFault(problemOf(error).message)
    }
  }
  return (
    <section className="preview-box" aria-label={t(words.previewRules)}>
      <Labelled label={t(words.previewArea)}>
        {(id) => <AreaPicker id={id} value={areaCode} onChange={setAreaCode} />}
      </Labelled>
      <Button disabled={!edited || !areaCode} onClick={() => void start()}>
        {t(words.previewRules)}
      </Button>
      {fault && <p role="alert">{fault}</p>}
      {runs && <Compared key={runs.other} {...runs} />}
    </section>
  )
}

const useRun = (id: string) =>
  useQuery({
    ...pairingApi.proposals.get.queryOptions({ input: { id } }),
    refetchInterval: (query) => (query.state.data?.state === 'running' ? 500 : false),
  }).data

const isOver = (run: Proposal | undefined): run is Proposal => run !== undefined && run.state !== 'running'

function Compared({ one, other }: { one: string; other: string }) {
  const t = useWords()
  const [first, second] = [useRun(one), useRun(other)]
  const over = isOver(first) && isOver(second)
  const { data } = useQuery({
    ...pairingApi.proposals.compare.queryOptions({ input: { one, other, limit: 1 } }),
    enabled: over,
  })
  const failed = [first, second].find((run) => run?.failure)
  if (failed?.failure) return <p role="alert">{t(failed.failure)}</p>
  if (!data)
    return (
      <div className="proposal-job">
        <ProgressBar
          name={t(words.previewRules)}
          done={((first?.donePercent ?? 0) + (second?.donePercent ?? 0)) / 2}
          total={100}
        />
        <p role="status">{t(words.previewBusy)}</p>
      </div>
    )
  return (
    <p role="status">
      {t(words.previewResult, {
        changed: grouped(data.total),
        households: grouped(data.other.households ?? 0),
        served: grouped(data.other.served ?? 0),
        before: grouped(data.one.served ?? 0),
      })}{' '}
      <Link to={`/proposals/compare?one=${one}&other=${other}`}>{t(words.previewDoor)}</Link>
    </p>
  )
}
