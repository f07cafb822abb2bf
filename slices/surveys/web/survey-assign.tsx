import { Input } from 'antd'
import { useId, useState } from 'react'
import { newId } from '../../../platform/web/identifier.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import { DayInput } from '../../../platform/web/ui/day-input.tsx'
import { Dialog } from '../../../platform/web/ui/dialog.tsx'
import { AreaPicker } from '../../areas/web/area-picker.tsx'
import { OrganisationPicker } from '../../organisations/web/organisation-picker.tsx'
import { surveyWords as words } from '../messages.ts'
import type { Survey, SurveyTask } from '../model.ts'
import { surveysApi, useSurveyChanged } from './api.ts'

/** Gives an area, or the families of a unit, to somebody who asks them. */
export function Assign({ survey, close }: { survey: Survey; close: () => void }) {
  const t = useWords()
  const changed = useSurveyChanged()
  const ids = { who: useId(), area: useId(), unit: useId(), due: useId() }
  const [key] = useState(newId)
  const [surveyor, setSurveyor] = useState('')
  const [areaCode, setArea] = useState<string>(survey.areaCode)
  const [unit, setUnit] = useState<string>()
  const [dueOn, setDue] = useState<string | undefined>(survey.toDay)
  const act = async () => {
    if (!dueOn) return
    const asked = { id: survey.id, areaCode, organisationId: unit ?? null, surveyor: surveyor.trim(), dueOn }
    await surveysApi.assign.call(asked, { context: { idempotencyKey: key } })
    await changed()
  }
  return (
    <Dialog
      title={t(words.assign)}
      action={t(words.assign)}
      act={act}
      disabled={surveyor.trim() === '' || !dueOn}
      close={close}
    >
      <div className="stacked">
        <label htmlFor={ids.who}>{t(words.surveyor)}</label>
        <Input id={ids.who} maxLength={60} value={surveyor} onChange={(event) => setSurveyor(event.target.value)} />
      </div>
      <div className="stacked">
        <label htmlFor={ids.area}>{t(words.area)}</label>
        <AreaPicker id={ids.area} value={areaCode} onChange={(code) => setArea(code ?? survey.areaCode)} />
      </div>
      <div className="stacked">
        <label htmlFor={ids.unit}>{t(words.unitOnly)}</label>
        <OrganisationPicker id={ids.unit} value={unit} onChange={(value) => setUnit(value ?? undefined)} />
      </div>
      <div className="stacked">
        <label htmlFor={ids.due}>{t(words.due)}</label>
        <DayInput id={ids.due} {...(dueOn ? { value: dueOn } : {})} onChange={setDue} />
      </div>
    </Dialog>
  )
}

/** Takes an assignment back. */
export function TakeBack({ surveyId, task, close }: { surveyId: string; task: SurveyTask; close: () => void }) {
  const t = useWords()
  const changed = useSurveyChanged()
  return (
    <Confirm
      title={t(words.unassignTitle, { name: task.surveyor, area: task.areaName })}
      consequence={t(words.unassignNote)}
      action={t(words.unassign)}
      act={async () => {
        await surveysApi.unassign.call({ id: surveyId, taskId: task.id })
        await changed()
      }}
      close={close}
    />
  )
}
