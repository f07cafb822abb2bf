import { useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import { FileDrop } from '../../../platform/web/ui/file-drop.tsx'
import { Card } from '../../../platform/web/ui/file-page.tsx'
import { useIdempotencyKey } from '../../../platform/web/ui/form-draft.ts'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { fileEnds, mostBytes } from '../file-rules.ts'
import { fileWords as words } from '../messages.ts'
import type { Document } from '../model.ts'
import { libraryApi } from './api.ts'

type Kept = Document['files'][number]

const size = (bytes: number): string =>
  bytes < 100_000 ? `${Math.ceil(bytes / 1000)} KB` : `${(bytes / 1e6).toFixed(1)} MB`

/** Links to the files of a document. */
export function FileLinks({ files }: { files: readonly Kept[] }) {
  if (files.length === 0) return '—'
  return files.map((file) => (
    <a key={file.id} className="library-file" download href={`/api/library/files/${file.id}`}>
      {file.name}
    </a>
  ))
}

/** The document itself: what was uploaded, and a place to add more. */
export function DocumentFiles({ document }: { document: Document }) {
  const t = useWords()
  const may = useMay()
  const answers = useQueryClient()
  const { keyFor, used } = useIdempotencyKey()
  const [file, setFile] = useState<File>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const [removing, setRemoving] = useState<Kept>()
  const changed = () => answers.invalidateQueries({ queryKey: libraryApi.key() })
  const upload = async () => {
    if (!file) return
    setBusy(true)
    setError(undefined)
    try {
      const idempotencyKey = keyFor([document.id, file.name, file.size, file.lastModified])
      await libraryApi.addFile.call({ id: document.id, file }, { context: { idempotencyKey } })
      used()
      setFile(undefined)
      await changed()
    } catch (problem) {
      setError(problem)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Card title={t(words.files)}>
      {error !== undefined && <ProblemNote error={error} />}
      {document.files.length === 0 && <p className="second library-files">{t(words.noFiles)}</p>}
      <ul className="library-files">
        {document.files.map((one) => (
          <li key={one.id}>
            <a download href={`/api/library/files/${one.id}`}>
              {one.name}
            </a>{' '}
            <span className="second">{size(one.bytes)}</span>{' '}
            {may('library.write') && (
              <Button size="small" onClick={() => setRemoving(one)}>
                {t(words.remove)}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {may('library.write') && (
        <>
          <FileDrop
            file={file}
            choose={setFile}
            accept={fileEnds.map((end) => `.${end}`).join()}
            mostBytes={mostBytes}
            words={words}
          />
          {file && (
            <Button type="primary" loading={busy} onClick={() => void upload()}>
              {t(words.upload)}
            </Button>
          )}
        </>
      )}
      {removing && (
        <Confirm
          title={t(words.removeTitle, { name: removing.name })}
          consequence={t(words.removeNote)}
          action={t(words.remove)}
          act={async () => {
            await libraryApi.removeFile.call({ id: removing.id })
            await changed()
          }}
          close={() => setRemoving(undefined)}
        />
      )}
    </Card>
  )
}
