import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { DayText } from '../../../platform/web/ui/figures.tsx'
import { Facts } from '../../../platform/web/ui/file-page.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { outcomeWords, requestKindWords, requestStateWords } from '../messages.ts'
import { type FamilyRequest, Outcome } from '../model.ts'
import { requestPageWords as words } from '../page-messages.ts'
import { requestsApi } from './api.ts'
import './requests.css'

/** A request beside the list: what was said, and answering, closing or opening it again. */
export function RequestPeek({ row }: { row: FamilyRequest }) {
  const t = useWords()
  const may = useMay()
  return (
    <>
      <p className="request-text">{row.text}</p>
      <Facts
        facts={[
          { label: t(words.kind), value: t(requestKindWords[row.kind]) },
          { label: t(words.raised), value: <DayText day={row.raisedOn} /> },
          { label: t(words.due), value: <DayText day={row.dueOn} /> },
          { label: t(words.state), value: t(requestStateWords[row.state]) },
          { label: t(words.responsible), value: row.responsibleName },
          { label: t(words.helper), value: row.helperName ?? '—' },
          ...(row.answer ? [{ label: t(words.answer), value: row.answer }] : []),
          ...(row.answeredOn ? [{ label: t(words.answeredOn), value: <DayText day={row.answeredOn} /> }] : []),
          ...(row.closedOn ? [{ label: t(words.closedOn), value: <DayText day={row.closedOn} /> }] : []),
          ...(row.outcome ? [{ label: t(words.outcome), value: t(outcomeWords[row.outcome]) }] : []),
        ]}
      />
      <p className="request-doors">
        <Link to={`/households/${row.householdId}`}>{t(words.openHousehold)}</Link>
      </p>
      {may('requests.write') && (row.state === 'closed' ? <Reopen row={row} /> : <AnswerOrClose row={row} />)}
    </>
  )
}

function useChanged() {
  const answers = useQueryClient()
  return () => void answers.invalidateQueries({ queryKey: requestsApi.requests.key() })
}

function AnswerOrClose({ row }: { row: FamilyRequest }) {
  const t = useWords()
  const changed = useChanged()
  return (
    <section className="request-part">
      <h3>{t(words.handle)}</h3>
      <FormPage<{ answer: string; outcome?: Outcome }, unknown>
        form={`request.${row.id}`}
        initial={{ answer: row.answer ?? undefined }}
        version={row.version}
        submitText={t(words.answerAct)}
        submit={({ answer, outcome }, { context, version }) => {
          const change = { id: row.id, version: version ?? row.version, answer }
          return outcome
            ? requestsApi.requests.close.call({ ...change, outcome }, { context })
            : requestsApi.requests.answer.call(change, { context })
        }}
        done={changed}
      >
        <Field name="answer" label={t(words.answer)} required kind="long" maxLength={1000} />
        <Field
          name="outcome"
          label={t(words.close)}
          kind="choice"
          choices={Outcome.options.map((value) => ({ value, text: outcomeWords[value] }))}
        />
      </FormPage>
    </section>
  )
}

function Reopen({ row }: { row: FamilyRequest }) {
  const t = useWords()
  const changed = useChanged()
  return (
    <section className="request-part">
      <h3>{t(words.reopen)}</h3>
      <FormPage<{ dueOn: string }, unknown>
        form={`request.${row.id}.reopen`}
        version={row.version}
        submitText={t(words.reopen)}
        submit={({ dueOn }, { context, version }) =>
          requestsApi.requests.reopen.call({ id: row.id, version: version ?? row.version, dueOn }, { context })
        }
        done={changed}
      >
        <Field name="dueOn" label={t(words.reopenUntil)} required kind="day" />
      </FormPage>
    </section>
  )
}
