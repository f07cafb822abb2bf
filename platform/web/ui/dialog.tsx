import { Button, ConfigProvider } from 'antd'
import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { useAct } from '../act.ts'
import { useWords } from '../language.tsx'
import { platformWords } from '../messages.ts'
import './dialog.css'

type DialogProps = {
  title: string
  /** The verb on the button; without it the dialog only shows. */
  action?: string
  /** What the button does. The dialog is busy until it is done, tells what it was refused for, and closes when it went through. */
  act?: () => unknown
  /** The dialog stays open when the act went through: it shows what came of it. */
  stays?: boolean
  disabled?: boolean
  cancelText?: string
  close: () => void
  /** False: leaving it is a decision as well and takes a click on a button. */
  lightly?: boolean
  wide?: boolean
  /** With further buttons inside: `run` does their work as that of the button below. */
  children: ReactNode | ((run: (work: () => unknown) => void, busy: boolean) => ReactNode)
}

/**
 * A question that must be answered first; rendered while it is wanted. It is the browser's own dialog (focus stays in
 * it, the rest is out of reach) because antd's writes a style element that a strict policy for content refuses.
 */
export function Dialog(props: DialogProps) {
  const { title, action, act, stays = false, disabled, close, lightly = true } = props
  const t = useWords()
  const id = useId()
  const { run, busy, fault } = useAct()
  const box = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = box.current
    const before = document.activeElement
    // A menu closes when the focus goes into the dialog, and what was pressed in it is gone; its button stays.
    const menu = before?.closest('.drop')?.querySelector('.drop-button')
    dialog?.showModal()
    return () => {
      dialog?.close()
      // The dialog is off the page by now, and the browser would leave the focus with nobody.
      const back = before?.isConnected ? before : menu
      if (back instanceof HTMLElement && document.activeElement === document.body) back.focus()
    }
  }, [])
  const doing = async (work: () => unknown) => {
    if (busy) return
    if ((await run(work)) && !stays) close()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!disabled && act) void doing(act)
  }
  return (
    <dialog
      ref={box}
      className={props.wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        if (lightly) close()
      }}
      onClose={() => {
        // Browsers close a dialog at the second Escape whatever the page says.
        if (box.current?.open !== false) return
        if (lightly) close()
        else box.current.showModal()
      }}
    >
      {/* Menus of controls must open inside: what lies outside a dialog is out of reach. */}
      <ConfigProvider getPopupContainer={() => box.current ?? document.body}>
        <form onSubmit={submit} noValidate>
          <h2 id={id}>{title}</h2>
          <div className="dialog-body">
            {typeof props.children === 'function' ? props.children((work) => void doing(work), busy) : props.children}
            {fault && <p role="alert">{fault}</p>}
          </div>
          <div className="dialog-actions">
            <Button onClick={close}>
              {props.cancelText ?? t(action ? platformWords.cancel : platformWords.close)}
            </Button>
            {action && (
              <Button type="primary" htmlType="submit" loading={busy} disabled={disabled}>
                {action}
              </Button>
            )}
          </div>
        </form>
      </ConfigProvider>
    </dialog>
  )
}
