import { useState } from 'react'
import { useKept } from '../kept.ts'
import { chooseLanguage, useLanguage, useWords } from '../language.tsx'
import { named } from '../punctuation.ts'
import { useSession } from '../session.tsx'
import { forgetAnswers } from './kept-answers.ts'
import { phoneWords as words } from './messages.ts'
import { discardFromOutbox, useOutbox } from './outbox.ts'
import type { OutboxItem } from './outbox-rules.ts'
import { Part, Screen } from './parts.tsx'

/** Marks the page for large or usual text. */
export const showSize = (large: boolean): void => {
  document.documentElement.dataset.size = large ? 'large' : 'normal'
}

/** The person's own screen: unsent records, text size, language, signing out. */
export function Me({ signOut, nameOf }: { signOut: () => Promise<void>; nameOf?: (item: OutboxItem) => string }) {
  const t = useWords()
  const { account, membership } = useSession()
  const { items, waiting } = useOutbox()
  const language = useLanguage()
  const [large, setLarge] = useKept('large', false)
  return (
    <Screen title={account.displayName} note={membership && `${membership.tenantName} · ${membership.areaName}`}>
      <Part title={t(words.records)}>
        {items.length === 0 ? (
          <p className="second">{t(words.noRecords)}</p>
        ) : (
          <ul className="records">
            {items.map((item) => (
              <Unsent key={item.id} item={item} name={nameOf?.(item)} />
            ))}
          </ul>
        )}
      </Part>
      <Part title={t(words.language)}>
        <button
          type="button"
          className="plain"
          lang={language === 'zh' ? 'en' : 'zh-CN'}
          onClick={() => chooseLanguage(language === 'zh' ? 'en' : 'zh')}
        >
          {language === 'zh' ? 'English' : '中文'}
        </button>
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
      <button type="button" className="plain" onClick={() => void forgetAnswers().then(signOut)}>
        {t(words.signOut)}
      </button>
      <a className="plain" href="/">
        {t(words.officer)}
      </a>
    </Screen>
  )
}

function Unsent({ item, name }: { item: OutboxItem; name: string | undefined }) {
  const t = useWords()
  const [sure, setSure] = useState(false)
  const time = new Date(item.madeAt).toLocaleString('zh-CN', {
    dateStyle: 'short',
    timeStyle: 'short',
    timeZone: 'Asia/Shanghai',
  })
  return (
    <li className="record">
      <b>{name ?? item.kind}</b>
      <span className="second">{t(words.madeAt, { time })}</span>
      <span className={item.state === 'waiting' ? 'second' : 'fault'}>
        {item.message ? named(t, t(words[item.state]), item.message) : t(words[item.state])}
      </span>
      {item.state !== 'waiting' && (
        <button
          type="button"
          className="plain"
          onClick={() => (sure ? void discardFromOutbox(item.id) : setSure(true))}
        >
          {t(sure ? words.discardSure : words.discard)}
        </button>
      )}
    </li>
  )
}
