import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { TemplateHandler } from 'easy-template-x'
import type { Act } from '../../platform/server/act.ts'
import { printPapers } from '../../platform/server/pdf/paper.ts'
import { decidingPolicies } from '../policies/policy-version-store.ts'
import { compendiumData } from './compendium-rules.ts'
import { libraryWords as words } from './messages.ts'
import * as store from './store.ts'

const types = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
} as const

/** All documents from the centre down as one file; a county's own template in the data folder wins over the one that ships. */
export async function compendium(act: Act, { format }: { format: 'pdf' | 'docx' }) {
  const { set } = await decidingPolicies(act.tx, act.today)
  const titles = new Map(set.policies.map(({ file }) => [file.id, file.title[act.language]]))
  const place = (await store.ownArea(act.tx))?.name ?? ''
  const data = compendiumData(await store.listDocuments(act.tx), { place, today: act.today, titles }, act.language)
  const name = format === 'pdf' ? 'compendium.typ' : 'compendium.docx'
  const own = join(act.services.config.dataFolder, 'templates', name)
  const template = existsSync(own) ? own : join(import.meta.dirname, 'pack', name)
  const bytes = format === 'pdf' ? await printed(readFileSync(template, 'utf8'), data) : await written(template, data)
  const title = encodeURIComponent(`${words.compendium[act.language]} ${act.today}.${format}`)
  return {
    headers: { 'content-type': types[format], 'content-disposition': `attachment; filename*=UTF-8''${title}` },
    body: Readable.toWeb(Readable.from([bytes])) as unknown,
  }
}

async function printed(template: string, data: object): Promise<Uint8Array> {
  const pages: Uint8Array[] = []
  for await (const { bytes } of printPapers(template, [{ name: 'compendium', data }])) pages.push(bytes)
  return Buffer.concat(pages)
}

const written = (template: string, data: object): Promise<Buffer> =>
  new TemplateHandler().process(readFileSync(template), data as never)
