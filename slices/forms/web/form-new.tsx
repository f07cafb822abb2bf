import { Button, Input } from 'antd'
import { type DragEvent, useId, useState } from 'react'
import { useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useIdempotencyKey } from '../../../platform/web/ui/form-draft.ts'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { formWords } from '../messages.ts'
import { formListWords as words } from '../page-messages.ts'
import { formsApi } from './api.ts'
import { Chosen } from './form-list.tsx'
import './forms.css'

const mostBytes = 20 * 1024 * 1024

/** Takes a blank form as it came from another office. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const id = useId()
  const [file, setFile] = useState<File>()
  const [name, setName] = useState('')
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const { keyFor, used } = useIdempotencyKey()
  const upload = async () => {
    if (!file) return
    setBusy(true)
    setError(undefined)
    try {
      const given = name.trim()
      const idempotencyKey = keyFor([file.name, file.size, file.lastModified, given])
      const form = await formsApi.upload.call(
        { file, ...(given ? { name: given } : {}) },
        { context: { idempotencyKey } },
      )
      used()
      go(`/forms/${form.id}?step=headings`)
    } catch (problem) {
      setError(problem)
      setBusy(false)
    }
  }
  return (
    <>
      <PageHead note={t(words.note)} />
      <Chosen />
      {error !== undefined && <ProblemNote error={error} />}
      <div className="form-new">
        <Drop file={file} choose={setFile} />
        <label htmlFor={id}>{t(words.formName)}</label>
        <Input id={id} value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
        <div>
          <Button type="primary" disabled={!file} loading={busy} onClick={() => void upload()}>
            {t(words.upload)}
          </Button>
        </div>
      </div>
    </>
  )
}

/** A place to drop the file on; the same file dialog behind it. */
function Drop({ file, choose }: { file: File | undefined; choose: (file: File | undefined) => void }) {
  const t = useWords()
  const id = useId()
  const [over, setOver] = useState(false)
  const [fault, setFault] = useState<string>()
  const take = (chosen: File | undefined) => {
    if (!chosen) return
    const wrong = chosen.size > mostBytes ? formWords.tooLarge : chosen.size === 0 ? formWords.noFile : undefined
    setFault(wrong && t(wrong))
    choose(wrong ? undefined : chosen)
  }
  const drag = (entering: boolean) => (event: DragEvent) => {
    event.preventDefault()
    setOver(entering)
  }
  return (
    <>
      <label
        className="form-drop"
        data-over={over}
        onDragOver={drag(true)}
        onDragLeave={drag(false)}
        onDrop={(event) => {
          drag(false)(event)
          take(event.dataTransfer.files[0])
        }}
      >
        <input
          type="file"
          className="only-heard"
          accept=".xlsx,.docx,.xlsm,.docm"
          aria-label={t(words.file)}
          aria-describedby={`${id}-formats${fault ? ` ${id}-fault` : ''}`}
          onChange={(event) => take(event.target.files?.[0])}
        />
        <b>
          {file
            ? t(words.chosenFile, { name: file.name, size: grouped(Math.max(1, Math.round(file.size / 1024))) })
            : t(words.drop)}
        </b>
        <small id={`${id}-formats`}>{t(words.formats)}</small>
      </label>
      {fault && (
        <p id={`${id}-fault`} role="alert" className="form-fault">
          {fault}
        </p>
      )}
    </>
  )
}
