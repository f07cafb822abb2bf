import { type Language, say, type Text } from '../../core/messages.ts'
import { formatFen } from '../../core/yuan.ts'
import { paperWords, reportWords } from './messages.ts'
import type { Figure, RoundReport } from './model.ts'

/** `7,800` or `3,883.00`: how a figure is printed. */
export const printed = (figure: Pick<Figure, 'value' | 'money'>): string =>
  figure.money ? formatFen(figure.value) : figure.value.replace(/\B(?=(\d{3})+$)/g, ',')

/** What a Word template may use: every figure by its key, the counties as a table, the missed by name. */
export function templateData(report: RoundReport, language: Language): Record<string, unknown> {
  const t = (text: Text, parameters = {}) => say(text, language, parameters)
  const day = language === 'zh' ? chineseDay : (written: string) => written
  const figures = Object.fromEntries([
    ...report.notRepeatable.map((key) => [key, '—']),
    ...report.figures.map((figure) => [figure.key, printed(figure)]),
  ])
  return {
    ...figures,
    // Said in the heading, so that a repeated report is never taken for one of today, whatever the template.
    name: report.knownOn ? t(paperWords.repeated, { name: report.name, day: day(report.knownOn) }) : report.name,
    area: report.areaName,
    from: day(report.from),
    to: day(report.to),
    asOf: report.asOf,
    counties: report.counties.map((line) => ({
      county: line.areaName,
      households: printed({ value: String(line.households), money: false }),
      pairs: printed({ value: String(line.pairs), money: false }),
      unpaired: printed({ value: String(line.unpaired), money: false }),
      visits: printed({ value: String(line.visits), money: false }),
      cash: formatFen(line.cashFen),
    })),
    missed: report.missed.map((family) => ({ head: family.headName, place: family.areaName })),
    missedNote: t(report.missed.length === 0 ? reportWords.nobodyMissed : paperWords.missed),
  }
}

const chineseDay = (day: string): string =>
  `${Number(day.slice(0, 4))}年${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`
