import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Input } from 'antd'
import { useId, useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { type Column, DataTable } from '../../../platform/web/ui/data-table.tsx'
import { DayInput } from '../../../platform/web/ui/day-input.tsx'
import { Mark } from '../../../platform/web/ui/figures.tsx'
import { FileDrop } from '../../../platform/web/ui/file-drop.tsx'
import { useIdempotencyKey } from '../../../platform/web/ui/form-draft.ts'
import { JobProgress } from '../../../platform/web/ui/job-progress.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { Wizard } from '../../../platform/web/ui/wizard.tsx'
import type { JudgedLine, ParameterFile } from '../contract.ts'
import { rowStateWords } from '../messages.ts'
import { importWords, standardWords } from '../page-messages.ts'
import { policiesApi } from './api.ts'
import './policies.css'
import { ParameterValue } from './result-words.tsx'
import { ParameterName, ResidenceText } from './standard-parts.tsx'

type Counts = { new: number; changed: number; unchanged: number; wrong: number }
type Judged = Counts & { rows: JudgedLine[]; more: boolean }
type Imported = Counts & { runId: string }

const mostBytes = 800_000

/** The text of a file as office programs of this country write it. */
async function textOf(file: File): Promise<string | undefined> {
  const bytes = await file.arrayBuffer()
  for (const encoding of ['utf-8', 'gb18030'])
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
      if (!text.includes('\0')) return text
    } catch {
      // The next encoding is tried.
    }
  return undefined
}

/** Choose a file, see what it would do row by row, import it. Nothing is kept before the last step. */
export function Page() {
  const t = useWords()
  const answers = useQueryClient()
  const { keyFor, used } = useIdempotencyKey()
  const [file, setFile] = useState<ParameterFile>()
  const [judged, setJudged] = useState<Judged>()
  const [imported, setImported] = useState<Imported>()
  const [error, setError] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const guarded = async (act: () => Promise<void>) => {
    setBusy(true)
    setError(undefined)
    try {
      await act()
    } catch (problem) {
      setError(problem)
      throw problem
    } finally {
      setBusy(false)
    }
  }
  const check = (chosen: ParameterFile) => guarded(async () => setJudged(await policiesApi.judgeFile.call(chosen)))
  const write = (chosen: ParameterFile) =>
    guarded(async () => {
      setImported(await policiesApi.importFile.call(chosen, { context: { idempotencyKey: keyFor(chosen) } }))
      used()
      await answers.invalidateQueries({ queryKey: policiesApi.key() })
    })
  const count = judged ? judged.new + judged.changed : 0
  const note = error ? <ProblemNote error={error} /> : null
  return (
    <Wizard
      steps={[
        {
          key: 'file',
          text: t(importWords.stepFile),
          done: judged !== undefined,
          content: (
            <>
              {note}
              <ChooseFile
                file={file}
                choose={(chosen) => {
                  setFile(chosen)
                  setJudged(undefined)
                }}
              />
            </>
          ),
          next: { text: t(importWords.check), disabled: !file, busy, act: async () => file && check(file) },
        },
        {
          key: 'check',
          text: t(importWords.stepCheck),
          done: imported !== undefined,
          content: (
            <>
              {note}
              {judged && <Check judged={judged} />}
            </>
          ),
          next:
            count > 0
              ? { text: t(importWords.import, { count }), busy, act: async () => file && write(file) }
              : undefined,
        },
        {
          key: 'done',
          text: t(importWords.stepDone),
          done: false,
          content: imported && <Done imported={imported} />,
        },
      ]}
    />
  )
}

