import { Checkbox, Input, Select } from 'antd'
import { type ReactNode, useEffect, useId, useState } from 'react'
import type { Text } from '../../../core/messages.ts'
import { formatFen, parseYuan } from '../../../core/yuan.ts'
import { useChangeAddress } from '../address.ts'
import { useWords } from '../language.tsx'
import { listWords as words } from '../messages.ts'
import { listed } from '../punctuation.ts'
import { DayInput } from './day-input.tsx'
import type { ListAsk } from './list-ask.ts'

type Choice = { readonly value: string; readonly text: Text | string }

/** One control of the filter row; its key is the word in the address bar and in the contract's input. */
export type Filter = { readonly key: string; readonly text: Text } & (
  | { readonly kind: 'text'; readonly width?: number }
  | {
      readonly kind: 'choice'
      readonly choices: readonly Choice[]
      readonly several?: boolean
      readonly width?: number
    }
  | { readonly kind: 'flag' }
  | { readonly kind: 'day' }
  /** An amount, typed in yuan, kept in the address in fen. */
  | { readonly kind: 'money' }
  | {
      /** A control of the slice's own, such as the choice of an area. */
      readonly kind: 'own'
      readonly show: (value: string | undefined, change: (value: string | undefined) => void) => ReactNode
    }
  | {
      /** Only reached from another page, such as that of a family: shown while it holds, with a way to take it off. */
      readonly kind: 'reached'
      readonly name?: (value: string) => ReactNode
    }
)

type ControlProps = { filter: Filter; value: string | undefined; change: (value: string | undefined) => void }

/** The row of filters; every change goes to the address bar at once, so that the page can be sent on and “back” works. */
export function FilterRow({ filters, ask }: { filters: readonly Filter[]; ask: ListAsk }) {
  const t = useWords()
  const changeAddress = useChangeAddress()
  const set = Object.keys(ask.filters).length > 0
  return (
    <section className="filters" aria-label={t(words.filters)} data-set={set}>
      {filters.map((filter) => (
        <FilterControl
          key={filter.key}
          filter={filter}
          value={ask.filters[filter.key]}
          change={(value) => changeAddress({ [filter.key]: value, page: undefined })}
        />
      ))}
      {set && (
        <button
          type="button"
          className="quiet"
          onClick={() =>
            changeAddress({ ...Object.fromEntries(filters.map((filter) => [filter.key, undefined])), page: undefined })
          }
        >
          {t(words.clear)}
        </button>
      )}
    </section>
  )
}

/** Values in the address that mean nothing here, typed or kept from long ago: told by the filter's name, never shown. */
export function Refused({ filters }: { filters: readonly Filter[] }) {
  const t = useWords()
  const changeAddress = useChangeAddress()
  const drop = Object.fromEntries(filters.map(({ key }) => [key, undefined]))
  return (
    <p className="refused-filters" role="status">
      {t(words.refusedFilters, {
        names: listed(
          t,
          filters.map(({ text }) => t(text)),
        ),
      })}{' '}
      <button type="button" className="quiet" onClick={() => changeAddress(drop, true)}>
        {t(words.dropRefused)}
      </button>
    </p>
  )
}

