import { RuleEditor } from './rule-edit.tsx'

// A small policy that is right as it stands, to be written over.
const beginning = `id: my_policy
title: { zh: 政策名称, en: Name of the policy }
summary:
  zh: 谁、符合什么条件、得到什么。
  en: Who gets what under which conditions.
kind: benefit
basis:
  - { document: 文件名称（文号）, article: 第一条, date: 2026-01-01 }
valid: { from: 2026-01-01 }
certainty: to_confirm
inputs: [size]
uses: [dibao]
parameters:
  - { name: my_sum_fen, title: { zh: 每人金额, en: Sum per person } }
steps:
  - name: per_person_fen
    title: { zh: 每人按人口, en: Per person by size }
    unit: fen
    table:
      hit: unique
      inputs:
        - { expression: size, title: { zh: 家庭人口, en: Members of the household }, kind: whole }
      rows:
        - ['1', 'my_sum_fen * 1.2']
        - ['>= 2', 'my_sum_fen']
conditions:
  - code: not_on_dibao
    title: { zh: 符合低保条件, en: Entitled to dibao }
    holds: dibao.entitled
    reason: { zh: 不符合低保条件, en: Not entitled to dibao }
amount: { formula: per_person_fen * size, rounding: fen, period: month }
vectors:
  - title: 一口人
    on: 2026-02-01
    facts: { size: 1 }
    given: { dibao: { entitled: true } }
    parameters: { my_sum_fen: 1000 }
    expect: { state: eligible, amount_fen: 1200 }
  - title: 三口人
    on: 2026-02-01
    facts: { size: 3 }
    given: { dibao: { entitled: true } }
    parameters: { my_sum_fen: 1000 }
    expect: { state: eligible, amount_fen: 3000 }
`

/** Drafts a policy that does not exist yet. */
export function Page() {
  return <RuleEditor id="" source={beginning} version={null} title={undefined} />
}
