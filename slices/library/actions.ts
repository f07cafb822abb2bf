import { notFound, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { violatedConstraint } from '../../platform/server/database.ts'
import { countiesOf } from '../policies/parameter-store.ts'
import { decidingPolicies } from '../policies/policy-version-store.ts'
import { libraryWords as words } from './messages.ts'
import type { Document, DocumentDraft, Gap } from './model.ts'
import { basesOf, gapsOf, regionFits, wouldCircle } from './rules.ts'
import * as store from './store.ts'

export const listDocuments = async (act: Act): Promise<{ rows: Document[] }> => ({
  rows: await store.listDocuments(act.tx),
})

/** Directives without a local measure, area by area. */
export async function listGaps(act: Act): Promise<{ rows: Gap[] }> {
  const own = await store.ownArea(act.tx)
  return { rows: gapsOf(await store.listDocuments(act.tx), own ? [own] : [], await countiesOf(act.tx)) }
}

export async function getDocument(act: Act, { id }: { id: string }): Promise<Document> {
  const found = await store.findDocument(act.tx, id)
  if (!found) throw notFound()
  act.about('document', id)
  return found
}

/** What keeps a document from being filed like this. */
async function check(act: Act, draft: DocumentDraft, id?: string): Promise<void> {
  const { level, region, implementsId } = draft
  const wrong = (field: string, text: typeof words.circle) =>
    new Problem('bad_input', text, { fields: [{ field, text }] })
  if (!regionFits(level, region)) throw wrong('region', words.wrongRegion)
  if (implementsId === null) return
  const documents = await store.listDocuments(act.tx)
  if (!documents.some((one) => one.id === implementsId)) throw wrong('implementsId', words.noParent)
  if (id !== undefined && wouldCircle(documents, id, implementsId)) throw wrong('implementsId', words.circle)
}

const once = (error: unknown): unknown =>
  violatedConstraint(error) === 'library_document_once' ? new Problem('conflict', words.alreadyThere) : error

export async function addDocument(act: Act, draft: DocumentDraft): Promise<Document> {
  await check(act, draft)
  const id = await store.addDocument(act.tx, draft).catch((error: unknown) => {
    throw once(error)
  })
  return getDocument(act, { id })
}

export async function changeDocument(
  act: Act,
  input: DocumentDraft & { id: string; version: number },
): Promise<Document> {
  const theirs = await getDocument(act, input)
  await check(act, input, input.id)
  const changed = await store.changeDocument(act.tx, input).catch((error: unknown) => {
    throw once(error)
  })
  if (changed === 0) throw new Problem('conflict', words.changedMeanwhile, { data: { theirs, yours: input } })
  return getDocument(act, input)
}

export async function removeDocument(act: Act, { id }: { id: string }): Promise<{ id: string }> {
  await getDocument(act, { id })
  const documents = await store.listDocuments(act.tx)
  if (documents.some((one) => one.implementsId === id)) throw new Problem('conflict', words.hasBelow)
  await store.removeDocument(act.tx, id)
  return { id }
}

/** Files the documents that the policies in force name as their bases. */
export async function adoptBases(act: Act): Promise<{ added: number }> {
  const { set } = await decidingPolicies(act.tx, act.today)
  const own = await store.ownArea(act.tx)
  const bases = basesOf(set.policies, own?.code ?? '000000')
  const fitting = bases.filter(({ level, region }) => regionFits(level, region))
  return { added: await store.addMissing(act.tx, fitting) }
}
