import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useId, useState } from 'react'
import { isDay } from '../../../core/date.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useToday } from '../../../platform/web/session.tsx'
import { DayInput } from '../../../platform/web/ui/day-input.tsx'
import { useIdempotencyKey } from '../../../platform/web/ui/form-draft.ts'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { areaNameText } from '../../areas/messages.ts'
import { copiedCells } from '../csv-rules.ts'
import { type GridChange, type GridRow, gridFile, gridOf, keyOfChange, pastedChanges, usualDay } from '../grid-rules.ts'
import { gridWords as words } from '../page-messages.ts'
import { fenOfYuan, isMoney } from '../value-rules.ts'
import { policiesApi } from './api.ts'
import './policies.css'
import { ResidenceText, useParameterTexts } from './standard-parts.tsx'
import { ValueInput } from './value-input.tsx'

// As many years as stand beside each other on an office screen.
const yearsShown = 4

type Typed = Readonly<Record<string, GridChange>>

/** One standard as a table of regions and years; what is typed is kept as one import, and everybody is computed once. */
export function Page() {
  const t = useWords()
  const texts = useParameterTexts()
  const [name, setName] = useState('dibao_standard_monthly_fen')
  return (
    <>
      <PageHead />
      <p className="second">{t(words.note)}</p>
      <Select
        aria-label={t(words.which)}
        className="grid-which"
        showSearch={{ optionFilterProp: 'label' }}
        value={name}
        options={Object.entries(texts).map(([value, text]) => ({ value, label: t(text) }))}
        onChange={setName}
      />
      <Grid key={name} name={name} />
    </>
  )
}

