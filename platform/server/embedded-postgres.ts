import type { ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { findBinaries, runnableBinaries } from './embedded-binaries.ts'
import {
  appRole,
  connectionUrl,
  databaseName,
  ensureDatabase,
  initialise,
  ownerRole,
  withClient,
} from './embedded-cluster.ts'
import { type Lock, takeLock, waitForLock } from './embedded-lock.ts'
import { memorySettings, usableMemory } from './embedded-memory.ts'
import { findPlace, makeDataFolder, type Note, readNote, writeNote } from './embedded-place.ts'
import {
  freePort,
  isAlive,
  type Launch,
  launch,
  portIsFree,
  readPostmaster,
  realName,
  StartRefused,
  shutDown,
} from './embedded-process.ts'

export type EmbeddedOptions = {
  /** The data folder, e.g. ./data. */
  folder: string
  log: (line: string) => void
  /** For commands beside a running server: use its database instead of refusing; `stop` then leaves it running. */
  join?: boolean
  /** Settings on top of the house's; tests turn fsync off. */
  settings?: Readonly<Record<string, string>>
  /** How long to wait for another server on the folder to end, in milliseconds; 10 s unless told otherwise. */
  patience?: number
}

export type Embedded = {
  /** The superuser, for migrations. */
  ownerUrl: string
  /** The role bangfu_app: owns nothing, row security binds it. */
  appUrl: string
  /** True when the server was already running and only found again. */
  attached: boolean
  stop(): Promise<void>
}

/**
 * Settings for a machine of any size. Durability is not for sale: what was acknowledged survives a power cut. Errors are
 * logged tersely, because their details quote rows. Sessions speak Beijing time, like everybody who reads the data.
 */
const houseSettings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '60',
  ...memorySettings(usableMemory()),
  maintenance_work_mem: '128MB',
  work_mem: '16MB',
  max_wal_size: '2GB',
  random_page_cost: '1.1',
  jit: 'off',
  fsync: 'on',
  synchronous_commit: 'on',
  full_page_writes: 'on',
  timezone: 'Asia/Shanghai',
  log_timezone: 'Asia/Shanghai',
  log_error_verbosity: 'terse',
  log_line_prefix: '%m [%p] ',
}

// Backends of a killed postmaster hold its shared memory for some seconds; recovery was measured at under 5 s.
const patience = 60_000

/**
 * Starts the embedded PostgreSQL of a data folder, or attaches to it when it is still running after our own end came
 * by kill -9. Makes cluster, database and app role when they are missing. One process at a time may do this for a folder.
 * The server is restarted when it dies underneath us. Throws an Error in both languages when it cannot be had.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<Embedded> {
  const folder = makeDataFolder(options.folder)
  const lock = options.join ? await takeLock(folder) : await waitForLock(folder, options.patience ?? 10_000)
  if (!lock) {
    if (options.join) return joinRunning(folder)
    throw new Error(`${folder} 的服务已在运行。(A server is already running on this data folder.)`)
  }
  try {
    return await startLocked(folder, lock, options)
  } catch (error) {
    await lock.release()
    throw error
  }
}

async function startLocked(folder: string, lock: Lock, options: EmbeddedOptions): Promise<Embedded> {
  const place = findPlace(folder)
  const { account, logFile } = place
  const { cluster } = place.note
  const binaries = runnableBinaries(findBinaries(), account, place.shelf)
  const settings = { ...houseSettings, ...options.settings }
  if (!existsSync(join(cluster, 'PG_VERSION')))
    options.log('第一次启动，正在建立数据库 (first start: making the database)')
  await initialise(binaries, cluster, account, place.note.ownerPassword, settings.fsync !== 'off')
  let note = place.note
  const launchable: Launch = { binaries, cluster, account, logFile, settings }
  const running = await startOrAttach(launchable, note, false, options.log)
  if (running.port !== note.port) {
    note = { ...note, port: running.port }
    writeNote(folder, note)
  }
  try {
    await ensureDatabase(adminUrl(note), note.appPassword)
  } catch (error) {
    await shutDown(binaries, cluster, account)
    throw error
  }
  const stopWatching = watch(running, launchable, note, options.log)
  return {
    ...urls(note),
    attached: running.child === undefined,
    stop: async () => {
      lock.announceEnd()
      await stopWatching()
      await shutDown(binaries, cluster, account)
      await lock.release()
    },
  }
}

const adminUrl = (note: Note): string => connectionUrl(ownerRole, note.ownerPassword, note.port, 'postgres')
const urls = (note: Note) => ({
  ownerUrl: connectionUrl(ownerRole, note.ownerPassword, note.port, databaseName),
  appUrl: connectionUrl(appRole, note.appPassword, note.port, databaseName),
})

type Running = { pid: number; port: number; child: ChildProcess | undefined }

/**
 * PostgreSQL itself judges whether a lock file is stale; we never touch it, we only ask again for a minute. A `steady`
 * start keeps the port, because pools already point at it.
 */
