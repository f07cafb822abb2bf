import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button, Checkbox, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useAddress, useGo, writeAddress } from '../address.ts'
import { askJson, problemOf } from '../http.ts'
import { useKept } from '../kept.ts'
import { useWords } from '../language.tsx'
import { listWords as words } from '../messages.ts'
import type { Column } from './data-table.tsx'
import { Drop } from './drop.tsx'

type View = { readonly name: string; readonly search: string; readonly columns: readonly string[] | null }

/** The views of a list that the account has saved; those that this browser kept before go along once. */
function useViews(list: string) {
  const answers = useQueryClient()
  const queryKey = ['views', list]
  const [earlier, forget] = useKept<readonly Omit<View, 'columns'>[] | undefined>(`views.${list}`, undefined)
  const { data } = useQuery({
    queryKey,
    queryFn: async () => (await askJson<{ rows: View[] }>(`/views?list=${list}`)).rows,
    staleTime: 60_000,
  })
  const again = () => answers.invalidateQueries({ queryKey })
  const save = async (view: View) => {
    await askJson('/views', { method: 'PUT', body: { list, ...view } })
    await again()
  }
  const remove = async (name: string) => {
    await askJson('/views', { method: 'DELETE', body: { list, name } })
    await again()
  }
  const moving = useRef(false)
  useEffect(() => {
    if (!data || !earlier || moving.current) return
    moving.current = true
    const move = async () => {
      for (const view of earlier)
        if (!data.some((one) => one.name === view.name))
          await askJson('/views', { method: 'PUT', body: { list, ...view, columns: null } })
      forget(undefined)
      await answers.invalidateQueries({ queryKey: ['views', list] })
    }
    // What could not be moved now is moved the next time.
    move().catch(() => undefined)
  }, [answers, data, earlier, forget, list])
  return { views: data ?? [], save, remove }
}

type SavedViewsProps = {
  list: string
  /** The chosen columns, undefined for the usual ones. */
  columns: { readonly keys: readonly string[] | null; readonly choose: (keys: readonly string[] | null) => void }
}

/** Filters, order and columns under a name of the officer's own, kept with the account. */
export function SavedViews({ list, columns }: SavedViewsProps) {
  const t = useWords()
  const go = useGo()
  const { page: _page, peek: _peek, ...address } = useAddress()
  const { views, save, remove } = useViews(list)
  const [name, setName] = useState('')
  const [fault, setFault] = useState<string>()
  const act = async (work: () => Promise<void>) => {
    setFault(undefined)
    try {
      await work()
    } catch (error) {
      setFault(problemOf(error).message)
    }
  }
  const saveThis = () => {
    if (!name.trim()) return
    const view = { name: name.trim(), search: writeAddress(address), columns: columns.keys }
    void act(async () => {
      await save(view)
      setName('')
    })
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
                  columns.choose(view.columns)
                  go(window.location.pathname + view.search)
                }}
              >
                {view.name}
              </button>
              <button
                type="button"
                className="quiet"
                aria-label={t(words.deleteView, { name: view.name })}
                onClick={() => void act(() => remove(view.name))}
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
              onPressEnter={saveThis}
            />
            <Button onClick={saveThis} disabled={!name.trim()}>
              {t(words.saveView)}
            </Button>
          </div>
          {fault && <p role="alert">{fault}</p>}
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
  return { shown, toggle, keys, choose: setKeys, reset: () => setKeys(null) }
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
