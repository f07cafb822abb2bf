import { type ReactNode, useState } from 'react'
import { useAct } from '../../../platform/web/act.ts'
import { useAddress, useGo, usePathPart } from '../../../platform/web/address.ts'
import { newId } from '../../../platform/web/identifier.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useDraft } from '../../../platform/web/phone/draft.ts'
import { sendAgain, useOutbox } from '../../../platform/web/phone/outbox.ts'
import {
  BigChoices,
  Coming,
  Nothing,
  NotKept,
  PhoneForm,
  Primary,
  RestoredDraft,
  Screen,
  TextBox,
  Trouble,
} from '../../../platform/web/phone/parts.tsx'
import { useToday } from '../../../platform/web/session.tsx'
import { requestKindChoices } from '../../requests/web/request-text.ts'
import type { OwnFamily } from '../contract.ts'
import { markWords } from '../messages.ts'
import {
  emptyVisit,
  type FilledVisit,
  faultsOf,
  filledOf,
  partNames,
  payloadOf,
  type Span,
  spans,
  type VisitFaults,
} from '../phone-form-rules.ts'
import { phoneVisitWords as words } from '../phone-messages.ts'
import { visitMarks } from '../phone-rules.ts'
import { familyOf, type KeptVisit, putVisit, useFamilies, waitingFor } from './phone-outbox.ts'
import './phone-visits.css'

/** Records a visit: what was seen, asked, promised, handed over; large choices first, words where somebody wants them. */
export function Page() {
  const t = useWords()
  const id = usePathPart('id')
  const { data, error, refetch } = useFamilies()
  const family = familyOf(data, id)
  const { record } = useAddress()
  const refused = waitingFor(useOutbox().items, id).find((visit) => visit.id === record && visit.state !== 'waiting')
  // A question that fails while somebody is filling in takes the form away from nobody.
  if (error && !data)
    return (
      <Screen title={t(words.record)} back={`/families/${id}`}>
        <Trouble error={error} retry={() => void refetch()} />
      </Screen>
    )
  if (!data) return <Coming />
  return (
    <Screen
      title={family ? t(words.visitTo, { name: family.headName }) : t(words.record)}
      back={family ? `/families/${id}` : '/me'}
    >
      {family || refused ? (
        // A family that has left the list meanwhile takes what was refused away from nobody: it is corrected all the same.
        <VisitForm key={`${id} ${refused?.id}`} householdId={id} family={family} refused={refused} />
      ) : (
        <Nothing text={t(words.notFound)} />
      )}
    </Screen>
  )
}

type VisitFormProps = { householdId: string; family: OwnFamily | undefined; refused: KeptVisit | undefined }

/** A new visit, or one that the server refused and that is being corrected. */
function VisitForm({ householdId, family, refused }: VisitFormProps) {
  const t = useWords()
  const go = useGo()
  const today = useToday()
  const draft = useDraft(refused ? `record.${refused.id}` : `visit.${householdId}`, () =>
    refused ? filledOf(refused.payload) : emptyVisit(today),
  )
  const filled = draft.value
  const [faults, setFaults] = useState<VisitFaults>({})
  const saving = useAct()
  const change = (part: Partial<FilledVisit>) => draft.change({ ...filled, ...part })
  const save = async () => {
    const found = faultsOf(filled, today)
    setFaults(found)
    if (Object.keys(found).length > 0 || saving.busy) return
    const payload = payloadOf(householdId, filled, newId)
    if (!(await saving.run(() => (refused ? sendAgain(refused.id, payload) : putVisit(payload))))) return
    draft.forget()
    go(family ? `/families/${householdId}` : '/me', true)
  }
  const fault = (key: keyof VisitFaults) => (faults[key] ? t(words[faults[key]]) : undefined)
  return (
    <PhoneForm act={() => void save()}>
      <RestoredDraft at={draft.restoredAt} reset={draft.reset} />
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
      {family && family.promises.length > 0 && (
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
      <NotKept fault={saving.fault} />
      <Primary busy={saving.busy}>{t(words.save)}</Primary>
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
  filled: FilledVisit
  change: (part: Partial<FilledVisit>) => void
  fault: (key: keyof VisitFaults) => string | undefined
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
