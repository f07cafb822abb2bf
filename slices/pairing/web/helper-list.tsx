import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { listed, named } from '../../../platform/web/punctuation.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { Mark } from '../../../platform/web/ui/figures.tsx'
import { Facts } from '../../../platform/web/ui/file-page.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { RevealField } from '../../../platform/web/ui/reveal-field.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { organisationFilter } from '../../organisations/web/organisation-picker.tsx'
import { barWords } from '../bar-messages.ts'
import { HelperFilter, HelperListInput } from '../contract.ts'
import { helperGroupWords, helperKindWords, languageWords, skillWords } from '../messages.ts'
import { HelperGroup, HelperKind, type HelperRow, Language, Skill } from '../model.ts'
import { pairPageWords as words } from '../page-messages.ts'
import { teamworkWords, vettingWords } from '../teamwork-messages.ts'
import { pairingApi, usePairingChanged } from './api.ts'
import './pairing.css'

function Kind({ row }: { row: HelperRow }) {
  return useWords()(helperKindWords[row.kind])
}

function Room({ row }: { row: HelperRow }) {
  return useWords()(words.room, { families: row.families, capacity: row.capacity })
}

function State({ row }: { row: HelperRow }) {
  const t = useWords()
  if (row.state === 'retired') return <Mark tone="plain">{t(words.retiredState)}</Mark>
  return row.vetting === 'waiting' ? <Mark tone="waiting">{t(vettingWords.waiting)}</Mark> : t(words.active)
}

const columns: readonly Column<HelperRow>[] = [
  { key: 'name', text: words.name, show: (row) => row.name, width: 140 },
  { key: 'kind', text: words.kind, show: (row) => <Kind row={row} /> },
  { key: 'unit', text: words.unit, show: (row) => row.unit ?? '—', width: 200 },
  { key: 'post', text: words.post, show: (row) => row.post ?? '—', sort: false },
  { key: 'area', text: words.area, show: (row) => row.areaName },
  { key: 'skill', text: words.skill, show: (row) => row.skillText ?? '—', sort: false },
  { key: 'families', text: words.families, show: (row) => <Room row={row} />, number: true },
  { key: 'phone', text: words.phone, show: (row) => row.phone ?? '—', sort: false },
  { key: 'state', text: words.state, show: (row) => <State row={row} />, sort: false, optional: true },
]

const filters: readonly Filter[] = [
  { key: 'search', text: words.search, kind: 'text', width: 180 },
  areaFilter,
  {
    key: 'group',
    text: words.group,
    kind: 'choice',
    choices: HelperGroup.options.map((value) => ({ value, text: helperGroupWords[value] })),
  },
  {
    key: 'kind',
    text: words.kind,
    kind: 'choice',
    choices: HelperKind.options.map((value) => ({ value, text: helperKindWords[value] })),
  },
  organisationFilter('unit', words.unit),
  {
    key: 'skill',
    text: words.skill,
    kind: 'choice',
    choices: Skill.options.map((value) => ({ value, text: skillWords[value] })),
  },
  {
    key: 'language',
    text: words.language,
    kind: 'choice',
    choices: Language.options.map((value) => ({ value, text: languageWords[value] })),
  },
  {
    key: 'vetting',
    text: words.vettingFilter,
    kind: 'choice',
    choices: (['waiting', 'vetted', 'refused'] as const).map((value) => ({ value, text: vettingWords[value] })),
  },
  { key: 'free', text: words.free, kind: 'flag' },
  { key: 'paired', text: words.paired, kind: 'flag' },
  {
    key: 'state',
    text: words.state,
    kind: 'choice',
    choices: [
      { value: 'active', text: words.active },
      { value: 'retired', text: words.retiredState },
    ],
  },
]

