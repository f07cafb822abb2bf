import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import { FileDrop } from '../../../platform/web/ui/file-drop.tsx'
import { Card } from '../../../platform/web/ui/file-page.tsx'
import { useIdempotencyKey } from '../../../platform/web/ui/form-draft.ts'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { templateWords as words } from '../template-messages.ts'
import { pairingApi, usePairingChanged } from './api.ts'
import './template.css'

/** The county's own handbook in Word: which is in force, its tags, and another one to be uploaded. */
export function Page() {
  const t = useWords()
  const may = useMay()
  const changed = usePairingChanged()
  const [leaving, setLeaving] = useState(false)
  const { data, error } = useQuery(pairingApi.plans.template.queryOptions({ input: {} }))
  if (error && !data) return <ProblemPage error={error} />
  if (!data) return <Loading />
  const { inForce } = data
  return (
    <>
      <PageHead
        note={t(words.note)}
        primary={
          <a className="ant-btn ant-btn-default" download href="/api/plans/template/file">
            {t(words.download)}
          </a>
        }
        more={
          data.own && may('pairing.approve') && <Button onClick={() => setLeaving(true)}>{t(words.takeBack)}</Button>
        }
      />
      <div className="template-cards">
        <Card title={t(words.open)}>
          <p>
            {inForce
              ? t(words.inForce, { area: inForce.areaName, file: inForce.fileName, by: inForce.by ?? '' })
              : t(words.standard)}
          </p>
          {may('pairing.approve') && <Upload />}
        </Card>
        <Card title={t(words.tags)}>
          <p className="template-tags">
            {data.tags.map((tag) => (
              <code key={tag}>{`{${tag}}`}</code>
            ))}
          </p>
          <p className="second">{t(words.tagNote)}</p>
          <ul className="template-lists">
            {data.lists.map(({ name, columns }) => (
              <li key={name}>
                <code>{`{#${name}}${columns.map((column) => `{${column}}`).join(' ')}{/${name}}`}</code>
              </li>
            ))}
          </ul>
        </Card>
      </div>
      {leaving && (
        <Confirm
          title={t(words.takeBack)}
          consequence={t(words.takeBackNote)}
          action={t(words.takeBack)}
          act={async () => {
            await pairingApi.plans.removeTemplate.call({})
            await changed()
          }}
          close={() => setLeaving(false)}
        />
      )}
    </>
  )
}

function Upload() {
  const t = useWords()
  const changed = usePairingChanged()
  const [file, setFile] = useState<File>()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const { keyFor, used } = useIdempotencyKey()
  const upload = async () => {
    if (!file) return
    setBusy(true)
    setError(undefined)
    try {
      const idempotencyKey = keyFor([file.name, file.size, file.lastModified])
      await pairingApi.plans.saveTemplate.call({ file }, { context: { idempotencyKey } })
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
    <section className="template-upload">
      <FileDrop file={file} choose={setFile} accept=".docx" mostBytes={5 * 1024 * 1024} words={words} />
      {error !== undefined && <ProblemNote error={error} />}
      <Button type="primary" disabled={!file} loading={busy} onClick={() => void upload()}>
        {t(words.upload)}
      </Button>
    </section>
  )
}
