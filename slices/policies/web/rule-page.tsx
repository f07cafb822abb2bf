import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useAddress, useGo, usePathPart } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Card, Facts } from '../../../platform/web/ui/file-page.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { periodWords } from '../messages.ts'
import type { PolicyFile } from '../policy-model.ts'
import { certaintyWords, roundingWords, ruleWords as words } from '../rule-messages.ts'
import { policiesApi } from './api.ts'
import './policies.css'
import { FormulaInWords, SentenceInWords, useNamesOf, usePolicyTitles } from './in-words.tsx'
import { AdoptSuggested } from './rule-adopt.tsx'
import { TestResults } from './rule-check.tsx'
import { DifferencesCard } from './rule-differences.tsx'
import { WhatCame } from './rule-outcome.tsx'
import { RuleParameters } from './rule-parameters.tsx'
import { RuleTable } from './rule-table.tsx'
import { RuleVersions } from './rule-versions.tsx'

/** One policy: what it says in plain words, its conditions and tables, values with their days, tests, and versions. */
export function Page() {
  const t = useWords()
  const may = useMay()
  const go = useGo()
  const id = usePathPart('id')
  const { number } = useAddress()
  const input = number ? { id, number: Number(number) } : { id }
  const { data, error } = useQuery(policiesApi.policy.queryOptions({ input }))
  if (error && !data) return <ProblemPage error={error} />
  if (!data) return <Loading />
  const { file } = data
  return (
    <>
      <PageHead
        title={t(file.title)}
        note={t(file.summary)}
        primary={
          may('policies.write') && (
            <Button type="primary" onClick={() => go(`/policies/rules/${id}/edit`)}>
              {t(words.edit)}
            </Button>
          )
        }
        more={<Download name={`${file.id}.yaml`} text={data.source} />}
      />
      <div className="rule-page">
        <div>
          {data.current !== null && data.number !== data.current && <DifferencesCard id={id} number={data.number} />}
          <Conditions file={file} />
          <Steps file={file} />
          <Card title={t(words.parameters)}>
            <AdoptSuggested policy={data.file.id} parameters={data.parameters} />
            {data.missing.length > 0 && (
              <ul className="due-reasons">
                {data.missing.map((one) => (
                  <li key={one.zh}>{t(one)}</li>
                ))}
              </ul>
            )}
            <RuleParameters parameters={data.parameters} />
          </Card>
          <Card title={t(words.tests)}>
            <TestResults tests={data.tests} file={file} />
          </Card>
        </div>
        <div>
          <About file={file} number={data.number} current={data.current} usedBy={data.usedBy} />
          <Card title={t(words.versions)}>
            <RuleVersions
              id={id}
              shown={data.number}
              shipped={data.shipped}
              versions={data.versions}
              current={data.current}
              missing={data.missing}
              title={file.title}
            />
            <WhatCame policy={id} />
          </Card>
        </div>
      </div>
    </>
  )
}

/** Saves a text as a file of its own. */
function Download({ name, text }: { name: string; text: string }) {
  const t = useWords()
  const save = () => {
    const address = URL.createObjectURL(new Blob([text], { type: 'application/yaml' }))
    const link = document.createElement('a')
    link.href = address
    link.download = name
    link.click()
    URL.revokeObjectURL(address)
  }
  return <Button onClick={save}>{t(words.download)}</Button>
}

function Conditions({ file }: { file: PolicyFile }) {
  const t = useWords()
  const nameOf = useNamesOf(file)
  return (
    <Card title={t(words.conditions)}>
      <p className="second">{t(words.conditionNote)}</p>
      <ol className="rule-conditions">
        {file.conditions.map((condition) => (
          <li key={condition.code}>
            <b>{t(condition.title)}</b>
            <FormulaInWords formula={condition.holds} nameOf={nameOf} />
            <SentenceInWords sentence={condition.reason} nameOf={nameOf} />
          </li>
        ))}
      </ol>
      {file.amount && (
        <Facts
          facts={[
            { label: t(words.amount), value: <FormulaInWords formula={file.amount.formula} nameOf={nameOf} /> },
            {
              label: t(words.rounding),
              value: `${t(roundingWords[file.amount.rounding])} · ${t(periodWords[file.amount.period])}`,
            },
          ]}
        />
      )}
    </Card>
  )
}

function Steps({ file }: { file: PolicyFile }) {
  const t = useWords()
  const nameOf = useNamesOf(file)
  if (file.steps.length === 0) return null
  return (
    <Card title={t(words.steps)}>
      <ol className="rule-conditions">
        {file.steps.map((step) => (
          <li key={step.name}>
            <b>{t(step.title)}</b>
            {step.formula !== undefined && <FormulaInWords formula={step.formula} nameOf={nameOf} />}
            {step.table && <RuleTable table={step.table} nameOf={nameOf} />}
          </li>
        ))}
      </ol>
    </Card>
  )
}

type AboutProps = {
  file: PolicyFile
  number: number
  current: number | null
  usedBy: readonly { id: string; title: { zh: string; en: string } }[]
}

function About({ file, number, current, usedBy }: AboutProps) {
  const t = useWords()
  const titles = usePolicyTitles()
  const { from, to } = file.valid
  const comma = t({ zh: '、', en: ', ' })
  const links = (all: readonly { id: string; text: string }[]) =>
    all.length === 0
      ? '—'
      : all.map((one) => (
          <Link key={one.id} className="rule-link" to={`/policies/rules/${one.id}`}>
            {one.text}
          </Link>
        ))
  return (
    <Card title={t(words.policy)}>
      <Facts
        facts={[
          {
            label: t(number === current ? words.version : words.shownVersion),
            value: number === 0 ? t(words.shipped) : t(words.number, { number }),
          },
          { label: t(words.kind), value: t(file.kind === 'benefit' ? words.benefit : words.standing) },
          {
            label: t(words.basis),
            value: (
              <ul className="rule-basis">
                {file.basis.map((one) => (
                  <li key={`${one.document}${one.article}`}>
                    {one.document} {one.article} <span className="second">{one.date}</span>
                  </li>
                ))}
              </ul>
            ),
          },
          { label: t(words.validity), value: to ? t(words.fromTo, { from, to }) : t(words.fromOn, { from }) },
          {
            label: t(words.regions),
            value: file.regions.map((one) => (one === '000000' ? t(words.nowhereElse) : one)).join(comma),
          },
          { label: t(words.certainty), value: t(certaintyWords[file.certainty]) },
          ...(file.notes.length > 0
            ? [{ label: t(words.readings), value: file.notes.map((one) => <p key={one.zh}>{t(one)}</p>) }]
            : []),
          { label: t(words.documents), value: file.documents.map((one) => t(one)).join(comma) || '—' },
          {
            label: t(words.uses),
            value: links(file.uses.map((one) => ({ id: one, text: t(titles.get(one) ?? { zh: one, en: one }) }))),
          },
          { label: t(words.usedBy), value: links(usedBy.map((one) => ({ id: one.id, text: t(one.title) }))) },
          {
            label: t(words.exclusions),
            value:
              file.exclusions.length === 0
                ? '—'
                : file.exclusions.map((one) => t(one.why)).join(t({ zh: '；', en: '; ' })),
          },
        ]}
      />
    </Card>
  )
}
