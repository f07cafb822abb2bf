// The first script of every command. It runs under any Node from 20 on and imports nothing but Node itself: it installs
// what is missing, finds the right Node, builds the pages when they are older than their sources, and hands over.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const vite = join(modules, 'vite', 'bin', 'vite.js')
const tell = (zh, en) => process.stderr.write(`${zh} (${en})\n`)

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']

class Sorry extends Error {}
const sorry = (zh, en) => new Sorry(`${zh}\n${en}`)

// --- what is missing -------------------------------------------------------------------------------------------------

const hashOf = (file) => createHash('sha256').update(readFileSync(file)).digest('hex')

/** Whether node_modules holds exactly what the lock says; packages for other systems may be absent. */
function installedByHand(lockFile) {
  const installedFile = join(modules, '.package-lock.json')
  if (!existsSync(installedFile)) return false
  const wanted = JSON.parse(readFileSync(lockFile, 'utf8')).packages
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages
  const same = ([name, found]) => wanted[name]?.version === found.version && wanted[name]?.integrity === found.integrity
  const there = ([name, entry]) => name === '' || entry.optional || entry.devOptional || entry.link || installed[name]
  return Object.entries(installed).every(same) && Object.entries(wanted).every(there)
}

async function install() {
  await otherInstall()
  const lockFile = join(root, 'package-lock.json')
  const mark = join(modules, '.bangfu-lock')
  const hash = hashOf(lockFile)
  if (existsSync(mark) && readFileSync(mark, 'utf8') === hash) return
  if (!installedByHand(lockFile)) {
    tell('正在安装依赖，约一分钟', 'installing packages, about a minute')
    await npmCi()
  }
  try {
    writeFileSync(mark, hash)
  } catch {
    // Somebody else's node_modules: it is compared again next time.
  }
}

/** Waits for an npm ci in this folder that another command began, or one that outlived a killed start. */
async function otherInstall() {
  const installing = (pid) => {
    try {
      const called = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      return /\bnpm(-cli\.js)? ci\b/.test(called) && readlinkSync(`/proc/${pid}/cwd`) === root
    } catch {
      return false
    }
  }
  const anybody = () =>
    existsSync('/proc') && readdirSync('/proc').some((name) => /^\d+$/.test(name) && installing(name))
  if (!anybody()) return
  tell('等待正在进行的依赖安装', 'waiting for an installation that is under way')
  while (anybody()) await pause(500)
}

