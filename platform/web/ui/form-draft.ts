import type { FormInstance } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { newId } from '../identifier.ts'
import { keep, kept } from '../kept.ts'
import { useSigned } from '../session.tsx'
import type { KnownField } from './field.tsx'

type Draft = { readonly at: number; readonly values: Record<string, unknown> }

// At most this much typing is lost when the PC is switched off (quality: drafts).
const everyMs = 5_000
const drafts = 'bangfu.draft.'

/** Forgets every draft of this window: when somebody signs out. */
export function forgetDrafts(): void {
  for (const name of Object.keys(sessionStorage)) if (name.startsWith(drafts)) keep(sessionStorage, name, undefined)
}

/**
 * Keeps what was typed for as long as the window lives: a reload, an expired session or a crash of the page lose at
 * most five seconds. Answers when the restored draft was typed, and how to forget it. Without a name nothing is kept.
 */
export function useDraft(
  name: string | undefined,
  form: FormInstance,
  fields: ReadonlyMap<string, KnownField>,
): { restoredAt: number | undefined; forget: () => void } {
  // Whoever signs in next at this PC must not find what somebody else was typing.
  const place = `${drafts}${useSigned().session?.account.id ?? 'nobody'}.${name}`
  const [restoredAt, setRestoredAt] = useState<number>()
  const sent = useRef(false)
  useEffect(() => {
    if (name === undefined) return
    const draft = kept<Draft | null>(sessionStorage, place, null)
    if (draft) {
      form.setFieldsValue(draft.values)
      setRestoredAt(draft.at)
    }
    let last = JSON.stringify(form.getFieldsValue(true))
    const write = () => {
      const values = form.getFieldsValue(true) as Record<string, unknown>
      const text = JSON.stringify(values)
      if (sent.current || text === last || [...fields.values()].some((field) => field.secret)) return
      last = text
      keep(sessionStorage, place, { at: Date.now(), values } satisfies Draft)
    }
    const timer = setInterval(write, everyMs)
    window.addEventListener('pagehide', write)
    return () => {
      write()
      clearInterval(timer)
      window.removeEventListener('pagehide', write)
    }
  }, [form, fields, name, place])
  const forget = () => {
    sent.current = true
    keep(sessionStorage, place, undefined)
    setRestoredAt(undefined)
  }
  return { restoredAt, forget }
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
