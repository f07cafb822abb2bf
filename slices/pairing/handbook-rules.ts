import type { Day } from '../../core/date.ts'
import { type Language, type Parameters, say, type Text } from '../../core/messages.ts'
import { formatFen } from '../../core/yuan.ts'
import { employmentWords, relationText, schoolWords } from '../registry/code-messages.ts'
import { categoryWords, causeWords } from '../registry/messages.ts'
import { clarityWords, measureKindWords, missingWords, handbookWords as words } from './plan-messages.ts'
import type { ClarityState, HandbookFacts, Measure, PlanDraft } from './plan-model.ts'

/** What a template of typst is given: every text ready to be set. Labels and values alternate in flat lists. */
export type HandbookData = {
  readonly title: string
  readonly tenant: string
  readonly number: string
  readonly cover: readonly string[]
  readonly household: readonly string[]
  readonly plan: readonly string[]
  readonly helpers: readonly (readonly string[])[]
  readonly people: readonly (readonly string[])[]
  readonly clarities: readonly (readonly string[])[]
  readonly measures: readonly (readonly string[])[]
  readonly [more: string]: unknown
}

export type HandbookParts = {
  facts: HandbookFacts
  plan: PlanDraft | undefined
  measures: readonly Measure[]
  clarities: readonly ClarityState[]
  /** Name of the tenant. */
  tenant: string
  /** The code as SVG. */
  qr: string
  today: Day
}

/** Puts a pair's facts, plan and clarities into the words of its handbook. */
export function handbookData(parts: HandbookParts, language: Language): HandbookData {
  const { facts, plan, measures, clarities, tenant, qr } = parts
  const t = (text: Text, parameters?: Parameters) => say(text, language, parameters)
  const known = (value: string | null | undefined) => value || t(words.unknown)
  const coded = (map: Readonly<Record<string, Text>>, code: string | null) => {
    const text = code === null ? undefined : map[code]
    return text ? t(text) : t(words.unknown)
  }
  const number = t(words.number, { number: facts.fileNumber })
  const period = (since: string, until: string | null) => `${since} – ${until ?? ''}`
  const rows = (list: string[][], width: number) => (list.length > 0 ? list : [Array<string>(width).fill('')])
  const lead = facts.helpers.find((helper) => helper.role === 'lead' && !helper.until)
  return {
    lang: language,
    title: t(words.title),
    tenant,
    qr,
    number,
    footer: t(words.footer, { number: facts.fileNumber }),
    cover: [
      ...[t(words.head), facts.headName, t(words.lead), known(lead?.name)],
      ...[t(words.since), facts.since, t(words.term), facts.termUntil ?? t(words.openTerm)],
      ...(lead?.person ? [t(lead.person.student ? words.handInHand : words.inParticular), lead.person.name] : []),
    ],
    helpers: facts.helpers.map((helper) => [
      helper.name,
      t(words[helper.role as 'lead' | 'second' | 'further']) +
        (helper.until ? t(words.former) : '') +
        (helper.person
          ? t(helper.person.student ? words.withStudent : words.forMember, { name: helper.person.name })
          : ''),
      [helper.unit, helper.post].filter(Boolean).join(' '),
      helper.phone ?? '',
      period(helper.since, helper.until),
    ]),
    household: [
      ...[t(words.head), facts.headName, t(words.size), t(words.people, { size: facts.size })],
      ...[t(words.area), facts.areaName, t(words.address), known(facts.address)],
      ...[t(words.category), coded(categoryWords, facts.category), t(words.cause), coded(causeWords, facts.mainCause)],
      ...[t(words.unit), known(facts.workUnit)],
      t(words.income),
      facts.annualIncomeFen === null ? t(words.unknown) : t(words.yuan, { amount: formatFen(facts.annualIncomeFen) }),
    ],
    people: rows(
      facts.people.map((person) => [
        person.name,
        t(relationText(person.relation)),
        person.birthDate?.slice(0, 7) ?? '',
        [
          person.employment && coded(employmentWords, person.employment),
          person.school && coded(schoolWords, person.school),
        ]
          .filter(Boolean)
          .join(' '),
      ]),
      4,
    ),
    clarities: clarities.map(({ clarity, missing }) => [
      t(clarityWords[clarity]),
      missing.length === 0
        ? '✓'
        : `${t({ zh: '缺：', en: 'missing: ' })}${missing.map((item) => t(missingWords[item])).join(t({ zh: '、', en: ', ' }))}`,
    ]),
    plan: [
      t({ zh: '帮扶项目', en: 'Project' }),
      plan?.noProject ? t(words.none) : known(plan?.project),
      t({ zh: '目标日期', en: 'By' }),
      known(plan?.targetOn),
      t({ zh: '帮扶目标', en: 'Goals' }),
      known(plan?.goals),
      '',
      '',
    ],
    measures: rows(
      measures.map((measure) => [
        t(measureKindWords[measure.kind]),
        measure.text,
        measure.dueOn,
        measure.doneOn ?? '',
        measure.result ?? '',
      ]),
      5,
    ),
    words: {
      keep: t(words.keep),
      noGlyph: t(words.noGlyph),
      helpers: t(words.helpers),
      household: t(words.household),
      clarities: t(words.clarities),
      plan: t(words.plan),
      visits: t(words.visits),
      signatures: t(words.signatures),
      helperHeads: [words.name, words.role, words.unitPost, words.phone, words.fromTo].map((text) => t(text)),
      peopleHeads: [words.name, words.relation, words.born, words.occupation].map((text) => t(text)),
      clarityHeads: [words.item, words.finding].map((text) => t(text)),
      measureHeads: [
        { zh: '方式', en: 'Kind' },
        { zh: '措施', en: 'Measure' },
        { zh: '期限', en: 'Due' },
        { zh: '落实', en: 'Done' },
        { zh: '成效', en: 'Result' },
      ].map((text) => t(text)),
      visitHeads: [words.visitDay, words.visitWhat, words.visitHousehold, words.visitHelper].map((text) => t(text)),
    },
  }
}
