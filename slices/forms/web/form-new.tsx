import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { FileDrop } from '../../../platform/web/ui/file-drop.tsx'
import { useIdempotencyKey } from '../../../platform/web/ui/form-draft.ts'
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
        <FileDrop
          file={file}
          choose={setFile}
          accept=".xlsx,.docx,.xlsm,.docm"
          mostBytes={mostBytes}
          words={{ ...words, tooLarge: formWords.tooLarge, noFile: formWords.noFile }}
        />
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
