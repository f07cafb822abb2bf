import type { ReactNode } from 'react'
import { formatFen } from '../../../core/yuan.ts'
import type { Say } from '../../../platform/web/language.tsx'
import { listed } from '../../../platform/web/punctuation.ts'
import type { Happening as Line } from '../../../platform/web/ui/file-page.tsx'
import { aidKindText, aidSourceText } from '../../aid/web/aid-text.ts'
import { endReasonText, helperKindText } from '../../pairing/web/pairing-text.ts'
import { programmeText, resultStateText } from '../../policies/web/policy-text.ts'
import { whyText } from '../../registry/messages.ts'
import { householdWords } from '../../registry/page-messages.ts'
import { ChangeLine } from '../../registry/web/change-line.tsx'
import { outcomeText, requestKindText } from '../../requests/web/request-text.ts'
import { visitMarkText, visitPartText, withoutStop } from '../../visits/web/visit-text.ts'
import { casefileWords, happeningWords as words } from '../messages.ts'
import type { Happening } from '../model.ts'

type Of<Kind extends Happening['kind']> = Extract<Happening, { kind: Kind }>['facts']
type Told = Pick<Line, 'title' | 'content'>

/** One happening in words. */
export function happeningLine(row: Happening, t: Say): Line {
  const said = [
    row.file && t(casefileWords.fromFile, { number: row.file }),
    row.who && t(casefileWords.by, { who: row.who }),
  ]
  const by = said.filter(Boolean).join(t(words.semicolon))
  return { key: `${row.kind} ${row.id}`, day: row.day, ...(by ? { by } : {}), ...told(row, t) }
}

// What people wrote ends with a full stop or not; before our own semicolon there is none.
const joined = (parts: readonly (string | false | null | undefined)[], t: Say) =>
  parts
    .filter((part) => typeof part === 'string' && part !== '')
    .map((part, place, all) => (place < all.length - 1 ? withoutStop(String(part)) : part))
    .join(t(words.semicolon))

function told(row: Happening, t: Say): Told {
  switch (row.kind) {
    case 'change':
      return change(row.facts, t)
    case 'paired':
      return { title: t(words.paired, { helper: row.facts.helper }), content: helperKindText(row.facts.helperKind, t) }
    case 'pair_ended': {
      const reason = t(words.reason, { reason: endReasonText(row.facts.reason, t) })
      return { title: t(words.pair_ended, { helper: row.facts.helper }), content: joined([reason, row.facts.note], t) }
    }
    case 'helper_joined':
      return { title: t(words.helper_joined, { helper: row.facts.helper }) }
    case 'helper_left':
      return { title: t(words.helper_left, { helper: row.facts.helper }) }
    case 'visit':
      return visit(row.facts, t)
    case 'aid':
      return aid(row.facts, t)
    case 'result':
      return result(row.facts, t)
    case 'enrolled':
    case 'enrolment_ended':
      return enrolment(row, t)
    default:
      return asked(row, t)
  }
}

/** The file was opened, withdrawn, or taken up again. */
function standingText({ field, newValue }: { field: string; newValue: string | null }) {
  if (field === 'registered') return words.registered
  return newValue === 'registered' ? householdWords.reinstated : words.withdrawn
}

function change({ changes, why }: Of<'change'>, t: Say): Told {
  const [first] = changes
  const only = changes.length === 1 && (first?.field === 'registered' || first?.field === 'status') ? first : undefined
  const title = t(only ? standingText(only) : words.change)
  return {
    title,
    content: (
      <div className="chain-lines">
        {changes.map((one) => (
          <p key={`${one.subject} ${one.field}`}>
            <ChangeLine change={one} />
          </p>
        ))}
        {why && <p>{t(words.reason, { reason: t(whyText(why)) })}</p>}
      </div>
    ),
  }
}