function FilterControl({ filter, value, change }: ControlProps) {
  const t = useWords()
  const label = t(filter.text)
  if (filter.kind === 'own') return filter.show(value, change)
  if (filter.kind === 'reached') {
    if (!value) return null
    return (
      <button type="button" className="reached" onClick={() => change(undefined)}>
        <span className="filter-name">{label}</span> {filter.name?.(value)}
        <span className="only-heard">{t(words.clear)}</span>
        <span aria-hidden="true">×</span>
      </button>
    )
  }
  if (filter.kind === 'text') return <TextFilter filter={filter} value={value} change={change} />
  if (filter.kind === 'money') return <MoneyFilter filter={filter} value={value} change={change} />
  if (filter.kind === 'flag') {
    return (
      <Checkbox checked={value === 'true'} onChange={(event) => change(event.target.checked ? 'true' : undefined)}>
        {label}
      </Checkbox>
    )
  }
  if (filter.kind === 'day') {
    return (
      <span className="day-filter">
        <span aria-hidden="true">{label}</span>
        <DayInput aria-label={label} value={value} onChange={change} />
      </span>
    )
  }
  const options = filter.choices.map((choice) => ({
    value: choice.value,
    label: typeof choice.text === 'string' ? choice.text : t(choice.text),
  }))
  // What holds but is not among the choices, or not yet while they are on their way, is never shown as its code.
  for (const chosen of value ? (filter.several ? value.split(',') : [value]) : [])
    if (!options.some((option) => option.value === chosen)) options.push({ value: chosen, label: t(words.otherValue) })
  const shared = {
    options,
    allowClear: true,
    'aria-label': label,
    prefix: <span className="filter-name">{label}</span>,
    placeholder: t(words.all),
    showSearch: options.length > 8 ? { optionFilterProp: 'label' } : false,
    // Never wider than its place: on a phone two stand side by side.
    style: { minWidth: `min(${(filter.width ?? 160) / 10}rem, 100%)` },
    popupMatchSelectWidth: false,
  } as const
  if (filter.several) {
    return (
      <Select
        {...shared}
        mode="multiple"
        maxTagCount={1}
        value={value ? value.split(',') : []}
        onChange={(chosen: string[]) => change(chosen.length ? chosen.join(',') : undefined)}
      />
    )
  }
  return <Select {...shared} value={value} onChange={(chosen: string | undefined) => change(chosen)} />
}

/** What a placeholder needs to be read whole, in rem: English names are longer than the Chinese ones. */
const roomFor = (text: string): number => [...text].reduce((sum, letter) => sum + (letter > '\u2e7f' ? 1.4 : 0.75), 4)

/** Waits until typing rests, so that one word is one question to the server and one step of “back”. */
function TextFilter({ filter, value, change }: ControlProps) {
  const t = useWords()
  const [text, setText] = useState(value ?? '')
  useEffect(() => setText(value ?? ''), [value])
  useEffect(() => {
    const next = text.trim()
    if (next === (value ?? '')) return
    const rest = setTimeout(() => change(next || undefined), 350)
    return () => clearTimeout(rest)
  })
  return (
    <Input
      allowClear
      value={text}
      aria-label={t(filter.text)}
      placeholder={t(filter.text)}
      style={{
        flexBasis: `max(${(filter.kind === 'text' ? (filter.width ?? 200) : 200) / 10}rem, ${roomFor(t(filter.text))}rem)`,
      }}
      onChange={(event) => setText(event.target.value)}
      onPressEnter={() => change(text.trim() || undefined)}
    />
  )
}

/**
 * Asks when the amount is whole: on leaving the field or on Enter. What is no amount stays to be mended, is told below
 * the field, and asks nothing. The name stands before the amount, so that it is still there when an amount is.
 */
function MoneyFilter({ filter, value, change }: ControlProps) {
  const t = useWords()
  const faultId = useId()
  const [wrong, setWrong] = useState(false)
  const kept = value && /^\d+$/.test(value) ? formatFen(value) : ''
  const [text, setText] = useState(kept)
  useEffect(() => setText(kept), [kept])
  const label = t(filter.text)
  const take = (typed: string) => {
    const fen = parseYuan(typed)
    const none = typed.trim() === ''
    const fault = !none && (!fen || fen.startsWith('-'))
    setWrong(fault)
    if (!fault) setText(fen ? formatFen(fen) : '')
    if (!fault && (fen ?? '') !== (value ?? '')) change(none ? undefined : fen)
  }
  return (
    <span className="money-filter" style={{ flexBasis: `${roomFor(label) + 7}rem` }}>
      <Input
        allowClear
        inputMode="decimal"
        aria-label={label}
        prefix={<span className="filter-name">{label}</span>}
        {...(wrong ? { status: 'error', 'aria-invalid': true, 'aria-describedby': faultId } : {})}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={(event) => take(event.target.value)}
        onPressEnter={(event) => take(event.currentTarget.value)}
        onClear={() => {
          setWrong(false)
          change(undefined)
        }}
      />
      {wrong && (
        <small id={faultId} role="alert">
          {t(words.noAmount)}
        </small>
      )}
    </span>
  )
}
