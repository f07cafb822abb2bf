import { Input, Radio } from 'antd'
import { useEffect, useState } from 'react'
import { useWords } from '../language.tsx'
import { formWords as words } from '../messages.ts'
import './board.css'
import { Dialog } from './dialog.tsx'

type RevealProps = {
  label: string
  /** What everybody with the page may see: `2312**********0016`. */
  masked: string
  /** Asks the server for the whole value; it writes who, when and why into the audit trail. */
  reveal: (reason: string) => Promise<string>
  /** False hides the button, for those who may not ask. */
  may?: boolean
}

/** How long a revealed value stays on the page. */
export const shownMs = 60_000
const usualReasons = [words.reasonCheck, words.reasonPay, words.reasonContact]

/** A masked value of a person; the whole one is shown for a minute, for a reason that is recorded. */
export function RevealField({ label, masked, reveal, may = true }: RevealProps) {
  const t = useWords()
  const [asking, setAsking] = useState(false)
  const [value, setValue] = useState<string>()
  useEffect(() => {
    if (value === undefined) return
    const timer = setTimeout(() => setValue(undefined), shownMs)
    return () => clearTimeout(timer)
  }, [value])
  return (
    <span className="reveal">
      <span className="number">{value ?? masked}</span>
      {may &&
        (value === undefined ? (
          <button
            type="button"
            className="quiet"
            aria-label={t(words.revealTitle, { label })}
            onClick={() => setAsking(true)}
          >
            {t(words.reveal)}
          </button>
        ) : (
          <button type="button" className="quiet" title={t(words.revealGone)} onClick={() => setValue(undefined)}>
            {t(words.hide)}
          </button>
        ))}
      {asking && (
        <RevealDialog
          label={label}
          close={() => setAsking(false)}
          ask={async (reason) => {
            setValue(await reveal(reason))
            setAsking(false)
          }}
        />
      )}
    </span>
  )
}

type DialogProps = { label: string; ask: (reason: string) => Promise<void>; close: () => void }

/** Asks for the reason and does what it is told; what went wrong is told in the dialog. */
export function RevealDialog({ label, ask, close }: DialogProps) {
  const t = useWords()
  const [usual, setUsual] = useState<string>()
  const [own, setOwn] = useState('')
  const reason = usual === 'own' ? own.trim() : usual
  return (
    <Dialog
      title={t(words.revealTitle, { label })}
      action={t(words.reveal)}
      act={() => ask(reason ?? '')}
      disabled={!reason}
      close={close}
    >
      <p className="second">{t(words.revealNote)}</p>
      <fieldset className="reasons">
        <legend>{t(words.revealReason)}</legend>
        <Radio.Group
          vertical
          value={usual}
          onChange={(event) => setUsual(event.target.value)}
          options={[
            // The reason is kept in Chinese, whatever the reader's language: it is part of the record.
            ...usualReasons.map((text) => ({ value: text.zh, label: t(text) })),
            { value: 'own', label: t(words.reasonOther) },
          ]}
        />
        {usual === 'own' && (
          <Input
            value={own}
            maxLength={100}
            aria-label={t(words.reasonOther)}
            onChange={(event) => setOwn(event.target.value)}
          />
        )}
      </fieldset>
    </Dialog>
  )
}
