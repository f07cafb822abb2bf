import { Link } from '@tanstack/react-router'
import { useWords } from '../../../platform/web/language.tsx'
import { DayText } from '../../../platform/web/ui/figures.tsx'
import { levelWords } from '../messages.ts'
import type { Document } from '../model.ts'
import type { Branch } from '../rules.ts'

/** Where a document comes from: the centre, or the area of its level. */
export function Level({ row }: { row: Document }) {
  const t = useWords()
  return row.level === 'centre' ? t(levelWords.centre) : `${t(levelWords[row.level])} · ${row.regionName}`
}

export function DocumentLink({ document }: { document: Document }) {
  return <Link to={`/library/${document.id}` as '/library'}>{document.title}</Link>
}

/** Documents above those that carry them out. */
export function Tree({ branches }: { branches: readonly Branch[] }) {
  return (
    <ul className="library-tree">
      {branches.map(({ document, below }) => (
        <li key={document.id}>
          <DocumentLink document={document} />{' '}
          <span className="second">
            {document.number} <Level row={document} /> <DayText day={document.issuedOn} />
          </span>
          {below.length > 0 && <Tree branches={below} />}
        </li>
      ))}
    </ul>
  )
}
