import { randomBytes } from 'node:crypto'
import {
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'
import pg from 'pg'
import { officeFolders } from './backup.ts'
import { type Verified, verifyDatabase } from './backup-check.ts'
import {
  copyHashed,
  findDamage,
  flushFolder,
  hashFile,
  type Manifest,
  makeOwnedFolder,
  manifestName,
} from './backup-files.ts'
import { findBinaries, runnableBinaries } from './embedded-binaries.ts'
import { appRole, databaseName, ownerRole } from './embedded-cluster.ts'
import { takeLock } from './embedded-lock.ts'
import { findPlace, makeDataFolder, type Place, syncFolder } from './embedded-place.ts'
import { freePort, launch, shutDown } from './embedded-process.ts'

export type RestoreRequest = {
  /** The folder of the backup. */
  source: string
  /** The new data folder; it must not hold anything yet. */
  dataFolder: string
  /** The key file from where it is kept apart; without it the encrypted columns stay closed. */
  keyFile?: string
}

export type Restored = Verified & { takenAt: string; keys: 'restored' | 'other' | 'missing' | 'none' }

/**
 * Restores a backup into a new data folder: compares every hash, lays the files out, starts the database once, checks
 * row counts, tables and indexes, and leaves it stopped. Nothing that exists is touched. Throws an Error in both
 * languages that names what is wrong; the half-restored folder is then removed again.
 */
export async function restore(request: RestoreRequest): Promise<Restored> {
  const source = resolve(request.source)
  const manifest = readManifest(source)
  const damage = await findDamage(source, manifest)
  if (damage.length > 0)
    throw new Error(
      `备份不完整，没有恢复。(The backup is damaged; nothing was restored.)\n${damage.slice(0, 10).join('\n')}`,
    )
  if (existsSync(request.dataFolder) && readdirSync(request.dataFolder).length > 0)
    throw new Error(
      `${request.dataFolder} 不是空文件夹，恢复只写入新的文件夹。(A restore goes into a new folder only.)`,
    )
  const folder = makeDataFolder(request.dataFolder)
  const lock = await takeLock(folder)
  if (!lock) throw new Error(`${folder} 的服务正在运行。(A server is running on this folder.)`)
  const place = findPlace(folder)
  try {
    await layOut(source, manifest, place)
    const verified = await startOnce(place, manifest)
    if (verified.faults.length > 0)
      throw new Error(
        `恢复后的核对没有通过 (the check after the restore failed):\n${verified.faults.slice(0, 10).join('\n')}`,
      )
    return { ...verified, takenAt: manifest.takenAt, keys: await restoreKeys(request.keyFile, manifest, folder) }
  } catch (error) {
    const shelf = dirname(place.note.cluster)
    for (const name of readdirSync(shelf))
      if (name.startsWith(basename(place.note.cluster))) rmSync(join(shelf, name), { recursive: true, force: true })
    for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true })
    throw error
  } finally {
    await lock.release()
  }
}

function readManifest(source: string): Manifest {
  const file = join(source, manifestName)
  if (!existsSync(file))
    throw new Error(
      `${source} 里没有 ${manifestName}，不是完整的备份。(There is no ${manifestName}: not a complete backup.)`,
    )
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest
  if (manifest.format !== 1) throw new Error('备份格式较新，请用新版本恢复 (the backup is of a newer format)')
  const ours = findBinaries().version.split('.')[0]
  if (manifest.serverVersion.split('.')[0] !== ours)
    throw new Error(`备份来自 PostgreSQL ${manifest.serverVersion}，本版本自带 ${ours} (the major versions differ)`)
  // The paths come from a file: none may lead out of the folders they belong to.
  const astray = [...manifest.files.map((each) => each.path), ...manifest.folders].find((path) =>
    /(^|\/)\.\.(\/|$)|^\//.test(path),
  )
  if (astray !== undefined) throw new Error(`清单中的路径不合法 (bad path in the manifest): ${astray}`)
  return manifest
}

/** Copies the cluster and the office's folders, the cluster beside its place first, so that a crash leaves nothing half there. */
async function layOut(source: string, manifest: Manifest, place: Place): Promise<void> {
  const { account, folder } = place
  const { cluster } = place.note
  const unfinished = `${cluster}.new-${randomBytes(4).toString('hex')}`
  await makeOwnedFolder(unfinished, account)
  for (const path of manifest.folders) await makeOwnedFolder(join(unfinished, path), account)
  for (const { path, sha256 } of manifest.files) {
    const inCluster = path.startsWith('database/')
    const target = inCluster ? join(unfinished, path.slice('database/'.length)) : join(folder, path)
    if (!inCluster && !officeFolders.some((each) => path.startsWith(`${each}/`)))
      throw new Error(`unknown part of a backup: ${path}`)
    const copied = await copyHashed(join(source, path), target, inCluster ? account : undefined)
    if (copied?.sha256 !== sha256) throw new Error(`复制时内容变了 (changed while being copied): ${path}`)
  }
  await flushFolder(unfinished)
  renameSync(unfinished, cluster)
  syncFolder(dirname(cluster))
}

/**
 * Starts the restored server for us alone: no network, a socket in a closed folder, no password, because those of the
 * old folder are not in the backup. Gives both roles the new ones and verifies.
 */
async function startOnce(place: Place, manifest: Manifest): Promise<Verified> {
  const { account, logFile } = place
  const { cluster, ownerPassword, appPassword } = place.note
  const binaries = runnableBinaries(findBinaries(), account, place.shelf)
  const room = mkdtempSync(join(tmpdir(), 'bangfu-restore-'))
  const rules = join(room, 'pg_hba.conf')
  writeFileSync(rules, 'local all all trust\n')
  if (account) for (const path of [rules, room]) chownSync(path, account.uid, account.gid)
  const port = await freePort()
  const settings = {
    listen_addresses: '',
    unix_socket_directories: room,
    hba_file: rules,
    port: String(port),
    jit: 'off',
  }
  try {
    await launch({ binaries, cluster, account, logFile, settings })
    const client = new pg.Client({ host: room, port, user: ownerRole, database: databaseName })
    await client.connect()
    try {
      for (const [role, password] of [
        [ownerRole, ownerPassword],
        [appRole, appPassword],
      ] as const)
        await client.query(`alter role ${role} password ${pg.escapeLiteral(password)}`)
      return await verifyDatabase(client, manifest.tables)
    } finally {
      await client.end()
    }
  } finally {
    await shutDown(binaries, cluster, account)
    rmSync(room, { recursive: true, force: true })
  }
}

/** The keys come from where they were kept apart. Later keys than the backup's may be right as well: that is only said. */
async function restoreKeys(keyFile: string | undefined, manifest: Manifest, folder: string): Promise<Restored['keys']> {
  if (!manifest.keys) return 'none'
  if (!keyFile || !existsSync(keyFile)) return 'missing'
  const copied = await copyHashed(keyFile, join(folder, 'keys.json'))
  await flushFolder(folder)
  return copied?.sha256 === manifest.keys.sha256 && (await hashFile(keyFile)) ? 'restored' : 'other'
}
