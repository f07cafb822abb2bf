import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { dayOf } from '../../../core/date.ts'
import { useAct } from '../../../platform/web/act.ts'
import { copyText } from '../../../platform/web/clipboard.ts'
import { useLanguage, useWords } from '../../../platform/web/language.tsx'
import { dayInWords } from '../../../platform/web/ui/figures.tsx'
import type { OneTimeLink } from '../model.ts'
import { signInWords as words } from '../page-messages.ts'
import './accounts.css'

/** A link to hand over: shown once, copied with one click. The token stands behind # and reaches no server log. */
export function LinkToCopy({ link, name }: { link: OneTimeLink; name: string }) {
  const t = useWords()
  const language = useLanguage()
  const id = useId()
  const [copied, setCopied] = useState(false)
  const { run, busy, fault } = useAct()
  const address = location.origin + link.path
  const copy = async () => setCopied(await run(() => copyText(address)))
  const until = dayInWords(dayOf(new Date(link.expiresAt)), language)
  return (
    <div className="one-time-link">
      <label htmlFor={id}>{t(words.linkOf, { name })}</label>
      <div className="one-time-link-row">
        <Input id={id} readOnly value={address} onFocus={(event) => event.target.select()} />
        <Button type="primary" loading={busy} onClick={() => void copy()}>
          {t(copied ? words.copied : words.copy)}
        </Button>
      </div>
      {fault && <p role="alert">{fault}</p>}
      <p className="second" role="status">
        {t(words.linkExpires, { day: until })}
      </p>
    </div>
  )
}
