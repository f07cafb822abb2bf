import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, existsSync, openSync, readFileSync, realpathSync, renameSync, statSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { Account } from './embedded-account.ts'
import type { Binaries } from './embedded-binaries.ts'

export type Launch = {
  binaries: Binaries
  cluster: string
  account: Account
  logFile: string
  /** Server settings, name to value, given on the command line: root writes nothing inside another account's folder. */
  settings: Readonly<Record<string, string>>
}

/** The sentence PostgreSQL gave for not starting. */
export class StartRefused extends Error {
  readonly reason: 'port' | 'locked' | 'other'
  constructor(reason: StartRefused['reason'], message: string) {
    super(message)
    this.reason = reason
  }
}

/** Only what PostgreSQL needs: our environment holds addresses and passwords of others. */
export const bareEnvironment = (): NodeJS.ProcessEnv => ({
  PATH: process.env.PATH,
  LC_ALL: 'C',
  // npm and the start script stand above us; after a reboot one of them may have the dead server's number.
  PG_GRANDPARENT_PID: String(process.ppid),
})

/** What postmaster.pid says, or undefined when there is none. */
export function readPostmaster(
  cluster: string,
): { pid: number; port: number; ready: boolean; alive: boolean } | undefined {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  const pid = Number(lines[0])
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready', alive: isAlive(pid) }
}

/** Whether a process runs. One that has ended and only waits to be noticed by its parent does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
  try {
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return true
  }
}

/** Whether a loopback port can be bound right now. */
export const portIsFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const trial = createServer()
    trial.once('error', () => resolve(false))
    trial.listen({ port, host: '127.0.0.1', exclusive: true }, () => trial.close(() => resolve(true)))
  })

/** A free port below the range the system hands out to outgoing connections, so that it stays ours over restarts. */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 15_432 + Math.floor(Math.random() * 10_000)
    if (await portIsFree(port)) return port
  }
}

/** Starts postgres in its own session, out of reach of Ctrl-C, and waits until it accepts connections. */
export async function launch(given: Launch): Promise<ChildProcess> {
  rotate(given.logFile)
  const logged = statSync(given.logFile, { throwIfNoEntry: false })?.size ?? 0
  const log = openSync(given.logFile, 'a', 0o600)
  const settings = Object.entries(given.settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(given.binaries.postgres, ['-D', given.cluster, ...settings], {
    ...given.account,
    cwd: '/',
    detached: true,
    env: bareEnvironment(),
    stdio: ['ignore', log, log],
  })
  closeSync(log)
  const failed = new Promise<Error>((resolve) => child.once('error', resolve))
  child.unref()
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null) throw refusal(given.logFile, logged)
    const state = readPostmaster(given.cluster)
    if (state?.ready && state.pid === child.pid) return child
    const error = await Promise.race([failed, pause(25)])
    if (error instanceof Error) throw new StartRefused('other', error.message)
  }
}

function refusal(logFile: string, from: number): StartRefused {
  const said = readFileSync(logFile).subarray(from).toString('utf8').trim()
  const last = said.split('\n').slice(-8).join('\n')
  if (/could not bind|Address already in use|could not create any TCP/.test(said)) return new StartRefused('port', last)
  if (/lock file .* already exists|pre-existing shared memory block|lock file .* is empty/.test(said))
    return new StartRefused('locked', last)
  return new StartRefused('other', last)
}

/** Keeps the server's log from growing for ever: one older part is kept. */
function rotate(logFile: string): void {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0
  if (size > 20_000_000) renameSync(logFile, `${logFile}.1`)
}

/** Fast shutdown: sessions are cut, everything committed is on disk. Waits; after a minute it insists. */
export async function shutDown(binaries: Binaries, cluster: string, account: Account): Promise<void> {
  const state = readPostmaster(cluster)
  if (!state?.alive) return
  const ask = (mode: string, seconds: number): Promise<boolean> =>
    new Promise((resolve) => {
      const flags = ['stop', '-D', cluster, '-m', mode, '-w', '-t', String(seconds), '-s']
      const child = spawn(binaries.pgCtl, flags, { ...account, cwd: '/', env: bareEnvironment(), stdio: 'ignore' })
      child.once('error', () => resolve(false))
      child.once('exit', (code) => resolve(code === 0))
    })
  if (!(await ask('fast', 60))) await ask('immediate', 10)
  while (isAlive(state.pid) && readPostmaster(cluster)?.pid === state.pid) await pause(25)
}

/** The real name of a cluster folder, as the server reports its data directory. */
export const realName = (cluster: string): string => (existsSync(cluster) ? realpathSync(cluster) : cluster)
