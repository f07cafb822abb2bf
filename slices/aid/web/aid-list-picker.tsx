import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { aidApi } from './api.ts'

type PickerProps = {
  /** Given by `Field` together with value and onChange. */
  id?: string
  value?: string | null | undefined
  onChange?: (id: string | undefined) => void
  placeholder?: string
}

/** Chooses one of the festival lists that are still open. */
export function AidListPicker({ id, value, onChange, placeholder }: PickerProps) {
  const { data, isPending } = useQuery(aidApi.lists.queryOptions({ input: {} }))
  const open = (data?.rows ?? []).filter((list) => list.state === 'open' || list.id === value)
  return (
    <Select
      id={id}
      loading={isPending}
      placeholder={placeholder}
      style={{ width: '100%', maxWidth: '42rem' }}
      value={value ?? undefined}
      options={open.map((list) => ({ value: list.id, label: list.name }))}
      onChange={(chosen: string | undefined) => onChange?.(chosen)}
    />
  )
}
