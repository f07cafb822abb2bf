import { Input, Select } from 'antd'
import { useId, useState } from 'react'
import { newId } from '../../../platform/web/identifier.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useToday } from '../../../platform/web/session.tsx'
import { DayInput } from '../../../platform/web/ui/day-input.tsx'
import { Dialog } from '../../../platform/web/ui/dialog.tsx'
import { eventWords, enterpriseWords as words } from '../messages.ts'
import { enterprisesApi, useEnterpriseChanged } from './api.ts'

const kinds = ['layoff', 'arrears', 'restructuring', 'other'] as const

/** Records what happened to an enterprise on a day. */
export function EventDialog({ id, close }: { id: string; close: () => void }) {
  const t = useWords()
  const today = useToday()
  const changed = useEnterpriseChanged()
  const ids = { kind: useId(), day: useId(), text: useId() }
  const [key] = useState(newId)
  const [kind, setKind] = useState<(typeof kinds)[number]>('layoff')
  const [onDay, setDay] = useState<string | undefined>(today)
  const [text, setText] = useState('')
  const act = async () => {
    if (!onDay) return
    await enterprisesApi.happened.call({ id, kind, onDay, text: text.trim() }, { context: { idempotencyKey: key } })
    await changed()
  }
  return (
    <Dialog
      title={t(words.happened)}
      action={t(words.happened)}
      act={act}
      disabled={!onDay || text.trim().length < 2}
      close={close}
    >
      <div className="stacked">
        <label htmlFor={ids.kind}>{t(words.kind)}</label>
        <Select
          id={ids.kind}
          value={kind}
          onChange={setKind}
          options={kinds.map((value) => ({ value, label: t(eventWords[value]) }))}
        />
      </div>
      <div className="stacked">
        <label htmlFor={ids.day}>{t(words.onDay)}</label>
        <DayInput id={ids.day} {...(onDay ? { value: onDay } : {})} max={today} onChange={setDay} />
      </div>
      <div className="stacked">
        <label htmlFor={ids.text}>{t(words.text)}</label>
        <Input.TextArea
          id={ids.text}
          rows={3}
          maxLength={300}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </div>
    </Dialog>
  )
}
