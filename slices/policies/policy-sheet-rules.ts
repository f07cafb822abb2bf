import { say } from '../../core/messages.ts'
import type { Sheet } from '../../core/sheet.ts'
import { certaintyWords, ruleWords as words } from './rule-messages.ts'
import type { PolicySummary } from './version-contract.ts'

/** Policies with the version that decides today, whether its tests pass and its values are there. */
export const policySheet: Sheet<PolicySummary> = {
  name: words.title,
  columns: [
    { header: words.name, width: 30, value: (row, language) => say(row.title, language) },
    {
      header: words.kind,
      width: 14,
      value: (row, language) => say(row.kind === 'benefit' ? words.benefit : words.standing, language),
    },
    { header: words.basis, width: 50, value: (row) => row.basis },
    { header: words.validFrom, kind: 'day', width: 12, value: (row) => row.validFrom },
    {
      header: words.version,
      width: 14,
      value: (row, language) =>
        row.number
          ? say(words.number, language, { number: row.number })
          : (row.number === 0 ? words.shipped : words.notReleased)[language],
    },
    { header: words.tests, kind: 'number', value: (row) => row.tests },
    { header: { zh: '未通过', en: 'Failing' }, kind: 'number', value: (row) => row.failing },
    { header: words.missing, kind: 'number', value: (row) => row.missing },
    { header: words.certainty, width: 14, value: (row, language) => say(certaintyWords[row.certainty], language) },
  ],
}
