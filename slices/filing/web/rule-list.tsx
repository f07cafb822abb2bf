import { useQuery } from '@tanstack/react-query'
import { Button, InputNumber } from 'antd'
import { useId, useState } from 'react'
import { newId } from '../../../platform/web/identifier.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { type Column, DataTable } from '../../../platform/web/ui/data-table.tsx'
import { Dialog } from '../../../platform/web/ui/dialog.tsx'
import { countText } from '../../../platform/web/ui/figures.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { ruleNotes, ruleWords, unitWords, filingWords as words } from '../messages.ts'
import type { RuleFigure } from '../model.ts'
import { ruleOf, shippedRules } from '../rules.ts'
import { filingApi } from './api.ts'

function RuleName({ row }: { row: RuleFigure }) {
  return useWords()(ruleWords[row.rule])
}

function Period({ row }: { row: RuleFigure }) {
  const t = useWords()
  return `${row.amount} ${t(unitWords[shippedRules[row.rule].unit])}`
}

function Note({ row }: { row: RuleFigure }) {
  const t = useWords()
  return <span className="reasons-in-words">{t(ruleNotes[row.rule], { amount: row.amount })}</span>
}

const columns: readonly Column<RuleFigure>[] = [
  { key: 'rule', text: words.rule, show: (row) => <RuleName row={row} />, sort: false, width: 180 },
  { key: 'total', text: words.files, show: (row) => countText(row.total), sort: false, number: true, width: 90 },
  { key: 'period', text: words.period, show: (row) => <Period row={row} />, sort: false, width: 130 },
  { key: 'note', text: words.meaning, show: (row) => <Note row={row} />, sort: false, width: 280, most: 760 },
]

/** The rules for files, each with the number of files that it speaks of; the number opens them. */
export function Page() {
  const t = useWords()
  const may = useMay()
  const { data, error, refetch } = useQuery(filingApi.rules.queryOptions({ input: {} }))
  const [changing, setChanging] = useState(false)
  return (
    <>
      <PageHead
        note={t(words.note)}
        primary={may('filing.rules') && <Button onClick={() => setChanging(true)}>{t(words.change)}</Button>}
      />
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {data ? (
        <DataTable
          name={t(words.title)}
          columns={columns}
          rows={data.rows}
          rowKey={(row) => row.rule}
          open={(row) => `/file-rules/${row.rule}`}
        />
      ) : (
        !error && <Loading />
      )}
      {changing && data && <Periods rows={data.rows} close={() => setChanging(false)} done={() => void refetch()} />}
    </>
  )
}

function Periods({ rows, close, done }: { rows: readonly RuleFigure[]; close: () => void; done: () => void }) {
  const t = useWords()
  const id = useId()
  const [amounts, setAmounts] = useState<Readonly<Record<string, number>>>({})
  const save = async () => {
    for (const row of rows) {
      const amount = amounts[row.rule]
      if (amount !== undefined && amount !== row.amount)
        await filingApi.change.call({ rule: row.rule, amount }, { context: { idempotencyKey: newId() } })
    }
    done()
  }
  return (
    <Dialog title={t(words.change)} action={t(words.save)} act={save} close={close}>
      {rows
        .filter((row) => ruleOf(row.rule) === row.rule)
        .map((row) => (
          <div className="stacked" key={row.rule}>
            <label htmlFor={`${id}${row.rule}`}>{t(ruleWords[row.rule])}</label>
            <InputNumber
              id={`${id}${row.rule}`}
              min={0}
              max={100}
              defaultValue={row.amount}
              suffix={t(unitWords[shippedRules[row.rule].unit])}
              onChange={(amount) => setAmounts({ ...amounts, [row.rule]: amount ?? row.amount })}
            />
          </div>
        ))}
    </Dialog>
  )
}