function ChooseFile({
  file,
  choose,
}: {
  file: ParameterFile | undefined
  choose: (file: ParameterFile | undefined) => void
}) {
  const t = useWords()
  const id = useId()
  const [fault, setFault] = useState<string>()
  const [chosenFile, setChosenFile] = useState<File>()
  const read = async (chosen: File | undefined) => {
    setFault(undefined)
    setChosenFile(chosen)
    choose(undefined)
    if (!chosen) return
    const text = await textOf(chosen)
    if (text === undefined) return setFault(t(importWords.notText))
    choose({
      fileName: chosen.name,
      text,
      publishedOn: file?.publishedOn ?? null,
      document: file?.document ?? null,
    })
  }
  return (
    <div className="parameter-file">
      <p>{t(importWords.fileNote)}</p>
      <FileDrop
        file={chosenFile}
        choose={(chosen) => void read(chosen)}
        accept=".csv,text/csv,text/plain"
        mostBytes={mostBytes}
        fault={fault}
        words={importWords}
      />
      {file && (
        <div className="pair">
          <label htmlFor={`${id}-published`}>
            {t(standardWords.published)}
            <DayInput
              id={`${id}-published`}
              value={file.publishedOn ?? ''}
              onChange={(day) => choose({ ...file, publishedOn: day ?? null })}
            />
          </label>
          <label htmlFor={`${id}-document`}>
            {t(standardWords.document)}
            <Input
              id={`${id}-document`}
              style={{ width: '36rem' }}
              maxLength={200}
              placeholder={t(standardWords.documentHelp)}
              value={file.document ?? ''}
              onChange={(event) => choose({ ...file, document: event.target.value || null })}
            />
          </label>
        </div>
      )}
    </div>
  )
}

// Red is kept for people who are missed; a wrong row only waits for its correction.
const tones = { new: 'done', changed: 'waiting', unchanged: 'plain', wrong: 'waiting' } as const

function Line({ row }: { row: JudgedLine }) {
  const t = useWords()
  if (row.fault) return <span className="due-reason">{row.fault}</span>
  if (row.state !== 'changed' || row.oldValue === null) return null
  return <>{t(importWords.oldValue, { value: row.oldValue })}</>
}

function State({ row }: { row: JudgedLine }) {
  const t = useWords()
  return <Mark tone={tones[row.state]}>{t(rowStateWords[row.state])}</Mark>
}

const columns: readonly Column<JudgedLine>[] = [
  { key: 'line', text: importWords.line, show: (row) => row.line, number: true },
  { key: 'state', text: importWords.state, show: (row) => <State row={row} /> },
  { key: 'name', text: standardWords.name, show: (row) => <ParameterName name={row.name} /> },
  { key: 'region', text: standardWords.region, show: (row) => row.region },
  { key: 'residence', text: standardWords.residence, show: (row) => <ResidenceText residence={row.residence} /> },
  { key: 'from', text: standardWords.from, show: (row) => row.from },
  {
    key: 'value',
    text: standardWords.value,
    show: (row) => (row.state === 'wrong' ? row.value : <ParameterValue name={row.name} value={row.value} />),
    number: true,
  },
  { key: 'fault', text: importWords.fault, show: (row) => <Line row={row} /> },
]

function Check({ judged }: { judged: Judged }) {
  const t = useWords()
  const { rows, more, ...counts } = judged
  return (
    <>
      <p className="parameter-summary" role="status">
        {t(importWords.summary, counts)}
      </p>
      {judged.new + judged.changed === 0 && <p>{t(importWords.nothing)}</p>}
      {more && <p className="second">{t(importWords.more)}</p>}
      <DataTable name={t(importWords.stepCheck)} columns={columns} rows={rows} rowKey={(row) => String(row.line)} />
    </>
  )
}

function Done({ imported }: { imported: Imported }) {
  const t = useWords()
  const answers = useQueryClient()
  return (
    <div className="parameter-file">
      <p className="parameter-summary">{t(importWords.done, { new: imported.new, changed: imported.changed })}</p>
      <JobProgress
        name={t(importWords.running)}
        ask={policiesApi.run.queryOptions({ input: { id: imported.runId } })}
        onEnd={() => void answers.invalidateQueries({ queryKey: policiesApi.key() })}
      />
      <p className="pair">
        <Link to="/policies/due">{t(importWords.toResults)}</Link>
        <Link to="/policies/standards">{t(importWords.toList)}</Link>
      </p>
    </div>
  )
}
