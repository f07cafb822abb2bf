import { Link } from '@tanstack/react-router'
import { daysBetween } from '../../../core/date.ts'
import { type Say, useLanguage, useWords } from '../../../platform/web/language.tsx'
import { dayInWords } from '../../../platform/web/ui/figures.tsx'
import { Countdown, GuaranteeBar, type GuaranteeCounts } from '../../../platform/web/ui/guarantee-bar.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { ruleWords } from '../messages.ts'
import type { AreaCoverage, Guarantee } from '../model.ts'
import { boardWords as words } from '../page-messages.ts'
import './guarantees.css'

/** The name in the reader's language; that of a festival list stays as it was given. */
export const nameOf = (guarantee: Pick<Guarantee, 'rule' | 'name'>, t: Say): string =>
  t(ruleWords[guarantee.rule], { list: guarantee.name.split('：').slice(1).join('：') })

/** The parts of the bar: who is uncovered is late once the last day has passed. */
export function partsOf(
  counts: Pick<AreaCoverage, 'covered' | 'excepted' | 'uncovered'>,
  late: boolean,
): GuaranteeCounts {
  const { covered, excepted, uncovered } = counts
  return { covered, excepted, pending: late ? 0 : uncovered, late: late ? uncovered : 0 }
}

const stateOfPart = { covered: 'covered', excepted: 'excepted', pending: 'missed', late: 'missed' } as const

/** Where a guarantee stands: the bar, the days left, the forecast, and of whom nothing can be said. */
export function Standing({ guarantee }: { guarantee: Guarantee }) {
  const t = useWords()
  const late = guarantee.daysLeft < 0
  const { population, covered, uncovered } = guarantee
  if (population === 0)
    return (
      <div className="guarantee-standing">
        <p className="second">{t(words.nobody)}</p>
        <Unknown guarantee={guarantee} />
      </div>
    )
  return (
    <div className="guarantee-standing">
      <div className="guarantee-line">
        <p>{t(words.standing, { all: grouped(population), covered: grouped(covered), missed: grouped(uncovered) })}</p>
        {guarantee.state === 'open' && <Countdown days={guarantee.daysLeft} missed={uncovered} />}
      </div>
      <GuaranteeBar
        name={nameOf(guarantee, t)}
        counts={partsOf(guarantee, late)}
        door={(part) => `/guarantees/${guarantee.id}?state=${stateOfPart[part]}`}
      />
      {guarantee.state === 'open' && <Forecast guarantee={guarantee} />}
      <Unknown guarantee={guarantee} />
    </div>
  )
}

/** When all would be covered at this pace; nothing once nobody is missed. */
function Forecast({ guarantee }: { guarantee: Guarantee }) {
  const t = useWords()
  const language = useLanguage()
  const { uncovered, forecastOn, dueOn } = guarantee
  if (uncovered === 0) return null
  if (forecastOn === null) return <p className="second">{t(words.stalled)}</p>
  const after = daysBetween(dueOn, forecastOn)
  return (
    <p className="second">
      {t(words.forecast, { day: dayInWords(forecastOn, language) })}
      {after > 0 && t(words.forecastLate, { days: grouped(after) })}
    </p>
  )
}

function Unknown({ guarantee }: { guarantee: Guarantee }) {
  const t = useWords()
  if (guarantee.unknown === 0) return null
  return (
    <div className="guarantee-unknown">
      <span>{t(words.unknown, { count: grouped(guarantee.unknown) })}</span>
      <Link to={`/policies/due?state=unknown&area=${guarantee.areaCode}`}>{t(words.openUnknown)}</Link>
    </div>
  )
}
