import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync } from 'node:fs'
import type { Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readNote } from '../../platform/server/embedded-place.ts'
import { startEmbedded } from '../../platform/server/embedded-postgres.ts'
import { readPostmaster } from '../../platform/server/embedded-process.ts'

/** The cluster that test databases are made in: its superuser and its app role on the database `bangfu`. */
export type TestCluster = { ownerUrl: string; appUrl: string; stop(): Promise<void> }

/** A folder under the system's temporary folder that the database account may pass through. */
export function temporaryFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `bangfu-${name}-`))
  chmodSync(folder, 0o711)
  return folder
}

/** Settings of a server whose data nobody will miss. */
export const careless = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', wal_init_zero: 'off' }

/** Starts a throw-away cluster: it need not survive a power cut, so nothing waits for the disk. */
export async function startTestCluster(): Promise<TestCluster> {
  const folder = temporaryFolder('tests')
  const embedded = await startEmbedded({
    folder,
    log: () => {},
    settings: { ...careless, max_connections: '200' },
  })
  const guard = standGuard(readPostmaster(readNote(folder)?.cluster ?? folder)?.pid ?? 0, folder)
  return {
    ownerUrl: embedded.ownerUrl,
    appUrl: embedded.appUrl,
    stop: async () => {
      await embedded.stop()
      await guard()
    },
  }
}

/**
 * A shell that waits for our end, however we end, then stops the server at once and removes its folder: a test that is
 * killed must leave nothing behind. Returns how to make it do so now.
 */
export function standGuard(pid: number, folder: string): () => Promise<void> {
  const script = 'cat >/dev/null; kill -QUIT "$1" 2>/dev/null && sleep 1; rm -rf "$2"'
  const shell = spawn('/bin/sh', ['-c', script, 'sh', String(pid), folder], {
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  shell.unref()
  const ended = new Promise<void>((resolve) => shell.once('exit', () => resolve()))
  const line = shell.stdin as Socket
  line.unref()
  return () => {
    shell.ref()
    line.end()
    return ended
  }
}
