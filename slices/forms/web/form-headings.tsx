import { Select } from 'antd'
import { useId } from 'react'
import { formFields, isFormField } from '../../../engines/roster/fill/form-fields.ts'
import { isListKind, listKinds } from '../../../engines/roster/fill/form-reading.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { Mark } from '../../../platform/web/ui/figures.tsx'
import { TableHead } from '../../../platform/web/ui/table-head.tsx'
import type { Form, FormPart, Slot } from '../model.ts'
import { fillWords as words } from '../page-messages.ts'

/** What was chosen otherwise and not yet sent, by the key of the heading. */
export type Changes = Readonly<Record<string, string | null>>

type HeadingsProps = { form: Form; changes: Changes; change: (changes: Changes) => void }

/** What every heading and label of the form asks for, part by part. */
export function Headings({ form, changes, change }: HeadingsProps) {
  const t = useWords()
  return (
    <>
      <p className="second">{t(words.headingsNote)}</p>
      {form.parts.map((part) => (
        <Part key={part.name} part={part} changes={changes} change={change} />
      ))}
    </>
  )
}

const listWords = {
  family: words.partList,
  member: words.partMembers,
  student: words.partStudents,
  disabled: words.partDisabled,
  elderly: words.partElderly,
  minor: words.partMinors,
  dibao: words.partDibao,
  aided: words.partAided,
  aid: words.partAid,
  visit: words.partVisits,
  register: words.partRegister,
  ledger: words.partLedger,
}

const kindWords = {
  family: words.listFamily,
  dibao: words.listDibao,
  aided: words.listAided,
  member: words.listMember,
  student: words.listStudent,
  disabled: words.listDisabled,
  elderly: words.listElderly,
  minor: words.listMinor,
}

/** Whose list it is, where it was recognised otherwise than it was meant. */
function Whose({ kind, choose }: { kind: string | null; choose: (kind: string) => void }) {
  const t = useWords()
  const id = useId()
  return (
    <p className="form-whose">
      <label htmlFor={id}>{t(words.whoseList)}</label>{' '}
      <Select
        id={id}
        style={{ width: '100%', maxWidth: '32rem' }}
        value={kind !== null && isListKind(kind) ? kind : null}
        placeholder={t(words.listRegister)}
        options={listKinds.map((one) => ({ value: one as string, label: t(kindWords[one]) }))}
        onChange={(value) => value !== null && choose(value)}
      />
    </p>
  )
}

function Part({ part, changes, change }: Omit<HeadingsProps, 'form'> & { part: FormPart }) {
  const t = useWords()
  const { listKey } = part
  const slots = [...part.labels, ...part.columns]
  const said = listKey === null ? undefined : changes[listKey]
  const rowOf = said && isListKind(said) ? said : part.rowOf
  const ofRows = rowOf === 'member' && part.shape === 'card' ? words.partFamilyMembers : rowOf && listWords[rowOf]
  const ofCounts = part.counted > 0 ? words.partCounts : undefined
  const text = ofCounts || ofRows || (part.shape === 'card' ? words.partCard : words.partLines)
  return (
    <section className="form-part">
      <h3>{t(text, { name: part.name, rows: part.blankRows, count: part.counted })}</h3>
      {listKey !== null && <Whose kind={rowOf} choose={(kind) => change({ ...changes, [listKey]: kind })} />}
      {slots.length > 0 && (
        <table className="data small form-headings">
          <TableHead heads={[[words.heading], [words.fact], [words.sureness]]} />
          <tbody>
            {slots.map((slot) => (
              <Row key={slot.key} slot={slot} changes={changes} change={change} />
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

const fields = Object.entries(formFields).filter(([, { at }]) => at !== 'supplement')

function Row({ slot, changes, change }: Omit<HeadingsProps, 'form'> & { slot: Slot }) {
  const t = useWords()
  const chosen = Object.hasOwn(changes, slot.key)
  const field = chosen ? (changes[slot.key] ?? null) : slot.field
  return (
    <tr>
      <th scope="row">{slot.header}</th>
      <td>
        <Select
          aria-label={t(words.factOf, { header: slot.header })}
          style={{ width: '100%', maxWidth: '26rem' }}
          showSearch={{ optionFilterProp: 'label' }}
          value={field ?? ''}
          options={[
            { value: '', label: t(slot.byHand ? words.byHand : words.leftBlank) },
            ...fields.map(([key, { text }]) => ({ value: key, label: t(text) })),
          ]}
          onChange={(value: string) => change({ ...changes, [slot.key]: value || null })}
        />
      </td>
      <td>
        <Sureness field={field} confidence={slot.confidence} byHand={chosen} />
      </td>
    </tr>
  )
}

// Below these a heading was only like a known one.
const sureFrom = 0.9
const likelyFrom = 0.7

function Sureness({ field, confidence, byHand }: { field: string | null; confidence: number; byHand: boolean }) {
  const t = useWords()
  if (byHand) return <Mark tone="plain">{t(words.chosenByHand)}</Mark>
  if (field === null || !isFormField(field)) return <span className="second">—</span>
  if (confidence >= sureFrom) return <Mark tone="done">{t(words.sure)}</Mark>
  if (confidence >= likelyFrom) return <Mark tone="plain">{t(words.likely)}</Mark>
  return <Mark tone="waiting">{t(words.confirm)}</Mark>
}
