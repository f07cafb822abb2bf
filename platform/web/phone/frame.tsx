import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useWords } from '../language.tsx'
import { phoneWords as words } from './messages.ts'
import { useOutbox } from './outbox.ts'
import './phone.css'

const tabs = [
  { to: '/', text: words.families, icon: 'M4 11.500 12 5l8 6.500V20h-5.500v-5h-5v5H4z' },
  { to: '/todos', text: words.todos, icon: 'M5 5h14v14H5zM8.500 12l2.500 2.500 4.500-5' },
  {
    to: '/me',
    text: words.me,
    icon: 'M12 12a3.700 3.700 0 1 0 0-7.400 3.700 3.700 0 0 0 0 7.400zM4.500 20c.6-4 3.700-6 7.500-6s6.900 2 7.500 6',
  },
] as const

/** The frame of every screen: what is not sent yet, the screen, three doors at the thumb. */
export function PhoneFrame({ children }: { children: ReactNode }) {
  const t = useWords()
  return (
    <div className="phone">
      <OutboxLine />
      <main className="screen">{children}</main>
      <nav className="tabs" aria-label={t(words.tabs)}>
        {tabs.map((tab) => (
          <Link key={tab.to} to={tab.to} className="tab" activeOptions={{ exact: true, includeSearch: false }}>
            <svg viewBox="0 0 24 24" aria-hidden="true">
              <path
                d={tab.icon}
                fill="none"
                stroke="currentColor"
                strokeWidth="1.700"
                strokeLinejoin="round"
                strokeLinecap="round"
              />
            </svg>
            {t(tab.text)}
          </Link>
        ))}
      </nav>
    </div>
  )
}

/** Quiet as long as everything takes its course. */
function OutboxLine() {
  const t = useWords()
  const { waiting, attention } = useOutbox()
  if (waiting + attention === 0) return null
  return (
    <p className={attention > 0 ? 'outbox-line attention' : 'outbox-line'} role="status">
      {attention > 0 ? (
        <Link to="/me">{t(words.attention, { count: attention })}</Link>
      ) : (
        t(words.unsent, { count: waiting })
      )}
    </p>
  )
}