async function npmCi() {
  // The pages are built here, so the build tools are wanted even where NODE_ENV says production.
  const flags = ['ci', '--include=dev', '--include=optional', '--engine-strict=false']
  flags.push('--no-audit', '--no-fund', '--no-update-notifier', '--loglevel=error')
  const npm = process.env.npm_execpath
  const [command, given] = npm?.endsWith('.js') ? [process.execPath, [npm, ...flags]] : ['npm', flags]
  const child = spawn(command, given, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  const stop = () => child.kill('SIGTERM')
  for (const signal of signals) process.on(signal, stop)
  const code = await ending(child).catch((error) => {
    if (error.code !== 'ENOENT') throw error
    throw sorry('找不到 npm，请先安装 Node.js 和 npm。', 'npm was not found; install Node.js with npm.')
  })
  for (const signal of signals) process.off(signal, stop)
  if (code !== 0)
    throw sorry(
      '依赖没有装好：请看上面的提示，检查网络后重试。',
      'The packages could not be installed: see above, check the network and try again.',
    )
}

const runs = (node) => spawnSync(node, ['--version'], { stdio: 'ignore' }).status === 0

/** The Node of the lock; where there is none for this system, the one we run under when it is new enough. */
function rightNode() {
  const packed = join(modules, `node-${process.platform}-${process.arch}`, 'bin', 'node')
  if (existsSync(packed) && runs(packed)) return packed
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  throw sorry(
    `这个系统（${process.platform}-${process.arch}）没有随附的 Node，请自行安装 Node.js 24 或更新版本（现在是 ${process.version}）。`,
    `No Node comes with the product for this system; install Node.js 24 or newer (this is ${process.version}).`,
  )
}

// --- pages -----------------------------------------------------------------------------------------------------------

// What the pages are made of: everything but tests and what runs on the server alone.
const pageSources = [
  'core',
  'slices',
  'platform/web',
  'apps',
  'index.html',
  'phone.html',
  'vite.config.ts',
  'package-lock.json',
]
const serverOnly = /\.test\.tsx?$|\.sql$|\/pack\/|^apps\/cli\/|^slices\/[^/]+\/(.+-)?(store|actions|routes|tasks)\.ts$/

function sourcesUnder(path) {
  const state = statSync(join(root, path), { throwIfNoEntry: false })
  if (!state || serverOnly.test(path)) return []
  if (!state.isDirectory()) return [`${path} ${state.size} ${state.mtimeMs}`]
  return readdirSync(join(root, path))
    .sort()
    .flatMap((name) => sourcesUnder(`${path}/${name}`))
}

/**
 * Builds dist/ when a source has changed since; the list of sources is kept inside. It is built beside and put in place
 * whole: two builds at once do not spoil each other, and one that fails leaves the pages as they were.
 */
function buildPages(node) {
  const list = createHash('sha256').update(pageSources.flatMap(sourcesUnder).join('\n')).digest('hex')
  const mark = join(root, 'dist', '.sources')
  if (existsSync(mark) && readFileSync(mark, 'utf8') === list) return
  tell('正在生成网页', 'building the pages')
  removeLeftBuilds()
  const fresh = join(root, `dist-${process.pid}`)
  try {
    const given = ['build', '--logLevel', 'warn', '--outDir', fresh, '--emptyOutDir']
    const built = spawnSync(node, [vite, ...given], { cwd: root, encoding: 'utf8' })
    if (built.status !== 0)
      throw sorry(`网页没有生成：\n${built.stdout}${built.stderr}`, 'The pages could not be built: see above.')
    writeFileSync(join(fresh, '.sources'), list)
    putInPlace(fresh, join(root, 'dist'))
  } finally {
    rmSync(fresh, { recursive: true, force: true })
  }
}

/** Renames a folder to a name that another one may hold; whoever comes last stays. */
function putInPlace(fresh, place) {
  const before = `${fresh}-before`
  for (;;) {
    rmSync(before, { recursive: true, force: true })
    if (existsSync(place)) tolerating('ENOENT', () => renameSync(place, before))
    // Another build was put there in between: that one makes way as well.
    if (tolerating('ENOTEMPTY', () => renameSync(fresh, place))) break
  }
  rmSync(before, { recursive: true, force: true })
}

/** Whether it was done; false where it failed with this code. */
function tolerating(code, act) {
  try {
    act()
    return true
  } catch (error) {
    if (error.code !== code) throw error
    return false
  }
}

/** What builds that were killed have left behind. */
function removeLeftBuilds() {
  const dead = (pid) => !tolerating('ESRCH', () => process.kill(pid, 0))
  for (const name of readdirSync(root)) {
    const [, pid] = /^dist-(\d+)(-before)?$/.exec(name) ?? []
    if (pid && dead(Number(pid))) rmSync(join(root, name), { recursive: true, force: true })
  }
}

// --- handing over ----------------------------------------------------------------------------------------------------

/** Where the data is, from whatever folder the command is given; compiled code is kept for the next start. */
function environment() {
  return {
    ...process.env,
    BANGFU_DATA: process.env.BANGFU_DATA || join(root, 'data'),
    NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE || join(modules, '.cache', 'node'),
  }
}

/**
 * Runs a command in the foreground: the terminal's Ctrl-C reaches it directly, so only what comes to us alone is passed on.
 */
function foreground(node, given, options = {}) {
  const child = spawn(node, given, { stdio: 'inherit', env: environment(), ...options })
  process.on('SIGINT', () => {})
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  return ending(child)
}

/** Starts a program that stops when we end, however we end: it hears of it through the channel. */
function follower(node, given) {
  const follow = new URL('./follow.mjs', import.meta.url).href
  return spawn(node, ['--import', follow, ...given], {
    cwd: root,
    detached: true,
    env: environment(),
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
}

/**
 * Runs a server out of the terminal's reach and asks it to stop once, however many of our elders pass the signal on;
 * of npm's end we learn by looking, so that no server is left behind. `again` decides whether an ended one is started anew.
 */
async function supervised(node, given, { started = () => {}, again = () => false } = {}) {
  let asked = 0
  let child
  const stop = () => {
    const now = Date.now()
    // npm passes Ctrl-C on a second time; only a later one is a person who insists.
    if (now - asked > 2_000) child.kill('SIGTERM')
    asked = now
  }
  for (const signal of signals) process.on(signal, stop)
  const elders = npmAbove()
  const watching = setInterval(() => {
    if (elders.some((pid) => !existsSync(`/proc/${pid}`))) stop()
  }, 500)
  try {
    for (;;) {
      child = follower(node, given)
      started(child)
      const code = await ending(child)
      if (asked > 0 || !(await again(() => asked > 0)) || asked > 0) return code
    }
  } finally {
    clearInterval(watching)
  }
}

/** npm and the shell it puts between itself and us; nobody when we were started by hand or by the system. */
function npmAbove() {
  if (!process.env.npm_lifecycle_event || !existsSync(`/proc/${process.ppid}/stat`)) return []
  const stat = readFileSync(`/proc/${process.ppid}/stat`, 'utf8')
  const [, name, above] = /\((.*)\) \S (\d+)/s.exec(stat) ?? []
  return /^(da|ba)?sh$/.test(name ?? '') && Number(above) > 1 ? [process.ppid, Number(above)] : [process.ppid]
}

const ending = (child) =>
  new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve(code ?? 128 + (constants.signals[signal] ?? 0)))
  })

