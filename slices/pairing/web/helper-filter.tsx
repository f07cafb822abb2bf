import { useQuery } from '@tanstack/react-query'
import type { Text } from '../../../core/messages.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { pairingApi } from './api.ts'

/** The filter of one helper in a list that is reached from a count; its key in address and contract is `helper`. */
export const helperFilter = (text: Text): Filter => ({
  key: 'helper',
  text,
  kind: 'reached',
  name: (id) => <HelperName id={id} />,
})

function HelperName({ id }: { id: string }) {
  const { data } = useQuery(pairingApi.helpers.get.queryOptions({ input: { id } }))
  return <b>{data?.name}</b>
}
