import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Navigate,
  Outlet,
  useLocation,
} from '@tanstack/react-router'
import { type ComponentType, createContext, type FunctionComponent, type ReactNode, useContext, useState } from 'react'
import type { Text } from '../../core/messages.ts'
import type { Permission } from '../../core/permissions.ts'
import { readAddress, writeAddress } from './address.ts'
import { outdated, unreachable } from './http.ts'
import { useMay, useSigned } from './session.tsx'

/** A module of a page exports the component under this name. */
export type PageModule = { Page: ComponentType }

/** One line of the route table: what it takes to add a page. */
export type PageEntry = {
  /** `/households` or `/households/$id` */
  path: string
  /** Its name in the menu, in the trail and in the title of the window. */
  text: Text
  load: () => Promise<PageModule>
  /** Key of the menu entry under which it is listed; without it the page is reached from another page. */
  menu?: string
  /** Who may open it; any one of several is enough. The server decides again. */
  permission?: Permission | readonly Permission[]
  /** Path of the page above it, for the trail. */
  under?: string
  /** Shown without the frame and to everybody: sign-in, setup, invitation. */
  outside?: true
}

export type Pages = readonly PageEntry[]

type Place = { readonly entry: PageEntry; readonly pages: Pages }

const PageContext = createContext<Place | undefined>(undefined)

/** The line of the table of the page that is shown, and the whole table. */
export function usePage(): Place {
  const found = useContext(PageContext)
  if (!found) throw new Error('only inside a page of the route table')
  return found
}

export const mayOpen = (entry: PageEntry, may: (permission: Permission) => boolean): boolean =>
  entry.permission === undefined ||
  (typeof entry.permission === 'string' ? may(entry.permission) : entry.permission.some(may))

/** What every application furnishes around its pages. */
export type Shell = {
  /** The frame around all pages for somebody who is signed in. */
  Frame: FunctionComponent<{ children: ReactNode }>
  Loading: FunctionComponent
  Forbidden: FunctionComponent
  NoPage: FunctionComponent<{ alone?: boolean }>
  Broken: FunctionComponent<{ error: unknown; reset: () => void; alone?: boolean }>
  /** Where somebody is sent who is not signed in; the page asked for follows as `next`. */
  signIn: string
}

/** The page asked for is noted once: while the way to the sign-in page is under way, "here" is that page itself. */
function ToSignIn({ signIn }: { signIn: string }) {
  const here = useLocation({ select: (location) => location.href })
  const [search] = useState({ next: here })
  return <Navigate to={signIn} search={search as never} replace />
}

function Inside({ shell }: { shell: Shell }) {
  const { session, failed } = useSigned()
  if (session === undefined && failed)
    return <shell.Broken alone error={failed} reset={() => window.location.reload()} />
  if (session === undefined) return <shell.Loading />
  if (session === null) return <ToSignIn signIn={shell.signIn} />
  return (
    <shell.Frame>
      <Outlet />
    </shell.Frame>
  )
}

type Lazily = ComponentType & { preload?: () => Promise<void> | undefined }

/** The page itself, for those who may open it. */
function Door({ place, Lazy, shell }: { place: Place; Lazy: Lazily; shell: Shell }) {
  const may = useMay()
  return <PageContext value={place}>{mayOpen(place.entry, may) ? <Lazy /> : <shell.Forbidden />}</PageContext>
}

// Pages whose code did not arrive, by what asks for it again.
const missingCode = new Map<PageEntry, () => Promise<void> | undefined>()

/** Whether the server's pages begin with the script that runs here; undefined when it does not answer. */
async function stillServed(start: string): Promise<boolean | undefined> {
  const running = document.querySelector('script[type=module][src]')?.getAttribute('src')
  const fresh = await fetch(start, { cache: 'no-store' }).catch(() => undefined)
  if (!fresh?.ok) return undefined
  return running == null || (await fresh.text()).includes(running)
}

/**
 * The code of a page. Where it does not arrive, either the server does not answer, or it has newer pages than those of
 * this window: both are said in words, and nothing is loaded anew by itself under the hands of somebody who types.
 */
async function codeOf(entry: PageEntry, start: string): Promise<PageModule> {
  try {
    return await entry.load()
  } catch (error) {
    const served = await stillServed(start)
    throw served === undefined ? unreachable(error) : served ? error : outdated(error)
  }
}

function doorOf(entry: PageEntry, pages: Pages, shell: Shell, start: string) {
  const load = async () => {
    const page = await codeOf(entry, start).catch((error: unknown) => {
      missingCode.set(entry, () => Lazy.preload?.())
      throw error
    })
    missingCode.delete(entry)
    return page as { Page: FunctionComponent }
  }
  const Lazy: Lazily = lazyRouteComponent(load, 'Page')
  const place = { entry, pages }
  return Object.assign(() => <Door place={place} Lazy={Lazy} shell={shell} />, {
    preload: async () => Lazy.preload?.(),
  })
}

/** Asks for code that did not arrive before the page is shown again. */
async function again(reset: () => void): Promise<void> {
  await Promise.all([...missingCode.values()].map((ask) => ask()))
  reset()
}

/** The router of an application from its table of pages; each page's code is fetched when it is first opened. */
export function routerOf(pages: Pages, shell: Shell, basepath = '/') {
  const root = createRootRoute({ component: Outlet, notFoundComponent: () => <shell.NoPage alone /> })
  const inside = createRoute({ getParentRoute: () => root, id: 'inside', component: () => <Inside shell={shell} /> })
  const routeOf = (entry: PageEntry) =>
    createRoute({
      getParentRoute: () => (entry.outside ? root : inside) as typeof root,
      path: entry.path,
      component: doorOf(entry, pages, shell, basepath),
    })
  const outer = pages.filter((entry) => entry.outside).map(routeOf)
  const inner = pages.filter((entry) => !entry.outside).map(routeOf)
  // Whoever is signed in keeps the menu beside an address that leads nowhere.
  const nowhere = createRoute({ getParentRoute: () => inside, path: '$', component: () => <shell.NoPage /> })
  return createRouter({
    routeTree: root.addChildren([...outer, inside.addChildren([...inner, nowhere])]),
    basepath,
    parseSearch: readAddress,
    stringifySearch: writeAddress,
    defaultPreload: 'intent',
    defaultPendingComponent: shell.Loading,
    defaultErrorComponent: ({ error, reset }) => <shell.Broken error={error} reset={() => void again(reset)} />,
    defaultNotFoundComponent: () => <shell.NoPage alone />,
    scrollRestoration: true,
  })
}
