import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import { organisationWords as words } from '../messages.ts'
import type { Organisation } from '../model.ts'
import { AliasDialog, Remove } from './alias-list.tsx'
import { organisationsApi, useOrganisationsChanged } from './api.ts'
import './organisations.css'

/** The other names of a unit, beside it. */
export function OrganisationNames({ row }: { row: Organisation }) {
  const t = useWords()
  const may = useMay()
  const [adding, setAdding] = useState(false)
  const { data } = useQuery(
    organisationsApi.organisations.aliases.queryOptions({ input: { organisation: row.id, limit: 50 } }),
  )
  const rows = data?.rows ?? []
  return (
    <section className="other-names">
      <h2>{t(words.aliases)}</h2>
      {rows.length === 0 && <p className="second">{t(words.noAliases)}</p>}
      <ul>
        {rows.map((one) => (
          <li key={one.alias}>
            {one.alias} <Remove row={one} />
          </li>
        ))}
      </ul>
      {may('organisations.write') && <Button onClick={() => setAdding(true)}>{t(words.addAlias)}</Button>}
      {adding && <AliasDialog organisationId={row.id} close={() => setAdding(false)} />}
    </section>
  )
}

/** Ends a unit, or takes the end back, with the reason and what follows for its families. */
export function OrganisationEnd({ row }: { row: Organisation }) {
  const t = useWords()
  const changed = useOrganisationsChanged()
  const [asking, setAsking] = useState(false)
  // The government of an area has no end: somebody always answers.
  if (row.localGovernment) return null
  const act = row.validTo ? 'reopen' : 'end'
  const { id, version } = row
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t(words[act])}</Button>
      {asking && (
        <Confirm
          title={t(words[act])}
          consequence={t(act === 'end' ? words.endNote : words.reopenNote, { name: row.name })}
          action={t(words[act])}
          reason
          act={async (reason) => {
            await organisationsApi.organisations[act].call({ id, version, reason })
            await changed()
          }}
          close={() => setAsking(false)}
        />
      )}
    </>
  )
}
