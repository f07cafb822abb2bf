import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useEffect, useState } from 'react'
import type { Text } from '../../../core/messages.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { platformWords } from '../../../platform/web/messages.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { organisationWords as words } from '../messages.ts'
import type { OrganisationKind } from '../model.ts'
import { organisationsApi } from './api.ts'

export type OrganisationPickerProps = {
  /** Given by `Field` together with value and onChange. */
  id?: string
  value?: string | null | undefined
  onChange?: (id: string | undefined) => void
  /** Only organisations of this kind. */
  kind?: OrganisationKind
  /** Never offered, such as the organisation itself when its parent is chosen. */
  except?: string
  /** How it is called where no label belongs to it. */
  name?: string
  placeholder?: string
}

/** Chooses an organisation by a part of its name; its area stands beside it, because many bear the same name. */
export function OrganisationPicker(props: OrganisationPickerProps) {
  const { value, onChange, kind, except } = props
  const t = useWords()
  const [typed, setTyped] = useState('')
  const name = useRested(typed)
  const found = useQuery({
    ...organisationsApi.organisations.list.queryOptions({
      input: {
        ...(name ? { name } : {}),
        ...(kind ? { kind } : {}),
        live: true,
        limit: 20,
        sort: name ? 'name' : 'tree',
      },
    }),
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  })
  const rows = (found.data?.rows ?? []).filter((row) => row.id !== except)
  const chosenName = useOrganisationName(rows.some((row) => row.id === value) ? undefined : (value ?? undefined))
  const options = rows.map((row) => ({ value: row.id, label: row.name, area: row.areaName }))
  if (value && !rows.some((row) => row.id === value)) options.unshift({ value, label: chosenName, area: '' })
  return (
    <Select
      id={props.id}
      aria-label={props.name}
      prefix={props.name ? <span className="filter-name">{props.name}</span> : undefined}
      placeholder={props.placeholder ?? t(words.choose)}
      style={{
        minWidth: props.name ? 'min(18rem, 100%)' : '22rem',
        maxWidth: '42rem',
        width: props.id ? '100%' : undefined,
      }}
      popupMatchSelectWidth={false}
      allowClear
      showSearch={{ filterOption: false, onSearch: setTyped }}
      value={value ?? undefined}
      options={options}
      optionRender={(option) => (
        <span>
          {option.data.label} <span className="second">{option.data.area}</span>
        </span>
      )}
      notFoundContent={
        <span className="second">
          {found.isFetching ? t(platformWords.loading) : name ? t(words.nothingFound, { name }) : t(words.typeToFind)}
        </span>
      }
      onChange={(id: string | undefined) => onChange?.(id)}
    />
  )
}

/** The name of an organisation; empty while unknown. */
export function useOrganisationName(id: string | undefined): string {
  const { data } = useQuery({
    ...organisationsApi.organisations.get.queryOptions({ input: { id: id ?? '' } }),
    enabled: id !== undefined,
    staleTime: 60_000,
  })
  return data?.name ?? ''
}

/** A filter by organisation for the filter row of a list. */
export const organisationFilter = (key: string, text: Text): Filter => ({
  key,
  text,
  kind: 'own',
  show: (value, change) => <OrganisationFilterControl text={text} value={value} change={change} />,
})

type ControlProps = { text: Text; value: string | undefined; change: (value: string | undefined) => void }

function OrganisationFilterControl({ text, value, change }: ControlProps) {
  const t = useWords()
  return <OrganisationPicker name={t(text)} placeholder={t(words.all)} value={value} onChange={change} />
}

function useRested(text: string): string {
  const [rested, setRested] = useState(text)
  useEffect(() => {
    const rest = setTimeout(() => setRested(text.trim()), 250)
    return () => clearTimeout(rest)
  }, [text])
  return rested
}
