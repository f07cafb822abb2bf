import { useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type ReactNode, useId, useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { named } from '../../../platform/web/punctuation.ts'
import { Dialog } from '../../../platform/web/ui/dialog.tsx'
import { deedWords as words } from '../messages.ts'
import { deedsApi } from './api.ts'
import './deeds.css'

type Named = { key: string; name: string }

type ChecklistDialogProps<Item extends Named> = {
  list: { version: number; items: readonly Item[]; proposal: readonly Item[] }
  /** Controls of one item besides its name. */
  fields: (item: Item, put: (part: Partial<Item>) => void) => ReactNode
  /** A further item; undefined where there can be no other. */
  added: (items: readonly Item[]) => Item | undefined
  save: (input: { version: number; items: Item[]; note: string }) => Promise<unknown>
  close: () => void
}

/** Changes a list of the tenant's own: names, what each item is computed from, more and fewer items. */
export function ChecklistDialog<Item extends Named>({ list, fields, added, save, close }: ChecklistDialogProps<Item>) {
  const t = useWords()
  const noteId = useId()
  const answers = useQueryClient()
  const [items, setItems] = useState<readonly Item[]>(list.items)
  const [note, setNote] = useState('')
  const put = (at: number, part: Partial<Item>) =>
    setItems(items.map((item, index) => (index === at ? { ...item, ...part } : item)))
  const next = added(items)
  const go = async () => {
    await save({ version: list.version, items: [...items], note: note.trim() })
    await Promise.all(
      [deedsApi.helpForms, deedsApi.inPlace].map((part) => answers.invalidateQueries({ queryKey: part.key() })),
    )
  }
  return (
    <Dialog
      wide
      title={t(words.editList)}
      action={t(words.saveList)}
      act={go}
      disabled={items.length === 0 || items.some((item) => item.name.trim() === '')}
      close={close}
    >
      <ul className="checklist-items">
        {items.map((item, at) => (
          <li key={item.key}>
            <Input
              aria-label={`${t(words.formName)} ${at + 1}`}
              maxLength={40}
              value={item.name}
              onChange={(event) => put(at, { name: event.target.value } as Partial<Item>)}
            />
            {fields(item, (part) => put(at, part))}
            <button
              type="button"
              className="quiet"
              aria-label={named(t, t(words.remove), item.name)}
              onClick={() => setItems(items.filter((_, index) => index !== at))}
            >
              {t(words.remove)}
            </button>
          </li>
        ))}
      </ul>
      <div className="checklist-acts">
        {next && <Button onClick={() => setItems([...items, next])}>{t(words.addItem)}</Button>}
        <Button onClick={() => setItems(list.proposal)}>{t(words.toProposal)}</Button>
      </div>
      <div className="stacked">
        <label htmlFor={noteId}>{t(words.note)}</label>
        <Input id={noteId} maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />
      </div>
    </Dialog>
  )
}
