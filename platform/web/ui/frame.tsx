import { Link, useLocation } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import type { Text } from '../../../core/messages.ts'
import { type Address, useGo } from '../address.ts'
import { chooseLanguage, useLanguage, useWords } from '../language.tsx'
import { platformWords as words } from '../messages.ts'
import { mayOpen, type PageEntry, type Pages } from '../pages.tsx'
import { named } from '../punctuation.ts'
import { useMay, useSession } from '../session.tsx'
import { Drop } from './drop.tsx'
import './frame.css'
import { useSize } from './theme.tsx'

/** One of the nine steps of the story; its pages are those of the route table that name its key. */
export type MenuEntry = { readonly key: string; readonly text: Text; readonly icon?: ReactNode }

export type FrameProps = {
  pages: Pages
  menu: readonly MenuEntry[]
  children: ReactNode
  /** Path that answers a search; the words follow as `q`. */
  searchPath: string
  todoPath: string
  helpPath?: string
  /** The person's own page: password, language, text size. */
  accountPath?: string
  /** Things that wait for this person; undefined while unknown. */
  todoCount?: number
  /** People missed, shown in red beside a menu entry, by its key. */
  missed?: Readonly<Record<string, number>>
  /** Goes to another membership of the same account. */
  switchTo: (membershipId: string) => Promise<void>
  signOut: () => Promise<void>
}

/** The frame of every page of officers, leaders, finance and auditors. */
export function Frame(props: FrameProps) {
  const t = useWords()
  const path = useLocation({ select: (location) => location.pathname })
  // On a narrow screen the menu is open for the page it was opened on; the page chosen in it covers it again.
  const [openedAt, setOpenedAt] = useState<string>()
  const menuOpen = openedAt === path
  const may = useMay()
  const mayFind = props.pages.some((page) => page.path === props.searchPath && mayOpen(page, may))
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {t(words.skip)}
      </a>
      <header className="top">
        <button
          type="button"
          className="menu-button"
          aria-expanded={menuOpen}
          aria-label={t(words.openMenu)}
          onClick={() => setOpenedAt(menuOpen ? undefined : path)}
        >
          <span aria-hidden="true">☰</span>
        </button>
        <Link to="/" className="brand" aria-label={t(words.product)}>
          <img src="/mark.svg" alt="" width="24" height="24" />
          <span>{t(words.product)}</span>
        </Link>
        <TenantSwitch switchTo={props.switchTo} />
        {mayFind ? <SearchBox path={props.searchPath} /> : <span className="search" />}
        <nav className="top-doors" aria-label={t(words.help)}>
          <Link to={props.todoPath} className="top-door">
            {props.todoCount ? `${t(words.todos)} ` : t(words.todos)}
            {Boolean(props.todoCount) && <b>{props.todoCount}</b>}
          </Link>
          {props.helpPath && (
            <Link to={props.helpPath} className="top-door">
              {t(words.help)}
            </Link>
          )}
        </nav>
        <PersonMenu signOut={props.signOut} helpPath={props.helpPath} accountPath={props.accountPath} />
      </header>
      <SideMenu {...props} open={menuOpen} />
      <main id="content" className="content" tabIndex={-1}>
        {props.children}
      </main>
    </div>
  )
}

function TenantSwitch({ switchTo }: Pick<FrameProps, 'switchTo'>) {
  const t = useWords()
  const { membership, memberships } = useSession()
  if (!membership) return null
  if (memberships.length < 2) return <span className="tenant">{membership.tenantName}</span>
  return (
    <Drop plain label={membership.tenantName} name={named(t, t(words.switchTenant), membership.tenantName)}>
      {(close) =>
        memberships.map((one) => (
          <button
            key={one.id}
            type="button"
            className="drop-item"
            aria-current={one.id === membership.id}
            onClick={() => {
              close()
              if (one.id !== membership.id) void switchTo(one.id)
            }}
          >
            <span>{one.tenantName}</span>
            <span className="second">{one.scopeName ?? one.areaName}</span>
          </button>
        ))
      }
    </Drop>
  )
}

const typesText = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

