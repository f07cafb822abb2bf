import assert from 'node:assert/strict'
import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { after, before, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { readNote } from '../platform/server/embedded-place.ts'
import { isAlive, readPostmaster } from '../platform/server/embedded-process.ts'
import { temporaryFolder } from './support/cluster.ts'
import { until } from './support/until.ts'

const root = resolve(import.meta.dirname, '..')
let folder: string
let running: ChildProcess | undefined

before(() => {
  folder = temporaryFolder('commands')
})
after(async () => {
  running?.kill('SIGTERM')
  while (postmaster()?.alive) await pause(100)
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
})

const data = () => join(folder, 'data')
const postmaster = () => readPostmaster(readNote(data())?.cluster ?? folder)
const environment = () => ({ ...process.env, BANGFU_DATA: data(), PORT: '0' })

type Started = { npm: ChildProcess; address: string; line: string }

/** Runs npm start until it prints its line. */
async function npmStart(): Promise<Started> {
  const npm = spawn('npm', ['start', '--silent'], { cwd: root, env: environment(), stdio: ['ignore', 'pipe', 'pipe'] })
  running = npm
  let complaint = ''
  npm.stderr.on('data', (part) => {
    complaint += part
  })
  const lines = createInterface({ input: npm.stdout })
  for await (const line of lines) {
    const address = /http:\/\/127\.0\.0\.1:\d+/.exec(line)?.[0]
    if (address) {
      // The pipe stays open: a server that cannot write its next line would die of it.
      npm.stdout.resume()
      return { npm, address, line }
    }
  }
  throw new Error(complaint)
}

const childrenOf = (pid: number): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)

/** npm, start.mjs and the server, from the top down. */
function chain(npm: ChildProcess): number[] {
  const pids = [npm.pid ?? 0]
  for (;;) {
    const below = childrenOf(pids.at(-1) ?? 0).find((pid) => readFileSync(`/proc/${pid}/comm`, 'utf8') !== 'postgres\n')
    if (below === undefined) return pids
    pids.push(below)
  }
}

const ready = async (address: string): Promise<number> => (await fetch(`${address}/readyz`)).status

test('npm start prints one line with the address and a setup link; Ctrl-C stops server and database', async () => {
  const { npm, address, line } = await npmStart()
  assert.match(line, /setup/)
  assert.equal(await ready(address), 200)
  assert.equal((await fetch(`${address}/livez`)).status, 200)
  const database = postmaster()?.pid ?? 0
  const ended = once(npm, 'exit')
  npm.kill('SIGINT')
  await ended
  while (postmaster()?.alive) await pause(50)
  assert.equal(isAlive(database), false)
  await assert.rejects(ready(address))
})

for (const [depth, name] of ['npm', 'the start script', 'the server'].entries())
  test(`after kill -9 of ${name} the next start serves again`, async () => {
    const first = await npmStart()
    const pids = chain(first.npm)
    assert.equal(pids.length, 3)
    process.kill(pids[depth] ?? 0, 'SIGKILL')
    const second = await npmStart()
    assert.equal(await ready(second.address), 200)
    const ended = once(second.npm, 'exit')
    process.kill(chain(second.npm).at(-1) ?? 0, 'SIGTERM')
    await ended
    while (pids.some(isAlive) || postmaster()?.alive) await pause(50)
  })

test('the command line works from any folder and through links, and refuses what it does not know', () => {
  const link = join(folder, 'bf')
  symlinkSync(join(root, 'bangfu'), link)
  const said = execFileSync(link, ['help'], { cwd: '/', encoding: 'utf8' })
  for (const name of ['serve', 'migrate', 'demo', 'backup', 'restore', 'roster read'])
    assert.match(said, new RegExp(`bangfu ${name}`))
  // Asked how it is used, a command says so and does nothing: no database is begun, no demo city is made.
  const nowhere = join(folder, 'nowhere')
  for (const command of ['demo', 'serve']) {
    const env = { ...process.env, BANGFU_DATA: nowhere, PORT: '0' }
    const told = execFileSync(link, [command, '--help'], { cwd: '/', encoding: 'utf8', env, timeout: 20_000 })
    assert.match(told, new RegExp(`^bangfu ${command}`))
    assert.ok(!existsSync(nowhere))
  }
  assert.throws(
    () => execFileSync(link, ['nonsense'], { cwd: '/', stdio: 'pipe' }),
    (error: { status?: number }) => error.status === 2,
  )
})

// Pages of one line. Who is first looks at what it wrote only when the second has been built.
const turns = `import { existsSync, writeFileSync } from 'node:fs'
const turn = process.env.TURN
export default {
  build: { rolldownOptions: { output: { entryFileNames: 'assets/' + turn + '.js' } } },
  plugins: [{ name: 'turns', async writeBundle({ dir }) {
    if (turn === 'broken') throw new Error('no pages today')
    if (turn === 'second') return
    writeFileSync('first', '')
    while (!existsSync('go on')) await new Promise((resolve) => setTimeout(resolve, 20))
    if (!existsSync(dir + '/assets/first.js')) throw new Error('somebody took it away')
  } }],
}`

test('two builds at the same time both succeed, and one that fails leaves the pages as they were', async () => {
  const place = join(folder, 'pages')
  mkdirSync(join(place, 'apps'), { recursive: true })
  for (const file of ['apps/start.mjs', 'package-lock.json']) copyFileSync(join(root, file), join(place, file))
  symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'))
  writeFileSync(join(place, 'package.json'), '{ "type": "module" }')
  writeFileSync(join(place, 'vite.config.ts'), turns)
  writeFileSync(join(place, 'index.html'), '<script type="module" src="/apps/page.js"></script>')
  writeFileSync(join(place, 'apps/page.js'), 'console.log(1)')
  const run = promisify(execFile)
  const build = (turn: string) =>
    run(process.execPath, [join(place, 'apps/start.mjs'), 'build'], { env: { ...process.env, TURN: turn } })
  const script = () => readdirSync(join(place, 'dist/assets'))
  const first = build('first')
  await Promise.race([first, until('the first build', async () => existsSync(join(place, 'first')))])
  await build('second')
  assert.deepEqual(script(), ['second.js'])
  writeFileSync(join(place, 'go on'), '')
  await first
  assert.deepEqual(script(), ['first.js'])
  assert.ok(existsSync(join(place, 'dist/.sources')))
  writeFileSync(join(place, 'apps/page.js'), 'console.log(22)')
  await assert.rejects(build('broken'), /no pages today/)
  assert.deepEqual(script(), ['first.js'])
  assert.deepEqual(
    readdirSync(place).filter((name) => name.startsWith('dist')),
    ['dist'],
  )
})
