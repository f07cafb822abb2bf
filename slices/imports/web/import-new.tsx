import { Link } from '@tanstack/react-router'
import { useId, useState } from 'react'
import { useAddress, useChangeAddress, useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { FileDrop } from '../../../platform/web/ui/file-drop.tsx'
import { useIdempotencyKey } from '../../../platform/web/ui/form-draft.ts'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { Wizard } from '../../../platform/web/ui/wizard.tsx'
import { AidListPicker } from '../../aid/web/aid-list-picker.tsx'
import { AreaPicker, useOwnArea } from '../../areas/web/area-picker.tsx'
import { importWords } from '../messages.ts'
import { ImportTarget } from '../model.ts'
import { targetNotes, targetWords, wizardWords as words } from '../page-messages.ts'
import { importsApi } from './api.ts'
import './imports.css'

const mostBytes = 20 * 1024 * 1024

// What the reader reads: it goes by the bytes, but the file dialog only by the ends of names.
const fileNames =
  '.xlsx,.xlsm,.xlsb,.xls,.et,.ods,.fods,.numbers,.csv,.tsv,.txt,.html,.htm,.xml,.mht,.mhtml,.dbf,.slk,.docx'

/** The first step: what it is, where it belongs, and the file. What was chosen before the file stands in the address. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const change = useChangeAddress()
  const { target: asked, list } = useAddress()
  const own = useOwnArea()
  const [area, setArea] = useState<string | undefined>(own)
  const [file, setFile] = useState<File>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const { keyFor, used } = useIdempotencyKey()
  const target = ImportTarget.safeParse(asked).data ?? 'registry'
  const complete = file !== undefined && area !== undefined && (target !== 'aid_list' || list !== undefined)
  const upload = async () => {
    if (!file || !area) return
    setBusy(true)
    setError(undefined)
    try {
      const aidListId = target === 'aid_list' ? list : undefined
      const idempotencyKey = keyFor([file.name, file.size, file.lastModified, target, area, aidListId])
      const { id } = await importsApi.upload.call(
        { file, target, areaCode: area, ...(aidListId ? { aidListId } : {}) },
        { context: { idempotencyKey } },
      )
      used()
      go(`/imports/${id}?step=columns`)
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(false)
    }
  }
  const content = (
    <div className="import-what">
      {error !== undefined && <ProblemNote error={error} />}
      <TargetChoice target={target} choose={(next) => change({ target: next }, true)} />
      {target === 'aid_list' && <ListChoice list={list} choose={(next) => change({ list: next }, true)} />}
      <AreaChoice area={area} choose={setArea} />
      <div className="import-line">
        <span>{t(words.file)}</span>
        <FileDrop
          file={file}
          choose={setFile}
          accept={fileNames}
          mostBytes={mostBytes}
          words={{ ...words, tooLarge: importWords.tooLarge, noFile: importWords.noFile }}
        />
      </div>
    </div>
  )
  const later = (key: string, text: string) => ({ key, text, done: false, content: null })
  return (
    <Wizard
      steps={[
        {
          key: 'what',
          text: t(words.stepWhat),
          done: false,
          content,
          next: { text: t(words.upload), disabled: !complete, busy, act: upload },
        },
        later('read', t(words.stepRead)),
        later('columns', t(words.stepColumns)),
        later('issues', t(words.stepIssues)),
        later('check', t(words.stepCheck)),
        later('result', t(words.stepResult)),
      ]}
    />
  )
}

function TargetChoice({ target, choose }: { target: ImportTarget; choose: (target: ImportTarget) => void }) {
  const t = useWords()
  return (
    <fieldset className="import-targets">
      <legend>{t(words.what)}</legend>
      {ImportTarget.options.map((one) => (
        <label key={one} data-chosen={one === target}>
          <input type="radio" name="target" checked={one === target} onChange={() => choose(one)} />
          <span>
            <b>{t(targetWords[one])}</b>
            <small>{t(targetNotes[one])}</small>
          </span>
        </label>
      ))}
    </fieldset>
  )
}

function ListChoice({ list, choose }: { list: string | undefined; choose: (list: string | undefined) => void }) {
  const t = useWords()
  const id = useId()
  return (
    <div className="import-line">
      <label htmlFor={id}>{t(words.list)}</label>
      <div>
        <AidListPicker id={id} value={list} onChange={choose} placeholder={t(words.chooseList)} />{' '}
        <Link to="/aid-lists/new">{t(words.newList)}</Link>
      </div>
    </div>
  )
}

function AreaChoice({ area, choose }: { area: string | undefined; choose: (area: string | undefined) => void }) {
  const t = useWords()
  const id = useId()
  return (
    <div className="import-line">
      <label htmlFor={id}>{t(words.area)}</label>
      <AreaPicker id={id} value={area} onChange={choose} />
      <small className="second">{t(words.areaHelp)}</small>
    </div>
  )
}
