import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'

/** A rule of the house and who breaks it: a file or an arrow `from -> to`. */
export type Finding = { rule: Rule; where: string }

export type Rule =
  | 'known furniture'
  | 'slice in the order'
  | 'no arrow up a storey'
  | 'only slices below'
  | 'only model, rules, messages, store and web parts of another slice'
  | 'pure files read no clock and throw no dice'
  | 'pure files import only pure files'
  | 'engines touch nothing outside'
  | 'pages know no server, the server no pages'
  | 'SQL stands in stores'
  | 'no circles'
  | 'no file over 400 lines'

/** Every source file below a root, and which of them each one imports. */
type House = {
  all: string[]
  files: string[]
  text(file: string): string
  imports: Map<string, string[]>
  order: readonly string[]
}
type Arrow = { from: string; to: string }

const storeys = ['core', 'engines', 'platform', 'slices', 'apps']
const furniture =
  /^slices\/(order\.ts|[^/]+\/((.+-)?(model|rules|contract|messages|store|actions|routes|tasks)\.ts|[^/]+\.test\.ts|web\/.+\.(tsx?|css)|tables\/\d{4}-\d\d-\d\d-[^/]+\.sql|pack\/.+))$/
const pure = /^core\/|^slices\/order\.ts$|^slices\/[^/]+\/([^/]+-)?(model|rules|contract|messages)\.ts$/
const page = /^platform\/web\/|^slices\/[^/]+\/web\/|^apps\/[^/]+\.tsx$/
const behindTheDoor =
  /^platform\/server\/|^slices\/[^/]+\/([^/]+-)?(store|actions|routes|tasks)\.ts$|^apps\/(cli\/|server)/
const clockOrDice =
  /\bperformance\.now\b|\bDate\.now\b|\bnew Date\(\)|\bMath\.random\b|\brandomUUID\b|\bgetRandomValues\b/
const engineBuiltins = new Set(['node:zlib', 'node:worker_threads'])
const tests = /\.test\.tsx?$/

const walk = (root: string, folder: string): string[] =>
  !existsSync(join(root, folder))
    ? []
    : readdirSync(join(root, folder)).flatMap((name) => {
        const path = `${folder}/${name}`
        return statSync(join(root, path)).isDirectory() ? walk(root, path) : [path]
      })

const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')