async function startOrAttach(
  given: Launch,
  note: Note,
  steady: boolean,
  log: (line: string) => void,
): Promise<Running> {
  const deadline = Date.now() + patience
  let port = steady || (note.port > 0 && (await portIsFree(note.port))) ? note.port : 0
  let told = false
  for (;;) {
    const state = readPostmaster(given.cluster)
    if (state?.alive && state.ready && (await isOurs({ ...note, port: state.port })))
      return { pid: state.pid, port: state.port, child: undefined }
    port ||= await freePort()
    try {
      const child = await launch({ ...given, settings: { ...given.settings, port: String(port) } })
      return { pid: child.pid ?? 0, port, child }
    } catch (error) {
      if (!(error instanceof StartRefused)) throw error
      if (error.reason === 'other' || Date.now() > deadline)
        throw new Error(`数据库没有启动，记录在 ${given.logFile}。(The database did not start.)\n${error.message}`)
      if (error.reason === 'port' && !steady) port = 0
      if (!told) log('等待上一次运行的数据库进程结束 (waiting for the processes of the last run to end)')
      told = true
      await pause(500)
    }
  }
}

/** Whether the server on that port knows our password and serves our folder. */
async function isOurs(note: Note): Promise<boolean> {
  try {
    return await withClient(adminUrl(note), async (client) => {
      const { rows } = await client.query<{ data_directory: string }>('show data_directory')
      return realName(rows[0]?.data_directory ?? '') === realName(note.cluster)
    })
  } catch {
    return false
  }
}

/** Uses the database of a server that runs on the folder; waits while that server is still starting. */
async function joinRunning(folder: string): Promise<Embedded> {
  const deadline = Date.now() + patience
  while (Date.now() < deadline) {
    const note = readNote(folder)
    const port = note && readPostmaster(note.cluster)?.port
    if (note && port && (await isOurs({ ...note, port })))
      return { ...urls({ ...note, port }), attached: true, stop: async () => {} }
    await pause(250)
  }
  throw new Error(
    `${folder} 的服务在运行，但数据库没有应答。(A server runs on this folder, but its database does not answer.)`,
  )
}

/** Restarts the server when it dies underneath us, on the same port, so that the pools find it again. Returns how to stop watching. */
function watch(first: Running, given: Launch, note: Note, log: (line: string) => void): () => Promise<void> {
  const ended = new AbortController()
  const wait = (milliseconds: number) =>
    pause(milliseconds, undefined, { signal: ended.signal, ref: false }).catch(() => {})
  const watching = (async () => {
    let running = first
    while (!ended.signal.aborted) {
      const { child } = running
      if (child ? child.exitCode === null && child.signalCode === null : isAlive(running.pid)) {
        await wait(500)
        continue
      }
      log('数据库进程意外结束，正在重新启动 (the database process ended unexpectedly; restarting it)')
      try {
        running = await startOrAttach(given, note, true, log)
      } catch (error) {
        log(error instanceof Error ? error.message : String(error))
        await wait(5_000)
      }
    }
  })()
  return async () => {
    ended.abort()
    await watching
  }
}
