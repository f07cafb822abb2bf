import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Select } from 'antd'
import { useLanguage, useWords } from '../../../platform/web/language.tsx'
import { named } from '../../../platform/web/punctuation.ts'
import { useToday } from '../../../platform/web/session.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { DayText, Mark } from '../../../platform/web/ui/figures.tsx'
import { Facts } from '../../../platform/web/ui/file-page.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { PlaceFilter, PlaceListInput } from '../contract.ts'
import { placeWords, deedWords as words } from '../messages.ts'
import { PlaceCheck, type PlaceItem, type VillagePlace } from '../model.ts'
import { missingPlaces } from '../sheet-rules.ts'
import { deedsApi } from './api.ts'
import { ChecklistDialog } from './checklist-dialog.tsx'
import { EditList, ListInForce } from './list-in-force.tsx'

function There({ row }: { row: VillagePlace }) {
  const t = useWords()
  const text = t(words.itemsOf, { there: row.items.length - row.missing, all: row.items.length })
  return <Mark tone={row.missing === 0 ? 'done' : 'waiting'}>{text}</Mark>
}

function Missing({ row }: { row: VillagePlace }) {
  const t = useWords()
  const language = useLanguage()
  if (row.missing === 0) return t(words.nothingMissing)
  return <span className="reasons-in-words">{missingPlaces(row, language)}</span>
}

function Due({ row }: { row: VillagePlace }) {
  const t = useWords()
  const today = useToday()
  const late = row.missing > 0 && row.dueOn !== null && row.dueOn < today
  return (
    <>
      <DayText day={row.dueOn} /> {late && <Mark tone="missed">{t(words.late)}</Mark>}
    </>
  )
}

const columns: readonly Column<VillagePlace>[] = [
  { key: 'village', text: words.village, show: (row) => row.areaName, sort: false, width: 140 },
  { key: 'giver', text: words.giver, show: (row) => row.giverName ?? '—', sort: false, width: 200 },
  { key: 'items', text: words.items, show: (row) => <There row={row} />, sort: false },
  { key: 'missing', text: words.missing, show: (row) => <Missing row={row} />, sort: false, width: 320 },
  { key: 'due', text: words.dueOn, show: (row) => <Due row={row} />, sort: false },
]

const filtersOf = (items: readonly PlaceItem[]): readonly Filter[] => [
  areaFilter,
  {
    key: 'without',
    text: words.without,
    kind: 'choice',
    choices: items.map(({ key, name }) => ({ value: key, text: name })),
    width: 180,
  },
  { key: 'incomplete', text: words.incomplete, kind: 'flag' },
  { key: 'late', text: words.lateOnly, kind: 'flag' },
]

/** Sponsored villages: each item of 六个到位 computed from what is filed, with what is missing named. */
export function Page() {
  const t = useWords()
  const list = useQuery(deedsApi.inPlace.get.queryOptions({ input: {} }))
  if (list.error && !list.data) return <ProblemPage error={list.error} />
  if (!list.data) return <Loading />
  const { data } = list
  return (
    <ListPage
      list="in-place"
      exportPath="/in-place/villages/export"
      note={t(words.inPlaceNote)}
      primary={
        <EditList
          dialog={(close) => (
            <ChecklistDialog<PlaceItem>
              list={data}
              fields={(item, put) => <CheckField item={item} put={put} />}
              added={newItem}
              save={(input) => deedsApi.inPlace.save.call(input)}
              close={close}
            />
          )}
        />
      }
      above={<ListInForce list={data} />}
      columns={columns}
      filters={filtersOf(data.items)}
      rows={(ask) => deedsApi.inPlace.villages.queryOptions({ input: inputOf(PlaceListInput, ask) })}
      total={(ask) => deedsApi.inPlace.total.queryOptions({ input: inputOf(PlaceFilter, ask) })}
      rowKey={(row) => row.id}
      peek={(row) => ({ title: row.areaName, content: <PlacePeek row={row} /> })}
      empty={{ text: t(words.noVillages), action: <Link to="/unit-pairs">{t(words.unitPairs)}</Link> }}
    />
  )
}

/** The first check that is not on the list yet, under its own words. */
function newItem(items: readonly PlaceItem[]): PlaceItem | undefined {
  const key = PlaceCheck.options.find((option) => !items.some((item) => item.key === option))
  return key && { key, name: placeWords[key].zh }
}

type CheckFieldProps = { item: PlaceItem; put: (part: Partial<PlaceItem>) => void }

function CheckField({ item, put }: CheckFieldProps) {
  const t = useWords()
  return (
    <Select<PlaceCheck>
      aria-label={named(t, t(words.check), item.name)}
      value={item.key}
      options={PlaceCheck.options.map((value) => ({ value, label: t(placeWords[value]) }))}
      onChange={(key) => put({ key })}
    />
  )
}

function PlacePeek({ row }: { row: VillagePlace }) {
  const t = useWords()
  return (
    <>
      <Facts
        facts={row.items.map((item) => ({
          label: item.name,
          value:
            item.found >= item.needed ? (
              <Mark tone="done">{t(words.done)}</Mark>
            ) : (
              <Mark tone="waiting">
                {item.needed > 1 ? t(words.partOf, { found: item.found, needed: item.needed }) : t(words.missing)}
              </Mark>
            ),
        }))}
      />
      <p className="peek-doors">
        <Link to={`/unit-pairs?area=${row.areaCode}`}>{t(words.unitPairs)}</Link>
        <Link to={`/households?area=${row.areaCode}`}>{t(words.household)}</Link>
      </p>
    </>
  )
}
