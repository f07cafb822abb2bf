import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { deedWords as words } from '../messages.ts'

type InForce = { version: number; by: string | null; at: string | null }

/** Which list holds: the proposal, which asks to be confirmed, or a version with who confirmed it. */
export function ListInForce({ list }: { list: InForce }) {
  const t = useWords()
  if (list.version === 0) return <p className="second">{t(words.proposal)}</p>
  const { version, by, at } = list
  return <p className="second">{t(words.confirmed, { version, by: by ?? '', at: at?.slice(0, 10) ?? '' })}</p>
}

/** The button that opens the list for changing, for reviewers; `dialog` is shown while it is wanted. */
export function EditList({ dialog }: { dialog: (close: () => void) => ReactNode }) {
  const t = useWords()
  const may = useMay()
  const [open, setOpen] = useState(false)
  if (!may('pairing.approve')) return null
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t(words.editList)}</Button>
      {open && dialog(() => setOpen(false))}
    </>
  )
}
