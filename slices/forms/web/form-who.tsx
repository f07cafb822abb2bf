import { Input, Select } from 'antd'
import { useId, useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { AidListPicker } from '../../aid/web/aid-list-picker.tsx'
import { AreaPicker, useOwnArea } from '../../areas/web/area-picker.tsx'
import { categoryWords } from '../../registry/messages.ts'
import { Category } from '../../registry/model.ts'
import type { Form, Months, Selection } from '../model.ts'
import { fillWords as words } from '../page-messages.ts'
import { mostCards } from '../rules.ts'
import { chosenFamilies } from './api.ts'
import { PeriodChoice } from './form-period.tsx'

type Kind = 'households' | 'filter' | 'aid_list'
type Choices = {
  kind: Kind
  area: string | undefined
  category: Category | undefined
  list: string | undefined
  period: Months | undefined
  purpose: string
  fullNumbers: boolean
}
type Asked = { selection: Selection | undefined; period?: Months; purpose: string; fullNumbers: boolean }
export type Complete = Asked & { selection: Selection }

export const isAsked = (asked: Asked): asked is Complete =>
  asked.selection !== undefined && asked.purpose.trim().length >= 2

/** Which families, what for, and how much of their numbers. */
export function useWho() {
  const own = useOwnArea()
  const [ids] = useState(chosenFamilies)
  const [choices, setChoices] = useState<Choices>({
    kind: ids.length > 0 ? 'households' : 'filter',
    area: own,
    category: undefined,
    list: undefined,
    period: undefined,
    purpose: '',
    fullNumbers: false,
  })
  const { purpose, fullNumbers, period } = choices
  const selection = selectionOf(choices, ids)
  const asked = { selection, ...(period && { period }), purpose: purpose.trim(), fullNumbers } as Complete
  return { ids, choices, setChoices, asked }
}

function selectionOf({ kind, area, category, list }: Choices, ids: readonly string[]): Selection | undefined {
  if (kind === 'households') return ids.length > 0 ? { kind, ids: [...ids] } : undefined
  if (kind === 'aid_list') return list === undefined ? undefined : { kind, id: list }
  return { kind, ...(area ? { area } : {}), ...(category ? { category } : {}) }
}

export function Who({ form, who }: { form: Form; who: ReturnType<typeof useWho> }) {
  const t = useWords()
  const may = useMay()
  const { ids, choices, setChoices } = who
  const set = (more: Partial<Choices>) => setChoices({ ...choices, ...more })
  const kinds: readonly (readonly [Kind, string])[] = [
    ...(ids.length > 0 ? [['households', t(words.whoChosen, { count: grouped(ids.length) })] as const] : []),
    ['filter', t(words.whoFilter)],
    ...(may('aid.read') ? [['aid_list', t(words.whoList)] as const] : []),
  ]
  return (
    <div className="form-who">
      <fieldset>
        <legend>{t(words.who)}</legend>
        {kinds.map(([kind, text]) => (
          <label key={kind}>
            <input type="radio" name="who" checked={choices.kind === kind} onChange={() => set({ kind })} /> {text}
          </label>
        ))}
      </fieldset>
      {choices.kind === 'filter' && <Filter choices={choices} set={set} />}
      {choices.kind === 'aid_list' && <List choices={choices} set={set} />}
      {form.shape === 'card' && <p className="second">{t(words.cardLimit, { limit: mostCards })}</p>}
      <PeriodChoice form={form} value={choices.period} change={(period) => set({ period })} />
      <Purpose choices={choices} set={set} />
      <fieldset>
        <legend>{t(words.numbers)}</legend>
        <label>
          <input
            type="radio"
            name="numbers"
            checked={!choices.fullNumbers}
            onChange={() => set({ fullNumbers: false })}
          />{' '}
          {t(words.masked)}
        </label>
        {may('forms.full_numbers') && (
          <label>
            <input
              type="radio"
              name="numbers"
              checked={choices.fullNumbers}
              onChange={() => set({ fullNumbers: true })}
            />{' '}
            {t(words.full)}
          </label>
        )}
      </fieldset>
    </div>
  )
}

type PartProps = { choices: Choices; set: (more: Partial<Choices>) => void }

function Filter({ choices, set }: PartProps) {
  const t = useWords()
  const id = useId()
  return (
    <div className="form-lines">
      <label htmlFor={`${id}-area`}>{t(words.area)}</label>
      <AreaPicker id={`${id}-area`} value={choices.area} onChange={(area) => set({ area })} />
      <label htmlFor={`${id}-category`}>{t(words.category)}</label>
      <Select
        id={`${id}-category`}
        style={{ width: '100%', maxWidth: '42rem' }}
        value={choices.category ?? ''}
        options={[
          { value: '', label: t(words.all) },
          ...Category.options.map((one) => ({ value: one as string, label: t(categoryWords[one]) })),
        ]}
        onChange={(value: string) => set({ category: Category.safeParse(value).data })}
      />
    </div>
  )
}

function List({ choices, set }: PartProps) {
  const t = useWords()
  const id = useId()
  return (
    <div className="form-lines">
      <label htmlFor={id}>{t(words.list)}</label>
      <AidListPicker id={id} value={choices.list} onChange={(list) => set({ list })} />
    </div>
  )
}

function Purpose({ choices, set }: PartProps) {
  const t = useWords()
  const id = useId()
  return (
    <div className="form-lines">
      <label htmlFor={id}>{t(words.purpose)}</label>
      <Input
        id={id}
        maxLength={200}
        placeholder={t(words.purposeExample)}
        value={choices.purpose}
        onChange={(event) => set({ purpose: event.target.value })}
      />
    </div>
  )
}
