import { Select } from 'antd'
import { useWords } from '../../../platform/web/language.tsx'
import { listed } from '../../../platform/web/punctuation.ts'
import { Empty } from '../../../platform/web/ui/empty.tsx'
import { Mark } from '../../../platform/web/ui/figures.tsx'
import { TableHead } from '../../../platform/web/ui/table-head.tsx'
import { columnKey, fieldName, fieldsOfKind, supplementChoice } from '../column-rules.ts'
import { type Import, type ImportSheet, NewUnits } from '../model.ts'
import { newUnitsWords, columnWords as words } from '../page-messages.ts'

/** What was chosen otherwise and not yet sent. */
export type ColumnChanges = { chosen?: Record<string, string | null>; newUnits?: NewUnits }
export const noChanges: ColumnChanges = {}
export const hasChanges = (changes: ColumnChanges): boolean =>
  changes.newUnits !== undefined || Object.keys(changes.chosen ?? {}).length > 0

type ColumnsProps = {
  job: Import
  changes: ColumnChanges
  /** Missing once nothing can be changed any more. */
  change: ((changes: ColumnChanges) => void) | undefined
}

/** Which column is what, sheet by sheet, and what becomes of units that are not on file. */
export function Columns({ job, changes, change }: ColumnsProps) {
  const t = useWords()
  if (job.sheets.length === 0) return <Empty text={t(words.noTables)} />
  return (
    <>
      <p className="second">{t(words.note)}</p>
      {job.target === 'registry' && <p className="second">{t(words.noteSupplements)}</p>}
      {job.sheets.map((sheet) => (
        <Sheet key={sheet.name} job={job} sheet={sheet} changes={changes} change={change} />
      ))}
      {(job.target === 'registry' || job.target === 'helpers') && (job.counts?.unknownUnits ?? 0) > 0 && (
        <Units job={job} changes={changes} change={change} />
      )}
    </>
  )
}

function Sheet({ job, sheet, changes, change }: ColumnsProps & { sheet: ImportSheet }) {
  const t = useWords()
  const fields = fieldsOfKind(job.kind)
  const choose = (header: string, field: string | null) =>
    change?.({ ...changes, chosen: { ...changes.chosen, [columnKey(header)]: field } })
  return (
    <section className="import-sheet">
      <h2>
        {t(words.sheet, { name: sheet.name })}
        <small>
          {[
            t(words.header, { rows: listed(t, sheet.headerRows.map(String)) }),
            ...(sheet.skipped > 0 ? [t(words.skipped, { count: sheet.skipped })] : []),
          ].join(' · ')}
        </small>
      </h2>
      <table className="data small import-columns">
        <TableHead heads={[[words.column], [words.heading], [words.field], [words.sureness]]} />
        <tbody>
          {sheet.columns.map((column) => {
            const key = columnKey(column.header)
            const chosen = changes.chosen && Object.hasOwn(changes.chosen, key)
            const field = chosen
              ? (changes.chosen?.[key] ?? null)
              : (column.field ?? (column.supplement ? supplementChoice : null))
            return (
              <tr key={column.letter}>
                <td>{column.letter}</td>
                <th scope="row">{column.header}</th>
                <td>
                  {change ? (
                    <Select
                      aria-label={t(words.fieldOf, { letter: column.letter, header: column.header })}
                      style={{ width: 'min(22rem, 36vw)' }}
                      value={field ?? ''}
                      options={[
                        { value: '', label: t(words.leftOut) },
                        ...(job.target === 'registry' ? [{ value: supplementChoice, label: t(words.supplement) }] : []),
                        ...fields.map((one) => ({ value: one as string, label: t(fieldName(one)) })),
                      ]}
                      onChange={(value: string) => choose(column.header, value || null)}
                    />
                  ) : field ? (
                    t(field === supplementChoice ? words.supplement : fieldName(field))
                  ) : (
                    <span className="second">{t(words.leftOut)}</span>
                  )}
                </td>
                <td>
                  <Sureness field={field} confidence={column.confidence} byHand={chosen === true} />
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}

// Below these a heading was only like a known one, or only the content spoke for it.
const sureFrom = 0.9
const likelyFrom = 0.7

function Sureness({ field, confidence, byHand }: { field: string | null; confidence: number; byHand: boolean }) {
  const t = useWords()
  if (byHand) return <Mark tone="plain">{t(words.byHand)}</Mark>
  if (field === null || field === supplementChoice) return <span className="second">—</span>
  if (confidence >= sureFrom) return <Mark tone="done">{t(words.sure)}</Mark>
  if (confidence >= likelyFrom) return <Mark tone="plain">{t(words.likely)}</Mark>
  return <Mark tone="waiting">{t(words.confirm)}</Mark>
}

function Units({ job, changes, change }: ColumnsProps) {
  const t = useWords()
  const chosen = changes.newUnits ?? job.newUnits
  return (
    <section className="import-units">
      <h2>{t(words.units, { count: job.counts?.unknownUnits ?? 0 })}</h2>
      <p className="second">{t(words.unitsNote)}</p>
      <fieldset className="reasons">
        <legend className="only-heard">{t(words.unitsChoice)}</legend>
        {(['in_hardship', 'running', 'bankrupt', 'closed', 'none'] satisfies NewUnits[]).map((one) => (
          <label key={one}>
            <input
              type="radio"
              name="newUnits"
              disabled={!change}
              checked={chosen === one}
              onChange={() => change?.({ ...changes, newUnits: NewUnits.parse(one) })}
            />{' '}
            {t(newUnitsWords[one])}
          </label>
        ))}
      </fieldset>
    </section>
  )
}
