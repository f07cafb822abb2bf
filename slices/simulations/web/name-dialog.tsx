import { Input } from 'antd'
import { useId, useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { Dialog } from '../../../platform/web/ui/dialog.tsx'
import { simulationPageWords as words } from '../page-messages.ts'

/** Asks for the name of a scenario and a remark; what `act` refuses is told beside them, and nothing typed is lost. */
export function NameDialog({
  title,
  action,
  first = { name: '', note: null },
  act,
  close,
}: {
  title: string
  action: string
  first?: { name: string; note: string | null }
  act: (told: { name: string; note: string | null }) => Promise<void>
  close: () => void
}) {
  const t = useWords()
  const id = useId()
  const [name, setName] = useState(first.name)
  const [note, setNote] = useState(first.note ?? '')
  const go = async () => {
    await act({ name: name.trim(), note: note.trim() || null })
  }
  return (
    <Dialog title={title} action={action} act={go} close={close} disabled={name.trim() === ''}>
      <div className="stacked">
        <label htmlFor={`${id}name`}>{t(words.name)}</label>
        <Input id={`${id}name`} maxLength={100} value={name} onChange={(event) => setName(event.target.value)} />
        <label htmlFor={`${id}note`}>{t(words.remark)}</label>
        <Input.TextArea
          id={`${id}note`}
          rows={2}
          maxLength={500}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </div>
    </Dialog>
  )
}
