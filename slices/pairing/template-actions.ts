import { randomUUIDv7 } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { ancestorsOf } from '../../core/area-code.ts'
import { Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { readWordTemplate } from '../../platform/server/pdf/paper.ts'
import { templateWords as words } from './template-messages.ts'
import { templateFault, wordLists, wordTags } from './template-rules.ts'
import * as store from './template-store.ts'

const mostBytes = 5 * 1024 * 1024
export const wordType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The template that comes with the system. */
export const standardTemplate = (): Buffer => readFileSync(join(import.meta.dirname, 'pack', 'handbook.docx'))

/** The template for a family: that of the nearest area at or above it, or the system's own. */
export function templateFor(files: ReadonlyMap<string, Buffer>, areaCode: string): Buffer | undefined {
  const area = [areaCode, ...ancestorsOf(areaCode)].find((code) => files.has(code))
  return area === undefined ? undefined : files.get(area)
}

const ownAreas = (act: Act): string[] => [act.scope.areaFrom, ...ancestorsOf(act.scope.areaFrom)]

export async function getTemplate(act: Act) {
  const [inForce] = await store.templatesAbove(act.tx, ownAreas(act))
  return {
    inForce: inForce ?? null,
    own: inForce?.areaCode === act.scope.areaFrom,
    tags: [...wordTags],
    lists: Object.entries(wordLists).map(([name, columns]) => ({ name, columns: [...columns] })),
  }
}

/** Puts a document into force for the asker's area; the one before it stays on file. */
export async function saveTemplate(act: Act, input: { file: File }): Promise<{ id: string }> {
  const refused = (text: Problem['text'], parameters = {}) =>
    new Problem('bad_input', text, { parameters, fields: [{ field: 'file', text, parameters }] })
  if (input.file.size === 0) throw refused(words.noFile)
  if (input.file.size > mostBytes) throw refused(words.tooLarge)
  const file = Buffer.from(await input.file.arrayBuffer())
  const fault = templateFault(await readWordTemplate(file))
  if (fault) throw refused(fault.text, fault.parameters)
  const areaCode = act.scope.areaFrom
  const id = randomUUIDv7()
  await store.endTemplate(act.tx, areaCode)
  await store.addTemplate(act.tx, {
    id,
    areaCode,
    fileName: input.file.name.slice(0, 200),
    file,
    createdBy: act.accountId,
  })
  act.about('handbook_template', id, { area: areaCode, bytes: file.length })
  return { id }
}

export async function removeTemplate(act: Act): Promise<Record<string, never>> {
  if ((await store.endTemplate(act.tx, act.scope.areaFrom)) === 0) throw new Problem('not_found', words.none)
  act.about('handbook_template', act.scope.areaFrom)
  return {}
}

/** The file in force, to be laid out anew. */
export async function templateFile(act: Act) {
  const file = templateFor(await store.templateFiles(act.tx), act.scope.areaFrom) ?? standardTemplate()
  const [inForce] = await store.templatesAbove(act.tx, ownAreas(act))
  const name = encodeURIComponent(inForce?.fileName ?? `${words.title[act.language]}.docx`)
  return {
    headers: { 'content-type': wordType, 'content-disposition': `attachment; filename*=UTF-8''${name}` },
    body: Readable.toWeb(Readable.from([file])) as unknown,
  }
}
