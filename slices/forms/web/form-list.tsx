import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { InstantText, Mark } from '../../../platform/web/ui/figures.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import type { Form } from '../model.ts'
import { formListWords as words } from '../page-messages.ts'
import { chosenFamilies, formsApi, keepChosenFamilies } from './api.ts'
import './forms.css'

function Kind({ row }: { row: Form }) {
  const t = useWords()
  if (row.shape === null) return <span className="second">—</span>
  return t(row.shape === 'card' ? words.card : words.list)
}

const tones = { reading: 'plain', unreadable: 'waiting', ready: 'done' } as const

function State({ row }: { row: Form }) {
  return <Mark tone={tones[row.state]}>{useWords()(words[row.state])}</Mark>
}

function Filled({ row }: { row: Form }) {
  const t = useWords()
  if (row.fillings === 0) return <span className="second">—</span>
  return t(words.times, { count: grouped(row.fillings) })
}

const columns: readonly Column<Form>[] = [
  { key: 'name', text: words.name, show: (row) => row.name, sort: false, width: 280 },
  { key: 'kind', text: words.kind, show: (row) => <Kind row={row} />, sort: false },
  { key: 'state', text: words.state, show: (row) => <State row={row} />, sort: false },
  { key: 'filled', text: words.filled, show: (row) => <Filled row={row} />, sort: false },
  { key: 'by', text: words.by, show: (row) => row.createdBy ?? '—', sort: false },
  { key: 'at', text: words.at, show: (row) => <InstantText at={row.createdAt} />, sort: false },
]

/** Blank forms on file; each opens where it is filled. */
export function Page() {
  const t = useWords()
  const go = useGo()
  return (
    <ListPage
      list="forms"
      note={t(words.note)}
      primary={
        <Button type="primary" onClick={() => go('/forms/new')}>
          {t(words.start)}
        </Button>
      }
      above={<Chosen />}
      columns={columns}
      exportPath="/forms/export"
      rows={({ limit, offset }) => formsApi.list.queryOptions({ input: { limit, offset } })}
      rowKey={(row) => row.id}
      open={(row) => `/forms/${row.id}?step=headings`}
      empty={{ text: t(words.empty), action: <Link to="/forms/new">{t(words.start)}</Link> }}
    />
  )
}

/** Families chosen on the list of households wait for a form. */
export function Chosen() {
  const t = useWords()
  const [count, setCount] = useState(() => chosenFamilies().length)
  if (count === 0) return null
  const forget = () => {
    keepChosenFamilies([])
    setCount(0)
  }
  return (
    <p className="form-chosen" role="status">
      {t(words.chosen, { count: grouped(count) })}{' '}
      <button type="button" className="quiet" onClick={forget}>
        {t(words.forget)}
      </button>
    </p>
  )
}
