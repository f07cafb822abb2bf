import { Link } from '@tanstack/react-router'
import { Button, Input } from 'antd'
import { useId, useState } from 'react'
import { useAddress } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { named } from '../../../platform/web/punctuation.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { Dialog } from '../../../platform/web/ui/dialog.tsx'
import { DayText } from '../../../platform/web/ui/figures.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { AliasFilter, AliasListInput, type AliasRow } from '../alias-contract.ts'
import { organisationWords as words } from '../messages.ts'
import { organisationsApi, useOrganisationsChanged } from './api.ts'
import { OrganisationPicker } from './organisation-picker.tsx'

const columns: readonly Column<AliasRow>[] = [
  { key: 'alias', text: words.alias, show: (row) => row.alias, sort: false, width: 220 },
  { key: 'unit', text: words.name, show: (row) => row.organisationName, sort: false, width: 260 },
  { key: 'area', text: words.area, show: (row) => row.areaName, sort: false },
  { key: 'by', text: words.statedBy, show: (row) => row.statedBy ?? '—', sort: false },
  { key: 'at', text: words.statedAt, show: (row) => <DayText day={row.statedAt} />, sort: false },
  { key: 'remove', text: words.removeAlias, show: (row) => <Remove row={row} />, sort: false },
]

const filters: readonly Filter[] = [
  { key: 'search', text: words.searchAlias, kind: 'text', width: 180 },
  // Reached from the page of a unit.
  { key: 'organisation', text: words.name, kind: 'reached' },
]

/** Every other name that a unit goes by, to be added and removed. */
export function Page() {
  const t = useWords()
  const may = useMay()
  const { organisation } = useAddress()
  const [adding, setAdding] = useState(false)
  return (
    <>
      <ListPage
        list="organisation-aliases"
        note={t(words.aliasesNote)}
        primary={
          may('organisations.write') && (
            <Button type="primary" onClick={() => setAdding(true)}>
              {t(words.addAlias)}
            </Button>
          )
        }
        columns={may('organisations.write') ? columns : columns.filter(({ key }) => key !== 'remove')}
        exportPath="/organisation-aliases/export"
        filters={filters}
        rows={(ask) => organisationsApi.organisations.aliases.queryOptions({ input: inputOf(AliasListInput, ask) })}
        total={(ask) => organisationsApi.organisations.aliasTotal.queryOptions({ input: inputOf(AliasFilter, ask) })}
        rowKey={(row) => row.alias}
        empty={{
          text: t(words.noAliases),
          action: <Link to="/organisations">{t(words.title)}</Link>,
          under: ['organisation'],
        }}
      />
      {adding && <AliasDialog organisationId={organisation} close={() => setAdding(false)} />}
    </>
  )
}

/** Takes one name away after asking. */
export function Remove({ row }: { row: Pick<AliasRow, 'alias' | 'organisationName'> }) {
  const t = useWords()
  const may = useMay()
  const changed = useOrganisationsChanged()
  const [asking, setAsking] = useState(false)
  if (!may('organisations.write')) return null
  return (
    <>
      <button
        type="button"
        className="quiet"
        aria-label={named(t, t(words.removeAlias), row.alias)}
        onClick={() => setAsking(true)}
      >
        {t(words.removeAlias)}
      </button>
      {asking && (
        <Confirm
          title={t(words.removeAlias)}
          consequence={t(words.removeAliasNote, { alias: row.alias, name: row.organisationName })}
          action={t(words.removeAlias)}
          act={async () => {
            await organisationsApi.organisations.removeAlias.call({ alias: row.alias })
            await changed()
          }}
          close={() => setAsking(false)}
        />
      )}
    </>
  )
}

/** Adds another name, of a unit that is given or chosen. */
export function AliasDialog({ organisationId, close }: { organisationId: string | undefined; close: () => void }) {
  const t = useWords()
  const unitId = useId()
  const aliasId = useId()
  const changed = useOrganisationsChanged()
  const [unit, setUnit] = useState(organisationId)
  const [alias, setAlias] = useState('')
  const go = async () => {
    await organisationsApi.organisations.addAlias.call({ alias: alias.trim(), organisationId: unit ?? '' })
    await changed()
  }
  return (
    <Dialog
      title={t(words.addAlias)}
      action={t(words.addAlias)}
      act={go}
      disabled={!unit || alias.trim() === ''}
      close={close}
    >
      <div className="stacked">
        <label htmlFor={unitId}>{t(words.name)}</label>
        <OrganisationPicker id={unitId} value={unit} onChange={setUnit} />
      </div>
      <div className="stacked">
        <label htmlFor={aliasId}>{t(words.alias)}</label>
        <Input
          id={aliasId}
          maxLength={120}
          placeholder={t(words.aliasHelp)}
          value={alias}
          onChange={(event) => setAlias(event.target.value)}
        />
      </div>
    </Dialog>
  )
}
