import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { crc32 } from 'node:zlib'
import { maskPhone } from '../../core/identity-number.ts'
import type { Language } from '../../core/messages.ts'
import { Problem } from '../../core/problem.ts'
import { type Act, type Asking, actingOnce } from '../../platform/server/act.ts'
import { withScope } from '../../platform/server/database.ts'
import { type Paper, printPapers } from '../../platform/server/pdf/paper.ts'
import { qrCode } from '../../platform/server/pdf/qr-code.ts'
import { ZipWriter } from '../../platform/server/spreadsheets/zip-writer.ts'
import { findTenant } from '../accounts/store.ts'
import { type HandbookParts, handbookData } from './handbook-rules.ts'
import { handbookFacts } from './handbook-store.ts'
import { planBounds } from './plan-actions.ts'
import type { HandbookInput } from './plan-contract.ts'
import { handbookWords, planWords } from './plan-messages.ts'
import { type Measure, mostHandbooks, type PlanRow } from './plan-model.ts'
import { claritiesOf } from './plan-rules.ts'
import * as plans from './plan-store.ts'
import { standardTemplate, templateFor, wordType } from './template-actions.ts'
import { wordFields } from './template-rules.ts'
import * as templates from './template-store.ts'

const portion = 100

/** The county's own template in the data folder wins over the one that ships. */
function templateOf(dataFolder: string): string {
  const own = join(dataFolder, 'templates', 'handbook.typ')
  return readFileSync(existsSync(own) ? own : join(import.meta.dirname, 'pack', 'handbook.typ'), 'utf8')
}

/**
 * Handbooks of the pairs a filter finds. One is sent as a PDF, several as a zip that begins before the last is printed.
 * The print is audited before its first page leaves the house.
 */
export async function printHandbooks({ input, context: asking }: { input: HandbookInput; context: Asking }) {
  const { origin = '', ids, format, ...filter } = input
  const act = await actingOnce(asking)
  const rows = await withScope(asking.services.database, act.scope, async (tx) => {
    const bounds = { ...planBounds(filter), ...(ids ? { ids: ids.split(',') } : {}) }
    const count = await plans.countPlans(tx, bounds)
    if (count === 0) throw new Problem('not_found', planWords.noneToPrint)
    if (count > mostHandbooks)
      throw new Problem('bad_input', planWords.tooMany, { parameters: { most: mostHandbooks, count } })
    return plans.listPlans(tx, bounds, { sort: 'area', order: 'asc', limit: mostHandbooks, offset: 0 })
  })
  const printed = await papersIn(format, act, rows, origin, asking.language)
  const title = handbookWords.title[asking.language]
  if (rows.length > 1) return file(`${title} ${rows.length}.zip`, 'application/zip', zipped(printed))
  const pages: Uint8Array[] = []
  for await (const paper of printed) pages.push(paper.bytes)
  return file(`${title} ${rows[0]?.headName ?? ''}.${format}`, format === 'pdf' ? 'application/pdf' : wordType, pages)
}

type Printed = AsyncGenerator<{ name: string; bytes: Uint8Array }>

/** The handbooks in a format, each in the layout of its place. */
async function papersIn(
  format: HandbookInput['format'],
  act: Act,
  rows: readonly PlanRow[],
  origin: string,
  language: Language,
): Promise<Printed> {
  if (format === 'pdf')
    return printPapers(templateOf(act.services.config.dataFolder), pdfPapers(papersOf(act, rows, origin), language))
  const files = await withScope(act.services.database, act.scope, templates.templateFiles)
  // One template after the other: rows are sorted by area, so that a template's families stand together.
  return (async function* () {
    const standard = standardTemplate()
    const layouts = Map.groupBy(rows, (row) => templateFor(files, row.areaCode) ?? standard)
    for (const [layout, some] of layouts)
      yield* printPapers(layout, wordPapers(papersOf(act, some, origin), language, act.today))
  })()
}

async function* pdfPapers(papers: AsyncIterable<PaperParts>, language: Language): AsyncGenerator<Paper> {
  for await (const { link, ...parts } of papers)
    yield { name: `${nameOf(parts)}.pdf`, data: handbookData({ ...parts, qr: qrCode(link) }, language) }
}

async function* wordPapers(
  papers: AsyncIterable<PaperParts>,
  language: Language,
  today: string,
): AsyncGenerator<Paper> {
  for await (const { link, ...parts } of papers)
    yield {
      name: `${nameOf(parts)}.docx`,
      data: wordFields(handbookData({ ...parts, qr: '' }, language), link, today),
    }
}

type PaperParts = Omit<HandbookParts, 'qr'> & { link: string }
const nameOf = ({ facts }: Pick<HandbookParts, 'facts'>) => `${facts.fileNumber} ${facts.headName}`

function file(name: string, type: string, bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
  return {
    headers: {
      'content-type': type,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    },
    body: Readable.toWeb(Readable.from(bytes)) as unknown,
  }
}

async function* zipped(papers: AsyncIterable<{ name: string; bytes: Uint8Array }>): AsyncGenerator<Buffer> {
  const zip = new ZipWriter()
  // A PDF is packed already: packing it again takes time and saves nothing.
  for await (const { name, bytes } of papers) yield* zip.copy(name, 0, crc32(bytes), Buffer.from(bytes), bytes.length)
  yield* zip.end()
}

/** What each handbook says, read in portions, each in a transaction of its own. */
async function* papersOf(act: Act, rows: readonly PlanRow[], origin: string): AsyncGenerator<PaperParts> {
  const { database, personalData } = act.services
  for (let from = 0; from < rows.length; from += portion) {
    const some = rows.slice(from, from + portion)
    const households = some.map((row) => row.householdId)
    const read = await withScope(database, act.scope, async (tx) => ({
      facts: await handbookFacts(
        tx,
        some.map((row) => row.pairId),
      ),
      measures: Map.groupBy(await plans.measuresOf(tx, households), (measure) => measure.householdId),
      plans: await plans.plansOf(tx, households),
      tenant: (await findTenant(tx, tx.scope.tenantId))?.name ?? '',
    }))
    for (const facts of read.facts) {
      const row = some.find((one) => one.pairId === facts.pairId)
      const helpers = facts.helpers.map((helper) => ({
        ...helper,
        phone: helper.phone && maskPhone(personalData.open(Buffer.from(helper.phone, 'hex'))),
      }))
      yield {
        facts: { ...facts, helpers },
        plan: read.plans.get(facts.householdId),
        measures: (read.measures.get(facts.householdId) ?? []) as Measure[],
        clarities: claritiesOf(row?.missing ?? []),
        tenant: read.tenant,
        link: `${origin}/households/${facts.householdId}/plan`,
        today: act.today,
      }
    }
  }
}
