import { Input, Radio } from 'antd'
import { useState } from 'react'
import { formatFen } from '../../../core/yuan.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useToday } from '../../../platform/web/session.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import { DayInput } from '../../../platform/web/ui/day-input.tsx'
import { Dialog } from '../../../platform/web/ui/dialog.tsx'
import { useIdempotencyKey } from '../../../platform/web/ui/form-draft.ts'
import { Labelled } from '../../../platform/web/ui/labelled.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import { grouped, type Selection } from '../../../platform/web/ui/list-parts.tsx'
import { AreaPicker, useOwnArea } from '../../areas/web/area-picker.tsx'
import { Category } from '../../registry/model.ts'
import { CategoryText } from '../../registry/web/household-columns.tsx'
import { EntryListInput } from '../contract.ts'
import type { AidList } from '../model.ts'
import { festivalListWords as words } from '../page-messages.ts'
import { useEach } from './aid-text.tsx'
import { aidApi, useAidChanged } from './api.ts'

const mostAtOnce = 10_000
const portion = 200

/** The families of a selection; those of a whole filter are asked page by page. */
async function familiesOf(list: AidList, selection: Selection): Promise<string[]> {
  if (!selection.all) return [...selection.ids]
  const ids: string[] = []
  for (;;) {
    const ask = { ...selection.ask, limit: portion, offset: ids.length }
    const { rows, more } = await aidApi.entries.call(inputOf(EntryListInput, ask, { id: list.id }))
    ids.push(...rows.map((row) => row.householdId))
    if (!more || rows.length === 0) return ids
  }
}

type ChosenProps = {
  list: AidList
  selection: Selection
  done: () => void
  say: (text: string) => void
  close: () => void
}

/** Families have received and signed: when, who, on which receipt. */
export function Receive({ list, selection, done, say, close }: ChosenProps) {
  const t = useWords()
  const today = useToday()
  const changed = useAidChanged()
  const each = useEach()(list)
  const { keyFor, used } = useIdempotencyKey()
  const [receivedOn, setDay] = useState(today)
  const [receivedBy, setBy] = useState('')
  const [relation, setRelation] = useState('')
  const [receipt, setReceipt] = useState('')
  const tooMany = selection.count > mostAtOnce
  const count = grouped(selection.count)
  const act = async () => {
    const householdIds = await familiesOf(list, selection)
    const input = {
      id: list.id,
      householdIds,
      receivedOn,
      receivedBy: receivedBy.trim() || null,
      relation: relation.trim() || null,
      receipt: receipt.trim() || null,
    }
    const { recorded, already } = await aidApi.receive.call(input, { context: { idempotencyKey: keyFor(input) } })
    used()
    await changed()
    say(t(words.recorded, { recorded: grouped(recorded), already: grouped(already) }))
    done()
  }
  const sum = list.amountFen ? formatFen(BigInt(list.amountFen) * BigInt(selection.count)) : undefined
  return (
    <Dialog
      title={t(words.receiveTitle, { count })}
      action={t(words.receive)}
      act={act}
      disabled={tooMany || receivedOn === ''}
      close={close}
    >
      <p className="consequence">
        {tooMany
          ? t(words.tooMany)
          : sum
            ? t(words.receiveMoney, { count, each, sum })
            : t(words.receiveGoods, { count, each })}
      </p>
      <div className="festival-fields">
        <Labelled label={t(words.receivedOn)}>
          {(id) => <DayInput id={id} max={today} value={receivedOn} onChange={(day) => setDay(day ?? '')} />}
        </Labelled>
        <Labelled label={t(words.receipt)}>
          {(id) => (
            <Input id={id} maxLength={60} value={receipt} onChange={(event) => setReceipt(event.target.value)} />
          )}
        </Labelled>
        <Labelled label={t(words.receivedBy)} help={t(words.receivedByHelp)}>
          {(id) => <Input id={id} maxLength={30} value={receivedBy} onChange={(event) => setBy(event.target.value)} />}
        </Labelled>
        <Labelled label={t(words.relation)}>
          {(id) => (
            <Input id={id} maxLength={20} value={relation} onChange={(event) => setRelation(event.target.value)} />
          )}
        </Labelled>
      </div>
    </Dialog>
  )
}

/** Named exceptions, with the reason that holds for all that are chosen. */
export function Except({ list, selection, done, say, close }: ChosenProps) {
  const t = useWords()
  const changed = useAidChanged()
  const act = async (reason: string) => {
    const householdIds = await familiesOf(list, selection)
    const { excepted } = await aidApi.except.call({ id: list.id, householdIds, reason })
    await changed()
    say(t(words.exceptedDone, { count: grouped(excepted) }))
    done()
  }
  return (
    <Confirm
      title={t(words.exceptTitle, { count: grouped(selection.count) })}
      consequence={t(selection.count > mostAtOnce ? words.tooMany : words.exceptNote)}
      action={t(words.except)}
      reason
      act={act}
      close={close}
    />
  )
}

type AddProps = { list: AidList; say: (text: string) => void; close: () => void }

/** All registered families of an area and category go on the list. */
export function AddFamilies({ list, say, close }: AddProps) {
  const t = useWords()
  const own = useOwnArea()
  const changed = useAidChanged()
  const [area, setArea] = useState<string | undefined>(own)
  const [category, setCategory] = useState<Category | 'all'>('all')
  const act = async () => {
    const { added } = await aidApi.addToList.call({
      id: list.id,
      ...(area ? { area } : {}),
      ...(category === 'all' ? {} : { category }),
    })
    await changed()
    say(t(words.added, { count: grouped(added) }))
  }
  return (
    <Dialog title={t(words.addTitle)} action={t(words.add)} act={act} close={close}>
      <p className="consequence">{t(words.addNote)}</p>
      <Labelled label={t(words.area)}>{(id) => <AreaPicker id={id} value={area} onChange={setArea} />}</Labelled>
      <fieldset className="reasons">
        <legend>{t(words.category)}</legend>
        <Radio.Group
          value={category}
          onChange={(event) => setCategory(event.target.value as Category | 'all')}
          options={[
            { value: 'all', label: t(words.allCategories) },
            ...Category.options.map((one) => ({ value: one, label: <CategoryText category={one} /> })),
          ]}
        />
      </fieldset>
    </Dialog>
  )
}
