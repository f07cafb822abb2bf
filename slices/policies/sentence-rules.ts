import type { Parameters, Text } from '../../core/messages.ts'
import { formatFen } from '../../core/money.ts'
import { dibaoStandard } from './dibao-rules.ts'
import { exact, toFen } from './exact-rules.ts'
import { missingWords, resultWords as words } from './messages.ts'
import type { DibaoInputs, FoundParameter, ResultState } from './model.ts'

/** A sentence in both languages with the figures it speaks of. */
export type Sentence = { text: Text; parameters: Parameters }

/** As much of a result as its sentences need. */
export type ToldResult = {
  state: ResultState | null
  monthlyFen: string | null
  reasons: readonly string[]
  missing: readonly string[]
  trace: readonly FoundParameter[]
  inputs: DibaoInputs | null
}

/**
 * Why the answer is what it is, in numbers: what somebody at the counter would say. `brief` leaves out what stands in
 * other columns of a table.
 */
export function reasonsInWords(result: ToldResult, brief = false): Sentence[] {
  if (result.state === null) return [{ text: words.neverComputed, parameters: {} }]
  const figures = figuresOf(result)
  if (result.state === 'eligible')
    return [{ text: brief ? words.belowBriefly : words.belowStandard, parameters: figures }]
  const reasons = result.reasons.map((code): Sentence => {
    if (code === 'too_many_dwellings') return { text: words.tooManyDwellings, parameters: figures }
    if (code === 'has_vehicle') return { text: words.hasVehicle, parameters: figures }
    const above = figures.income !== figures.standard
    if (brief) return { text: above ? words.aboveBriefly : words.atBriefly, parameters: figures }
    return { text: above ? words.aboveStandard : words.atStandard, parameters: figures }
  })
  return [...reasons, ...missingInWords(result)]
}

/** What is not known, each with what to do about it. A certain "no" does not wait for it. */
function missingInWords(result: ToldResult): Sentence[] {
  if (result.state !== 'unknown') return []
  return result.missing.map((name) => ({ text: missingWords[name] ?? words.missingOther, parameters: { name } }))
}

function figuresOf({ monthlyFen, trace, inputs }: ToldResult): Record<string, string | number> {
  const standard = trace.find((one) => one.name === dibaoStandard)
  return {
    income: inputs?.monthlyPerCapitaFen ? formatFen(inputs.monthlyPerCapitaFen) : '—',
    standard: standard ? formatFen(toFen(exact(standard.value))) : '—',
    region: standard ? (standard.regionName ?? standard.region) : '—',
    from: standard?.from ?? '—',
    members: inputs?.members ?? '—',
    amount: formatFen(monthlyFen ?? '0'),
    dwellings: inputs?.dwellings ?? '—',
    vehicles: inputs?.vehicles ?? '—',
  }
}
