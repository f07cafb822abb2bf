import { useQueryClient } from '@tanstack/react-query'
import { usePage } from '../pages.tsx'
import { Instead } from './shell.tsx'

/**
 * In place of a page whose first answer did not come: `if (error && !data) return <ProblemPage error={error} />`. An answer
 * that is there stays on the screen when asking again fails, so that nothing typed is lost.
 */
export function ProblemPage({ error }: { error: unknown }) {
  const { entry, pages } = usePage()
  const answers = useQueryClient()
  const above = pages.find((page) => page.path === entry.under && !page.path.includes('$'))
  const retry = () => answers.refetchQueries({ type: 'active', predicate: ({ state }) => state.status === 'error' })
  return <Instead error={error} retry={() => void retry()} back={above} />
}
