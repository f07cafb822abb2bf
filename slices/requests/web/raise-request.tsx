import { useQueryClient } from '@tanstack/react-query'
import { useAddress, useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useToday } from '../../../platform/web/session.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { useHousehold } from '../../registry/web/api.ts'
import { ChooseHousehold } from '../../registry/web/choose-household.tsx'
import { requestKindWords } from '../messages.ts'
import { RequestKind } from '../model.ts'
import { requestPageWords as words } from '../page-messages.ts'
import { requestsApi } from './api.ts'

type Filled = { kind: RequestKind; text: string; raisedOn: string; dueOn?: string }

/** Writes down what a family asks for at the desk; the family stands in the address. */
export function Page() {
  const { household } = useAddress()
  return household ? <RequestOf key={household} household={household} /> : <ChooseHousehold />
}

function RequestOf({ household }: { household: string }) {
  const t = useWords()
  const go = useGo()
  const answers = useQueryClient()
  const today = useToday()
  const { data, error } = useHousehold(household)
  if (error && !data) return <ProblemPage error={error} />
  if (!data) return <Loading />
  return (
    <>
      <PageHead title={t(words.raiseFor, { name: data.headName })} />
      <FormPage<Filled, unknown>
        form={`request.new.${household}`}
        initial={{ raisedOn: today }}
        submitText={t(words.raise)}
        submit={({ dueOn, ...filled }, { context }) =>
          requestsApi.requests.raise.call(
            { ...filled, householdId: household, ...(dueOn ? { dueOn } : {}) },
            { context },
          )
        }
        done={async () => {
          await answers.invalidateQueries({ queryKey: requestsApi.requests.key() })
          go(`/requests?household=${household}`)
        }}
        cancel={() => go(`/households/${household}`)}
      >
        <Field
          name="kind"
          label={t(words.kind)}
          required
          kind="radio"
          choices={RequestKind.options.map((value) => ({ value, text: requestKindWords[value] }))}
        />
        <Field name="text" label={t(words.text)} required kind="long" maxLength={500} />
        <div className="form-columns">
          <Field name="raisedOn" label={t(words.raisedOn)} required kind="day" />
          <Field name="dueOn" label={t(words.dueOn)} help={t(words.dueHelp)} kind="day" />
        </div>
      </FormPage>
    </>
  )
}
