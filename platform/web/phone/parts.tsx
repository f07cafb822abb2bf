import { Link } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useEffect, useId } from 'react'
import { problemOf } from '../http.ts'
import { chooseLanguage, useLanguage, useWords } from '../language.tsx'
import { platformWords } from '../messages.ts'
import { phoneWords as words } from './messages.ts'

type ScreenProps = {
  title: string
  /** Path of the screen above. */
  back?: string
  note?: ReactNode
  children: ReactNode
}

/** One screen: a way back, a title, one column. */
export function Screen({ title, back, note, children }: ScreenProps) {
  const t = useWords()
  const product = t(platformWords.product)
  useEffect(() => {
    document.title = `${title} · ${product}`
  }, [title, product])
  return (
    <>
      <header className="screen-head">
        {back && (
          <Link to={back} className="screen-back" aria-label={t(words.back)}>
            <span aria-hidden="true">‹</span>
          </Link>
        )}
        <h1>{title}</h1>
      </header>
      {note && <div className="screen-note">{note}</div>}
      {children}
    </>
  )
}

/** Since when the phone has what it shows, when it could not ask. */
export function KeptSince({ at }: { at: number | undefined }) {
  const t = useWords()
  if (at === undefined) return null
  return (
    <p className="kept-since" role="status">
      {t(words.kept, { time: timeOf(at) })}
    </p>
  )
}

/** Month, day and time of an instant in both languages, in the order in which days stand everywhere else: `11-23 05:34`. */
export const timeOf = (instant: number): string =>
  // Beijing keeps no summer time.
  new Date(instant + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ')

/** Says that a form goes on from what was typed before, and offers to begin anew. */
export function RestoredDraft({ at, reset }: { at: number | undefined; reset: () => void }) {
  const t = useWords()
  if (at === undefined) return null
  return (
    <p className="kept-since" role="status">
      {t(words.restored, { time: timeOf(at) })}{' '}
      <button type="button" className="plain" onClick={reset}>
        {t(words.beginAnew)}
      </button>
    </p>
  )
}

/** A form of one screen; Enter and the one big button submit it. */
export function PhoneForm({ act, children }: { act: () => void; children: ReactNode }) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    act()
  }
  return (
    <form className="phone-form" onSubmit={submit} noValidate>
      {children}
    </form>
  )
}

/** Why something that was to be written into this phone is not in it; nothing while all is well. */
export const NotKept = ({ fault }: { fault: string | undefined }) =>
  fault === undefined ? null : (
    <p className="fault" role="alert">
      {fault}
    </p>
  )

/** The one thing to do on a screen. */
export function Primary({ children, busy = false }: { children: string; busy?: boolean }) {
  return (
    <button type="submit" className="primary" aria-busy={busy} disabled={busy}>
      {children}
    </button>
  )
}

/** The one thing to do, where it leads to another screen. */
export function PrimaryLink({ to, children }: { to: string; children: string }) {
  return (
    <Link to={to} className="primary">
      {children}
    </Link>
  )
}

type Choice<Value extends string> = { readonly value: Value; readonly text: string; readonly note?: string }
type ChoicesProps<Value extends string> = {
  label: string
  choices: readonly Choice<Value>[]
  chosen: readonly Value[]
  change: (chosen: Value[]) => void
  /** Several may stand together. */
  several?: boolean
}

/** Large buttons to choose from: one tap, no typing. */
export function BigChoices<Value extends string>(props: ChoicesProps<Value>) {
  const { label, choices, chosen, change, several = false } = props
  const name = useId()
  const toggle = (value: Value) => {
    if (!several) return change([value])
    change(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value])
  }
  return (
    <fieldset className="choices">
      <legend>{label}</legend>
      {choices.map((choice) => (
        <label key={choice.value} className="choice">
          <input
            type={several ? 'checkbox' : 'radio'}
            name={name}
            checked={chosen.includes(choice.value)}
            onChange={() => toggle(choice.value)}
          />
          <span>
            {choice.text}
            {choice.note && <small>{choice.note}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

type TextProps = {
  label: string
  help?: string
  fault?: string
  value: string
  change: (value: string) => void
  maxLength?: number
  rows?: number
  type?: 'text' | 'password' | 'date' | 'tel'
  inputMode?: 'decimal' | 'numeric' | 'text'
  autoComplete?: string
}

/** A line or, with `rows`, an area to write in. */
export function TextBox(props: TextProps) {
  const { label, help, fault, value, change, rows } = props
  const id = useId()
  const shared = {
    id,
    value,
    maxLength: props.maxLength ?? (rows ? 2000 : 200),
    'aria-invalid': fault !== undefined,
    'aria-describedby': help || fault ? `${id}-more` : undefined,
  }
  return (
    <div className="text-box">
      <label htmlFor={id}>{label}</label>
      {(help || fault) && (
        <p id={`${id}-more`} className={fault ? 'fault' : 'second'}>
          {fault ?? help}
        </p>
      )}
      {rows ? (
        <textarea {...shared} rows={rows} onChange={(event) => change(event.target.value)} />
      ) : (
        <input
          {...shared}
          type={props.type ?? 'text'}
          inputMode={props.inputMode}
          autoComplete={props.autoComplete ?? 'off'}
          onChange={(event) => change(event.target.value)}
        />
      )}
    </div>
  )
}

type LineProps = {
  to: string
  title: string
  /** One or two facts that decide whether to open it. */
  note?: ReactNode
  end?: ReactNode
  /** This family is being missed, or something for it is late. */
  missed?: boolean
}

/** A line of a list that opens a screen. */
export function DoorLine({ to, title, note, end, missed = false }: LineProps) {
  return (
    <li>
      <Link to={to} className="door-line" data-missed={missed}>
        <b>{title}</b>
        {end && <span className="door-end">{end}</span>}
        {note && <small>{note}</small>}
      </Link>
    </li>
  )
}

/** Lines of a list. */
export const Lines = ({ children }: { children: ReactNode }) => <ul className="lines">{children}</ul>

/** A framed part of a screen with a heading. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="part">
      <h2>{title}</h2>
      {children}
    </section>
  )
}

/** Nothing to show, and what to do next. */
export function Nothing({ text, children }: { text: string; children?: ReactNode }) {
  return (
    <div className="nothing">
      <p>{text}</p>
      {children}
    </div>
  )
}

/** A refusal in the server's words, with a way to try again. */
export function Trouble({ error, retry }: { error: unknown; retry?: () => void }) {
  const t = useWords()
  const { code, message } = problemOf(error)
  const outdated = code === 'outdated'
  return (
    <div className="trouble" role="alert">
      <p>{message}</p>
      {(retry || outdated) && (
        <button type="button" className="plain" onClick={outdated ? () => window.location.reload() : retry}>
          {t(outdated ? platformWords.reload : platformWords.retry)}
        </button>
      )}
    </div>
  )
}

/** Shown while a screen's code or its answer is on its way. */
export function Coming() {
  const t = useWords()
  return (
    <div className="coming" role="status" aria-label={t(platformWords.loading)}>
      <i />
    </div>
  )
}

/** The other language, named in itself. */
export function OtherLanguage() {
  const other = useLanguage() === 'zh' ? 'en' : 'zh'
  return (
    <button
      type="button"
      className="plain"
      lang={other === 'zh' ? 'zh-CN' : 'en'}
      onClick={() => chooseLanguage(other)}
    >
      {other === 'zh' ? '中文' : 'English'}
    </button>
  )
}
