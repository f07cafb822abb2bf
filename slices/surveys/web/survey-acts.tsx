import { useState } from 'react'
import { newId } from '../../../platform/web/identifier.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import { Dialog } from '../../../platform/web/ui/dialog.tsx'
import { FileDrop } from '../../../platform/web/ui/file-drop.tsx'
import { surveyChangeWords as changeWords } from '../change-messages.ts'
import { returnWords, surveyWords as words } from '../messages.ts'
import type { Survey } from '../model.ts'
import { surveysApi, useSurveyChanged } from './api.ts'

// As the server takes it: one sheet, one line a family.
const mostBytes = 5 * 1024 * 1024

type Taken = { taken: number; excepted: number; found: number; faults: readonly { row: number; text: string }[] }

/** Takes a filled form back and says line by line what could not be read. */
export function ReturnSheet({ survey, close }: { survey: Survey; close: () => void }) {
  const t = useWords()
  const changed = useSurveyChanged()
  const [file, setFile] = useState<File>()
  const [taken, setTaken] = useState<Taken>()
  const send = async () => {
    if (!file) return
    setTaken(await surveysApi.returnSheet.call({ id: survey.id, file }, { context: { idempotencyKey: newId() } }))
    await changed()
  }
  return (
    <Dialog
      title={t(words.takeIn)}
      {...(taken ? {} : { action: t(words.takeIn), act: send })}
      stays
      disabled={!file}
      close={close}
    >
      {taken ? (
        <>
          <p role="status">{t(words.taken, { taken: taken.taken, excepted: taken.excepted })}</p>
          {taken.found > 0 && <p>{t(changeWords.foundTaken, { found: taken.found })}</p>}
          {taken.faults.length > 0 && (
            <>
              <p>{t(words.faults, { count: taken.faults.length })}</p>
              <ul>
                {taken.faults.map((one) => (
                  <li key={`${one.row} ${one.text}`}>{t(words.row, one)}</li>
                ))}
              </ul>
            </>
          )}
        </>
      ) : (
        <FileDrop
          file={file}
          choose={setFile}
          accept=".xlsx,.xlsm,.xls,.et,.ods,.csv"
          mostBytes={mostBytes}
          words={returnWords}
        />
      )}
    </Dialog>
  )
}

/** Signs a survey whose families are all accounted for. */
export function SignOff({ survey, close }: { survey: Survey; close: () => void }) {
  const t = useWords()
  const changed = useSurveyChanged()
  const [key] = useState(newId)
  return (
    <Confirm
      title={t(words.sign)}
      consequence={t(words.signNote, { count: survey.counts.households })}
      action={t(words.sign)}
      reason
      act={async (note) => {
        const context = { context: { idempotencyKey: key } }
        await surveysApi.sign.call({ id: survey.id, version: survey.version, note }, context)
        await changed()
      }}
      close={close}
    />
  )
}