function Grid({ name }: { name: string }) {
  const t = useWords()
  const id = useId()
  const today = useToday()
  const answers = useQueryClient()
  const { keyFor, used } = useIdempotencyKey()
  const [typed, setTyped] = useState<Typed>({})
  const [past, setPast] = useState<readonly { typed: Typed; key: string | undefined }[]>([])
  const [begins, setBegins] = useState<string>()
  const [publishedOn, setPublishedOn] = useState<string>()
  const [note, setNote] = useState<string>()
  const [wrong, setWrong] = useState<readonly string[]>([])
  const [document, setDocument] = useState('')
  const [problem, setProblem] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const choices = useQuery(policiesApi.parameterChoices.queryOptions({ input: {} }))
  const asked = { name, limit: 200, sort: 'from', order: 'desc' } as const
  const values = useQuery(policiesApi.parameters.queryOptions({ input: asked }))
  if (values.error) return <ProblemNote error={values.error} />
  if (!values.data || !choices.data) return <Loading />
  const { rows, valuesOf } = gridOf(values.data.rows, choices.data.regions)
  const day = begins ?? usualDay(values.data.rows)
  const sound = isDay(`2025-${day}`)
  const years = Array.from({ length: yearsShown }, (_, index) => Number(today.slice(0, 4)) - yearsShown + 2 + index)
  const changes = Object.values(typed)
  const file = gridFile(name, changes)
  const put = (next: readonly GridChange[], key?: string) => {
    // What is typed on in one cell is taken back together.
    if (key === undefined || past.at(-1)?.key !== key) setPast([...past, { typed, key }])
    setTyped({ ...typed, ...Object.fromEntries(next.map((one) => [keyOfChange(one), one])) })
    setNote(undefined)
    setWrong([])
  }
  const daysOf = (row: GridRow, year: number) => {
    const days = valuesOf(row, year).map(({ validFrom }) => validFrom)
    return days.length > 0 ? days : [`${year}-${day}`]
  }
  const paste = (down: number, right: number, copied: readonly (readonly string[])[]) => {
    const { changes: next, leftOut } = pastedChanges(
      copied,
      (below, beside) => {
        const [row, year] = [rows[down + below], years[right + beside]]
        return row && year !== undefined ? { row, days: daysOf(row, year) } : undefined
      },
      (cell) => (isMoney(name) ? (fenOfYuan(cell) ?? cell) : cell),
    )
    put(next)
    if (leftOut > 0) setNote(t(words.leftOut, { count: leftOut }))
  }
  const undo = () => {
    setTyped(past.at(-1)?.typed ?? {})
    setPast(past.slice(0, -1))
    setNote(undefined)
    setWrong([])
  }
  const save = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      const input = {
        ...{ fileName: t(words.fileName), text: file ?? '', document: document.trim() || null },
        publishedOn: publishedOn ?? null,
      }
      const judged = await policiesApi.judgeFile.call(input)
      const faults = judged.rows.filter((row) => row.state === 'wrong')
      setWrong(
        faults.map(({ region, from, fault }) =>
          t(words.wrong, {
            region: t(areaNameText(region, rows.find((row) => row.region === region)?.regionName ?? region)),
            from,
            fault: fault ?? '',
          }),
        ),
      )
      if (faults.length > 0) return
      await policiesApi.importFile.call(input, { context: { idempotencyKey: keyFor(input) } })
      used()
      setTyped({})
      setPast([])
      setNote(t(words.saved, { count: changes.length }))
      await answers.invalidateQueries({ queryKey: policiesApi.key() })
    } catch (error) {
      setProblem(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      {problem !== undefined && <ProblemNote error={problem} />}
      <div className="rule-table standard-grid">
        <table>
          <thead>
            <tr>
              <th scope="col">{t(words.region)}</th>
              {years.map((year) => (
                <th key={year} scope="col">
                  {year}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, down) => (
              <tr key={`${row.region} ${row.residence}`}>
                <th scope="row">
                  {t(areaNameText(row.region, row.regionName))} <ResidenceText residence={row.residence} />
                </th>
                {years.map((year, right) => (
                  <td
                    key={year}
                    onPaste={(event) => {
                      const copied = copiedCells(event.clipboardData.getData('text/plain'))
                      // A single value goes where the cursor stands.
                      if (copied.length < 2 && (copied[0]?.length ?? 0) < 2) return
                      event.preventDefault()
                      paste(down, right, copied)
                    }}
                  >
                    <Cell
                      name={name}
                      row={row}
                      days={daysOf(row, year)}
                      values={valuesOf(row, year)}
                      typed={typed}
                      type={(change) => put([change], keyOfChange(change))}
                    />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="grid-keep">
        <label htmlFor={`${id}-begins`}>
          {t(words.begins)}
          <Input
            id={`${id}-begins`}
            placeholder={t(words.beginsHelp)}
            status={sound ? '' : 'error'}
            value={day}
            onChange={(event) => setBegins(event.target.value.trim())}
          />
        </label>
        <label htmlFor={`${id}-published`}>
          {t(words.published)}
          <DayInput id={`${id}-published`} value={publishedOn ?? ''} onChange={setPublishedOn} />
        </label>
        <span className="second">{t(sound ? words.publishedHelp : words.notADay)}</span>
      </div>
      <div className="rule-acts">
        <Input
          aria-label={t(words.document)}
          placeholder={t(words.document)}
          maxLength={200}
          value={document}
          onChange={(event) => setDocument(event.target.value)}
        />
        <Button
          type="primary"
          loading={busy}
          disabled={changes.length === 0 || !file || !sound}
          onClick={() => void save()}
        >
          {t(words.save, { count: changes.length })}
        </Button>
        <Button disabled={past.length === 0} onClick={undo}>
          {t(words.undo)}
        </Button>
        {changes.length > 0 && !file && <span className="second">{t(words.notANumber)}</span>}
        {note && <span role="status">{note}</span>}
      </div>
      {wrong.length > 0 && (
        <ul className="due-reasons" role="alert">
          {wrong.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
    </>
  )
}

type CellProps = {
  name: string
  row: GridRow
  /** The days on which values begin in the year, or on which a new one would. */
  days: readonly string[]
  values: readonly { validFrom: string; value: string }[]
  typed: Typed
  type: (change: GridChange) => void
}

/** The values that begin in a year; where none does, one that begins on the usual day can be typed. */
function Cell({ name, row, days, values, typed, type }: CellProps) {
  const t = useWords()
  const { region, regionName, residence } = row
  return days.map((from) => {
    const value = values.find(({ validFrom }) => validFrom === from)?.value ?? ''
    const key = keyOfChange({ region, residence, from })
    return (
      <div key={key} className="grid-cell">
        <ValueInput
          label={t(words.cell, { region: t(areaNameText(region, regionName)), day: from })}
          width="9rem"
          money={isMoney(name)}
          value={typed[key]?.value ?? value}
          onChange={(next) => type({ region, residence, from, value: next })}
        />
        {(value !== '' || typed[key]) && <span className="second">{t(words.from, { day: from.slice(5) })}</span>}
      </div>
    )
  })
}
