import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { readdir, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type pg from 'pg'
import { between, countRows } from './backup-check.ts'
import {
  type BackedUpFile,
  copyHashed,
  filesBelow,
  flushFolder,
  foldersBelow,
  hashFile,
  type Manifest,
  makeOwnedFolder,
  manifestName,
} from './backup-files.ts'
import { withClient } from './embedded-cluster.ts'

export type BackupRequest = {
  /** The owner's address of the running embedded server; its files must be readable from here. */
  ownerUrl: string
  dataFolder: string
  keyFile: string
  /** The new folder of the backup. */
  target: string
  /** Where the key file is copied; never inside the backup. */
  keysTarget: string
}

/** Folders of the data folder that are backed up beside the database: attachments, and the office's own Word templates. */
export const officeFolders = ['attachments', 'templates'] as const

// What a server makes anew at start, and the old server's marks; copying it would only confuse the restored one.
const emptied = /^(pg_dynshmem|pg_notify|pg_replslot|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans|pg_wal)\//
const left =
  /^(postmaster\.(pid|opts)|backup_label(\.old)?|tablespace_map|current_logfiles)$|(^|\/)(pgsql_tmp[^/]*|pg_internal\.init[^/]*)/

/**
 * Takes a base backup of the running server by PostgreSQL's low-level interface (only initdb, pg_ctl and postgres come
 * with the product), with attachments, hashes of every file and row counts; the key file goes to another place.
 * Writers are not held up. Throws an Error in both languages; what was written before stays for inspection.
 */
export async function backUp(request: BackupRequest): Promise<Manifest> {
  const target = resolve(request.target)
  refuseFull(target)
  if (resolve(request.keysTarget).startsWith(`${target}/`))
    throw new Error('密钥不能放在备份文件夹里 (the keys must not be kept inside the backup)')
  await makeOwnedFolder(target, undefined)
  const taken = await withClient(request.ownerUrl, (client) => copyCluster(client, join(target, 'database')))
  const office: BackedUpFile[] = []
  for (const folder of officeFolders)
    for (const file of await copyAll(join(request.dataFolder, folder), join(target, folder)))
      office.push({ ...file, path: `${folder}/${file.path}` })
  const keys = await keepKeysApart(request.keyFile, request.keysTarget)
  const manifest: Manifest = {
    format: 1,
    takenAt: new Date().toISOString(),
    ...taken,
    files: [...taken.files.map((file) => ({ ...file, path: `database/${file.path}` })), ...office],
    keys,
  }
  await flushFolder(target)
  // Written last: a folder without its manifest is no backup.
  await writeFile(join(target, manifestName), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600, flush: true })
  return manifest
}

function refuseFull(target: string): void {
  if (existsSync(target) && readdirSync(target).length > 0)
    throw new Error(`${target} 不是空文件夹，请指定一个新文件夹。(The folder is not empty; name a new one.)`)
}

type Taken = Pick<Manifest, 'serverVersion' | 'from' | 'to' | 'tables' | 'folders'> & { files: BackedUpFile[] }

/** Copies the cluster while it runs; the WAL written meanwhile makes the copy consistent when it is started. */
async function copyCluster(client: pg.Client, target: string): Promise<Taken> {
  const { rows: known } = await client.query<{ folder: string; version: string }>(
    `select current_setting('data_directory') as folder, current_setting('server_version') as version`,
  )
  const { folder, version } = known[0] ?? { folder: '', version: '' }
  if (!existsSync(join(folder, 'PG_VERSION')))
    throw new Error(
      '数据库不在本机或无权读取，请使用数据库服务器自己的备份工具（pg_basebackup）。(The database is not on this machine or not readable; use pg_basebackup of your server.)',
    )
  if ((await readdir(join(folder, 'pg_tblspc'))).length > 0)
    throw new Error('数据库用了表空间，不支持备份 (tablespaces are not supported)')
  // The slot keeps the WAL of the copy from being recycled; being temporary it goes with this connection, however it ends.
  await client.query('select pg_create_physical_replication_slot($1, true, true)', [
    `bangfu_backup_${randomBytes(6).toString('hex')}`,
  ])
  await client.query(`select pg_backup_start('bangfu', fast => true)`)
  const files = await copyAll(folder, target, (path) => left.test(path) || emptied.test(path))
  const before = await countRows(client)
  const { rows } = await client.query<{ to: string; label: string; last: string }>(
    `select lsn::text as to, labelfile as label, pg_walfile_name(lsn) as last from pg_backup_stop(wait_for_archive => false)`,
  )
  const after = await countRows(client)
  const { to, label, last } = rows[0] ?? { to: '', label: '', last: '' }
  const [, from, first] = /START WAL LOCATION: (\S+) \(file ([0-9A-F]{24})\)/.exec(label) ?? []
  if (!from || !first) throw new Error('backup_label could not be read')
  await writeFile(join(target, 'backup_label'), label, { mode: 0o600 })
  const hashed = await hashFile(join(target, 'backup_label'))
  if (!hashed) throw new Error('backup_label could not be written')
  const wal = await copyWal(folder, target, first, last)
  const folders = (await foldersBelow(folder)).filter((path) => !left.test(path) && !emptied.test(path))
  return {
    serverVersion: version,
    from,
    to,
    tables: between(before, after),
    folders,
    files: [...files, { path: 'backup_label', ...hashed }, ...wal],
  }
}

/** The WAL segments between start and stop; segment names of one timeline sort as they follow each other. */
async function copyWal(folder: string, target: string, first: string, last: string): Promise<BackedUpFile[]> {
  const names = (await readdir(join(folder, 'pg_wal'))).filter(
    (name) => /^[0-9A-F]{8}\.history$/.test(name) || (/^[0-9A-F]{24}$/.test(name) && name >= first && name <= last),
  )
  for (const needed of [first, last]) if (!names.includes(needed)) throw new Error(`WAL ${needed} is gone`)
  const files: BackedUpFile[] = []
  for (const name of names.sort()) {
    const copied = await copyHashed(join(folder, 'pg_wal', name), join(target, 'pg_wal', name))
    if (!copied) throw new Error(`WAL ${name} is gone`)
    files.push({ path: `pg_wal/${name}`, ...copied })
  }
  return files
}

/** Copies every file below a folder. The control file comes last: it must not be older than what it speaks of. */
async function copyAll(folder: string, target: string, skip?: (path: string) => boolean): Promise<BackedUpFile[]> {
  const control = 'global/pg_control'
  const paths = (await filesBelow(folder, skip)).sort((a, b) => Number(a === control) - Number(b === control))
  const files: BackedUpFile[] = []
  for (const path of paths) {
    const copied = await copyHashed(join(folder, path), join(target, path))
    if (copied) files.push({ path, ...copied })
  }
  return files
}

/** Whoever has the backup and the keys can read everything, so the keys travel another way. */
async function keepKeysApart(keyFile: string, keysTarget: string): Promise<Manifest['keys']> {
  if (!existsSync(keyFile)) return null
  await makeOwnedFolder(keysTarget, undefined)
  const copied = await copyHashed(keyFile, join(keysTarget, 'keys.json'))
  if (!copied) return null
  await writeFile(
    join(keysTarget, 'README.txt'),
    '这是身份证号、电话、账号等加密列的密钥。请与备份分开保管，两者不要放在一起；丢失后这些列无法读取。\n' +
      'The keys of the encrypted columns. Keep them apart from the backup; without them those columns cannot be read.\n',
  )
  await flushFolder(keysTarget)
  return { kept: 'apart', sha256: copied.sha256 }
}
