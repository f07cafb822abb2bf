import { Checkbox, Form, Input, InputNumber, Radio, Select } from 'antd'
import { createContext, type ReactElement, useContext, useEffect, useState } from 'react'
import type { Text } from '../../../core/messages.ts'
import { formatFen, parseYuan } from '../../../core/yuan.ts'
import { type Say, useWords } from '../language.tsx'
import { listWords, formWords as words } from '../messages.ts'
import { listed } from '../punctuation.ts'
import { DayInput } from './day-input.tsx'

export type FieldName = string | readonly (string | number)[]
export type FieldChoice = { readonly value: string; readonly text: Text | string }

type Common = {
  /** Key of the value; a path such as `['members', 0, 'name']` inside lists. */
  name: FieldName
  label: string
  /** One line under the label: what to write and where to find it. */
  help?: string
  required?: boolean
  /** Says what is wrong with a value, undefined when nothing is. The server decides again. */
  check?: (value: unknown) => string | undefined
}

export type FieldProps = Common &
  (
    | { kind?: 'text'; maxLength?: number; autoComplete?: string; inputMode?: 'numeric' | 'tel' | 'text' }
    | { kind: 'password'; autoComplete: 'current-password' | 'new-password' }
    | { kind: 'long'; maxLength?: number; rows?: number }
    | { kind: 'choice' | 'several' | 'radio'; choices: readonly FieldChoice[] }
    | { kind: 'flag' }
    | { kind: 'day' }
    /** Typed in yuan, held in fen as text. */
    | { kind: 'money' }
    | { kind: 'number'; min?: number; max?: number; unit?: string }
    /** A control of the slice's own with `value`, `onChange` and `id`. */
    | { kind: 'own'; children: ReactElement; show?: (value: unknown) => string }
  )

export type KnownField = {
  label: string
  show: (value: unknown) => string
  /** A password: forms that ask for one keep no draft. */
  secret: boolean
}

/** Which fields a form has: the summary of faults and the conflict dialog speak of them by their labels. */
export const FieldsContext = createContext<Map<string, KnownField>>(new Map())

export const fieldKey = (name: FieldName): string => (typeof name === 'string' ? name : name.join('.'))
export const fieldPath = (key: string): (string | number)[] =>
  key.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part))

const textOf = (text: Text | string, t: Say) => (typeof text === 'string' ? text : t(text))

/** A value of a field in words, for the comparison of two versions. */
function shower(props: FieldProps, t: Say): (value: unknown) => string {
  return (value) => {
    if (value === undefined || value === null || value === '') return t(words.none)
    if (props.kind === 'own' && props.show) return props.show(value)
    if (props.kind === 'flag') return t(value === true ? listWords.yes : listWords.no)
    if (props.kind === 'money') return /^-?\d+$/.test(String(value)) ? formatFen(String(value)) : String(value)
    if (props.kind === 'choice' || props.kind === 'radio' || props.kind === 'several') {
      const inWords = (one: unknown) =>
        textOf(props.choices.find((choice) => choice.value === one)?.text ?? String(one), t)
      return Array.isArray(value) ? listed(t, value.map(inWords)) : inWords(value)
    }
    return typeof value === 'object' ? JSON.stringify(value) : String(value)
  }
}

const isEmpty = (value: unknown): boolean => value === undefined || value === null || String(value).trim() === ''

/** What is typed is checked when the field is left, and what is chosen at once. */
const isTyped = (kind: FieldProps['kind']): boolean =>
  kind === undefined || ['text', 'password', 'long', 'money', 'number'].includes(kind)

/** One question of a form: label, help, control and fault, tied together for the eye and the ear. */
export function Field(props: FieldProps) {
  const { name, label, help, required, check } = props
  const t = useWords()
  const fields = useContext(FieldsContext)
  const key = fieldKey(name)
  useEffect(() => {
    fields.set(key, { label, show: shower(props, t), secret: props.kind === 'password' })
  })
  const missing = t(words.required, { label })
  return (
    <Form.Item
      name={typeof name === 'string' ? name : [...name]}
      label={props.kind === 'flag' ? undefined : label}
      extra={help}
      required={required}
      valuePropName={props.kind === 'flag' ? 'checked' : 'value'}
      validateTrigger={isTyped(props.kind) ? 'onBlur' : 'onChange'}
      // A field is often left by pressing a button below it, which must not move away from under the finger.
      validateDebounce={300}
      rules={[
        {
          // Only when the form is sent: who passes through the fields is not told off for what comes later.
          validateTrigger: 'onSubmit',
          validator: async (_rule, value: unknown) => {
            if (required && isEmpty(value)) throw new Error(missing)
          },
        },
        {
          validator: async (_rule, value: unknown) => {
            if (isEmpty(value)) return
            const isUnread = props.kind === 'money' && !/^-?\d+$/.test(String(value))
            const fault = check?.(value) ?? (isUnread ? t(words.amountWrong) : undefined)
            if (fault) throw new Error(fault)
          },
        },
      ]}
    >
      {controlOf(props, t)}
    </Form.Item>
  )
}

function controlOf(props: FieldProps, t: Say): ReactElement {
  switch (props.kind) {
    case 'long':
      return <Input.TextArea rows={props.rows ?? 3} maxLength={props.maxLength ?? 2000} />
    case 'password':
      return <Input.Password autoComplete={props.autoComplete} />
    case 'choice':
    case 'several': {
      const options = props.choices.map((choice) => ({ value: choice.value, label: textOf(choice.text, t) }))
      return (
        <Select
          options={options}
          mode={props.kind === 'several' ? 'multiple' : undefined}
          allowClear={!props.required}
          showSearch={options.length > 8 ? { optionFilterProp: 'label' } : false}
        />
      )
    }
    case 'radio':
      return (
        <Radio.Group
          options={props.choices.map((choice) => ({ value: choice.value, label: textOf(choice.text, t) }))}
        />
      )
    case 'flag':
      return <Checkbox>{props.label}</Checkbox>
    case 'day':
      return <DayInput />
    case 'money':
      return <YuanInput />
    case 'number':
      return (
        <InputNumber min={props.min} max={props.max} suffix={props.unit} controls={false} style={{ width: '16rem' }} />
      )
    case 'own':
      return props.children
    default:
      return (
        <Input
          maxLength={props.maxLength ?? 200}
          autoComplete={props.autoComplete ?? 'off'}
          inputMode={props.inputMode}
        />
      )
  }
}

type YuanProps = { id?: string; value?: string; onChange?: (fen: string) => void; onBlur?: () => void }

/** Yuan as people type them; what cannot be read stays as typed, and a form says so when the field is left. */
export function YuanInput({ id, value, onChange, onBlur }: YuanProps) {
  const t = useWords()
  const [text, setText] = useState<string>()
  const shown = text ?? (value && /^-?\d+$/.test(value) ? formatFen(value) : (value ?? ''))
  return (
    <Input
      id={id}
      inputMode="decimal"
      style={{ width: '16rem' }}
      value={shown}
      suffix={t({ zh: '元', en: 'yuan' })}
      onChange={(event) => {
        setText(event.target.value)
        onChange?.(parseYuan(event.target.value) ?? event.target.value)
      }}
      onBlur={() => {
        setText(undefined)
        onBlur?.()
      }}
    />
  )
}
