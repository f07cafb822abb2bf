import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useEffect, useState } from 'react'
import { formatFen } from '../../../core/yuan.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { useOwnArea } from '../../areas/web/area-picker.tsx'
import { useOrganisationName } from '../../organisations/web/organisation-picker.tsx'
import { unitPairWords as words } from '../unit-pair-messages.ts'
import { pairingApi } from './api.ts'

type ChoiceProps = { id: string; value: string | null; onChange: (value: string | null) => void }
type Income = { areaCode: string; areaName: string; year: number; perCapitaFen: string }

const optionOf = (row: Income) => ({ value: row.areaCode, label: row.areaName, more: row })

function Village({ label, more }: { label: string; more: Income }) {
  const t = useWords()
  return (
    <span>
      {label}{' '}
      <span className="second">{t(words.incomeOf, { year: more.year, amount: formatFen(more.perCapitaFen) })}</span>
    </span>
  )
}

/** First choice: a village under the line that nobody sponsors yet, the poorest first. */
export function OpenVillages({ id, value, onChange }: ChoiceProps) {
  const t = useWords()
  const { data } = useQuery(pairingApi.unitPairs.openVillages.queryOptions({ input: { limit: 200 } }))
  return (
    <Select
      id={id}
      style={{ width: '100%' }}
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={data ? t(words.openVillages, { count: data.total }) : undefined}
      value={value ?? undefined}
      options={(data?.rows ?? []).map(optionOf)}
      optionRender={(option) => <Village label={option.data.label} more={option.data.more} />}
      onChange={(code: string | undefined) => onChange(code ?? null)}
    />
  )
}

/** Second choice: a unit that sponsors no village yet. */
export function FreeUnits({ id, value, onChange }: ChoiceProps) {
  const t = useWords()
  const [typed, setTyped] = useState('')
  const [name, setName] = useState('')
  useEffect(() => {
    const rest = setTimeout(() => setName(typed.trim()), 250)
    return () => clearTimeout(rest)
  }, [typed])
  const { data } = useQuery({
    ...pairingApi.unitPairs.freeUnits.queryOptions({ input: { ...(name ? { name } : {}), limit: 20 } }),
    placeholderData: keepPreviousData,
  })
  const rows = data?.rows ?? []
  const chosen = useOrganisationName(value && !rows.some((row) => row.id === value) ? value : undefined)
  const options = rows.map((row) => ({ value: row.id, label: row.name, area: row.areaName }))
  // A unit that has this very village is no longer free and stays chosen.
  if (value && !rows.some((row) => row.id === value)) options.unshift({ value, label: chosen, area: '' })
  return (
    <Select
      id={id}
      style={{ width: '100%' }}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      placeholder={t(words.freeUnits)}
      value={value ?? undefined}
      options={options}
      optionRender={(option) => (
        <span>
          {option.data.label} <span className="second">{option.data.area}</span>
        </span>
      )}
      onChange={(unit: string | undefined) => onChange(unit ?? null)}
    />
  )
}

/** Third choice, once the village is known: a village of its county that is not under the line itself. */
export function StrongVillages({ id, value, village, onChange }: ChoiceProps & { village: string | null }) {
  const t = useWords()
  const { data } = useQuery({
    ...pairingApi.unitPairs.strongVillages.queryOptions({ input: { village: village ?? '', limit: 200 } }),
    enabled: village !== null,
  })
  const rows = data?.rows ?? []
  const options = rows.map(optionOf)
  return (
    <Select
      id={id}
      style={{ width: '100%' }}
      allowClear
      disabled={village === null}
      showSearch={{ optionFilterProp: 'label' }}
      placeholder={t(village === null ? words.villageFirst : words.strongVillages)}
      value={data ? (value ?? undefined) : undefined}
      options={options}
      optionRender={(option) => <Village label={option.data.label} more={option.data.more} />}
      onChange={(code: string | undefined) => onChange(code ?? null)}
    />
  )
}

/** The line that holds today in the own area, with its document; where none is on file, where it is filed. */
export function IncomeLine() {
  const t = useWords()
  const may = useMay()
  const area = useOwnArea()
  const { data } = useQuery(pairingApi.unitPairs.line.queryOptions({ input: { area } }))
  if (!data) return null
  if (data.line)
    return (
      <p className="second">
        {t(words.line, { line: formatFen(data.line.fen), from: data.line.from })} {data.line.document}
      </p>
    )
  return (
    <p className="second">
      {t(words.lineUnknown)}{' '}
      {may('policies.write') && <a href="/policies/standards/new?name=village_income_line_fen">{t(words.fileLine)}</a>}
    </p>
  )
}
