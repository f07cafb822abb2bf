import type { Text } from '../../core/messages.ts'
import type { Sheet, SheetColumn } from '../../core/sheet.ts'
import { changesSaid, type Named } from './changes-rules.ts'
import { categoryWords, fundWords, impactWords as words } from './messages.ts'
import type { Impact, Outcome, Scenario } from './model.ts'

/** A line of a scenario as a spreadsheet. */
export type ScenarioLine = {
  readonly kind: Text
  readonly name: Text
  readonly impact: Impact | null
  readonly fen: string | null
}

function outcomeLines(outcome: Outcome): ScenarioLine[] {
  return [
    { kind: words.whole, name: words.whole, impact: outcome.total, fen: null },
    ...outcome.policies.map(({ title, impact }) => ({ kind: words.policy, name: title, impact, fen: null })),
    ...outcome.counties.map(({ name, impact }) => ({ kind: words.county, name: plain(name), impact, fen: null })),
    ...outcome.categories.map(({ category, impact }) => ({
      ...{ kind: words.category, name: categoryWords[category] ?? plain(category), impact, fen: null },
    })),
  ]
}

const plain = (name: string): Text => ({ zh: name, en: name })

/** The whole, then each policy, county and category, then what is changed and the money that could pay. */
export function scenarioLines({ outcome, funds, changes }: Scenario, named: Named): ScenarioLine[] {
  return [
    ...(outcome ? outcomeLines(outcome) : [{ kind: words.whole, name: words.notTold, impact: null, fen: null }]),
    ...changesSaid(changes, named).map((name) => ({ kind: words.change, name, impact: null, fen: null })),
    ...funds.map(({ kind, fen }) => ({ kind: words.fund, name: fundWords[kind], impact: null, fen })),
  ]
}

const count = (header: Text, of: (impact: Impact) => number): SheetColumn<ScenarioLine> => ({
  ...{ header, kind: 'number', width: 14 },
  value: ({ impact }) => impact && of(impact),
})
const money = (header: Text, of: (impact: Impact) => string): SheetColumn<ScenarioLine> => ({
  ...{ header, kind: 'yuan', width: 18 },
  value: ({ impact }) => impact && of(impact),
})

export const scenarioSheet: Sheet<ScenarioLine> = {
  name: words.sheet,
  columns: [
    { header: words.kind, width: 16, value: (line, language) => line.kind[language] },
    { header: words.name, width: 28, value: (line, language) => line.name[language] },
    count(words.households, ({ all }) => all.households),
    count(words.before, ({ entitledBefore }) => entitledBefore.households),
    count(words.after, ({ entitledAfter }) => entitledAfter.households),
    count(words.gained, ({ gained }) => gained.households),
    count(words.gainedPersons, ({ gained }) => gained.persons),
    count(words.lost, ({ lost }) => lost.households),
    count(words.lostPersons, ({ lost }) => lost.persons),
    count(words.raised, ({ raised }) => raised.households),
    count(words.lowered, ({ lowered }) => lowered.households),
    count(words.unknown, ({ unknownAfter }) => unknownAfter.households),
    money(words.monthBefore, ({ monthBeforeFen }) => monthBeforeFen),
    money(words.monthAfter, ({ monthAfterFen }) => monthAfterFen),
    money(words.yearBefore, ({ yearBeforeFen }) => yearBeforeFen),
    money(words.yearAfter, ({ yearAfterFen }) => yearAfterFen),
    money(words.yearMore, ({ yearBeforeFen, yearAfterFen }) => String(BigInt(yearAfterFen) - BigInt(yearBeforeFen))),
    { header: words.fund, kind: 'yuan', width: 18, value: ({ fen }) => fen },
  ],
}
