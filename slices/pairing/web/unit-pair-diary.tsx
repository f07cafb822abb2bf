import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay, useToday } from '../../../platform/web/session.tsx'
import { DayInput } from '../../../platform/web/ui/day-input.tsx'
import { Dialog } from '../../../platform/web/ui/dialog.tsx'
import { Labelled } from '../../../platform/web/ui/labelled.tsx'
import { EntryKind } from '../diary-contract.ts'
import { entryKindWords, diaryWords as words } from '../diary-messages.ts'
import { pairingApi, usePairingChanged } from './api.ts'
import { EntryState } from './entry-list.tsx'

/** The last entries of a pair of bodies beside it, and the act that writes one down. */
export function UnitPairDiary({ unitPairId, live }: { unitPairId: string; live: boolean }) {
  const t = useWords()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const { data } = useQuery(pairingApi.diary.list.queryOptions({ input: { pair: unitPairId, limit: 5 } }))
  const rows = data?.rows ?? []
  return (
    <section className="peek-section">
      <h3>{t(words.title)}</h3>
      {rows.length === 0 && <p className="second">{t(words.empty)}</p>}
      <ul className="members">
        {rows.map((row) => (
          <li key={row.id}>
            <span>
              <span className="second">
                {row.day} {t(entryKindWords[row.kind])}
              </span>{' '}
              {row.text} <EntryState row={row} />
            </span>
          </li>
        ))}
      </ul>
      <p className="peek-doors">
        {rows.length > 0 && <Link to={`/unit-pair-entries?pair=${unitPairId}`}>{t(words.all)}</Link>}
        {live && may('pairing.write') && <Button onClick={() => setAdding(true)}>{t(words.add)}</Button>}
      </p>
      {adding && <EntryDialog unitPairId={unitPairId} close={() => setAdding(false)} />}
    </section>
  )
}

function EntryDialog({ unitPairId, close }: { unitPairId: string; close: () => void }) {
  const t = useWords()
  const changed = usePairingChanged()
  const today = useToday()
  const [kind, setKind] = useState<EntryKind>('diary')
  const [day, setDay] = useState(today)
  const [text, setText] = useState('')
  const [dueOn, setDueOn] = useState<string>()
  const go = async () => {
    const due = kind === 'issue' ? (dueOn ?? null) : null
    await pairingApi.diary.add.call({ unitPairId, kind, day, text: text.trim(), dueOn: due })
    await changed()
  }
  return (
    <Dialog
      title={t(words.add)}
      action={t(words.add)}
      act={go}
      disabled={text.trim() === '' || !day || (kind === 'issue' && !dueOn)}
      close={close}
    >
      <Labelled label={t(words.kind)}>
        {(id) => (
          <Select<EntryKind>
            id={id}
            style={{ width: '100%' }}
            value={kind}
            options={EntryKind.options.map((value) => ({ value, label: t(entryKindWords[value]) }))}
            onChange={setKind}
          />
        )}
      </Labelled>
      <Labelled label={t(words.day)}>
        {(id) => <DayInput id={id} value={day} onChange={(chosen) => setDay(chosen ?? '')} />}
      </Labelled>
      <Labelled label={t(words.text)}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={3}
            maxLength={500}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Labelled>
      {kind === 'issue' && (
        <Labelled label={t(words.dueOn)}>{(id) => <DayInput id={id} value={dueOn} onChange={setDueOn} />}</Labelled>
      )}
    </Dialog>
  )
}
