import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useEffect, useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { listWords } from '../../../platform/web/messages.ts'
import { householdListWords as words } from '../page-messages.ts'
import { registryApi } from './api.ts'

type PickerProps = {
  /** Given by `Field` together with value and onChange. */
  id?: string
  value?: string | null | undefined
  onChange?: (id: string | undefined) => void
}

/** Chooses a registered household by name, pinyin, the last four of a number or the address. */
export function HouseholdPicker({ id, value, onChange }: PickerProps) {
  const t = useWords()
  const [typed, setTyped] = useState('')
  const search = useRested(typed)
  const found = useQuery({
    ...registryApi.registry.list.queryOptions({ input: { ...(search ? { search } : {}), limit: 20 } }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
  const rows = found.data?.rows ?? []
  const missing = value && !rows.some((row) => row.id === value)
  const chosen = useQuery({
    ...registryApi.registry.get.queryOptions({ input: { id: value ?? '' } }),
    enabled: Boolean(missing),
    staleTime: 60_000,
  })
  const options = rows.map((row) => ({
    value: row.id,
    label: row.headName,
    under: `${row.fileNumber} ${row.areaName}`,
  }))
  if (missing && value)
    options.unshift({ value, label: chosen.data?.headName ?? '', under: chosen.data?.areaName ?? '' })
  return (
    <Select
      id={id}
      placeholder={t(words.search)}
      style={{ width: '100%', maxWidth: '42rem' }}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={value ?? undefined}
      options={options}
      optionRender={(option) => (
        <span>
          {option.data.label} <span className="second">{option.data.under}</span>
        </span>
      )}
      notFoundContent={<span className="second">{t(listWords.nothingFound)}</span>}
      onChange={(next: string | undefined) => onChange?.(next)}
    />
  )
}

function useRested(text: string): string {
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const rest = setTimeout(() => setRested(text.trim()), 250)
    return () => clearTimeout(rest)
  }, [text])
  return rested
}