/** What a file names in its imports, also lazily and as the file of a worker. */
const targetsIn = (text: string): string[] =>
  [...text.matchAll(/(?:\bfrom|\bimport|\bnew URL)\s*\(?\s*['"]([^'"\n]+)['"]/g)].map((found) => found[1] ?? '')

function readHouse(root: string, order: readonly string[]): House {
  const all = storeys.flatMap((storey) => walk(root, storey))
  const files = all.filter((path) => /\.(tsx?|mjs)$/.test(path) && !path.includes('/pack/'))
  const texts = new Map(files.map((file) => [file, withoutComments(readFileSync(join(root, file), 'utf8'))]))
  const text = (file: string): string => texts.get(file) ?? ''
  const known = new Set(files)
  const imports = new Map(
    files.map((from) => [
      from,
      targetsIn(text(from))
        .filter((target) => target.startsWith('.'))
        .map((target) => normalize(join(dirname(from), target)))
        .filter((to) => known.has(to)),
    ]),
  )
  return { all, files, text, imports, order }
}

const storeyOf = (path: string): number => storeys.indexOf(path.split('/')[0] ?? '')
const sliceOf = (path: string): string | undefined => /^slices\/([^/]+)\//.exec(path)?.[1]

/** The rules about single files. Tests live in the house but are not built into it. */
function brokenByFiles({ all, files, text, order }: House): Finding[] {
  const found = (rule: Rule, wrong: (file: string) => boolean, among: readonly string[] = built): Finding[] =>
    among.filter(wrong).map((where) => ({ rule, where }))
  const built = files.filter((file) => !tests.test(file))
  const outside = (target: string) => target.startsWith('node:') && !engineBuiltins.has(target)
  return [
    ...found('known furniture', (file) => file.startsWith('slices/') && !furniture.test(file), all),
    ...found('slice in the order', (file) => !order.includes(sliceOf(file) ?? order[0] ?? ''), all),
    ...found('pure files read no clock and throw no dice', (file) => pure.test(file) && clockOrDice.test(text(file))),
    ...found('pure files import only pure files', (file) => pure.test(file) && targetsIn(text(file)).some(isBuiltin)),
    ...found(
      'engines touch nothing outside',
      (file) =>
        file.startsWith('engines/') &&
        (targetsIn(text(file)).some(outside) || clockOrDice.test(text(file)) || /\bfetch\(/.test(text(file))),
    ),
    ...found(
      'SQL stands in stores',
      (file) =>
        file.startsWith('slices/') && !/store\.ts$/.test(file) && /\btx\.(rows?|run|often|client)\b/.test(text(file)),
    ),
  ]
}

const isBuiltin = (target: string): boolean => target.startsWith('node:')

/** The rules about who imports whom. */
function brokenByArrows({ files, imports, order }: House): Finding[] {
  const arrows: Arrow[] = files
    .filter((file) => !tests.test(file))
    .flatMap((from) => (imports.get(from) ?? []).map((to) => ({ from, to })))
  const found = (rule: Rule, wrong: (arrow: Arrow) => boolean): Finding[] =>
    arrows.filter(wrong).map(({ from, to }) => ({ rule, where: `${from} -> ${to}` }))
  const place = (path: string): number => order.indexOf(sliceOf(path) ?? '')
  const foreign = ({ from, to }: Arrow): boolean =>
    sliceOf(from) !== undefined && sliceOf(to) !== undefined && sliceOf(from) !== sliceOf(to)
  return [
    ...found('no arrow up a storey', ({ from, to }) => storeyOf(to) > storeyOf(from)),
    ...found('only slices below', (arrow) => foreign(arrow) && place(arrow.to) > place(arrow.from)),
    ...found(
      'only model, rules, messages, store and web parts of another slice',
      (arrow) => foreign(arrow) && !/(model|rules|messages|store)\.ts$|\/web\//.test(arrow.to),
    ),
    ...found(
      'pure files import only pure files',
      ({ from, to }) => pure.test(from) && !pure.test(to) && !to.startsWith('engines/'),
    ),
    ...found(
      'pages know no server, the server no pages',
      ({ from, to }) => (page.test(from) && behindTheDoor.test(to)) || (behindTheDoor.test(from) && page.test(to)),
    ),
  ]
}

/** Circles among files, each once. */
function circles({ files, imports }: House): Finding[] {
  const done = new Set<string>()
  const findings: Finding[] = []
  const visit = (file: string, trail: readonly string[]): void => {
    const start = trail.indexOf(file)
    if (start >= 0) {
      findings.push({ rule: 'no circles', where: [...trail.slice(start), file].join(' -> ') })
      return
    }
    if (done.has(file)) return
    for (const next of imports.get(file) ?? []) visit(next, [...trail, file])
    done.add(file)
  }
  for (const file of files) visit(file, [])
  return findings
}

/** Nobody keeps a longer file in mind; packs, fixtures and what is generated are not read by people. */
function tooLong(root: string): Finding[] {
  const folders = [...storeys, 'db', 'bench', 'tests']
  return folders
    .flatMap((folder) => walk(root, folder))
    .filter((file) => /\.(tsx?|mjs|css|sql)$/.test(file) && !/\/(pack|fixtures)\/|^db\/schema\.sql$/.test(file))
    .filter((file) => readFileSync(join(root, file), 'utf8').trimEnd().split('\n').length > 400)
    .map((where) => ({ rule: 'no file over 400 lines', where }))
}

/** Everything in the tree below `root` that breaks a rule of the house; `order` is the order of its slices. */
export function judge(root: string, order: readonly string[]): Finding[] {
  const house = readHouse(root, order)
  return [...brokenByFiles(house), ...brokenByArrows(house), ...circles(house), ...tooLong(root)]
}

/** How many files and arrows were judged: a judge who sees nothing finds nothing. */
export function measure(root: string): { files: number; arrows: number } {
  const house = readHouse(root, [])
  return { files: house.files.length, arrows: [...house.imports.values()].flat().length }
}
