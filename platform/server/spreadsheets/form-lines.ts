import { fillFormDocument, openFormDocument, readFormDocument } from '../../../engines/roster/fill/fill-docx.ts'
import type { FormFacts } from '../../../engines/roster/fill/fill-plan.ts'
import { fillFormBook, openFormBook, readFormBook } from '../../../engines/roster/fill/fill-xlsx.ts'
import type { ChosenFields, FormReading } from '../../../engines/roster/fill/form-reading.ts'
import type { ChangedParts } from '../../../engines/roster/fill/patch-book.ts'
import type { FormGap } from '../../../engines/roster/fill/plan-parts.ts'
import type { Limits } from '../../../engines/roster/limits.ts'
import { notAForm, unreadable } from '../../../engines/roster/unreadable.ts'
import { findEntry, findWorkbookPart } from '../../../engines/roster/workbook-parts.ts'
import { looksLikeZip, openZip, packedBytes, readPart, type Zip } from '../../../engines/roster/zip.ts'
import type { ChildLine, FilledForm, FormTask } from './child-lines.ts'
import { ZipWriter } from './zip-writer.ts'

type Facts = Omit<FormFacts, 'date1904'>
type OpenForm = {
  readonly zip: Zip
  readonly extension: Exclude<FilledForm['extension'], 'zip'>
  read(chosen: ChosenFields): FormReading
  fill(reading: FormReading, facts: Facts): Promise<{ changed: ChangedParts; gaps: FormGap[] }>
}

/** What the child says about a form: how it was read, then, when it is to be filled, the file and what is missing. */
export async function* formLines(bytes: Buffer, task: FormTask, limits: Limits): AsyncGenerator<ChildLine> {
  const form = await openForm(bytes, limits)
  const reading = form.read(task.chosen)
  if (reading.shape === 'none') throw unreadable('nothing_asked')
  yield { form: reading }
  if (!task.fill) return
  const { families, form: ofForm, names, period, left } = task.fill
  const gaps: FormGap[] = []
  if (reading.shape === 'list' || families.length <= 1) {
    const filled = await form.fill(reading, { families, form: ofForm, period, left })
    yield* packed(copyOf(form.zip, filled.changed))
    yield { filled: { extension: form.extension, gaps: filled.gaps } }
    return
  }
  yield* packed(cards(form, reading, families, ofForm, names, gaps))
  yield { filled: { extension: 'zip', gaps: addedUp(gaps) } }
}

/** A zip with the card filled once for each family. */
async function* cards(
  form: OpenForm,
  reading: FormReading,
  families: Facts['families'],
  ofForm: Facts['form'],
  names: readonly string[],
  gaps: FormGap[],
): AsyncGenerator<Buffer> {
  const writer = new ZipWriter()
  for (const [index, family] of families.entries()) {
    const filled = await form.fill(reading, { families: [family], form: ofForm })
    gaps.push(...filled.gaps)
    yield* writer.stream(`${names[index] ?? index + 1}.${form.extension}`, copyOf(form.zip, filled.changed))
  }
  yield* writer.end()
}

/** The gaps of many cards as those of one form. */
function addedUp(gaps: readonly FormGap[]): FormGap[] {
  const sums = new Map<string, FormGap>()
  for (const gap of gaps) {
    const key = `${gap.part}\n${gap.header}\n${gap.reason}`
    const sum = sums.get(key)
    sums.set(
      key,
      sum ? { ...sum, count: sum.count + gap.count, families: [...sum.families, ...gap.families].slice(0, 20) } : gap,
    )
  }
  return [...sums.values()]
}

/** The form with its changed parts; all others are taken over packed as they were. */
async function* copyOf(zip: Zip, changed: ChangedParts): AsyncGenerator<Buffer> {
  const writer = new ZipWriter()
  for (const entry of zip.entries.values()) {
    const content = changed.get(entry.name)
    if (content) yield* writer.stream(entry.name, [content])
    else yield* writer.copy(entry.name, entry.method, entry.crc, packedBytes(zip, entry), entry.claimedBytes)
  }
  yield* writer.end()
}

const lineBytes = 192 * 1024

/** The bytes as lines of some size: many small pieces would be many lines. */
async function* packed(pieces: AsyncGenerator<Buffer>): AsyncGenerator<ChildLine> {
  let held: Buffer[] = []
  let bytes = 0
  for await (const piece of pieces) {
    held.push(piece)
    bytes += piece.length
    if (bytes < lineBytes) continue
    yield { bytes: Buffer.concat(held).toString('base64') }
    held = []
    bytes = 0
  }
  if (bytes > 0) yield { bytes: Buffer.concat(held).toString('base64') }
}

const compound = Buffer.from('d0cf11e0a1b11ae1', 'hex')

async function openForm(bytes: Buffer, limits: Limits): Promise<OpenForm> {
  if (bytes.subarray(0, 8).equals(compound)) {
    const has = (name: string) => bytes.includes(Buffer.from(name, 'utf16le'))
    if (has('EncryptedPackage') || has('EncryptionInfo')) throw unreadable('encrypted')
    throw has('WordDocument')
      ? notAForm('旧版 doc 文档', 'an old doc file')
      : notAForm('旧版 xls 工作簿', 'an old xls file')
  }
  if (bytes.subarray(0, 4).toString('latin1') === '%PDF') throw notAForm('PDF 文档', 'a PDF document')
  if (!looksLikeZip(bytes)) throw notAForm('别的文件', 'something else')
  const zip = openZip(bytes, limits)
  if ([...zip.entries.values()].some(({ encrypted }) => encrypted)) throw unreadable('encrypted')
  const types = (await readPart(zip, '[Content_Types].xml')) ?? ''
  if (findEntry(zip, 'word/document.xml')) {
    const document = await openFormDocument(zip)
    return {
      zip,
      extension: types.includes('macroEnabled') ? 'docm' : 'docx',
      read: (chosen) => readFormDocument(document, chosen),
      fill: async (reading, facts) => fillFormDocument(document, reading, facts),
    }
  }
  if (!(await findWorkbookPart(zip)))
    throw types === '' ? notAForm('zip 压缩包', 'a zip archive') : unreadable('broken')
  const book = await openFormBook(zip)
  return {
    zip,
    extension: types.includes('macroEnabled') ? 'xlsm' : 'xlsx',
    read: (chosen) => readFormBook(book, chosen),
    fill: (reading, facts) => fillFormBook(book, reading, facts),
  }
}
