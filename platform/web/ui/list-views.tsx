import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { useAddress, useGo, writeAddress } from '../address.ts'
import { useKept } from '../kept.ts'
import { useWords } from '../language.tsx'
import { listWords as words } from '../messages.ts'
import type { Column } from './data-table.tsx'
import { Drop } from './drop.tsx'

type View = { readonly name: string; readonly search: string }

/** Filters and order under a name of the officer's own, kept in this browser. */
export function SavedViews({ list }: { list: string }) {
  const t = useWords()
  const go = useGo()
  const { page: _page, peek: _peek, ...address } = useAddress()
  const [views, setViews] = useKept<readonly View[]>(`views.${list}`, [])
  const [name, setName] = useState('')
  const save = () => {
    const search = writeAddress(address)
    if (!name.trim()) return
    setViews([...views.filter((view) => view.name !== name.trim()), { name: name.trim(), search }])
    setName('')
  }
  return (
    <Drop plain align="end" label={t(words.views)}>
      {(close) => (
        <>
          {views.length === 0 && <p className="drop-note">{t(words.noViews)}</p>}
          {views.map((view) => (
            <div key={view.name} className="view-line">
              <button
                type="button"
                className="drop-item"
                onClick={() => {
                  close()
                  go(window.location.pathname + view.search)
                }}
              >
                {view.name}
              </button>
              <button
                type="button"
                className="quiet"
                aria-label={t(words.deleteView, { name: view.name })}
                onClick={() => setViews(views.filter((one) => one !== view))}
              >
                ×
              </button>
            </div>
          ))}
          <hr className="drop-rule" />
          <div className="view-save">
            <Input
              value={name}
              maxLength={30}
              aria-label={t(words.viewName)}
              placeholder={t(words.viewName)}
              onChange={(event) => setName(event.target.value)}
              onPressEnter={save}
            />
            <Button onClick={save} disabled={!name.trim()}>
              {t(words.saveView)}
            </Button>
          </div>
        </>
      )}
    </Drop>
  )
}

/** Which columns are shown, kept in this browser; the first one, the door to the row, always stays. */
export function useChosenColumns<Row>(list: string, columns: readonly Column<Row>[]) {
  const usual = columns.filter((column) => !column.optional).map((column) => column.key)
  const [keys, setKeys] = useKept<readonly string[] | null>(`columns.${list}`, null)
  const chosen = new Set(keys ?? usual)
  const shown = columns.filter((column, place) => place === 0 || chosen.has(column.key))
  const toggle = (key: string) => {
    if (chosen.has(key)) chosen.delete(key)
    else chosen.add(key)
    setKeys(columns.map((column) => column.key).filter((one) => chosen.has(one)))
  }
  return { shown, toggle, reset: () => setKeys(null) }
}

export function ColumnChoice<Row>(props: {
  columns: readonly Column<Row>[]
  shown: readonly Column<Row>[]
  toggle: (key: string) => void
  reset: () => void
}) {
  const t = useWords()
  return (
    <Drop plain align="end" label={t(words.columns)}>
      {() => (
        <>
          {props.columns.slice(1).map((column) => (
            <Checkbox
              key={column.key}
              className="column-line"
              checked={props.shown.includes(column)}
              onChange={() => props.toggle(column.key)}
            >
              {t(column.text)}
            </Checkbox>
          ))}
          <hr className="drop-rule" />
          <button type="button" className="drop-item" onClick={props.reset}>
            {t(words.defaultColumns)}
          </button>
        </>
      )}
    </Drop>
  )
}
