import { useInfiniteQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useWords } from '../../../platform/web/language.tsx'
import { Timeline } from '../../../platform/web/ui/file-page.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { casefileWords as words } from '../messages.ts'
import { casefileApi } from './api.ts'
import { happeningLine } from './happening-line.tsx'

const each = 50

/** The aid chain of a household: everything that happened, newest first, as much as is asked for. */
export function Chain({ id }: { id: string }) {
  const t = useWords()
  const chain = useInfiniteQuery(
    casefileApi.casefile.timeline.infiniteOptions({
      input: (offset: number) => ({ id, limit: each, offset }),
      initialPageParam: 0,
      getNextPageParam: (last, pages) => (last.more ? pages.length * each : undefined),
    }),
  )
  if (chain.error) return <ProblemNote error={chain.error} retry={() => void chain.refetch()} />
  if (!chain.data) return <Loading />
  const rows = chain.data.pages.flatMap((page) => page.rows)
  return (
    <>
      <Timeline happenings={rows.map((row) => happeningLine(row, t))} />
      {chain.hasNextPage && (
        <Button loading={chain.isFetchingNextPage} onClick={() => void chain.fetchNextPage()}>
          {t(words.older)}
        </Button>
      )}
    </>
  )
}
