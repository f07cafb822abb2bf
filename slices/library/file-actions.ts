import { Readable } from 'node:stream'
import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { fits, mostBytes, mostFiles, plainName } from './file-rules.ts'
import * as files from './file-store.ts'
import { fileWords as words } from './messages.ts'
import type { Document } from './model.ts'
import { findDocument } from './store.ts'

/** Keeps a file beside a document, sealed. */
export async function addFile(act: Act, input: { id: string; file: File }): Promise<Document> {
  const { id, file } = input
  if (!(await findDocument(act.tx, id))) throw notFound()
  const name = plainName(file.name)
  const refuse = (text: typeof words.tooLarge) => new Problem('bad_input', text, { fields: [{ field: 'file', text }] })
  if (file.size > mostBytes) throw new Problem('too_large', words.tooLarge)
  if (file.size === 0) throw refuse(words.noFile)
  if (!fits(name)) throw refuse(words.otherKind)
  if ((await files.countFiles(act.tx, id)) >= mostFiles) throw refuse(words.tooMany)
  const bytes = Buffer.from(await file.arrayBuffer())
  const content = act.services.personalData.sealBytes(bytes)
  await files.addFile(act.tx, { documentId: id, name, bytes: bytes.length, content })
  act.about('document', id, { file: name, bytes: bytes.length })
  const now = await findDocument(act.tx, id)
  if (!now) throw notFound()
  return now
}

/** The file as it came; browsers save it and never show it inside the product. */
export async function getFile(act: Act, { id }: { id: string }) {
  const found = await files.findFile(act.tx, id)
  if (!found) throw notFound()
  act.about('document', found.documentId, { file: found.name })
  const bytes = act.services.personalData.openBytes(found.content)
  return {
    headers: {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}`,
      'x-content-type-options': 'nosniff',
    },
    body: Readable.toWeb(Readable.from([bytes])) as unknown,
  }
}

export async function removeFile(act: Act, { id }: { id: string }): Promise<{ id: string }> {
  const found = await files.findFile(act.tx, id)
  if (!found) throw notFound()
  await files.removeFile(act.tx, id)
  act.about('document', found.documentId, { file: found.name })
  return { id }
}
