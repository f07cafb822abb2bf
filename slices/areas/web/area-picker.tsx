import { DownOutlined } from '@ant-design/icons'
import { Input } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import { type AreaCode, type AreaLevel, countryCode } from '../../../core/area-code.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useSigned } from '../../../platform/web/session.tsx'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { areaMessages as words } from '../messages.ts'
import { AreaRows } from './area-rows.tsx'
import { useAreaName } from './area-text.tsx'
import './area-picker.css'

export type AreaPickerProps = {
  /** Given by `Field` together with value and onChange. */
  id?: string
  value?: AreaCode | null | undefined
  onChange?: (code: AreaCode | undefined) => void
  /** Only this area and what lies in it may be chosen; the asker's own area otherwise, the country for a stranger. */
  within?: AreaCode
  /** Only areas of these levels may be chosen; others still lead to them. */
  levels?: readonly AreaLevel[]
  /** How it is called where no label belongs to it. */
  name?: string
  clear?: boolean
  placeholder?: string
}

/** The area beyond which this person has nothing to choose. */
export function useOwnArea(): AreaCode {
  const { session } = useSigned()
  return session?.membership?.areaCode ?? countryCode
}

/**
 * Chooses an area: typing searches by name, opening it shows the tree one level at a time. Up and down move between the
 * rows, Enter chooses. Used as `<Field kind="own"><AreaPicker /></Field>` and, through `areaFilter`, in filter rows.
 */
export function AreaPicker(props: AreaPickerProps) {
  const { value, onChange, clear = false } = props
  const t = useWords()
  const own = useOwnArea()
  const root = props.within ?? own
  const panelId = useId()
  const box = useRef<HTMLDivElement>(null)
  const [open, setOpen] = useState(false)
  const [typed, setTyped] = useState<string>()
  const chosenName = useAreaName(value ?? undefined, root)
  const close = () => {
    setOpen(false)
    setTyped(undefined)
  }
  useKeys(box, open, () => setOpen(true), close)
  const choose = (code: AreaCode | undefined) => {
    onChange?.(code)
    close()
    inputOf(box.current)?.focus()
  }
  return (
    <div className="area-picker" ref={box}>
      <Input
        id={props.id}
        role="combobox"
        aria-expanded={open}
        aria-haspopup="dialog"
        aria-controls={open ? panelId : undefined}
        aria-label={props.name}
        autoComplete="off"
        allowClear={clear}
        placeholder={props.placeholder ?? t(words.choose)}
        prefix={props.name ? <span className="filter-name">{props.name}</span> : undefined}
        value={typed ?? chosenName}
        suffix={clear && value ? undefined : <DownOutlined className="choice-mark" aria-hidden="true" />}
        onClick={() => setOpen(true)}
        onChange={(event) => {
          // The cross of the field comes as a click.
          if (event.type === 'click') return choose(undefined)
          setTyped(event.target.value)
          setOpen(true)
        }}
      />
      {open && (
        <div id={panelId} className="area-panel" role="dialog" aria-label={t(words.choose)}>
          <AreaRows
            root={root}
            typed={typed?.trim() ?? ''}
            start={value ?? undefined}
            levels={props.levels}
            choose={choose}
          />
        </div>
      )}
    </div>
  )
}

const inputOf = (box: HTMLElement | null) => box?.querySelector('input')
const rowsOf = (box: HTMLElement) => [...box.querySelectorAll<HTMLElement>('[data-row]')]

/** Arrow keys through the rows, Escape and leaving close it, Enter in the field takes the first row and not the form. */
function useKeys(box: { current: HTMLElement | null }, open: boolean, show: () => void, close: () => void) {
  useEffect(() => {
    const element = box.current
    if (!element) return
    const onKey = (event: KeyboardEvent) => {
      const input = inputOf(element)
      const rows = rowsOf(element)
      const at = rows.indexOf(document.activeElement as HTMLElement)
      if (event.key === 'Escape' && open) {
        close()
        input?.focus()
      } else if (event.key === 'ArrowDown') {
        if (open) rows[Math.min(at + 1, rows.length - 1)]?.focus()
        else show()
      } else if (event.key === 'ArrowUp' && open) {
        if (at > 0) rows[at - 1]?.focus()
        else input?.focus()
      } else if (event.key === 'Enter' && event.target === input && open) {
        rows[0]?.click()
      } else return
      event.preventDefault()
      event.stopPropagation()
    }
    const outside = (event: Event) => {
      if (open && event.target instanceof Node && !element.contains(event.target)) close()
    }
    element.addEventListener('keydown', onKey)
    document.addEventListener('pointerdown', outside)
    document.addEventListener('focusin', outside)
    return () => {
      element.removeEventListener('keydown', onKey)
      document.removeEventListener('pointerdown', outside)
      document.removeEventListener('focusin', outside)
    }
  })
}

function AreaFilterControl({ value, change }: { value: string | undefined; change: (code?: string) => void }) {
  const t = useWords()
  return (
    <div className="area-filter">
      <AreaPicker value={value} onChange={change} name={t(words.area)} placeholder={t(words.all)} clear />
    </div>
  )
}

/** The filter of an area in the filter row of a list; its key in address and contract is `area`. */
export const areaFilter: Filter = {
  key: 'area',
  text: words.area,
  kind: 'own',
  show: (value, change) => <AreaFilterControl value={value} change={change} />,
}
