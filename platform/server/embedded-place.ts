import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { type Account, accountFor, mayEnter } from './embedded-account.ts'

/** What the data folder keeps about its database, readable by its owner alone. */
export type Note = {
  /** The data folder this note was written for: a copied folder must not share the original's cluster. */
  folder: string
  cluster: string
  /** Loopback port of the last start; another one is taken when it is not free. */
  port: number
  ownerPassword: string
  appPassword: string
}

export type Place = { folder: string; note: Note; account: Account; logFile: string; shelf: string }

/** Where a cluster goes when the account that runs it may not enter the data folder. */
const sharedShelf = '/var/lib/bangfu'

const noteFile = (folder: string): string => join(folder, 'database.json')

/** The note of a data folder, or undefined when there never was a database. */
export function readNote(folder: string): Note | undefined {
  if (!existsSync(noteFile(folder))) return undefined
  try {
    return JSON.parse(readFileSync(noteFile(folder), 'utf8')) as Note
  } catch (error) {
    throw new Error(`无法读取 ${noteFile(folder)} (cannot read it): ${error instanceof Error ? error.message : error}`)
  }
}

/** Writes the note so that a crash leaves either the old or the new one. */
export function writeNote(folder: string, note: Note): void {
  const unfinished = `${noteFile(folder)}.new`
  const keeper = statSync(noteFile(folder), { throwIfNoEntry: false })
  writeFileSync(unfinished, `${JSON.stringify(note, null, 2)}\n`, { mode: 0o600, flush: true })
  chmodSync(unfinished, 0o600)
  // Started once with root's rights, an ordinary user's note stays readable to that user.
  if (keeper && process.getuid?.() === 0) chownSync(unfinished, keeper.uid, keeper.gid)
  renameSync(unfinished, noteFile(folder))
  syncFolder(folder)
}

/** Makes a rename in a folder durable. */
export function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

const secret = (): string => randomBytes(24).toString('base64url')

/** Makes the data folder. Others may pass through to the cluster inside, never list: its files are 0600 or the cluster's own. */
export function makeDataFolder(folder: string): string {
  mkdirSync(folder, { recursive: true, mode: process.getuid?.() === 0 ? 0o711 : 0o700 })
  return realpathSync(folder)
}

/** Decides once where the cluster of a data folder lives and who runs it; later starts read the note. */
export function findPlace(given: string): Place {
  const folder = makeDataFolder(given)
  const known = readNote(folder)
  if (known) refuseCopy(known, folder)
  const inside = join(folder, 'postgres')
  const cluster = !known
    ? placeFor(folder, inside)
    : known.cluster === join(known.folder, 'postgres')
      ? inside
      : known.cluster
  const note: Note = known
    ? { ...known, folder, cluster }
    : { folder, cluster, port: 0, ownerPassword: secret(), appPassword: secret() }
  if (JSON.stringify(note) !== JSON.stringify(known)) writeNote(folder, note)
  const account = accountFor(cluster)
  const reachable = mayEnter(account, folder)
  if (!reachable && cluster === inside) throw new Error(unreachable(cluster))
  if (cluster !== inside) leaveSign(folder, cluster)
  return { folder, note, account, logFile: join(folder, 'postgres.log'), shelf: reachable ? folder : madeShelf() }
}

const unreachable = (cluster: string): string =>
  `数据库账户进不去 ${cluster} 的上级文件夹，请允许通过（chmod o+x）。(The database account may not enter the folders above ${cluster}; allow passing with chmod o+x.)`

function placeFor(folder: string, inside: string): string {
  const account = accountFor(inside)
  if (!account || mayEnter(account, folder)) return inside
  return join(madeShelf(), `postgres-${randomBytes(6).toString('hex')}`)
}

function madeShelf(): string {
  mkdirSync(sharedShelf, { recursive: true })
  chmodSync(sharedShelf, 0o711)
  return sharedShelf
}

/** A copied data folder would serve the original's cluster: that is said, not done. */
function refuseCopy(note: Note, folder: string): void {
  if (note.folder === folder || note.cluster.startsWith(`${note.folder}/`)) return
  if (existsSync(noteFile(note.folder)))
    throw new Error(
      `${folder} 是 ${note.folder} 的副本，两者不能共用数据库 ${note.cluster}；请用 bangfu backup 和 restore 复制数据。` +
        '(This data folder is a copy of another one and cannot share its database; use bangfu backup and restore.)',
    )
}

function leaveSign(folder: string, cluster: string): void {
  const file = join(folder, 'DATABASE-IS-ELSEWHERE.txt')
  const text = `数据库账户进不了本文件夹，数据库放在：${cluster}\nThe database account may not enter this folder; the database is in: ${cluster}\n`
  if (!existsSync(file)) writeFileSync(file, text)
}