function visit(facts: Of<'visit'>, t: Say): Told {
  const parts = (['living', 'thinking', 'difficulties', 'needs'] as const).flatMap((part) => {
    const { marks, text } = facts[part]
    const said = [...marks.map((mark) => visitMarkText(mark, t)), text].filter((one) => one !== '')
    return said.length > 0 ? [t(words.part, { part: visitPartText(part, t), what: listed(t, said) })] : []
  })
  const given = [
    ...(facts.cashFen ? [t(words.amount, { amount: formatFen(facts.cashFen) })] : []),
    ...facts.goods.map(({ name, quantity, unit }) => t(words.goods, { item: name, quantity, unit })),
  ]
  if (given.length > 0) parts.push(t(words.handedOver, { what: listed(t, given) }))
  return { title: t(words.visit, { visitor: facts.visitor }), content: lines(parts) }
}

function lines(texts: readonly string[]): ReactNode {
  if (texts.length === 0) return undefined
  return (
    <div className="chain-lines">
      {texts.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </div>
  )
}

function aid(facts: Of<'aid'>, t: Say): Told {
  const kind = aidKindText(facts.aidKind, t)
  const what = [
    facts.amountFen && t(words.amount, { amount: formatFen(facts.amountFen) }),
    facts.item && t(words.goods, { item: facts.item, quantity: facts.quantity ?? '', unit: facts.unit ?? '' }),
  ].filter((one) => typeof one === 'string')
  const source = aidSourceText(facts.source, t)
  const giver = facts.giver ? t(words.giver, { source, giver: facts.giver }) : source
  const heading = facts.reverses ? t(words.aidTaken, { kind }) : kind
  return {
    title: [heading, ...what].join(' '),
    content: joined([giver, facts.note, facts.reversed && t(words.reversed)], t),
  }
}

function result(facts: Of<'result'>, t: Say): Told {
  const policy = programmeText(facts.policy, t)
  // Of other policies the chain does not say how often they are paid, so no sum is told.
  const amount =
    facts.policy === 'dibao' && facts.newState === 'eligible' && t(words.monthly, { amount: formatFen(facts.newFen) })
  const before = facts.oldState && t(words.resultBefore, { state: resultStateText(facts.oldState, t) })
  return {
    title: t(words.result, { policy, state: resultStateText(facts.newState, t) }),
    content: joined([amount, before], t),
  }
}

function enrolment(row: Extract<Happening, { kind: 'enrolled' | 'enrolment_ended' }>, t: Say): Told {
  const programme = programmeText(row.facts.programme, t)
  if (row.kind === 'enrolment_ended')
    return {
      title: t(words.enrolment_ended, { programme }),
      content: row.facts.why ? t(words.reason, { reason: t(whyText(row.facts.why)) }) : undefined,
    }
  const { monthlyFen, source, why } = row.facts
  return {
    title: t(words.enrolled, { programme }),
    content: joined(
      [
        monthlyFen && t(words.monthly, { amount: formatFen(monthlyFen) }),
        source === 'roster' && t(words.fromRoster),
        why && t(words.reason, { reason: t(whyText(why)) }),
      ],
      t,
    ),
  }
}

type Asked = Extract<
  Happening,
  { kind: 'request_raised' | 'request_answered' | 'request_closed' | 'promise_made' | 'promise_kept' }
>

function asked(row: Asked, t: Say): Told {
  if (row.kind === 'promise_made')
    return {
      title: t(words.promise_made),
      content: joined([row.facts.text, t(words.keepBy, { day: row.facts.dueOn })], t),
    }
  if (row.kind === 'promise_kept')
    return { title: t(words.promise_kept), content: joined([row.facts.text, row.facts.note], t) }
  const kind = requestKindText(row.facts.requestKind, t)
  const title = t(words[row.kind], { kind })
  if (row.kind === 'request_raised')
    return { title, content: joined([row.facts.text, t(words.answerBy, { day: row.facts.dueOn })], t) }
  if (row.kind === 'request_answered') return { title, content: row.facts.answer }
  return { title, content: joined([row.facts.outcome && outcomeText(row.facts.outcome, t), row.facts.answer], t) }
}
