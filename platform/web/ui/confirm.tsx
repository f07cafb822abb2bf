import { Input } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { useWords } from '../language.tsx'
import { formWords as words } from '../messages.ts'
import './board.css'
import { Dialog } from './dialog.tsx'

type ConfirmProps = {
  /** What is about to happen, as a question or a statement. */
  title: string
  /** The consequence in numbers: “将停发 3 户，共 1,500.00 元”. */
  consequence: ReactNode
  /** The verb on the button. */
  action: string
  /** Asks for a reason and hands it on; for acts that cannot be undone. */
  reason?: boolean
  act: (reason: string) => Promise<unknown>
  close: () => void
}

/** Asks before an act that takes something away, and says what it will do. Rendered while it is wanted. */
export function Confirm({ title, consequence, action, reason = false, act, close }: ConfirmProps) {
  const t = useWords()
  const reasonId = useId()
  const [why, setWhy] = useState('')
  const go = async () => {
    await act(why.trim())
  }
  return (
    <Dialog title={title} action={action} act={go} disabled={reason && why.trim() === ''} close={close}>
      <div className="consequence">{consequence}</div>
      {reason && (
        <div className="stacked">
          <label htmlFor={reasonId}>{t(words.consequenceReason)}</label>
          <Input.TextArea
            id={reasonId}
            rows={2}
            maxLength={200}
            value={why}
            onChange={(event) => setWhy(event.target.value)}
          />
        </div>
      )}
    </Dialog>
  )
}
