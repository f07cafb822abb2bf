import type { Text } from '../../core/messages.ts'
import { periodWords } from './messages.ts'
import type { PolicyFile, Table, Vector } from './policy-model.ts'
import { roundingWords, ruleWords as words } from './rule-messages.ts'

/** What two versions of a policy say otherwise; null where one of them says nothing. */
export type Difference = {
  /** Where in the policy: the title of a step, a condition, a test. */
  readonly what: Text
  /** Formulas, rows of tables and tests are said in words where they are shown; sentences stand as they are. */
  readonly kind: 'formula' | 'sentence' | 'test'
  readonly before: Text | null
  readonly now: Text | null
}

const same = (text: string): Text => ({ zh: text, en: text })
const join = (parts: readonly Text[], zh: string, en: string): Text => ({
  zh: parts.map((part) => part.zh).join(zh),
  en: parts.map((part) => part.en).join(en),
})

type Part = {
  readonly key: string
  readonly what: Text
  readonly kind: Difference['kind']
  readonly says: Text
  /** What is compared where that is more than is said. */
  readonly compared?: string
}

/**
 * What one version of a policy says otherwise than another, part by part in the order of the page. Parts are known by the
 * names the file gives them, so a part that was moved is none.
 */
export function differencesOf(before: PolicyFile, now: PolicyFile): Difference[] {
  const old = new Map(partsOf(before).map((part) => [part.key, part]))
  const present = partsOf(now)
  const kept = new Set(present.map(({ key }) => key))
  const changed = present.flatMap((part): Difference[] => {
    const { key, what, kind, says } = part
    const was = old.get(key)
    return was && comparedOf(was) === comparedOf(part) ? [] : [{ what, kind, before: was?.says ?? null, now: says }]
  })
  const gone = [...old.values()].flatMap(({ key, what, kind, says }): Difference[] =>
    kept.has(key) ? [] : [{ what, kind, before: says, now: null }],
  )
  return [...changed, ...gone]
}

const comparedOf = ({ says, compared = `${says.zh}\n${says.en}` }: Part): string => compared
const sentence = (key: string, what: Text, says: Text): Part => ({ key, what, kind: 'sentence', says })
const formula = (key: string, what: Text, says: string): Part => ({
  key,
  what,
  kind: 'formula',
  says: same(says.trim()),
})

function partsOf(file: PolicyFile): Part[] {
  const { valid, amount, members } = file
  return [
    sentence('title', words.name, file.title),
    sentence('summary', words.summary, file.summary),
    sentence('valid', words.validity, same(`${valid.from} – ${valid.to ?? ''}`)),
    sentence('regions', words.regions, same(file.regions.join(' '))),
    sentence('basis', words.basis, same(file.basis.map((one) => `${one.document}${one.article ?? ''}`).join('; '))),
    ...file.conditions.flatMap((one) => [
      formula(`condition ${one.code}`, one.title, one.holds),
      sentence(`reason ${one.code}`, join([words.reasonOf, one.title], '：', ': '), one.reason),
    ]),
    ...(amount ? [formula('amount', words.amount, amount.formula)] : []),
    ...(amount ? [sentence('rounding', words.rounding, roundingWords[amount.rounding])] : []),
    ...(amount ? [sentence('period', words.payPeriod, periodWords[amount.period])] : []),
    ...file.steps.flatMap((step) => [
      ...(step.formula === undefined ? [] : [formula(`step ${step.name}`, step.title, step.formula)]),
      ...(step.table ? tableParts(step.name, step.title, step.table) : []),
    ]),
    ...Object.entries(file.answers).map(([name, says]) => formula(`answer ${name}`, same(name), says)),
    ...(['entitled', 'amounts'] as const).flatMap((part) =>
      members?.[part] === undefined ? [] : [formula(`members ${part}`, words.memberPart, members[part])],
    ),
    ...file.parameters.map((one) =>
      sentence(`parameter ${one.name}`, join([words.parameters, one.title], '：', ': '), valuesText(one)),
    ),
    ...(file.documents.length > 0 ? [sentence('documents', words.documents, join(file.documents, '、', ', '))] : []),
    ...file.exclusions.map((one) => sentence(`exclusion ${one.policy}`, words.exclusions, one.why)),
    ...file.notes.map((one, at) => sentence(`note ${at}`, words.readings, one)),
    ...(file.queue ? [sentence('queue', words.queue, same(Object.values(file.queue).join(' ')))] : []),
    ...(file.review_months ? [sentence('review', words.reviewMonths, same(String(file.review_months)))] : []),
    ...file.vectors.map((one): Part => {
      const what = join([words.tests, same(one.title)], '：', ': ')
      const { title: key, ...asked } = one
      return { key: `test ${key}`, what, kind: 'test', says: same(expectedText(one)), compared: JSON.stringify(asked) }
    }),
  ]
}

/** The values a file says of a parameter; its title where it says none. */
function valuesText({ title, suggested, when_unset: unset }: PolicyFile['parameters'][number]): Text {
  const said = [
    ...(suggested === undefined ? [] : [join([words.suggested, same(suggested)], ' ', ' ')]),
    ...(unset === undefined
      ? []
      : [{ zh: words.whenUnset.zh.replace('{value}', unset), en: words.whenUnset.en.replace('{value}', unset) }]),
  ]
  return said.length === 0 ? title : join(said, '；', '; ')
}

/** A row of a table is known by what it asks, so that only the rows that changed are told. */
function tableParts(name: string, title: Text, { inputs, rows, otherwise }: Table): Part[] {
  return [
    ...rows.map((row) => {
      const asked = row.slice(0, inputs.length).join(' , ')
      return formula(`row ${name} ${asked}`, title, `${asked} → ${row.at(-1) ?? ''}`)
    }),
    ...(otherwise === undefined
      ? []
      : [formula(`otherwise ${name}`, join([title, words.otherwise], '：', ': '), otherwise)]),
  ]
}

/** What a test expects, in the form in which its result is told. */
const expectedText = ({ expect }: Vector): string =>
  [
    `state: ${expect.state}`,
    ...(expect.amount_fen === undefined ? [] : [`amount_fen: ${expect.amount_fen}`]),
    ...(expect.reasons ? [`reasons: ${expect.reasons.join()}`] : []),
    ...(expect.missing ? [`missing: ${expect.missing.join()}`] : []),
    ...Object.entries(expect.answers ?? {}).map(([name, value]) => `${name}: ${value}`),
    ...(expect.members ? [`members: ${expect.members.join()}`] : []),
  ].join('; ')
