import { Link } from '@tanstack/react-router'
import { type ReactNode, useState } from 'react'
import { useAct } from '../act.ts'
import { countDrafts } from '../draft-place.ts'
import { useKept } from '../kept.ts'
import { useWords } from '../language.tsx'
import { named } from '../punctuation.ts'
import { useSession } from '../session.tsx'
import { forgetAnswers } from './kept-answers.ts'
import { phoneWords as words } from './messages.ts'
import { discardFromOutbox, sendAgain, useOutbox } from './outbox.ts'
import type { OutboxItem } from './outbox-rules.ts'
import { NotKept, OtherLanguage, Part, Screen, Trouble, timeOf } from './parts.tsx'

/** Marks the page for large or usual text. */
export const showSize = (large: boolean): void => {
  document.documentElement.dataset.size = large ? 'large' : 'normal'
}

/** What a record in the phone is about: its name, what it says, and the form to correct it in. */
export type About = { name: string; content?: ReactNode; form?: string | undefined }

type MeProps = { signOut: () => Promise<void>; about: (item: OutboxItem) => About }

/** The person's own screen: unsent records, text size, language, signing out. */
export function Me({ signOut, about }: MeProps) {
  const t = useWords()
  const { account, membership } = useSession()
  const { items, waiting } = useOutbox()
  const [large, setLarge] = useKept('large', false)
  const [failed, setFailed] = useState<unknown>()
  const begun = countDrafts(localStorage, account.id)
  const leave = async () => {
    setFailed(undefined)
    await forgetAnswers()
    await signOut()
  }
  return (
    <Screen title={account.displayName} note={membership && `${membership.tenantName} · ${membership.areaName}`}>
      <Part title={t(words.records)}>
        {items.length === 0 ? (
          <p className="second">{t(words.noRecords)}</p>
        ) : (
          <ul className="records">
            {items.map((item) => (
              <Unsent key={item.id} item={item} about={about(item)} />
            ))}
          </ul>
        )}
      </Part>
      <Part title={t(words.language)}>
        <OtherLanguage />
        <label className="switch">
          <input
            type="checkbox"
            checked={large}
            onChange={(event) => {
              setLarge(event.target.checked)
              showSize(event.target.checked)
            }}
          />
          {t(words.large)}
        </label>
      </Part>
      {waiting > 0 && <p className="second">{t(words.signOutKept, { count: waiting })}</p>}
      {begun > 0 && <p className="second">{t(words.signOutDrafts, { count: begun })}</p>}
      {failed !== undefined && <Trouble error={failed} />}
      <button type="button" className="plain" onClick={() => void leave().catch(setFailed)}>
        {t(words.signOut)}
      </button>
      <a className="plain" href="/">
        {t(words.officer)}
      </a>
    </Screen>
  )
}

function Unsent({ item, about }: { item: OutboxItem; about: About }) {
  const t = useWords()
  const [sure, setSure] = useState(false)
  const { run, fault } = useAct()
  return (
    <li className="record">
      <b>{about.name}</b>
      <span className="second">{t(words.madeAt, { time: timeOf(Date.parse(item.madeAt)) })}</span>
      <span className={item.state === 'waiting' ? 'second' : 'fault'}>
        {item.message ? named(t, t(words[item.state]), item.message) : t(words[item.state])}
      </span>
      {item.state !== 'waiting' && (
        <>
          {about.content}
          {about.form && (
            <Link to={about.form} search={{ record: item.id } as never} className="plain">
              {t(words.correct)}
            </Link>
          )}
          <button type="button" className="plain" onClick={() => void run(() => sendAgain(item.id))}>
            {t(words.again)}
          </button>
          <button
            type="button"
            className="plain"
            onClick={() => (sure ? void run(() => discardFromOutbox(item.id)) : setSure(true))}
          >
            {t(sure ? words.discardSure : words.discard)}
          </button>
          <NotKept fault={fault} />
        </>
      )}
    </li>
  )
}
