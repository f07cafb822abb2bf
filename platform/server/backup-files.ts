import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, chown, type FileHandle, mkdir, open, readdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Account } from './embedded-account.ts'
import { run } from './embedded-cluster.ts'

/** A file of a backup: its path below the backup folder, its size in bytes and its SHA-256. */
export type BackedUpFile = { path: string; bytes: number; sha256: string }

/** Row counts of a table just before and just after the moment of the backup; equal unless it was being written to. */
export type CountedTable = { table: string; least: number; most: number }

/** What a backup holds and how to tell that it is whole. */
export type Manifest = {
  format: 1
  takenAt: string
  /** PostgreSQL's version; the binary files fit the same major version only. */
  serverVersion: string
  /** First and last WAL position that a restore replays. */
  from: string
  to: string
  tables: CountedTable[]
  files: BackedUpFile[]
  /** Folders of the cluster: it wants its empty ones too, and copying tools drop them. */
  folders: string[]
  /** The hash of the key file, which is never inside; null when there was none. */
  keys: { kept: 'apart'; sha256: string } | null
}

export const manifestName = 'manifest.json'

const missing = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT'

async function pump(from: FileHandle, to: FileHandle | undefined): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256')
  // A cluster has thousands of small files: a megabyte for each would keep the garbage collector busier than the disk.
  const { size } = await from.stat()
  const buffer = Buffer.allocUnsafe(Math.min(size + 1, 1 << 20))
  let bytes = 0
  for (;;) {
    const { bytesRead } = await from.read(buffer, 0, buffer.length)
    if (bytesRead === 0) return { bytes, sha256: hash.digest('hex') }
    const part = buffer.subarray(0, bytesRead)
    hash.update(part)
    for (let done = 0; to && done < bytesRead; ) done += (await to.write(part, done)).bytesWritten
    bytes += bytesRead
  }
}

/** Copies one file and hashes what was copied. Undefined when it has vanished: a running server removes files. */
export async function copyHashed(
  from: string,
  to: string,
  account?: Account,
): Promise<{ bytes: number; sha256: string } | undefined> {
  let source: FileHandle
  try {
    source = await open(from, 'r')
  } catch (error) {
    if (missing(error)) return undefined
    throw error
  }
  try {
    await mkdir(dirname(to), { recursive: true, mode: 0o700 })
    const target = await open(to, 'wx', 0o600)
    try {
      return await pump(source, target)
    } finally {
      await target.close()
      if (account) await chown(to, account.uid, account.gid)
    }
  } finally {
    await source.close()
  }
}

/** Size and hash of a file; undefined when there is none. */
export async function hashFile(path: string): Promise<{ bytes: number; sha256: string } | undefined> {
  try {
    const file = await open(path, 'r')
    try {
      return await pump(file, undefined)
    } finally {
      await file.close()
    }
  } catch (error) {
    if (missing(error)) return undefined
    throw error
  }
}

/** All files below a folder, by their path inside it; folders that `skip` names are not entered. */
export async function filesBelow(folder: string, skip: (path: string) => boolean = () => false): Promise<string[]> {
  const walk = async (inside: string): Promise<string[]> => {
    const entries = await readdir(join(folder, inside), { withFileTypes: true }).catch((error: unknown) => {
      if (missing(error)) return []
      throw error
    })
    const found: string[] = []
    for (const entry of entries) {
      const path = inside ? `${inside}/${entry.name}` : entry.name
      if (skip(path)) continue
      if (entry.isDirectory()) found.push(...(await walk(path)))
      else if (entry.isFile()) found.push(path)
      else throw new Error(`${join(folder, path)}：不是普通文件，无法备份 (not a plain file; cannot be backed up)`)
    }
    return found
  }
  return existsSync(folder) ? walk('') : []
}

/** Folders below a folder, parents first: PostgreSQL wants its empty ones too. */
export async function foldersBelow(folder: string, inside = ''): Promise<string[]> {
  const entries = await readdir(join(folder, inside), { withFileTypes: true }).catch(() => [])
  const found: string[] = []
  for (const entry of entries.filter((each) => each.isDirectory())) {
    const path = inside ? `${inside}/${entry.name}` : entry.name
    found.push(path, ...(await foldersBelow(folder, path)))
  }
  return found
}

/** Compares a backup folder with its manifest; answers what is missing, changed or not listed. */
export async function findDamage(folder: string, manifest: Manifest): Promise<string[]> {
  const damage: string[] = []
  const listed = new Set([manifestName, ...manifest.files.map((file) => file.path)])
  for (const file of manifest.files) {
    const found = await hashFile(join(folder, file.path))
    if (!found) damage.push(`缺少 (missing) ${file.path}`)
    else if (found.sha256 !== file.sha256 || found.bytes !== file.bytes) damage.push(`内容变了 (changed) ${file.path}`)
  }
  for (const path of await filesBelow(folder)) if (!listed.has(path)) damage.push(`不在清单中 (not listed) ${path}`)
  return damage
}

/** Makes everything below a folder durable in one go; file by file would take seconds for nothing. */
export async function flushFolder(folder: string): Promise<void> {
  await run('/bin/sync', undefined, ['-f', folder])
}

/** Makes a folder that belongs to the database's account and to nobody else. */
export async function makeOwnedFolder(path: string, account: Account): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  await chmod(path, 0o700)
  if (account) await chown(path, account.uid, account.gid)
}
