import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useEffect, useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { platformWords } from '../../../platform/web/messages.ts'
import { pairPageWords as words } from '../page-messages.ts'
import { pairingApi } from './api.ts'

type HelperPickerProps = {
  /** Given by `Field` together with value and onChange. */
  id?: string
  value?: string | null | undefined
  onChange?: (id: string | undefined) => void
  /** Never offered: who is in the pair already. */
  except?: readonly string[]
  /** Offers everybody, not only those with room. */
  everybody?: boolean
}

/** Chooses a helper by a part of the name or unit; unit and load stand beside it. */
export function HelperPicker({ id, value, onChange, except = [], everybody = false }: HelperPickerProps) {
  const t = useWords()
  const [typed, setTyped] = useState('')
  const [search, setSearch] = useState('')
  useEffect(() => {
    const rest = setTimeout(() => setSearch(typed.trim()), 250)
    return () => clearTimeout(rest)
  }, [typed])
  const found = useQuery({
    ...pairingApi.helpers.list.queryOptions({
      input: {
        ...(everybody ? {} : { free: true, fit: true }),
        state: 'active',
        ...(search ? { search } : {}),
        limit: 20,
        sort: 'name',
      },
    }),
    placeholderData: keepPreviousData,
  })
  const rows = (found.data?.rows ?? []).filter((row) => !except.includes(row.id))
  const unlisted = value && !rows.some((row) => row.id === value) ? value : undefined
  const chosen = useQuery({
    ...pairingApi.helpers.get.queryOptions({ input: { id: unlisted ?? '' } }),
    enabled: unlisted !== undefined,
  })
  const shown = unlisted && chosen.data ? [chosen.data, ...rows] : rows
  return (
    <Select
      id={id}
      aria-label={id ? undefined : t(words.helper)}
      placeholder={t(words.chooseHelper)}
      style={{ width: '100%' }}
      popupMatchSelectWidth={false}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={unlisted && !chosen.data ? undefined : (value ?? undefined)}
      options={shown.map((row) => ({
        value: row.id,
        label: row.name,
        more: [row.unit, row.post, t(words.room, { families: row.families, capacity: row.capacity })]
          .filter(Boolean)
          .join(' · '),
      }))}
      optionRender={(option) => (
        <span>
          {option.data.label} <span className="second">{option.data.more}</span>
        </span>
      )}
      notFoundContent={
        <span className="second">
          {found.isFetching ? t(platformWords.loading) : t(words.nobodyFound, { name: search })}
        </span>
      }
      onChange={(helperId: string | undefined) => onChange?.(helperId)}
    />
  )
}
