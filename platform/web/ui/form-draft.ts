import type { FormInstance } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { draftPlace, draftsForgotten } from '../draft-place.ts'
import { newId } from '../identifier.ts'
import { useSigned } from '../session.tsx'
import type { KnownField } from './field.tsx'

type Typed = Record<string, unknown>

// At most this much typing is lost when the PC is switched off (quality: drafts).
const everyMs = 5_000

/**
 * Keeps what was typed for as long as the window lives: a reload, an expired session or a crash of the page lose at
 * most five seconds. Answers when the restored draft was typed, how to forget it once it is sent, and how to begin anew.
 * Without a name nothing is kept.
 */
export function useDraft(
  name: string | undefined,
  form: FormInstance,
  fields: ReadonlyMap<string, KnownField>,
): { restoredAt: number | undefined; forget: () => void; discard: () => void } {
  const accountId = useSigned().session?.account.id ?? 'nobody'
  const [restoredAt, setRestoredAt] = useState<number>()
  const sent = useRef(false)
  const last = useRef('')
  useEffect(() => {
    if (name === undefined) return
    const place = draftPlace<Typed>(sessionStorage, accountId, name)
    const since = draftsForgotten()
    const draft = place.read()
    if (draft) {
      form.setFieldsValue(draft.values)
      setRestoredAt(draft.at)
    }
    last.current = JSON.stringify(form.getFieldsValue(true))
    const write = () => {
      const values = form.getFieldsValue(true) as Typed
      const text = JSON.stringify(values)
      // Signing out takes the form away: what was typed last must not be written behind the person who left.
      if (sent.current || draftsForgotten() !== since || text === last.current) return
      if ([...fields.values()].some((field) => field.secret)) return
      last.current = text
      place.write(values)
    }
    const timer = setInterval(write, everyMs)
    window.addEventListener('pagehide', write)
    return () => {
      write()
      clearInterval(timer)
      window.removeEventListener('pagehide', write)
    }
  }, [form, fields, name, accountId])
  const forget = () => {
    if (name !== undefined) draftPlace(sessionStorage, accountId, name).forget()
    setRestoredAt(undefined)
  }
  return {
    restoredAt,
    forget: () => {
      sent.current = true
      forget()
    },
    discard: () => {
      form.resetFields()
      // What is typed from here on is kept again.
      last.current = JSON.stringify(form.getFieldsValue(true))
      forget()
    },
  }
}

/**
 * The key that makes a repeated submission of the same content one effect. Changed content gets a new key, and so does
 * the next thing after a success.
 */
export function useIdempotencyKey(): { keyFor: (content: unknown) => string; used: () => void } {
  const last = useRef<{ content: string; key: string }>(undefined)
  return {
    keyFor: (content) => {
      const text = JSON.stringify(content)
      if (last.current?.content !== text) last.current = { content: text, key: newId() }
      return last.current.key
    },
    used: () => {
      last.current = undefined
    },
  }
}
