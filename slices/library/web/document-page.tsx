import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useGo, usePathPart } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { DayText } from '../../../platform/web/ui/figures.tsx'
import { Card, Facts } from '../../../platform/web/ui/file-page.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { usePolicyTitles } from '../../policies/web/in-words.tsx'
import { libraryWords as words } from '../messages.ts'
import type { Document, Gap } from '../model.ts'
import { treeOf } from '../rules.ts'
import { libraryApi } from './api.ts'
import { DocumentFiles } from './document-files.tsx'
import { DocumentLink, Level, Tree } from './document-tree.tsx'
import './library.css'

/** One document as everybody reads it: what it says, what it carries out, who carries it out and who has yet to. */
export function Page() {
  const id = usePathPart('id')
  const { data: one, error } = useQuery(libraryApi.get.queryOptions({ input: { id } }))
  const all = useQuery(libraryApi.list.queryOptions({ input: {} }))
  const gaps = useQuery(libraryApi.gaps.queryOptions({ input: {} }))
  const fault = error ?? all.error ?? gaps.error
  if (fault && !(one && all.data && gaps.data)) return <ProblemPage error={fault} />
  if (!one || !all.data || !gaps.data) return <Loading />
  return <Reading {...{ one, all: all.data.rows, gaps: gaps.data.rows.filter((gap) => gap.documentId === id) }} />
}

type ReadingProps = { one: Document; all: readonly Document[]; gaps: readonly Gap[] }

function Reading({ one, all, gaps }: ReadingProps) {
  const t = useWords()
  const go = useGo()
  const may = useMay()
  const above = all.find(({ id }) => id === one.implementsId)
  const below = treeOf(all.filter((other) => isBelow(other, one.id, all)))
  return (
    <>
      <PageHead
        title={one.title}
        primary={
          may('library.write') && (
            <Button type="primary" onClick={() => go(`/library/document?id=${one.id}`)}>
              {t(words.change)}
            </Button>
          )
        }
      />
      <div className="library-page">
        <div>
          <Card title={t(words.summary)}>
            <p className="library-summary">{one.summary ?? t(words.noSummary)}</p>
          </Card>
          <Card title={t(words.carriedOutBy)}>
            {below.length > 0 ? <Tree branches={below} /> : <p className="second">{t(words.nobodyYet)}</p>}
            {gaps.length > 0 && <Missing gaps={gaps} />}
          </Card>
        </div>
        <div>
          <About one={one} above={above} />
          <DocumentFiles document={one} />
        </div>
      </div>
    </>
  )
}

/** Whether a document carries out another one, at any remove. */
function isBelow(document: Document, id: string, all: readonly Document[]): boolean {
  const seen = new Set<string>()
  for (let at: Document | undefined = document; at && !seen.has(at.id); ) {
    if (at.implementsId === id) return true
    seen.add(at.id)
    const next: string | null = at.implementsId
    at = all.find((other) => other.id === next)
  }
  return false
}

function Missing({ gaps }: { gaps: readonly Gap[] }) {
  const t = useWords()
  const may = useMay()
  return (
    <>
      <h3>{t(words.missingOf, { count: gaps.length })}</h3>
      <ul className="library-gaps">
        {gaps.map(({ documentId, region, regionName }) => (
          <li key={region}>
            {regionName}{' '}
            {may('library.write') && (
              <Link to={`/library/document?under=${documentId}&region=${region}` as '/library'}>
                {t(words.addMeasure)}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function About({ one, above }: { one: Document; above: Document | undefined }) {
  const t = useWords()
  const titles = usePolicyTitles()
  const asks = { prefecture: words.needsPrefecture, county: words.needsCounty }
  return (
    <Card title={t(words.about)}>
      <Facts
        facts={[
          { label: t(words.number), value: one.number ?? '—' },
          { label: t(words.issuer), value: one.issuer ?? '—' },
          { label: t(words.issuedOn), value: <DayText day={one.issuedOn} /> },
          { label: t(words.level), value: <Level row={one} /> },
          { label: t(words.implements), value: above ? <DocumentLink document={above} /> : '—' },
          { label: t(words.needs), value: t(one.needs ? asks[one.needs] : words.needsNone) },
          {
            label: t(words.policies),
            value:
              one.policies.length === 0
                ? '—'
                : one.policies.map((policy) => (
                    <Link key={policy} className="library-policy" to={`/policies/rules/${policy}` as '/policies/rules'}>
                      {t(titles.get(policy) ?? { zh: policy, en: policy })}
                    </Link>
                  )),
          },
        ]}
      />
    </Card>
  )
}
