import { Button, Input } from 'antd'
import { useId, useRef, useState } from 'react'
import { dayOf } from '../../../core/date.ts'
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
  const box = useRef<HTMLDivElement>(null)
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    const address = location.origin + link.path
    // Offices run on plain http, where browsers hide the clipboard; the old way still works there.
    if (navigator.clipboard) await navigator.clipboard.writeText(address).catch(() => copySelected(box.current))
    else copySelected(box.current)
    setCopied(true)
  }
  const until = dayInWords(dayOf(new Date(link.expiresAt)), language)
  return (
    <div className="one-time-link" ref={box}>
      <label htmlFor={id}>{t(words.linkOf, { name })}</label>
      <div className="one-time-link-row">
        <Input id={id} readOnly value={location.origin + link.path} onFocus={(event) => event.target.select()} />
        <Button type="primary" onClick={() => void copy()}>
          {t(copied ? words.copied : words.copy)}
        </Button>
      </div>
      <p className="second" role="status">
        {t(words.linkExpires, { day: until })}
      </p>
    </div>
  )
}

function copySelected(box: HTMLElement | null) {
  box?.querySelector('input')?.select()
  document.execCommand('copy')
}
