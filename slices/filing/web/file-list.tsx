import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { usePathPart } from '../../../platform/web/address.ts'
import { newId } from '../../../platform/web/identifier.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { DayText } from '../../../platform/web/ui/figures.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { grouped, type Selection } from '../../../platform/web/ui/list-parts.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { FileListFilter, FileListInput } from '../contract.ts'
import { ruleNotes, ruleWords, filingWords as words } from '../messages.ts'
import { type FileRow, FileRule } from '../model.ts'
import { filingApi } from './api.ts'

const columns: readonly Column<FileRow>[] = [
  { key: 'fileNumber', text: words.fileNumber, show: (row) => row.fileNumber, sort: false, width: 100 },
  { key: 'head', text: words.head, show: (row) => row.headName, sort: false, width: 100 },
  { key: 'area', text: words.area, show: (row) => row.areaName, sort: false, width: 140 },
  { key: 'responsible', text: words.responsible, show: (row) => row.responsibleName, sort: false, width: 200 },
  { key: 'since', text: words.since, show: (row) => <DayText day={row.since} />, sort: false, width: 110 },
  { key: 'until', text: words.until, show: (row) => <DayText day={row.until} />, sort: false, width: 110 },
  { key: 'from', text: words.fromBody, show: (row) => row.fromName ?? '—', sort: false, width: 180 },
]

/** The files that one rule speaks of. */
export function Page() {
  const rule = FileRule.safeParse(usePathPart('rule')).data ?? 'not_reviewed'
  return <Files key={rule} rule={rule} />
}

function Files({ rule }: { rule: FileRule }) {
  const t = useWords()
  const may = useMay()
  const { data } = useQuery(filingApi.rules.queryOptions({ input: {} }))
  const amount = data?.rows.find((row) => row.rule === rule)?.amount ?? ''
  const write = may('registry.write') && (rule === 'not_reviewed' || rule === 'transfers')
  return (
    <ListPage<FileRow>
      list={`file-rule.${rule}`}
      title={t(ruleWords[rule])}
      note={t(ruleNotes[rule], { amount })}
      columns={columns.filter((column) => column.key !== 'from' || rule === 'transfers')}
      filters={[areaFilter]}
      rows={(ask) => filingApi.list.queryOptions({ input: inputOf(FileListInput, ask, { rule }) })}
      total={(ask) => filingApi.total.queryOptions({ input: inputOf(FileListFilter, ask, { rule }) })}
      rowKey={(row) => (rule === 'transfers' ? (row.transferId ?? row.id) : row.id)}
      open={(row) => `/households/${row.id}`}
      exportPath={`/file-rules/${rule}/files/export`}
      {...(write
        ? { batch: (selection: Selection, done: () => void) => <Act rule={rule} selection={selection} done={done} /> }
        : {})}
      empty={{ text: t(words.empty) }}
    />
  )
}

const portion = 200

/** Keys of the chosen rows; those of a whole filter are asked portion by portion. */
async function chosen(rule: FileRule, selection: Selection): Promise<string[]> {
  if (!selection.all) return [...selection.ids]
  const found: string[] = []
  for (let offset = 0; ; offset += portion) {
    const ask = { ...selection.ask, limit: portion, offset }
    const { rows, more } = await filingApi.list.call(inputOf(FileListInput, ask, { rule }))
    found.push(...rows.map((row) => (rule === 'transfers' ? (row.transferId ?? '') : row.id)))
    if (!more || rows.length === 0) return found
  }
}

function Act({ rule, selection, done }: { rule: FileRule; selection: Selection; done: () => void }) {
  const t = useWords()
  const answers = useQueryClient()
  const [asking, setAsking] = useState(false)
  const transfers = rule === 'transfers'
  const act = async (why: string) => {
    const keys = await chosen(rule, selection)
    if (transfers)
      for (const id of keys) await filingApi.receive.call({ id, note: why }, { context: { idempotencyKey: newId() } })
    else
      for (let from = 0; from < keys.length; from += portion)
        await filingApi.review.call(
          { householdIds: keys.slice(from, from + portion), why },
          { context: { idempotencyKey: newId() } },
        )
    await answers.invalidateQueries()
    done()
  }
  const action = t(transfers ? words.receive : words.review)
  return (
    <>
      <Button type="primary" onClick={() => setAsking(true)}>
        {action}
      </Button>
      {asking && (
        <Confirm
          title={t(transfers ? words.receiveTitle : words.reviewTitle, { count: grouped(selection.count) })}
          consequence={t(transfers ? words.receiveNote : words.reviewNote)}
          action={action}
          reason
          act={act}
          close={() => setAsking(false)}
        />
      )}
    </>
  )
}
