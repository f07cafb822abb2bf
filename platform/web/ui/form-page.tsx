import { Button, Form } from 'antd'
import { type ReactNode, useEffect, useRef } from 'react'
import type { ClientProblem } from '../http.ts'
import { useWords } from '../language.tsx'
import { platformWords, formWords as words } from '../messages.ts'
import { named } from '../punctuation.ts'
import { FieldsContext, fieldPath, type KnownField } from './field.tsx'
import { ConflictDialog } from './form-conflict.tsx'
import { useDraft } from './form-draft.ts'
import './form-page.css'
import { type Fault, type Submission, useSubmitting, type Values } from './form-submit.ts'

export type FormPageProps<Values, Result> = {
  /** Name of the draft, one per thing that is filled in, such as `household.new` or `household.<id>`. */
  form: string
  initial?: Partial<Values>
  /** Version of the record that the values were read from. */
  version?: number
  submit: (values: Values, submission: Submission) => Promise<Result>
  done: (result: Result) => void
  /** A verb: “提交审核”, not “确定”. */
  submitText?: string
  cancel?: () => void
  /** False where passwords are typed: nothing of it is kept in the browser. */
  draft?: false
  children: ReactNode
}

/**
 * A form: faults in a summary, beside the field and with the focus, in the same words; what was typed stays, also after
 * a reload; a second click has no second effect; saving over somebody's newer change shows both.
 */
export function FormPage<Filled extends object, Result>(props: FormPageProps<Filled, Result>) {
  const t = useWords()
  const [form] = Form.useForm()
  const fields = useRef(new Map<string, KnownField>()).current
  const draft = useDraft(props.draft === false ? undefined : props.form, form, fields)
  const { submit, failed, busy, faults, problem, conflict, forgetProblem } = useSubmitting(
    props,
    form,
    fields,
    draft.forget,
  )
  return (
    <FieldsContext value={fields}>
      <Form
        form={form}
        layout="vertical"
        requiredMark={(label, { required }) => (
          <>
            {label}
            {!required && <span className="optional">{t(words.optional)}</span>}
          </>
        )}
        initialValues={props.initial}
        className="form-page"
        scrollToFirstError={false}
        onFinish={(values: Values) => void submit(values, props.version)}
        onFinishFailed={({ errorFields }) => failed(errorFields)}
      >
        {draft.restoredAt !== undefined && <Restored at={draft.restoredAt} discard={draft.discard} />}
        {!conflict && (
          <FaultSummary faults={faults} problem={problem} focus={(key) => form.focusField(fieldPath(key))} />
        )}
        {props.children}
        <div className="form-actions">
          <Button type="primary" htmlType="submit" loading={busy}>
            {props.submitText ?? t(words.save)}
          </Button>
          {props.cancel && <Button onClick={props.cancel}>{t(platformWords.cancel)}</Button>}
        </div>
      </Form>
      {conflict && (
        <ConflictDialog
          message={problem?.message ?? ''}
          both={conflict}
          fields={fields}
          drop={() => {
            form.setFieldsValue(conflict.theirs)
            draft.forget()
            forgetProblem()
          }}
          take={(chosen, version) => {
            form.setFieldsValue(chosen)
            void submit({ ...form.getFieldsValue(true), ...chosen }, version ?? props.version)
          }}
        />
      )}
    </FieldsContext>
  )
}

function Restored({ at, discard }: { at: number; discard: () => void }) {
  const t = useWords()
  const time = new Date(at).toLocaleTimeString('zh-CN', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Asia/Shanghai',
  })
  return (
    <p className="restored" role="status">
      {t(words.restored, { time })}
      <button type="button" className="quiet" onClick={discard}>
        {t(words.discard)}
      </button>
    </p>
  )
}

type SummaryProps = { faults: readonly Fault[]; problem: ClientProblem | undefined; focus: (key: string) => void }

/** All faults on top of the form, with the focus, each leading to its field. */
function FaultSummary({ faults, problem, focus }: SummaryProps) {
  const t = useWords()
  const box = useRef<HTMLDivElement>(null)
  const said = faults.length > 0 || problem !== undefined
  useEffect(() => {
    if (said) box.current?.focus()
  }, [said])
  if (!said) return null
  const unsure = problem?.code === 'unreachable'
  return (
    <div ref={box} className="fault-summary" role="alert" tabIndex={-1}>
      <h2>{problem ? problem.message : t(words.summary, { count: faults.length })}</h2>
      {unsure && <p>{t(words.stillUnknown)}</p>}
      {faults.length > 0 && (
        <ul>
          {faults.map((fault) => (
            <li key={`${fault.key}${fault.message}`}>
              {fault.label ? (
                <button type="button" className="quiet" onClick={() => focus(fault.key)}>
                  {fault.message.includes(fault.label) ? fault.message : named(t, fault.label, fault.message)}
                </button>
              ) : (
                fault.message
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
