import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { DayText, InstantText } from '../../../platform/web/ui/figures.tsx'
import { Facts } from '../../../platform/web/ui/file-page.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { areaNameText } from '../../areas/messages.ts'
import type { Parameter } from '../model.ts'
import { standardWords as words } from '../page-messages.ts'
import { isMoney, yuanOfFen } from '../value-rules.ts'
import { policiesApi } from './api.ts'
import { ParameterValue } from './result-words.tsx'
import { InForce, ParameterName, ResidenceText } from './standard-parts.tsx'
import { ValueInput } from './value-input.tsx'

/** A standard beside the list: where it comes from, what stood there before, and the form to change it. */
export function StandardPeek({ row }: { row: Parameter }) {
  const t = useWords()
  const may = useMay()
  return (
    <>
      <Facts
        facts={[
          { label: t(words.name), value: <ParameterName name={row.name} /> },
          { label: t(words.residence), value: <ResidenceText residence={row.residence} /> },
          { label: t(words.value), value: <ParameterValue name={row.name} value={row.value} /> },
          { label: t(words.from), value: <DayText day={row.validFrom} inText /> },
          { label: t(words.state), value: <InForce row={row} /> },
          { label: t(words.published), value: <DayText day={row.publishedOn} inText /> },
          { label: t(words.document), value: row.document ?? '—' },
          { label: t(words.recorded), value: <Recorded row={row} /> },
        ]}
      />
      {row.version > 1 && <Earlier row={row} />}
      {may('policies.write') && !row.supersededAt && <Change row={row} />}
    </>
  )
}

function Recorded({ row }: { row: Parameter }) {
  const t = useWords()
  return (
    <>
      <InstantText at={row.createdAt} /> {row.createdBy ?? ''} {row.sourceImportId && t(words.byImport)}
    </>
  )
}

/** Everything that was ever recorded for this region and day. */
function Earlier({ row }: { row: Parameter }) {
  const t = useWords()
  const { name, region, residence, validFrom } = row
  const input = { name, region, residence, history: true, sort: 'recorded', order: 'desc', limit: 200 } as const
  const { data } = useQuery(policiesApi.parameters.queryOptions({ input }))
  const rows = (data?.rows ?? []).filter((one) => one.validFrom === validFrom)
  return (
    <section className="due-part">
      <h3>{t(words.earlier)}</h3>
      <ul className="due-reasons">
        {rows.map((one) => (
          <li key={one.id}>
            <ParameterValue name={one.name} value={one.value} /> · <Recorded row={one} />
            {one.supersededWhy && ` · ${one.supersededWhy}`}
          </li>
        ))}
      </ul>
    </section>
  )
}

type Filled = { value: string; publishedOn?: string; document?: string; why?: string }

function Change({ row }: { row: Parameter }) {
  const t = useWords()
  const answers = useQueryClient()
  const [said, setSaid] = useState(false)
  const [withdrawing, setWithdrawing] = useState(false)
  const changed = () => answers.invalidateQueries({ queryKey: policiesApi.key() })
  return (
    <section className="due-part">
      <h3>{t(words.change)}</h3>
      {said && <p role="status">{t(words.changed)}</p>}
      <FormPage<Filled, unknown>
        form={`standard.${row.id}`}
        initial={{
          value: row.value,
          publishedOn: row.publishedOn ?? undefined,
          document: row.document ?? undefined,
        }}
        version={row.version}
        submitText={t(words.changeAct)}
        submit={({ value, publishedOn, document, why }, { context, version }) =>
          policiesApi.changeParameter.call(
            {
              id: row.id,
              version: version ?? row.version,
              value,
              publishedOn: publishedOn || null,
              document: document?.trim() || null,
              why: why?.trim() || null,
            },
            { context },
          )
        }
        done={async () => {
          setSaid(true)
          await changed()
        }}
      >
        <ValueField name={row.name} />
        <Field name="publishedOn" label={t(words.published)} kind="day" />
        <Field name="document" label={t(words.document)} help={t(words.documentHelp)} maxLength={200} />
        <Field name="why" label={t(words.why)} maxLength={200} />
      </FormPage>
      <Button onClick={() => setWithdrawing(true)}>{t(words.withdraw)}</Button>
      {withdrawing && (
        <Confirm
          title={t(words.withdrawTitle, { region: t(areaNameText(row.region, row.regionName)), from: row.validFrom })}
          consequence={t(words.withdrawNote)}
          action={t(words.withdraw)}
          reason
          act={async (why) => {
            await policiesApi.withdrawParameter.call({ id: row.id, why })
            await changed()
          }}
          close={() => setWithdrawing(false)}
        />
      )}
    </section>
  )
}

/** The value of a parameter in a form: yuan for money. */
export function ValueField({ name }: { name: string }) {
  const t = useWords()
  const money = isMoney(name)
  return (
    <Field
      name="value"
      label={t(money ? words.valueYuan : words.value)}
      kind="own"
      required
      check={(value) => (/^\d{1,15}(\.\d{1,10})?$/.test(String(value)) ? undefined : t(words.badAmount))}
      show={(value) => (money ? yuanOfFen(String(value)) : String(value))}
    >
      <ValueInput money={money} />
    </Field>
  )
}
