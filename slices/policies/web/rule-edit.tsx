import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input } from 'antd'
import { type ChangeEvent, useEffect, useId, useRef, useState } from 'react'
import { useGo, usePathPart } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useIdempotencyKey } from '../../../platform/web/ui/form-draft.ts'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import type { PolicyFile } from '../policy-model.ts'
import { ruleWords as words } from '../rule-messages.ts'
import type { Tried } from '../version-contract.ts'
import { policiesApi } from './api.ts'
import './policies.css'
import { CheckResult } from './rule-check.tsx'
import { RuleTables } from './rule-tables.tsx'

/** Drafts a change of a policy: over its open draft, or from the version that decides today. */
export function Page() {
  const id = usePathPart('id')
  const { data, error } = useQuery({
    ...policiesApi.policy.queryOptions({ input: { id } }),
    // What is being typed is not written over by a newer answer.
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (error && !data) return <ProblemPage error={error} />
  if (!data) return <Loading />
  const draft = data.versions.find((one) => one.state === 'draft')
  const source = draft?.source ?? data.source
  return (
    <RuleEditor
      {...{ id, source }}
      startNote={draft?.note ?? ''}
      version={draft?.version ?? null}
      title={data.file.title}
    />
  )
}

type EditorProps = {
  id: string
  source: string
  /** What the open draft says of itself. */
  startNote?: string
  version: number | null
  title: PolicyFile['title'] | undefined
}

/** The file of a policy, its tables as tables, what is wrong with it, and its tests. */
export function RuleEditor({ id, source, startNote = '', version, title }: EditorProps) {
  const t = useWords()
  const go = useGo()
  const answers = useQueryClient()
  const textId = useId()
  const noteId = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const chosen = useRef<HTMLInputElement>(null)
  const said = useRef<HTMLDivElement>(null)
  const { keyFor, used } = useIdempotencyKey()
  const [text, setText] = useState(source)
  const [note, setNote] = useState(startNote)
  const [tried, setTried] = useState<Tried>()
  const [problem, setProblem] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  // They stay while something in them is wrong, so that it can be mended there.
  const [tables, setTables] = useState<PolicyFile>()
  // A table was changed since the tests ran: what they said is of an earlier text.
  const [typed, setTyped] = useState(false)
  const guarded = async (act: () => Promise<void>) => {
    setBusy(true)
    setProblem(undefined)
    try {
      await act()
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  const check = () =>
    guarded(async () => {
      const answer = await policiesApi.tryPolicy.call({ source: text })
      setTried(answer)
      setTyped(false)
      if (answer.file) setTables(answer.file)
      // Checked from the tables below, what it says stands above them.
      said.current?.scrollIntoView({ block: 'nearest' })
    })
  // Its tables stand beside the file from the beginning.
  const opened = useRef(false)
  useEffect(() => {
    if (opened.current || source.trim() === '') return
    opened.current = true
    void check()
  })
  const save = () =>
    guarded(async () => {
      const input = { source: text, note: note.trim() || null, version }
      const kept = await policiesApi.draftPolicy.call(input, { context: { idempotencyKey: keyFor(input) } })
      used()
      await answers.invalidateQueries({ queryKey: policiesApi.key() })
      go(`/policies/rules/${kept.policy}`)
    })
  const change = (next: string) => {
    setText(next)
    setTried(undefined)
    setTables(undefined)
  }
  const goTo = (line: number) => {
    const field = area.current
    if (!field) return
    const from =
      field.value
        .split('\n')
        .slice(0, line - 1)
        .join('\n').length + (line > 1 ? 1 : 0)
    field.focus()
    field.setSelectionRange(from, from + (field.value.split('\n')[line - 1]?.length ?? 0))
  }
  const open = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    if (file) change(await file.text())
  }
  return (
    <>
      <PageHead
        {...(title ? { title: t(title), trail: [{ text: t(title), to: `/policies/rules/${id}` }] } : {})}
        primary={
          <Button
            type="primary"
            loading={busy}
            disabled={!tried || typed || tried.faults.length > 0}
            onClick={() => void save()}
          >
            {t(words.save)}
          </Button>
        }
      />
      {problem !== undefined && <ProblemNote error={problem} />}
      <div className="rule-edit">
        <div>
          <div className="rule-acts">
            <label htmlFor={textId}>{t(words.text)}</label>
            <Button onClick={() => chosen.current?.click()}>{t(words.openFile)}</Button>
            <input ref={chosen} type="file" accept=".yaml,.yml" hidden onChange={(event) => void open(event)} />
            <Button type="primary" ghost loading={busy} onClick={() => void check()}>
              {t(words.check)}
            </Button>
          </div>
          <textarea
            id={textId}
            ref={area}
            className="rule-source"
            spellCheck={false}
            value={text}
            onChange={(event) => change(event.target.value)}
          />
          <label htmlFor={noteId}>{t(words.noteField)}</label>
          <Input id={noteId} maxLength={400} value={note} onChange={(event) => setNote(event.target.value)} />
        </div>
        <div ref={said}>
          {!tried && <p className="second">{t(words.checkFirst)}</p>}
          {tried && typed && <p className="second">{t(words.checkAgain)}</p>}
          {tried && !typed && <CheckResult tried={tried} goTo={goTo} />}
        </div>
      </div>
      {tried && tables && (
        <RuleTables
          file={tables}
          text={text}
          change={(next) => {
            setText(next)
            setTyped(true)
          }}
          check={
            <Button type="primary" ghost loading={busy} onClick={() => void check()}>
              {t(words.check)}
            </Button>
          }
        />
      )}
    </>
  )
}
