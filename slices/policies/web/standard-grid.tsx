import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { useToday } from '../../../platform/web/session.tsx'
import { useIdempotencyKey } from '../../../platform/web/ui/form-draft.ts'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { areaNameText } from '../../areas/messages.ts'
import { type GridChange, type GridRow, gridFile, gridOf } from '../grid-rules.ts'
import { gridWords as words } from '../page-messages.ts'
import { isMoney } from '../value-rules.ts'
import { policiesApi } from './api.ts'
import './policies.css'
import { ResidenceText, useParameterTexts } from './standard-parts.tsx'
import { ValueInput } from './value-input.tsx'

// As many years as stand beside each other on an office screen.
const yearsShown = 4

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
  const today = useToday()
  const answers = useQueryClient()
  const { keyFor, used } = useIdempotencyKey()
  const [typed, setTyped] = useState<Readonly<Record<string, GridChange>>>({})
  const [document, setDocument] = useState('')
  const [problem, setProblem] = useState<unknown>()
  const [busy, setBusy] = useState(false)
  const choices = useQuery(policiesApi.parameterChoices.queryOptions({ input: {} }))
  const asked = { name, limit: 200, sort: 'from', order: 'desc' } as const
  const values = useQuery(policiesApi.parameters.queryOptions({ input: asked }))
  if (values.error) return <ProblemNote error={values.error} />
  if (!values.data || !choices.data) return <Loading />
  const { rows, valuesOf } = gridOf(values.data.rows, choices.data.regions)
  const years = Array.from({ length: yearsShown }, (_, index) => Number(today.slice(0, 4)) - yearsShown + 2 + index)
  const changes = Object.values(typed)
  const file = gridFile(name, changes)
  const type = (key: string, change: GridChange) => setTyped({ ...typed, [key]: change })
  const save = async () => {
    setBusy(true)
    setProblem(undefined)
    try {
      const input = { fileName: t(words.fileName), text: file ?? '', document: document.trim() || null }
      await policiesApi.importFile.call(input, { context: { idempotencyKey: keyFor(input) } })
      used()
      setTyped({})
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
            {rows.map((row) => (
              <tr key={`${row.region} ${row.residence}`}>
                <th scope="row">
                  {t(areaNameText(row.region, row.regionName))} <ResidenceText residence={row.residence} />
                </th>
                {years.map((year) => (
                  <td key={year}>
                    <Cell name={name} row={row} year={year} values={valuesOf(row, year)} typed={typed} type={type} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div className="rule-acts">
        <Input
          aria-label={t(words.document)}
          placeholder={t(words.document)}
          maxLength={200}
          value={document}
          onChange={(event) => setDocument(event.target.value)}
        />
        <Button type="primary" loading={busy} disabled={changes.length === 0 || !file} onClick={() => void save()}>
          {t(words.save, { count: changes.length })}
        </Button>
        {changes.length > 0 && !file && <span className="second">{t(words.notANumber)}</span>}
      </div>
    </>
  )
}

type CellProps = {
  name: string
  row: GridRow
  year: number
  values: readonly { validFrom: string; value: string }[]
  typed: Readonly<Record<string, GridChange>>
  type: (key: string, change: GridChange) => void
}

/** The values that begin in a year; where none does, one that begins on the first of January can be typed. */
function Cell({ name, row, year, values, typed, type }: CellProps) {
  const t = useWords()
  const { region, regionName, residence } = row
  const days = values.length > 0 ? values : [{ validFrom: `${year}-01-01`, value: '' }]
  return days.map(({ validFrom: from, value }) => {
    const key = [region, residence, from].join(' ')
    return (
      <div key={key} className="grid-cell">
        <ValueInput
          label={t(words.cell, { region: t(areaNameText(region, regionName)), day: from })}
          width="9rem"
          money={isMoney(name)}
          value={typed[key]?.value ?? value}
          onChange={(next) => type(key, { region, residence, from, value: next })}
        />
        {value !== '' && <span className="second">{t(words.from, { day: from.slice(5) })}</span>}
      </div>
    )
  })
}
