import { isDateFormat } from './number-format.ts'
import { unreadable } from './unreadable.ts'
import { decodeEntities } from './xml-scanner.ts'
import { readPart, type Zip } from './zip.ts'

export type SheetPart = { readonly name: string; readonly hidden: boolean; readonly path: string }

/** What the small parts of an xlsx say: which sheets, where their cells and texts are, which styles are dates. */
export type WorkbookParts = {
  readonly sheets: readonly SheetPart[]
  readonly date1904: boolean
  readonly sharedStrings: string | undefined
  readonly styles: string | undefined
  /** By index of a cell's `s`: true when numbers of this style are dates. */
  readonly dateStyles: readonly boolean[]
}

const tags = (xml: string, name: string): string[] =>
  xml.match(new RegExp(`<(?:\\w+:)?${name}(?=[\\s/>])[^>]*>`, 'g')) ?? []

const attributeOf = (tag: string, name: string): string | undefined => {
  const match = new RegExp(`\\s(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)
  return match ? decodeEntities(match[1] ?? match[2] ?? '') : undefined
}
const isOn = (value: string | undefined) => value === '1' || value === 'true' || value === 'on'

type Target = { readonly id: string; readonly type: string; readonly path: string }

/** The relations of a part; targets are paths inside the zip. */
export async function relations(zip: Zip, part: string): Promise<Target[]> {
  const slash = part.lastIndexOf('/')
  const folder = part.slice(0, slash + 1)
  const xml = await readPart(zip, findEntry(zip, `${folder}_rels/${part.slice(slash + 1)}.rels`) ?? '')
  return tags(xml ?? '', 'Relationship').map((tag) => ({
    id: attributeOf(tag, 'Id') ?? '',
    type: (attributeOf(tag, 'Type') ?? '').split('/').at(-1) ?? '',
    path: resolvePath(folder, attributeOf(tag, 'Target') ?? ''),
  }))
}

function resolvePath(folder: string, target: string): string {
  const parts = (target.startsWith('/') ? target : folder + target).replaceAll('\\', '/').split('/')
  const path: string[] = []
  for (const part of parts) {
    if (part === '..') path.pop()
    else if (part !== '' && part !== '.') path.push(part)
  }
  return path.join('/')
}

/** The entry of a path; some programs differ from their own relations in upper and lower case. */
export function findEntry(zip: Zip, path: string): string | undefined {
  if (zip.entries.has(path)) return path
  const lower = path.toLowerCase()
  for (const name of zip.entries.keys()) if (name.toLowerCase() === lower) return name
  return undefined
}

/** The path of the workbook part, undefined when the zip is no xlsx. */
export async function findWorkbookPart(zip: Zip): Promise<string | undefined> {
  const main = (await relations(zip, '')).find(({ type }) => type === 'officeDocument')
  return findEntry(zip, main?.path ?? 'xl/workbook.xml') ?? findEntry(zip, 'xl/workbook.xml')
}

/** Throws `unreadable_file` when the zip is no workbook or lacks a part that its relations name. */
export async function readWorkbookParts(zip: Zip): Promise<WorkbookParts> {
  const workbook = await findWorkbookPart(zip)
  const xml = workbook === undefined ? undefined : await readPart(zip, workbook)
  if (workbook === undefined || xml === undefined) throw unreadable('broken')
  const targets = await relations(zip, workbook)
  const byId = new Map(targets.map((target) => [target.id, target]))
  const sheets: SheetPart[] = []
  for (const [index, tag] of tags(xml, 'sheet').entries()) {
    const target = byId.get(attributeOf(tag, 'id') ?? '')
    // Chart sheets and macro sheets hold no cells.
    if (target && target.type !== 'worksheet') continue
    const path = findEntry(zip, target?.path ?? `xl/worksheets/sheet${index + 1}.xml`)
    if (path === undefined) throw unreadable('broken')
    const state = attributeOf(tag, 'state')
    sheets.push({
      name: attributeOf(tag, 'name') ?? `Sheet${index + 1}`,
      hidden: state !== undefined && state !== 'visible',
      path,
    })
  }
  const ofType = (type: string, usual: string) =>
    findEntry(zip, targets.find((target) => target.type === type)?.path ?? usual)
  const styles = ofType('styles', 'xl/styles.xml')
  return {
    sheets,
    date1904: isOn(attributeOf(tags(xml, 'workbookPr')[0] ?? '', 'date1904')),
    sharedStrings: ofType('sharedStrings', 'xl/sharedStrings.xml'),
    styles,
    dateStyles: dateStyles((await readPart(zip, styles ?? '')) ?? ''),
  }
}

function dateStyles(xml: string): boolean[] {
  const codes = new Map(
    tags(xml, 'numFmt').map((tag) => [Number(attributeOf(tag, 'numFmtId')), attributeOf(tag, 'formatCode')]),
  )
  const cellFormats = /<(?:\w+:)?cellXfs[\s>][\s\S]*?<\/(?:\w+:)?cellXfs>/.exec(xml)?.[0] ?? ''
  return tags(cellFormats, 'xf').map((tag) => {
    const id = Number(attributeOf(tag, 'numFmtId') ?? 0)
    return isDateFormat(id, codes.get(id))
  })
}
