import { useQuery } from '@tanstack/react-query'
import { type AreaCode, contains, countryCode } from '../../../core/area-code.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { areaMessages as words } from '../messages.ts'
import { areasApi } from './api.ts'

/** Names change with a new pack or by an officer's hand: an hour is soon enough to see it. */
const staleTime = 3_600_000

/** An area's name with what lies between it and `root`: `北林区紫来街道`; empty while unknown. */
export function useAreaName(code: AreaCode | undefined, root: AreaCode = countryCode): string {
  const t = useWords()
  const { data } = useQuery({
    ...areasApi.areas.path.queryOptions({ input: { code: code ?? countryCode } }),
    enabled: code !== undefined && code !== countryCode,
    staleTime,
  })
  if (code === undefined) return ''
  if (code === countryCode) return t(words.country)
  const path = data?.rows ?? []
  const below = path.filter((area) => area.code !== root && !contains(area.code, root))
  return (below.length > 0 ? below : path.slice(-1)).map((area) => area.name).join('')
}

/** The same as text on a page. */
export function AreaText({ code, root }: { code: AreaCode; root?: AreaCode }) {
  return useAreaName(code, root)
}
