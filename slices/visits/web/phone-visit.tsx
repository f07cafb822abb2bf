import { type ReactNode, useState } from 'react'
import { useGo, usePathPart } from '../../../platform/web/address.ts'
import { newId } from '../../../platform/web/identifier.ts'
import { useWords } from '../../../platform/web/language.tsx'
import {
  BigChoices,
  Coming,
  Nothing,
  PhoneForm,
  Primary,
  Screen,
  TextBox,
  Trouble,
} from '../../../platform/web/phone/parts.tsx'
import { useToday } from '../../../platform/web/session.tsx'
import { requestKindChoices } from '../../requests/web/request-text.ts'
import type { OwnFamily } from '../contract.ts'
import { markWords } from '../messages.ts'
import { phoneVisitWords as words } from '../phone-messages.ts'
import { daysLater, fenTyped, visitMarks } from '../phone-rules.ts'
import { familyOf, putVisit, useFamilies, type VisitPayload } from './phone-outbox.ts'
import './phone-visits.css'

type PartName = keyof typeof visitMarks
const partNames: readonly PartName[] = ['living', 'thinking', 'difficulties', 'needs']
type RequestKindName = (typeof requestKindChoices)[number]['value']
const spans = { week: 7, fortnight: 14, month: 30 } as const
type Span = keyof typeof spans

type Filled = {
  visitedOn: string
  marks: Record<PartName, string[]>
  text: string
  askKind: RequestKindName | undefined
  askText: string
  promiseText: string
  within: Span
  kept: string[]
  cash: string
  goods: string
  quantity: string
  unit: string
}

const emptyOf = (today: string): Filled => ({
  visitedOn: today,
  marks: { living: [], thinking: [], difficulties: [], needs: [] },
  text: '',
  askKind: undefined,
  askText: '',
  promiseText: '',
  within: 'fortnight',
  kept: [],
  cash: '',
  goods: '',
  quantity: '1',
  unit: '',
})

/** Records a visit: what was seen, asked, promised, handed over; large choices first, words where somebody wants them. */
export function Page() {
  const t = useWords()
  const id = usePathPart('id')
  const { data, error, refetch } = useFamilies()
  const family = familyOf(data, id)
  if (error) return <Trouble error={error} retry={() => void refetch()} />
  if (!data) return <Coming />
  return (
    <Screen title={family ? t(words.visitTo, { name: family.headName }) : ''} back={`/families/${id}`}>
      {family ? <VisitForm key={id} family={family} /> : <Nothing text={t(words.notFound)} />}
    </Screen>
  )
}

function VisitForm({ family }: { family: OwnFamily }) {
  const t = useWords()
  const go = useGo()
  const today = useToday()
  const [filled, setFilled] = useState(() => emptyOf(today))
  const [faults, setFaults] = useState<Faults>({})
  const [busy, setBusy] = useState(false)
  const change = (part: Partial<Filled>) => setFilled({ ...filled, ...part })
  const save = async () => {
    const found = faultsOf(filled, today)
    setFaults(found)
    if (Object.keys(found).length > 0 || busy) return
    setBusy(true)
    await putVisit(payloadOf(family.householdId, filled))
    go(`/families/${family.householdId}`, true)
  }
  const fault = (key: keyof Faults) => (faults[key] ? t(words[faults[key]]) : undefined)
  return (
    <PhoneForm act={() => void save()}>
      {partNames.map((name) => (
        <BigChoices
          key={name}
          label={t(words[name])}
          several
          choices={visitMarks[name].map((mark) => ({ value: mark as string, text: t(markWords[mark]) }))}
          chosen={filled.marks[name]}
          change={(marks) => change({ marks: { ...filled.marks, [name]: marks } })}
        />
      ))}
      <TextBox
        label={t(words.words)}
        value={filled.text}
        change={(text) => change({ text })}
        rows={3}
        maxLength={500}
      />
      <More title={t(words.asks)} note={t(words.askHelp)}>
        <BigChoices
          label={t(words.askKind)}
          choices={requestKindChoices.map(({ value, text }) => ({ value, text: t(text) }))}
          chosen={filled.askKind ? [filled.askKind] : []}
          change={([askKind]) => change({ askKind })}
        />
        <TextBox
          label={t(words.askText)}
          value={filled.askText}
          change={(askText) => change({ askText })}
          rows={2}
          maxLength={500}
        />
      </More>
      <More title={t(words.promise)}>
        <TextBox
          label={t(words.promiseText)}
          value={filled.promiseText}
          change={(promiseText) => change({ promiseText })}
          rows={2}
          maxLength={300}
        />
        <BigChoices
          label={t(words.within)}
          choices={(Object.keys(spans) as Span[]).map((span) => ({ value: span, text: t(words[span]) }))}
          chosen={[filled.within]}
          change={([within]) => change({ within: within ?? 'fortnight' })}
        />
      </More>
      {family.promises.length > 0 && (
        <BigChoices
          label={t(words.keptBefore)}
          several
          choices={family.promises.map((promise) => ({ value: promise.id, text: promise.text }))}
          chosen={filled.kept}
          change={(kept) => change({ kept })}
        />
      )}
      <Given filled={filled} change={change} fault={fault} />
      <TextBox
        label={t(words.day)}
        help={t(words.dayHelp)}
        fault={fault('visitedOn')}
        type="date"
        value={filled.visitedOn}
        change={(visitedOn) => change({ visitedOn })}
      />
      {faults.seen && (
        <p className="fault" role="alert">
          {t(words.sayOne)}
        </p>
      )}
      <Primary busy={busy}>{t(words.save)}</Primary>
    </PhoneForm>
  )
}

