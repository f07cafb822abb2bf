import { z } from 'zod'
import { Uuid } from '../../core/contract.ts'
import { Day } from '../../core/date.ts'
import { Region } from '../policies/model.ts'

/** Who issued it, from the top down. */
export const Level = z.enum(['centre', 'province', 'prefecture', 'county'])
export type Level = z.infer<typeof Level>

const text = (most: number) => z.string().trim().max(most).nullable().default(null)

/** What is said of a document to file it. */
export const DocumentDraft = z.strictObject({
  number: text(100),
  title: z.string().trim().min(1).max(200),
  issuer: text(100),
  issuedOn: Day,
  level: Level,
  region: Region,
  /** The document above that it carries out. */
  implementsId: Uuid.nullable().default(null),
  /** The level whose every area has to pass a measure of its own. */
  needs: z.enum(['prefecture', 'county']).nullable().default(null),
  summary: text(2000),
})
export type DocumentDraft = z.infer<typeof DocumentDraft>

export const Document = z.strictObject({
  ...DocumentDraft.shape,
  id: Uuid,
  regionName: z.string(),
  /** Policies that name it as their basis. */
  policies: z.array(z.string()),
  /** The document itself as it was uploaded. */
  files: z.array(z.strictObject({ id: Uuid, name: z.string(), bytes: z.int() })),
  createdAt: z.string(),
  createdBy: z.string().nullable(),
  version: z.int(),
})
export type Document = z.infer<typeof Document>

/** A document that asks for a local measure, and an area that has none yet. */
export const Gap = z.strictObject({
  documentId: Uuid,
  number: z.string().nullable(),
  title: z.string(),
  issuedOn: Day,
  needs: z.enum(['prefecture', 'county']),
  region: Region,
  regionName: z.string(),
})
export type Gap = z.infer<typeof Gap>
