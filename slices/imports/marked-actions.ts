import { Readable } from 'node:stream'
import { notFound } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { markInChild } from '../../platform/server/spreadsheets/mark-in-child.ts'
import * as rows from './row-store.ts'
import * as store from './store.ts'

// More marks than rows of a sheet help nobody; the count on the page still says all.
const mostMarks = 100_000

/** The officer's own workbook with every faulty cell coloured and a list of all issues. Throws `unreadable_file`. */
export async function markedWorkbook(act: Act, input: { id: string }) {
  const job = await store.findImport(act.tx, input.id)
  const stored = job && (await store.fileOf(act.tx, job.id))
  if (!job || !stored) throw notFound()
  act.about('import', job.id)
  const issues = await rows.listIssues(act.tx, job.id, null, mostMarks, 0)
  const document = await markInChild(act.services.personalData.openBytes(stored.file), issues)
  const name = encodeURIComponent(`${job.fileName.replace(/\.[^.]*$/, '')}（已标注）.xlsx`)
  return {
    headers: {
      'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'content-disposition': `attachment; filename*=UTF-8''${name}`,
    },
    body: Readable.toWeb(Readable.from([document])) as unknown,
  }
}