const serverFolders = ['core', 'engines', 'platform/server', 'slices', 'apps', 'db']

/** The server, started anew when one of its files changes, and the pages from their sources beside it. */
async function develop(node, given) {
  const pages = follower(node, [vite])
  let running
  let changed = false
  const notice = (_event, name) => {
    if (changed || !/\.(ts|sql)$/.test(name ?? '') || /\.test\.ts$/.test(name ?? '')) return
    changed = true
    running.kill('SIGTERM')
  }
  const watchers = serverFolders.map((folder) => watch(join(root, folder), { recursive: true }, notice))
  try {
    return await supervised(node, ['apps/server.ts', ...given], {
      started: (child) => {
        running = child
        changed = false
      },
      // A server that fell over by itself waits for the file that mends it.
      again: async (stopped) => {
        while (!changed && !stopped()) await pause(100)
        return true
      },
    })
  } finally {
    for (const watcher of watchers) watcher.close()
    pages.kill()
  }
}

const inRoot = { cwd: root }
const commandLine = join(root, 'apps', 'cli', 'main.ts')
const commands = {
  serve(node, given) {
    if (given.includes('--help') || given.includes('-h')) return foreground(node, [commandLine, 'serve', '--help'])
    buildPages(node)
    return supervised(node, ['apps/server.ts', ...given])
  },
  dev: develop,
  build: (node) => buildPages(node),
  test: (node, given) => foreground(node, ['tests/run.mjs', ...given], inRoot),
  check: (node, given) => foreground(node, ['tests/run.mjs', '--check', ...given], inRoot),
  bench: (node, given) => foreground(node, ['bench/run.mjs', ...given], inRoot),
  cli(node, given) {
    if (given[0] === 'serve') return commands.serve(node, given.slice(1))
    return foreground(node, [commandLine, ...given])
  },
}

async function main([name = 'serve', ...given]) {
  if (Number(process.versions.node.split('.')[0]) < 20)
    throw sorry(
      `需要 Node.js 20 以上（现在是 ${process.version}）。`,
      `Node.js 20 or newer is needed (this is ${process.version}).`,
    )
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command)
    throw sorry(`没有“${name}”这个命令。`, `There is no command “${name}”: ${Object.keys(commands).join(', ')}`)
  await install()
  process.exitCode = (await command(rightNode(), given)) ?? 0
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error instanceof Sorry ? error.message : error)
  process.exitCode = 1
})
