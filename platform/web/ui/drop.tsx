import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import './drop.css'

type DropProps = {
  /** What stands on the button. */
  label: ReactNode
  /** What is heard instead, where the label alone says too little. */
  name?: string
  /** Content of the panel; call `close` after a choice. */
  children: (close: () => void) => ReactNode
  align?: 'start' | 'end'
  plain?: boolean
}

/** A button that opens a panel below it; Escape, a click elsewhere or leaving it with Tab closes it. */
export function Drop({ label, name, children, align = 'start', plain = false }: DropProps) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!open) return
    const outside = (event: Event) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false)
    }
    const onEscape = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      event.stopPropagation()
      setOpen(false)
      button.current?.focus()
    }
    document.addEventListener('pointerdown', outside)
    document.addEventListener('focusin', outside)
    document.addEventListener('keydown', onEscape, true)
    return () => {
      document.removeEventListener('pointerdown', outside)
      document.removeEventListener('focusin', outside)
      document.removeEventListener('keydown', onEscape, true)
    }
  }, [open])
  return (
    <div className="drop" ref={box}>
      <button
        ref={button}
        type="button"
        className={plain ? 'drop-button plain' : 'drop-button'}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={name}
        onClick={() => setOpen(!open)}
      >
        {label}
        <span className="drop-mark" aria-hidden="true" />
      </button>
      {open && (
        <div id={id} className={`drop-panel ${align}`}>
          {children(() => {
            setOpen(false)
            button.current?.focus()
          })}
        </div>
      )}
    </div>
  )
}
