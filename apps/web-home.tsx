import { PageHead } from '../platform/web/ui/page-head.tsx'

/** What waits for this person today. */
export function Page() {
  return <PageHead />
}