/** Who stands by families or could: of every kind, with unit, skills and room. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const may = useMay()
  return (
    <ListPage
      list="helpers"
      exportPath="/helpers/export"
      note={t(words.helpersNote)}
      primary={
        may('pairing.write') && (
          <Button type="primary" onClick={() => go('/helpers/new')}>
            {t(words.addHelper)}
          </Button>
        )
      }
      columns={columns}
      filters={filters}
      defaultSort="area"
      rows={(ask) => pairingApi.helpers.list.queryOptions({ input: inputOf(HelperListInput, ask) })}
      total={(ask) => pairingApi.helpers.total.queryOptions({ input: inputOf(HelperFilter, ask) })}
      rowKey={(row) => row.id}
      open={may('pairing.write') ? (row) => `/helpers/${row.id}` : undefined}
      peek={(row) => ({ title: row.name, content: <HelperPeek key={row.id} row={row} /> })}
      empty={{
        text: t(words.noHelpers),
        next: ['/helpers/new', '/imports/new'],
      }}
    />
  )
}

function HelperPeek({ row }: { row: HelperRow }) {
  const t = useWords()
  const may = useMay()
  const changed = usePairingChanged()
  const [retiring, setRetiring] = useState(false)
  const [vetting, setVetting] = useState<boolean>()
  return (
    <>
      <Facts
        facts={[
          { label: t(words.kind), value: <Kind row={row} /> },
          { label: t(words.unit), value: row.unit ?? '—' },
          { label: t(words.post), value: row.post ?? '—' },
          { label: t(words.area), value: row.areaName },
          { label: t(words.skill), value: row.skillText ?? '—' },
          ...(row.languages.length > 0
            ? [
                {
                  label: t(words.language),
                  value: listed(
                    t,
                    row.languages.map((one) => t(languageWords[one])),
                  ),
                },
              ]
            : []),
          { label: t(words.families), value: <Room row={row} /> },
          {
            label: t(words.phone),
            value: row.phone ? (
              <RevealField
                label={t(words.phone)}
                masked={row.phone}
                reveal={async (reason) => (await pairingApi.helpers.phone.call({ id: row.id, reason })).value ?? ''}
              />
            ) : (
              '—'
            ),
          },
          { label: t(words.account), value: t(row.membershipId ? words.accountKept : words.noAccount) },
          ...(row.vetting === 'not_needed'
            ? []
            : [
                {
                  label: t(teamworkWords.vetting),
                  value: row.vettingNote
                    ? named(t, t(vettingWords[row.vetting]), row.vettingNote)
                    : t(vettingWords[row.vetting]),
                },
              ]),
          { label: t(words.state), value: <State row={row} /> },
        ]}
      />
      <p className="peek-doors">
        <Link to={`/pairs?helper=${row.id}`}>{t(words.theirPairs)}</Link>
        <Link to={`/bars?helper=${row.id}`}>{t(barWords.title)}</Link>
      </p>
      {may('pairing.approve') && row.vetting === 'waiting' && (
        <div className="peek-acts">
          <Button type="primary" onClick={() => setVetting(true)}>
            {t(teamworkWords.fit)}
          </Button>
          <Button onClick={() => setVetting(false)}>{t(teamworkWords.unfit)}</Button>
        </div>
      )}
      {vetting !== undefined && (
        <Confirm
          title={t(vetting ? teamworkWords.fit : teamworkWords.unfit)}
          consequence={t(teamworkWords.vetNote)}
          action={t(vetting ? teamworkWords.fit : teamworkWords.unfit)}
          reason
          act={async (note) => {
            await pairingApi.helpers.vet.call({ id: row.id, version: row.version, fit: vetting, note })
            await changed()
          }}
          close={() => setVetting(undefined)}
        />
      )}
      {may('pairing.write') && row.state === 'active' && (
        <div className="peek-acts">
          <Button onClick={() => setRetiring(true)}>{t(words.retire)}</Button>
        </div>
      )}
      {retiring && (
        <Confirm
          title={t(words.retireTitle, { name: row.name })}
          consequence={row.families > 0 ? t(words.retireHelping, { families: row.families }) : t(words.retireNote)}
          action={t(words.retire)}
          reason
          act={async (reason) => {
            await pairingApi.helpers.retire.call({ id: row.id, version: row.version, reason, leave: row.families > 0 })
            await changed()
          }}
          close={() => setRetiring(false)}
        />
      )}
    </>
  )
}
