import { Input } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { fenOfYuan, yuanOfFen } from '../value-rules.ts'

type ValueProps = {
  id?: string
  /** What it is for, where no label stands beside it. */
  label?: string
  value?: string
  onChange?: (value: string) => void
  money: boolean
  width?: string
}

/** An exact value: money typed in yuan and held in fen, anything else as it is. What cannot be read stays as typed. */
export function ValueInput({ id, label, value = '', onChange, money, width = '16rem' }: ValueProps) {
  const t = useWords()
  const [typed, setTyped] = useState<string>()
  const shown = typed ?? (money && /^\d+(\.\d+)?$/.test(value) ? yuanOfFen(value) : value)
  return (
    <Input
      id={id}
      aria-label={label}
      inputMode="decimal"
      autoComplete="off"
      style={{ width }}
      value={shown}
      suffix={money ? t({ zh: '元', en: 'yuan' }) : undefined}
      onChange={(event) => {
        setTyped(event.target.value)
        onChange?.(money ? (fenOfYuan(event.target.value) ?? event.target.value) : event.target.value.trim())
      }}
      onBlur={() => setTyped(undefined)}
    />
  )
}
