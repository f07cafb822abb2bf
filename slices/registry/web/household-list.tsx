import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { type ReactNode, useMemo, useState } from 'react'
import { useAct } from '../../../platform/web/act.ts'
import { useAddress, useGo } from '../../../platform/web/address.ts'
import { copyText } from '../../../platform/web/clipboard.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { inputOf, type ListAsk, useListAsk } from '../../../platform/web/ui/list-ask.ts'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { grouped, type Selection } from '../../../platform/web/ui/list-parts.tsx'
import { HouseholdListInput, HouseholdTotalInput } from '../contract.ts'
import type { HouseholdRow } from '../model.ts'
import { householdListWords as words } from '../page-messages.ts'
import { registryApi } from './api.ts'
import { householdColumns, householdFilters } from './household-columns.tsx'
import { Hits } from './household-hits.tsx'
import { HouseholdSummary } from './household-summary.tsx'

const filterKeys = householdFilters.map((filter) => filter.key)

const defaultSort = '-updated'
const rowsOf = (ask: ListAsk) => registryApi.registry.list.queryOptions({ input: inputOf(HouseholdListInput, ask) })

type HouseholdListProps = {
  /** Further buttons for the chosen households, given by slices above. */
  batch?: (selection: Selection, done: () => void) => ReactNode
}

/** All households that the asker may see. */
export function HouseholdList({ batch }: HouseholdListProps) {
  const t = useWords()
  const go = useGo()
  const may = useMay()
  const register = may('registry.write')
  // What was known on a day may be looked at and counted, not acted upon.
  const past = useAddress().knownOn
  const ask = useListAsk(filterKeys, defaultSort)
  // The same question as the list's own, so that it is asked once.
  const { data } = useQuery({ ...rowsOf(ask), enabled: ask.filters.search !== undefined })
  return (
    <Hits search={inputOf(HouseholdListInput, ask).search} rows={data?.rows ?? []}>
      <ListPage<HouseholdRow>
        list="households"
        note={<Persons />}
        primary={
          register && (
            <Button type="primary" onClick={() => go('/households/new')}>
              {t(words.register)}
            </Button>
          )
        }
        columns={householdColumns}
        filters={householdFilters}
        defaultSort={defaultSort}
        rows={rowsOf}
        total={(ask) => totalOf(ask.filters)}
        rowKey={(row) => row.id}
        open={(row) => `/households/${row.id}`}
        peek={(row) => ({ title: row.headName, content: <HouseholdSummary row={row} /> })}
        exportPath="/households/export"
        above={past && <p className="second">{t(words.pastNote, { day: past })}</p>}
        batch={(selection, done) => (
          <>
            {!past && batch?.(selection, done)}
            <CopyNumbers selection={selection} />
          </>
        )}
        empty={{
          text: t(words.empty),
          next: ['/households/new', '/imports/new'],
        }}
      />
    </Hits>
  )
}

const firstPage = { limit: 50, offset: 0, sort: undefined, order: 'asc' } as const

/** One question for the number of rows below the title and for the persons in them. */
const totalOf = (filters: Readonly<Record<string, string>>) =>
  registryApi.registry.total.queryOptions({ input: inputOf(HouseholdTotalInput, { ...firstPage, filters }) })

function Persons() {
  const t = useWords()
  const ask = useListAsk(filterKeys)
  // The line keeps its place while another filter is counted.
  const { data } = useQuery({
    ...useMemo(() => totalOf(ask.filters), [ask.filters]),
    placeholderData: keepPreviousData,
  })
  if (!data) return null
  return t(words.note, { households: grouped(data.total), persons: grouped(data.persons) })
}

const portion = 200

/** The rows of a selection; those of a whole filter are asked portion by portion. */
async function chosenRows(selection: Selection): Promise<HouseholdRow[]> {
  const chosen = new Set<string>(selection.ids)
  const found: HouseholdRow[] = []
  for (let offset = 0; ; offset += portion) {
    const ask = { ...selection.ask, limit: portion, offset }
    const { rows, more } = await registryApi.registry.list.call(inputOf(HouseholdListInput, ask))
    found.push(...rows.filter((row) => selection.all || chosen.has(row.id)))
    if (!more || rows.length === 0 || found.length >= selection.count) return found
  }
}

/** Ids of the chosen households, for acts of slices above. */
export const chosenHouseholds = async (selection: Selection): Promise<string[]> =>
  selection.all ? (await chosenRows(selection)).map((row) => row.id) : [...selection.ids]

/** File numbers to paste into a message or a sheet; they say nothing about the families. */
function CopyNumbers({ selection }: { selection: Selection }) {
  const t = useWords()
  const [copied, setCopied] = useState(0)
  const { run, busy, fault } = useAct()
  const copy = async () => {
    const numbers = (await chosenRows(selection)).map((row) => row.fileNumber)
    await copyText(numbers.join('\n'))
    setCopied(numbers.length)
  }
  return (
    <>
      {fault && <span role="alert">{fault}</span>}
      <Button loading={busy} onClick={() => void run(copy)}>
        {copied > 0 ? t(words.copied, { count: copied }) : t(words.copyNumbers)}
      </Button>
    </>
  )
}
