import { useLocation, useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

/** What stands behind the `?` of an address: plain texts, readable and typed by hand without quotes. */
export type Address = Readonly<Record<string, string>>

/** How the router reads and writes that part; its own way would turn the area code 230000000000 into a number. */
export const readAddress = (search: string): Record<string, string> => Object.fromEntries(new URLSearchParams(search))

export function writeAddress(values: Record<string, unknown>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== null && value !== '') search.set(name, String(value))
  }
  // Colons and commas are harmless there and far easier to read.
  const text = search.toString().replace(/%3A/g, ':').replace(/%2C/g, ',')
  return text === '' ? '' : `?${text}`
}

/** The values of the address bar. */
export const useAddress = (): Address => useSearch({ strict: false }) as Address

/** Changes some of them and keeps the rest; undefined or '' takes one away. `replace` leaves no step for “back”. */
export function useChangeAddress(): (change: Record<string, string | undefined>, replace?: boolean) => void {
  const navigate = useNavigate()
  return useCallback(
    (change, replace = false) => {
      void navigate({
        to: '.',
        search: ((before: Record<string, string>) => ({ ...before, ...change })) as never,
        replace,
      })
    },
    [navigate],
  )
}

/**
 * Goes to a page: `const go = useGo(); go('/households/…')`. Who has gone elsewhere while something was being saved is
 * not called back: from another page it does nothing.
 */
export function useGo(): (to: string, replace?: boolean) => void {
  const navigate = useNavigate()
  const router = useRouter()
  const from = useLocation({ select: ({ pathname }) => pathname })
  return useCallback(
    (to, replace = false) => {
      if (router.state.location.pathname === from) void navigate({ href: to, replace })
    },
    [navigate, router, from],
  )
}

/** A part of the path, such as `id` of `/households/$id`; the route table promises that it is there. */
export function usePathPart(name: string): string {
  const parts = useParams({ strict: false }) as Record<string, string | undefined>
  const part = parts[name]
  if (part === undefined) throw new Error(`the path of this page has no part ${name}`)
  return part
}

/** The page that was asked for before sign-in; only ever one of our own. */
export const pageAfter = (next: string | undefined): string =>
  next !== undefined && /^\/(?![/\\])/.test(next) && !next.startsWith('/sign-in') ? next : '/'
