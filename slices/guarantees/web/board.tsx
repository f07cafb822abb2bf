import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useAddress, useGo } from '../../../platform/web/address.ts'
import { useLanguage, useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Empty } from '../../../platform/web/ui/empty.tsx'
import { dayInWords } from '../../../platform/web/ui/figures.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import type { Guarantee } from '../model.ts'
import { boardWords as words } from '../page-messages.ts'
import { guaranteesApi } from './api.ts'
import { nameOf, Standing } from './standing.tsx'

/** Every guarantee with where it stands; open ones unless the address asks for the closed. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const may = useMay()
  const address = useAddress()
  const state = address.state === 'closed' ? 'closed' : 'open'
  const { data, error, refetch } = useQuery(guaranteesApi.list.queryOptions({ input: { state } }))
  const create = may('guarantees.write') && (
    <Button type="primary" onClick={() => go('/guarantees/new')}>
      {t(words.create)}
    </Button>
  )
  return (
    <>
      <PageHead note={t(words.note)} primary={create} />
      <nav className="guarantee-states" aria-label={t(words.which)}>
        <Link
          to="/guarantees"
          activeOptions={{ exact: true }}
          data-chosen={state === 'open'}
          aria-current={state === 'open' ? 'page' : undefined}
        >
          {t(words.open)}
        </Link>
        <Link
          to={'/guarantees?state=closed' as '/'}
          data-chosen={state === 'closed'}
          aria-current={state === 'closed' ? 'page' : undefined}
        >
          {t(words.closed)}
        </Link>
      </nav>
      {error ? (
        <ProblemNote error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Loading />
      ) : data.rows.length === 0 ? (
        <Empty
          text={t(state === 'open' ? words.emptyOpen : words.emptyClosed)}
          action={state === 'open' && (create || t(words.byOthers))}
        />
      ) : (
        <div className="guarantee-cards">
          {data.rows.map((guarantee) => (
            <Card key={guarantee.id} guarantee={guarantee} />
          ))}
        </div>
      )}
    </>
  )
}

function Card({ guarantee }: { guarantee: Guarantee }) {
  const t = useWords()
  const language = useLanguage()
  return (
    <article className="guarantee-card">
      <header>
        <h2>
          <Link to={`/guarantees/${guarantee.id}`}>{nameOf(guarantee, t)}</Link>
        </h2>
        <span className="second">
          {t(words.due, { area: guarantee.areaName, day: dayInWords(guarantee.dueOn, language) })}
        </span>
      </header>
      <Standing guarantee={guarantee} />
    </article>
  )
}