function SearchBox({ path }: { path: string }) {
  const t = useWords()
  // Whoever may not see families finds units only, and is told so.
  const name = t(useMay()('registry.read') ? words.search : words.searchUnits)
  const go = useGo()
  const input = useRef<HTMLInputElement>(null)
  const asked = useLocation({
    select: (location) => (location.pathname === path ? String((location.search as Address).q ?? '') : ''),
  })
  useEffect(() => {
    if (input.current) input.current.value = asked
  }, [asked])
  useEffect(() => {
    const focus = (event: KeyboardEvent) => {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typesText(event.target)) return
      event.preventDefault()
      input.current?.select()
    }
    document.addEventListener('keydown', focus)
    return () => document.removeEventListener('keydown', focus)
  }, [])
  const search = (event: FormEvent) => {
    event.preventDefault()
    const q = input.current?.value.trim()
    if (q) go(`${path}?q=${encodeURIComponent(q)}`)
  }
  return (
    <search className="search">
      <form onSubmit={search}>
        <input
          ref={input}
          type="search"
          aria-label={name}
          placeholder={name}
          aria-keyshortcuts="/"
          autoComplete="off"
        />
        <kbd>/</kbd>
      </form>
    </search>
  )
}

function PersonMenu({ signOut, helpPath, accountPath }: Pick<FrameProps, 'signOut' | 'helpPath' | 'accountPath'>) {
  const t = useWords()
  const { account } = useSession()
  const language = useLanguage()
  const { large, setLarge } = useSize()
  return (
    <Drop
      plain
      align="end"
      label={<span className="person">{account.displayName}</span>}
      name={t(words.person, { name: account.displayName })}
    >
      {(close) => (
        <>
          <p className="drop-note">{account.loginName}</p>
          {accountPath && (
            <Link to={accountPath} className="drop-item" onClick={close}>
              {t(words.ownAccount)}
            </Link>
          )}
          <button type="button" className="drop-item" onClick={() => chooseLanguage(language === 'zh' ? 'en' : 'zh')}>
            <span lang={language === 'zh' ? 'en' : 'zh-CN'}>{t(words.language)}</span>
          </button>
          <button type="button" className="drop-item" onClick={() => setLarge(!large)}>
            {t(large ? words.normalMode : words.largeMode)}
          </button>
          {helpPath && (
            <Link to={helpPath} className="drop-item" onClick={close}>
              {t(words.help)}
            </Link>
          )}
          <hr className="drop-rule" />
          <button
            type="button"
            className="drop-item"
            onClick={() => {
              close()
              void signOut()
            }}
          >
            {t(words.signOut)}
          </button>
        </>
      )}
    </Drop>
  )
}

/** The page of the menu under which a path belongs: itself, or the nearest above it. */
function menuPageOf(path: string, pages: Pages): PageEntry | undefined {
  const matches = (entry: PageEntry) =>
    new RegExp(`^${entry.path.replace(/\$\w+/g, '[^/]+')}$`).test(path === '/' ? '/' : path.replace(/\/$/, ''))
  let entry = pages.find((one) => one.path === path) ?? pages.find(matches)
  for (let steps = 0; entry && !entry.menu && steps < 5; steps++) {
    const under = entry.under
    entry = pages.find((one) => one.path === under)
  }
  return entry
}

function SideMenu({ pages, menu, missed, open }: FrameProps & { open: boolean }) {
  const t = useWords()
  const may = useMay()
  const path = useLocation({ select: (location) => location.pathname })
  const current = menuPageOf(path, pages)
  return (
    <nav className={open ? 'side open' : 'side'} aria-label={t(words.menu)}>
      <ul>
        {menu.map((entry) => {
          const doors = pages.filter((page) => page.menu === entry.key && mayOpen(page, may))
          const first = doors[0]
          if (!first) return null
          const active = current?.menu === entry.key
          return (
            <li key={entry.key} className="story">
              <Link
                to={first.path}
                className="story-door"
                activeOptions={{ exact: true, includeSearch: false }}
                data-active={active}
                data-open={active && doors.length > 1}
              >
                <span className="story-icon" aria-hidden="true">
                  {entry.icon}
                </span>
                <span>{t(entry.text)}</span>
                {missed?.[entry.key] ? <b className="missed-count">{missed[entry.key]}</b> : null}
              </Link>
              {active && doors.length > 1 && (
                <ul className="chapters">
                  {doors.map((page) => (
                    <li key={page.path}>
                      <Link
                        to={page.path}
                        className="chapter"
                        data-active={page === current}
                        activeOptions={{ exact: true, includeSearch: false }}
                      >
                        {t(page.text)}
                      </Link>
                    </li>
                  ))}
                </ul>
              )}
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
