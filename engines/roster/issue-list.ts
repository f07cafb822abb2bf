import type { Parameters } from '../../core/messages.ts'
import type { IssueCode } from './judgement.ts'
import { type IssuePlace, makeIssue, type RosterIssue, severityOf } from './roster-issues.ts'

// The same remark on every row of a column helps nobody; faults are always told in full.
const mostAlike = 100

/** Collects issues; of remarks (`info`) only the first hundred of a kind in a column are kept. */
export class IssueList {
  readonly issues: RosterIssue[] = []
  private readonly alike = new Map<string, number>()

  add(place: IssuePlace, code: IssueCode, parameters: Parameters = {}): void {
    if (severityOf(code) === 'info') {
      const key = `${place.sheet}\n${place.column}\n${code}`
      const count = (this.alike.get(key) ?? 0) + 1
      this.alike.set(key, count)
      if (count > mostAlike) return
    }
    this.issues.push(makeIssue(place, code, parameters))
  }
}
