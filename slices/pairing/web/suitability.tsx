import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import type { Text } from '../../../core/messages.ts'
import { ClientProblem, problemOf } from '../../../platform/web/http.ts'
import { useLanguage, useWords } from '../../../platform/web/language.tsx'
import { named } from '../../../platform/web/punctuation.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { matchingWords as words } from '../matching-messages.ts'
import type { SuitabilityRule } from '../matching-model.ts'
import { pairingApi, usePairingChanged } from './api.ts'
import { RulesPreview } from './suitability-preview.tsx'
import './pairing.css'

type Suitability = {
  version: number
  rules: SuitabilityRule[]
  standard: SuitabilityRule[]
  by: string | null
  at: string | null
  facts: Text[]
}

/** The rules and weights of the matching: changed here, previewed, put into force by a reviewer. */
export function Page() {
  const { data, error } = useQuery(pairingApi.suitability.get.queryOptions({ input: {} }))
  if (error && !data) return <ProblemPage error={error} />
  return data ? <Rules key={data.version} data={data} /> : <Loading />
}

function Rules({ data }: { data: Suitability }) {
  const t = useWords()
  const may = useMay()
  const changed = usePairingChanged()
  const [rules, setRules] = useState<readonly SuitabilityRule[]>(data.rules)
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({})
  const [saving, setSaving] = useState(false)
  const edited = JSON.stringify(rules) !== JSON.stringify(data.rules)
  const put = (at: number, part: Partial<SuitabilityRule>) =>
    setRules(rules.map((rule, index) => (index === at ? { ...rule, ...part } : rule)))
  const save = async () => {
    setFaults({})
    try {
      await pairingApi.suitability.save.call({ version: data.version, rules: [...rules] })
    } catch (problem) {
      if (problem instanceof ClientProblem)
        setFaults(Object.fromEntries(problem.fields.map(({ field, message }) => [field, message])))
      throw problem
    }
    await changed()
  }
  return (
    <>
      <PageHead
        note={
          <>
            {t(words.suitabilityNote)} <Version data={data} /> {!may('pairing.approve') && t(words.onlyReviewer)}
          </>
        }
        primary={
          may('pairing.approve') && (
            <Button type="primary" disabled={!edited} onClick={() => setSaving(true)}>
              {t(words.saveRules)}
            </Button>
          )
        }
        more={
          <>
            <Button disabled={!edited} onClick={() => setRules(data.rules)}>
              {t(words.reset)}
            </Button>
            <Button onClick={() => setRules(data.standard)}>{t(words.toStandard)}</Button>
          </>
        }
      />
      <div className="rule-rows">
        <RuleHeads />
        {rules.map((rule, at) => (
          <RuleRow
            key={rule.key}
            rule={rule}
            fault={faults[`rules.${at}.expression`]}
            own={!data.standard.some((one) => one.key === rule.key)}
            put={(part) => put(at, part)}
            remove={() => setRules(rules.filter((_, index) => index !== at))}
          />
        ))}
      </div>
      <p>
        <Button onClick={() => setRules([...rules, newRule(rules, t(words.ownRule))])}>{t(words.addRule)}</Button>
      </p>
      <Facts facts={data.facts} />
      {may('pairing.write') && <RulesPreview rules={rules} edited={edited} />}
      {saving && (
        <Confirm
          title={t(words.saveTitle)}
          consequence={t(words.saveConsequence)}
          action={t(words.saveRules)}
          act={save}
          close={() => setSaving(false)}
        />
      )}
    </>
  )
}

function Version({ data }: { data: Suitability }) {
  const t = useWords()
  if (data.version === 0) return t(words.standard)
  return t(words.inForce, { version: data.version, by: data.by ?? '', at: data.at?.slice(0, 10) ?? '' })
}

function newRule(rules: readonly SuitabilityRule[], name: string): SuitabilityRule {
  let number = 1
  while (rules.some((rule) => rule.key === `own_${number}`)) number++
  return {
    key: `own_${number}`,
    name: { zh: `${name} ${number}`, en: `Own rule ${number}` },
    kind: 'cost',
    weight: 100,
    expression: 'if 人群 = "cadre" then 0 else 1',
    on: true,
  }
}

function RuleHeads() {
  const t = useWords()
  return (
    <div className="rule-row heads" aria-hidden="true">
      <span>{t(words.on)}</span>
      <span>{t(words.ruleName)}</span>
      <span>{t(words.ruleKind)}</span>
      <span>{t(words.weight)}</span>
      <span>{t(words.expression)}</span>
    </div>
  )
}

const kindNames = { cost: words.kindCost, load: words.kindLoad, forbidden: words.kindForbidden }

type RuleRowProps = {
  rule: SuitabilityRule
  fault: string | undefined
  own: boolean
  put: (part: Partial<SuitabilityRule>) => void
  remove: () => void
}

function RuleRow({ rule, fault, own, put, remove }: RuleRowProps) {
  const t = useWords()
  const language = useLanguage()
  const [checked, setChecked] = useState<string>()
  const name = rule.name[language]
  const check = async () => {
    try {
      const { fault: found } = await pairingApi.suitability.check.call(rule)
      setChecked(found ? found[language] : undefined)
    } catch (error) {
      setChecked(problemOf(error).message)
    }
  }
  const said = checked ?? fault
  return (
    <section className="rule-row" aria-label={name}>
      <Checkbox
        checked={rule.on}
        aria-label={named(t, t(words.on), name)}
        onChange={(event) => put({ on: event.target.checked })}
      />
      <Input
        value={name}
        aria-label={named(t, t(words.ruleName), name)}
        maxLength={40}
        onChange={(event) =>
          put({
            name: own
              ? { zh: event.target.value, en: event.target.value }
              : { ...rule.name, [language]: event.target.value },
          })
        }
      />
      {own ? (
        <Select
          value={rule.kind}
          aria-label={named(t, t(words.ruleKind), name)}
          options={(['cost', 'load', 'forbidden'] as const).map((value) => ({ value, label: t(kindNames[value]) }))}
          onChange={(kind) => put({ kind })}
        />
      ) : (
        <span className="second">{t(kindNames[rule.kind])}</span>
      )}
      {rule.kind === 'forbidden' ? (
        <span className="second">—</span>
      ) : (
        <InputNumber
          min={0}
          max={100_000}
          step={10}
          value={rule.weight}
          aria-label={named(t, t(words.weight), name)}
          onChange={(weight) => put({ weight: weight ?? 0 })}
        />
      )}
      <div>
        <Input.TextArea
          className="mono"
          rows={rule.expression.length > 60 ? 3 : 1}
          value={rule.expression}
          aria-label={named(t, t(words.expression), name)}
          status={said ? 'error' : ''}
          maxLength={400}
          onChange={(event) => put({ expression: event.target.value })}
          onBlur={() => void check()}
        />
        {said && <p role="alert">{said}</p>}
      </div>
      {own ? (
        <button type="button" className="quiet" onClick={remove}>
          {t(words.removeRule)}
        </button>
      ) : (
        <span />
      )}
    </section>
  )
}

function Facts({ facts }: { facts: readonly Text[] }) {
  const t = useWords()
  const language = useLanguage()
  return (
    <section>
      <h2>{t(words.facts)}</h2>
      <ul className="fact-names">
        {facts.map((fact) => (
          <li key={fact.en}>
            <code>{fact.zh}</code> {language === 'en' && <span className="second">{fact.en}</span>}
          </li>
        ))}
      </ul>
      <p className="second">{t(words.factsHelp)}</p>
    </section>
  )
}
