import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { type AreaCode, type AreaLevel, contains, countryCode, levelOf, parentOf } from '../../../core/area-code.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { platformWords } from '../../../platform/web/messages.ts'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { areaMessages as words } from '../messages.ts'
import { areasApi } from './api.ts'
import { useAreaName } from './area-text.tsx'

type RowsProps = {
  root: AreaCode
  typed: string
  start: AreaCode | undefined
  levels: readonly AreaLevel[] | undefined
  choose: (code: AreaCode) => void
}

const mayChoose = (code: AreaCode, levels: RowsProps['levels']) =>
  levels === undefined || levels.includes(levelOf(code))

/** What the open picker shows: hits of the search, or one level of the tree. */
export function AreaRows(props: RowsProps) {
  return props.typed === '' ? <Tree {...props} /> : <Hits {...props} />
}

function Tree({ root, start, levels, choose }: RowsProps) {
  const t = useWords()
  const [at, setAt] = useState(() => {
    const above = start && start !== root && contains(root, start) ? parentOf(start) : root
    return above && contains(root, above) ? above : root
  })
  const { data, error, refetch } = useQuery({
    ...areasApi.areas.children.queryOptions({ input: { parent: at } }),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  })
  const here = useAreaName(at, root)
  const up = at === root ? undefined : parentOf(at)
  const rows = data?.rows ?? []
  return (
    <>
      <div className="area-here">
        {up && (
          <button type="button" className="quiet" onClick={() => setAt(contains(root, up) ? up : root)}>
            {t(words.up)}
          </button>
        )}
        <b>{here}</b>
        {mayChoose(at, levels) && (
          <button type="button" className="quiet" data-row onClick={() => choose(at)}>
            {t(words.chooseWhole)}
          </button>
        )}
      </div>
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {data && rows.length === 0 && <p className="area-note">{t(words.nothingInside)}</p>}
      <ul className="area-rows">
        {rows.map((area) => (
          <li key={area.code}>
            <button
              type="button"
              data-row
              className="area-row"
              aria-current={area.code === start ? 'true' : undefined}
              onClick={() => (mayChoose(area.code, levels) ? choose(area.code) : setAt(area.code))}
            >
              {area.name}
            </button>
            {area.level !== 'village' && (
              <button
                type="button"
                className="quiet area-in"
                aria-label={t(words.inside, { name: area.name })}
                onClick={() => setAt(area.code)}
              >
                {t(words.below)}
              </button>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function Hits({ root, typed, levels, choose }: RowsProps) {
  const t = useWords()
  const name = useRested(typed)
  const { data, error, isFetching } = useQuery({
    ...areasApi.areas.find.queryOptions({ input: { name, ...(root === countryCode ? {} : { within: root }) } }),
    placeholderData: keepPreviousData,
  })
  const rows = (data?.rows ?? []).filter(({ area }) => mayChoose(area.code, levels))
  if (error) return <ProblemNote error={error} />
  if (!data || (rows.length === 0 && (isFetching || name !== typed)))
    return <p className="area-note">{t(platformWords.loading)}</p>
  if (rows.length === 0) return <p className="area-note">{t(words.nothingFound, { name })}</p>
  return (
    <ul className="area-rows">
      {rows.map(({ area, fullName }) => (
        <li key={area.code}>
          <button type="button" data-row className="area-row" onClick={() => choose(area.code)}>
            {area.name}
            {fullName !== area.name && <small>{fullName}</small>}
          </button>
        </li>
      ))}
    </ul>
  )
}

/** The words once typing rests, so that one word is one question. */
function useRested(text: string): string {
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const rest = setTimeout(() => setRested(text), 250)
    return () => clearTimeout(rest)
  }, [text])
  return rested
}
