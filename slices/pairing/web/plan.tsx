import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { usePathPart } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { listed, named } from '../../../platform/web/punctuation.ts'
import { useMay, useToday } from '../../../platform/web/session.tsx'
import { Field } from '../../../platform/web/ui/field.tsx'
import { DayText, Mark } from '../../../platform/web/ui/figures.tsx'
import { Card } from '../../../platform/web/ui/file-page.tsx'
import { FormPage } from '../../../platform/web/ui/form-page.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { pairPageWords } from '../page-messages.ts'
import { clarityWords, measureKindWords, missingWords, planWords as words } from '../plan-messages.ts'
import type { ClarityState, Measure, Plan } from '../plan-model.ts'
import { pairingApi, usePairingChanged } from './api.ts'
import { MeasureDialog } from './plan-measure.tsx'
import './pairing.css'

type Filled = { project?: string; noProject?: boolean; goals?: string; targetOn?: string }

/** The assistance plan of a family: goals, project, measures; beside it the six clarities with what is missing. */
export function Page() {
  const householdId = usePathPart('id')
  const { data, error } = useQuery(pairingApi.plans.get.queryOptions({ input: { householdId } }))
  if (error && !data) return <ProblemPage error={error} />
  return data ? <PlanPage plan={data} /> : <Loading />
}

function PlanPage({ plan }: { plan: Plan }) {
  const t = useWords()
  const may = useMay()
  return (
    <>
      <PageHead
        title={t(words.planOf, { name: plan.headName })}
        more={<Link to={`/households/${plan.householdId}`}>{t(pairPageWords.openHousehold)}</Link>}
      />
      <div className="plan-page">
        <div>
          {may('pairing.write') ? <PlanForm key={plan.version} plan={plan} /> : <PlanText plan={plan} />}
          <Measures plan={plan} />
        </div>
        <Clarities clarities={plan.clarities} />
      </div>
    </>
  )
}

function PlanText({ plan }: { plan: Plan }) {
  const t = useWords()
  return (
    <Card title={t(words.plan)}>
      <p>
        {named(t, t(words.goals), plan.goals ?? '—')} <DayText day={plan.targetOn} />
      </p>
      <p>{named(t, t(words.project), plan.noProject ? t(words.noProject) : (plan.project ?? '—'))}</p>
    </Card>
  )
}

const textOrNull = (text: string | undefined) => text?.trim() || null

function PlanForm({ plan }: { plan: Plan }) {
  const t = useWords()
  const changed = usePairingChanged()
  return (
    <FormPage<Filled, unknown>
      form={`plan.${plan.householdId}`}
      initial={{
        project: plan.project ?? undefined,
        noProject: plan.noProject,
        goals: plan.goals ?? undefined,
        targetOn: plan.targetOn ?? undefined,
      }}
      version={plan.version}
      submitText={t(words.save)}
      submit={(filled, { context, version }) =>
        pairingApi.plans.save.call(
          {
            householdId: plan.householdId,
            version: version ?? plan.version,
            project: textOrNull(filled.project),
            noProject: filled.noProject ?? false,
            goals: textOrNull(filled.goals),
            targetOn: filled.targetOn || null,
          },
          { context },
        )
      }
      done={changed}
    >
      <Field name="goals" label={t(words.goals)} kind="long" rows={2} maxLength={400} />
      <Field name="targetOn" label={t(words.targetOn)} kind="day" />
      <Field name="project" label={t(words.project)} maxLength={200} />
      <Field name="noProject" label={t(words.noProject)} kind="flag" />
    </FormPage>
  )
}

function Clarities({ clarities }: { clarities: readonly ClarityState[] }) {
  const t = useWords()
  return (
    <Card title={t(words.clarities)}>
      <ul className="clarities">
        {clarities.map(({ clarity, missing }) => (
          <li key={clarity}>
            <span>{t(clarityWords[clarity])}</span>
            {missing.length === 0 ? (
              <Mark tone="done">{t(words.clear)}</Mark>
            ) : (
              <small className="second">
                {t(words.missingOf, {
                  items: listed(
                    t,
                    missing.map((item) => t(missingWords[item])),
                  ),
                })}
              </small>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}

function Measures({ plan }: { plan: Plan }) {
  const t = useWords()
  const may = useMay()
  const today = useToday()
  const [editing, setEditing] = useState<Measure | 'new'>()
  const open = may('pairing.write')
  return (
    <Card
      title={t(words.measures)}
      extra={open && <Button onClick={() => setEditing('new')}>{t(words.addMeasure)}</Button>}
    >
      {plan.measures.length === 0 && <p className="second">{t(words.noMeasures)}</p>}
      <ul className="members">
        {plan.measures.map((measure) => (
          <li key={measure.id}>
            <span>
              <b>{measure.text}</b>{' '}
              <span className="second">
                {t(measureKindWords[measure.kind])} · {t(words.dueOn)} {measure.dueOn}
                {measure.helperName && ` · ${measure.helperName}`}
              </span>
              <br />
              {measure.doneOn ? (
                <span className="second">
                  {t(words.doneOn)} {measure.doneOn} {measure.result}
                </span>
              ) : (
                measure.dueOn < today && <Mark tone="missed">{t(words.late)}</Mark>
              )}
            </span>
            {open && (
              <Button size="small" onClick={() => setEditing(measure)}>
                {t(pairPageWords.change)}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {editing && (
        <MeasureDialog
          householdId={plan.householdId}
          before={editing === 'new' ? undefined : editing}
          close={() => setEditing(undefined)}
        />
      )}
    </Card>
  )
}
