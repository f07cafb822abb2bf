import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { TemplateHandler } from 'easy-template-x'
import { Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { sumAid } from '../aid/store.ts'
import { countOrganisations } from '../organisations/store.ts'
import { countPairs, listHelpingUnits } from '../pairing/pair-list-store.ts'
import { rhythms } from '../pairing/rhythm-store.ts'
import { kindsOf } from '../pairing/rules.ts'
import { countPairing } from '../pairing/store.ts'
import { countResults } from '../policies/result-store.ts'
import { countHouseholds } from '../registry/household-store.ts'
import { countRequests } from '../requests/store.ts'
import { countVisits } from '../visits/store.ts'
import { reportWords } from './messages.ts'
import { type Figure, FigureKey, type Round, type RoundReport } from './model.ts'
import { pastCountyLines, pastFigures, pastMissed } from './past-store.ts'
import { templateData } from './rules.ts'
import * as store from './store.ts'

// Names of the missed that stand in the report itself; the list behind the number has all of them.
const namesShown = 50

/** The report of a round from one snapshot: every figure is counted by the store of the list that it opens. */
export async function roundReport(act: Act, round: Round): Promise<RoundReport> {
  if (round.to < round.from)
    throw new Problem('bad_input', reportWords.periodReversed, {
      fields: [{ field: 'to', text: reportWords.periodReversed }],
    })
  const { tx } = act
  const { knownOn, ...asked } = round
  if (knownOn && knownOn > act.today)
    throw new Problem('bad_input', reportWords.dayAhead, { fields: [{ field: 'knownOn', text: reportWords.dayAhead }] })
  const areaCode = act.scope.areaFrom
  if (knownOn) return repeatedReport(act, asked, knownOn)
  return {
    ...asked,
    knownOn: null,
    notRepeatable: [],
    areaName: await store.areaName(tx, areaCode),
    asOf: act.now.toISOString(),
    figures: await figuresOf(act, round),
    counties: await store.countyLines(tx, round),
    missed: await store.missedFamilies(tx, namesShown),
  }
}

/** What was known at the end of a day in Shanghai, however long ago. */
async function repeatedReport(act: Act, round: Omit<Round, 'knownOn'>, knownOn: string): Promise<RoundReport> {
  const { tx } = act
  const moment = { on: knownOn, known: `${knownOn}T23:59:59.999999+08:00` }
  const values = await pastFigures(tx, moment, round, kindsOf, await rhythms(tx, moment.known))
  const figures = FigureKey.options.flatMap((key) => {
    const value = values[key]
    return value === undefined ? [] : [{ key, value, money: key === 'cash' || key === 'goodsValue', link: null }]
  })
  return {
    ...round,
    knownOn,
    notRepeatable: FigureKey.options.filter((key) => values[key] === undefined),
    areaName: await store.areaName(tx, act.scope.areaFrom),
    asOf: moment.known,
    figures,
    counties: await pastCountyLines(tx, moment, round),
    missed: await pastMissed(tx, moment, round, namesShown),
  }
}

async function figuresOf(act: Act, round: Round): Promise<Figure[]> {
  const { tx, today, scope } = act
  const period = { from: round.from, to: round.to }
  const dates = `from=${round.from}&to=${round.to}`
  const area = scope.areaFrom
  const households = await countHouseholds(tx, { status: 'registered' })
  const pairing = await countPairing(tx)
  const visits = await countVisits(tx, period)
  const aid = await sumAid(tx, period)
  const requests = (filter: { overdue?: boolean }) =>
    countRequests(tx, { unsettled: true, ...(filter.overdue ? { overdueOn: today } : {}) })
  const count = (key: FigureKey, value: number, link: string): Figure => ({
    key,
    value: String(value),
    money: false,
    link,
  })
  return [
    count('households', households.total, '/households'),
    count('persons', households.persons, '/households'),
    count('pairs', pairing.pairs, '/pairs'),
    count('units', pairing.units, '/reports/units'),
    count('cadres', pairing.cadres, '/helpers?group=cadre&paired=true'),
    count('social', pairing.social, '/helpers?group=social&paired=true'),
    count('bodies', pairing.bodies, '/helpers?group=body&paired=true'),
    count(
      'enterprises',
      await countOrganisations(tx, { struggling: true, areaFrom: scope.areaFrom, areaTo: scope.areaTo }),
      `/organisations?struggling=true&area=${area}`,
    ),
    count('visits', visits.total, `/visits?${dates}`),
    count('visited', visits.households, `/visits/families?${dates}`),
    count('requests', await requests({}), '/requests?unsettled=true'),
    count('requestsOverdue', await requests({ overdue: true }), '/requests?unsettled=true&overdue=true'),
    count('aidLines', aid.total, `/aid?${dates}`),
    { key: 'cash', value: aid.cashFen, money: true, link: `/aid?${dates}&form=cash` },
    { key: 'goodsValue', value: aid.goodsValueFen, money: true, link: `/aid?${dates}&form=goods` },
    count(
      'eligibleNotEnrolled',
      await countResults(tx, { policy: 'dibao', today, coverage: 'eligible_not_enrolled' }),
      '/policies/due?coverage=eligible_not_enrolled',
    ),
    count('unpaired', await countPairs(tx, { state: 'unpaired' }), '/pairs?state=unpaired'),
    count(
      'notVisited',
      await countPairs(tx, { state: 'live', overdue: { on: today, rhythms: await rhythms(tx) } }),
      '/pairs?overdue=true',
    ),
  ]
}

export async function helpingUnits(act: Act, input: { limit: number; offset: number }) {
  const rows = await listHelpingUnits(act.tx, {}, input)
  const { units: total } = await countPairing(act.tx)
  return { rows, more: input.offset + rows.length < total, total }
}

const templates = { zh: 'round-report.docx', en: 'round-report.en.docx' } as const

/** The Word document: the county's own template in the data folder wins over the one that ships; each language has its own. */
export async function roundWord(act: Act, round: Round) {
  const report = await roundReport(act, round)
  const file = templates[act.language]
  const own = join(act.services.config.dataFolder, 'templates', file)
  const template = readFileSync(existsSync(own) ? own : join(import.meta.dirname, 'pack', file))
  const document = await new TemplateHandler()
    .process(template, templateData(report, act.language) as never)
    .catch((error: unknown) => {
      throw new Problem('unreadable_file', reportWords.templateBroken, {
        parameters: { detail: error instanceof Error ? error.message.slice(0, 200) : '' },
      })
    })
  const name = encodeURIComponent(`${report.areaName}${report.name} ${report.knownOn ?? report.to}.docx`)
  return {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'content-disposition': `attachment; filename*=UTF-8''${name}`,
    },
    body: Readable.toWeb(Readable.from([document])) as unknown,
  }
}
