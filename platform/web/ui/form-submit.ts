import type { FormInstance } from 'antd'
import { useRef, useState } from 'react'
import { type ClientProblem, problemOf } from '../http.ts'
import { fieldPath, type KnownField } from './field.tsx'
import { useIdempotencyKey } from './form-draft.ts'

export type Values = Record<string, unknown>
export type Fault = { key: string; label: string; message: string }

/** What a submission carries: hand `context` on to the client, `version` into the input. */
export type Submission = { context: { idempotencyKey: string }; version: number | undefined }

/** The part of a form that sends. */
type Sending<Filled, Result> = {
  submit: (values: Filled, submission: Submission) => Promise<Result>
  done: (result: Result) => void
}

const isBoth = (data: unknown): data is { yours: Values; theirs: Values } =>
  typeof data === 'object' && data !== null && 'yours' in data && 'theirs' in data

/** Sends a form once at a time and puts what was refused where it belongs. */
export function useSubmitting<Filled extends object, Result>(
  props: Sending<Filled, Result>,
  form: FormInstance,
  fields: ReadonlyMap<string, KnownField>,
  forgetDraft: () => void,
) {
  const { keyFor, used } = useIdempotencyKey()
  const [busy, setBusy] = useState(false)
  const running = useRef(false)
  const [faults, setFaults] = useState<readonly Fault[]>([])
  const [problem, setProblem] = useState<ClientProblem>()
  const labelOf = (key: string) => fields.get(key)?.label ?? ''

  /** Faults of the server go beside their fields as well; what belongs to no field stays in the summary. */
  const refuse = (refusal: ClientProblem) => {
    const known = refusal.fields.filter(({ field }) => fields.has(field))
    form.setFields(known.map(({ field, message }) => ({ name: fieldPath(field), errors: [message] })))
    setProblem(refusal)
    setFaults(refusal.fields.map(({ field, message }) => ({ key: field, label: labelOf(field), message })))
  }

  const submit = async (values: Values, version: number | undefined) => {
    // Two clicks can come before React has disabled the button.
    if (running.current) return
    running.current = true
    setBusy(true)
    setFaults([])
    setProblem(undefined)
    try {
      const idempotencyKey = keyFor({ values, version })
      const result = await props.submit(values as Filled, { context: { idempotencyKey }, version })
      used()
      forgetDraft()
      props.done(result)
    } catch (error) {
      refuse(problemOf(error))
    } finally {
      running.current = false
      setBusy(false)
    }
  }

  /** What the form itself found before anything was sent. */
  const failed = (found: readonly { name: readonly (string | number)[]; errors: readonly string[] }[]) => {
    setProblem(undefined)
    setFaults(
      found.map(({ name, errors }) => {
        const key = name.join('.')
        return { key, label: labelOf(key), message: errors[0] ?? '' }
      }),
    )
  }

  const conflict = problem?.code === 'conflict' && isBoth(problem.data) ? problem.data : undefined
  return { submit, failed, busy, faults, problem, conflict, forgetProblem: () => setProblem(undefined) }
}