/** A part that is opened by those who need it, so that the usual visit stays short. */
function More({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <details className="more-part">
      <summary>{title}</summary>
      {note && <p className="second">{note}</p>}
      <div className="phone-form">{children}</div>
    </details>
  )
}

type GivenProps = {
  filled: Filled
  change: (part: Partial<Filled>) => void
  fault: (key: keyof Faults) => string | undefined
}

function Given({ filled, change, fault }: GivenProps) {
  const t = useWords()
  return (
    <More title={t(words.given)}>
      <TextBox
        label={t(words.cashGiven)}
        fault={fault('cash')}
        inputMode="decimal"
        value={filled.cash}
        change={(cash) => change({ cash })}
        maxLength={12}
      />
      <TextBox label={t(words.goodsGiven)} value={filled.goods} change={(goods) => change({ goods })} maxLength={60} />
      {filled.goods.trim() !== '' && (
        <>
          <TextBox
            label={t(words.quantity)}
            fault={fault('quantity')}
            inputMode="numeric"
            value={filled.quantity}
            change={(quantity) => change({ quantity })}
            maxLength={4}
          />
          <TextBox label={t(words.unit)} value={filled.unit} change={(unit) => change({ unit })} maxLength={10} />
        </>
      )}
    </More>
  )
}

type Faults = { seen?: 'sayOne'; visitedOn?: 'dayFuture'; cash?: 'cashWrong'; quantity?: 'quantityWrong' }

const isQuantity = (text: string) => /^[1-9]\d{0,3}$/.test(text.normalize('NFKC').trim())

function faultsOf(filled: Filled, today: string): Faults {
  const said = Object.values(filled.marks).some((marks) => marks.length > 0) || filled.text.trim() !== ''
  const given = filled.goods.trim() !== ''
  return {
    ...(said ? {} : { seen: 'sayOne' as const }),
    ...(filled.visitedOn === '' || filled.visitedOn > today ? { visitedOn: 'dayFuture' as const } : {}),
    ...(filled.cash.trim() === '' || fenTyped(filled.cash) ? {} : { cash: 'cashWrong' as const }),
    ...(!given || isQuantity(filled.quantity) ? {} : { quantity: 'quantityWrong' as const }),
  }
}

function payloadOf(householdId: string, filled: Filled): VisitPayload {
  const part = (name: PartName) => ({ marks: filled.marks[name], text: name === 'living' ? filled.text.trim() : '' })
  const askText = filled.askText.trim()
  const promiseText = filled.promiseText.trim()
  const goods = filled.goods.trim()
  return {
    householdId,
    visitedOn: filled.visitedOn,
    living: part('living'),
    thinking: part('thinking'),
    difficulties: part('difficulties'),
    needs: part('needs'),
    asks: askText ? [{ id: newId(), kind: filled.askKind ?? 'other', text: askText }] : [],
    promises: promiseText
      ? [{ id: newId(), text: promiseText, dueOn: daysLater(filled.visitedOn, spans[filled.within]) }]
      : [],
    kept: filled.kept,
    cashFen: fenTyped(filled.cash) ?? null,
    goods: goods
      ? [{ name: goods, quantity: Number(filled.quantity.normalize('NFKC')), unit: filled.unit.trim() }]
      : [],
  }
}
