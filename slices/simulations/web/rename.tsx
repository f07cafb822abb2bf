import { useQueryClient } from '@tanstack/react-query'
import { Input } from 'antd'
import { useId, useState } from 'react'
import { problemOf } from '../../../platform/web/http.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { Dialog } from '../../../platform/web/ui/dialog.tsx'
import type { Scenario } from '../model.ts'
import { simulationPageWords as words } from '../page-messages.ts'
import { simulationsApi } from './api.ts'

/** Another name or remark for a scenario; what was computed stays. */
export function Rename({ scenario, close }: { scenario: Scenario; close: () => void }) {
  const t = useWords()
  const answers = useQueryClient()
  const id = useId()
  const [name, setName] = useState(scenario.name)
  const [note, setNote] = useState(scenario.note ?? '')
  const [busy, setBusy] = useState(false)
  const [fault, setFault] = useState<string>()
  const save = async () => {
    setBusy(true)
    try {
      const { version, funds } = scenario
      await simulationsApi.changeScenario.call({
        ...{ id: scenario.id, version, funds, name: name.trim(), note: note.trim() || null },
      })
      await answers.invalidateQueries({ queryKey: simulationsApi.key() })
      close()
    } catch (error) {
      setFault(problemOf(error).message)
      setBusy(false)
    }
  }
  return (
    <Dialog
      title={t(words.rename)}
      action={t(words.saveName)}
      act={() => void save()}
      {...{ busy, close }}
      disabled={name.trim() === ''}
    >
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
      {fault && <p role="alert">{fault}</p>}
    </Dialog>
  )
}
