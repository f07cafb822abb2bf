import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import { Empty } from '../../../platform/web/ui/empty.tsx'
import { InstantText, Money } from '../../../platform/web/ui/figures.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { impactWords } from '../messages.ts'
import type { Scenario } from '../model.ts'
import { simulationPageWords as words } from '../page-messages.ts'
import { simulationsApi } from './api.ts'
import { Enough } from './funds.tsx'
import { Rename } from './rename.tsx'
import './simulations.css'

const mostCompared = 3

/** Scenarios that were kept; two or three of them can be compared. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const may = useMay()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const { data, error, refetch } = useQuery(simulationsApi.scenarios.queryOptions({ input: { limit: 100 } }))
  const create = may('simulations.run') && (
    <Button type="primary" onClick={() => go('/simulations/new')}>
      {t(words.new)}
    </Button>
  )
  const choose = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id].slice(-mostCompared))
  return (
    <>
      <PageHead note={t(words.note)} primary={create} />
      {error && <ProblemNote error={error} retry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.rows.length === 0 && <Empty text={t(words.none)} action={create} />}
      {data && data.rows.length > 0 && (
        <>
          <p className="simulation-compare">
            <Button disabled={chosen.length < 2} onClick={() => go(`/simulations/compare?ids=${chosen.join(',')}`)}>
              {t(words.compare)}
            </Button>{' '}
            <span className="second">{t(words.compareHint)}</span>
          </p>
          <Scenarios rows={data.rows} chosen={chosen} choose={choose} />
        </>
      )}
    </>
  )
}

type ScenariosProps = { rows: readonly Scenario[]; chosen: readonly string[]; choose: (id: string) => void }

function Scenarios({ rows, chosen, choose }: ScenariosProps) {
  const t = useWords()
  const figures = [words.gained, words.lost, impactWords.yearAfter, impactWords.yearMore]
  return (
    <div className="simulation-table">
      <table className="data small" aria-label={t(words.kept)}>
        <thead>
          <tr>
            <td />
            {[words.name, ...figures, words.funds, words.keptBy, words.keptAt].map((head) => (
              <th key={head.en} scope="col" className={figures.includes(head) ? 'number' : undefined}>
                {t(head)}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Line key={row.id} row={row} chosen={chosen.includes(row.id)} choose={() => choose(row.id)} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Line({ row, chosen, choose }: { row: Scenario; chosen: boolean; choose: () => void }) {
  const t = useWords()
  const total = row.outcome?.total
  return (
    <tr>
      <td>
        <input type="checkbox" aria-label={t(words.chooseOne, { name: row.name })} checked={chosen} onChange={choose} />
      </td>
      <th scope="row">
        <Link to={`/simulations/compare?ids=${row.id}` as '/'}>{row.name}</Link>
        {row.note && <div className="second">{row.note}</div>}
      </th>
      {total ? (
        <>
          <td className="number">{grouped(total.gained.households)}</td>
          <td className="number">{grouped(total.lost.households)}</td>
          <td className="number">
            <Money fen={total.yearAfterFen} bare />
          </td>
          <td className="number">
            <Money fen={BigInt(total.yearAfterFen) - BigInt(total.yearBeforeFen)} bare />
          </td>
          <td>{row.funds.length > 0 ? <Enough funds={row.funds} impact={total} /> : '—'}</td>
        </>
      ) : (
        <td colSpan={5}>{t(impactWords.notTold)}</td>
      )}
      <td>{row.createdBy}</td>
      <td>
        <InstantText at={row.createdAt} />
      </td>
      <td>
        <Acts row={row} />
      </td>
    </tr>
  )
}

function Acts({ row }: { row: Scenario }) {
  const t = useWords()
  const may = useMay()
  const answers = useQueryClient()
  const [removing, setRemoving] = useState(false)
  const [renaming, setRenaming] = useState(false)
  return (
    <span className="simulation-acts">
      <a download href={`/api/simulations/scenarios/${row.id}/export`}>
        {t(words.export)}
      </a>
      {may('simulations.run') && (
        <>
          <Button size="small" onClick={() => setRenaming(true)}>
            {t(words.rename)}
          </Button>
          <Button size="small" onClick={() => setRemoving(true)}>
            {t(words.remove)}
          </Button>
        </>
      )}
      {renaming && <Rename scenario={row} close={() => setRenaming(false)} />}
      {removing && (
        <Confirm
          title={t(words.removeTitle, { name: row.name })}
          consequence={t(words.removeNote)}
          action={t(words.remove)}
          act={async () => {
            await simulationsApi.removeScenario.call({ id: row.id })
            await answers.invalidateQueries({ queryKey: simulationsApi.scenarios.key() })
          }}
          close={() => setRemoving(false)}
        />
      )}
    </span>
  )
}
