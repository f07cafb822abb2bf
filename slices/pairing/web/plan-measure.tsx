import { Input, Select } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { DayInput } from '../../../platform/web/ui/day-input.tsx'
import { Dialog } from '../../../platform/web/ui/dialog.tsx'
import { Labelled } from '../../../platform/web/ui/labelled.tsx'
import { measureKindWords, planWords as words } from '../plan-messages.ts'
import { type Measure, MeasureKind } from '../plan-model.ts'
import { pairingApi, usePairingChanged } from './api.ts'
import { HelperPicker } from './helper-picker.tsx'

type MeasureDialogProps = { householdId: string; before: Measure | undefined; close: () => void }

/** Adds a measure, changes one, or records that it was done and what came of it. */
export function MeasureDialog({ householdId, before, close }: MeasureDialogProps) {
  const t = useWords()
  const changed = usePairingChanged()
  const [kind, setKind] = useState<MeasureKind>(before?.kind ?? 'service')
  const [text, setText] = useState(before?.text ?? '')
  const [dueOn, setDueOn] = useState(before?.dueOn ?? '')
  const [helperId, setHelper] = useState<string | undefined>(before?.helperId ?? undefined)
  const [doneOn, setDoneOn] = useState(before?.doneOn ?? '')
  const [result, setResult] = useState(before?.result ?? '')
  const act = async (work: () => Promise<unknown>) => {
    await work()
    await changed()
  }
  const draft = { kind, text: text.trim(), dueOn, helperId: helperId ?? null }
  const save = () =>
    before
      ? pairingApi.plans.changeMeasure.call({
          ...draft,
          id: before.id,
          version: before.version,
          doneOn: doneOn || null,
          result: result.trim() || null,
        })
      : pairingApi.plans.addMeasure.call({ ...draft, householdId })
  return (
    <Dialog
      title={t(before ? words.changeMeasure : words.addMeasure)}
      action={t(before ? words.changeMeasure : words.addMeasure)}
      act={() => act(save)}
      disabled={draft.text === '' || dueOn === ''}
      close={close}
    >
      {(run, busy) => (
        <>
          <Labelled label={t(words.kind)}>
            {(id) => (
              <Select<MeasureKind>
                id={id}
                value={kind}
                options={MeasureKind.options.map((value) => ({ value, label: t(measureKindWords[value]) }))}
                onChange={setKind}
              />
            )}
          </Labelled>
          <Labelled label={t(words.text)}>
            {(id) => <Input id={id} maxLength={200} value={text} onChange={(event) => setText(event.target.value)} />}
          </Labelled>
          <Labelled label={t(words.dueOn)}>
            {(id) => <DayInput id={id} value={dueOn || undefined} onChange={(day) => setDueOn(day ?? '')} />}
          </Labelled>
          <Labelled label={t(words.by)}>
            {(id) => <HelperPicker id={id} everybody value={helperId} onChange={setHelper} />}
          </Labelled>
          {before && (
            <>
              <Labelled label={t(words.doneOn)}>
                {(id) => <DayInput id={id} value={doneOn || undefined} onChange={(day) => setDoneOn(day ?? '')} />}
              </Labelled>
              <Labelled label={t(words.result)}>
                {(id) => (
                  <Input id={id} maxLength={200} value={result} onChange={(event) => setResult(event.target.value)} />
                )}
              </Labelled>
              {!before.doneOn && (
                <button
                  type="button"
                  className="quiet"
                  disabled={busy}
                  onClick={() => run(() => act(() => pairingApi.plans.removeMeasure.call({ id: before.id })))}
                >
                  {t(words.removeMeasure)}
                </button>
              )}
            </>
          )}
        </>
      )}
    </Dialog>
  )
}
