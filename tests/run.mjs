// What npm test runs: format and lint, types, architecture, unit, database, browser. Every step and every test counts;
// the last line says how many passed and failed. `--check` stops after the architecture; a path runs only tests below it.
import { spawn } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { run } from 'node:test'
import { fileURLToPath } from 'node:url'
import { inspect } from 'node:util'
import { ensureChromium } from './support/chromium.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const tally = { passed: 0, failed: 0, skipped: 0 }
const stopped = new AbortController()
// Only a person or the machine that started us says stop; half-run tests then end with it.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => stopped.abort())

/** The tests must not touch the data, the port or the database of whoever runs them. */
function clearEnvironment() {
  for (const name of Object.keys(process.env))
    if (/^BANGFU_|^(DATABASE_URL|PORT|NODE_TEST_CONTEXT|NODE_ENV)$/.test(name)) delete process.env[name]
}

const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`

function count(ok, name, since, output = '') {
  tally[ok ? 'passed' : 'failed'] += 1
  console.log(`${ok ? 'ok    ' : 'FAILED'} ${name} (${seconds(since)})`)
  if (!ok) console.log(output.trimEnd())
}

/** A step that is a program: passes when it ends with 0, otherwise everything it said is shown. */
async function step(name, command, given) {
  const since = Date.now()
  const child = spawn(command, given, { cwd: root, signal: stopped.signal, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (output += part))
  const code = await new Promise((resolve) => {
    child.once('error', (error) => resolve(String(error)))
    child.once('close', resolve)
  })
  count(code === 0, name, since, output)
}

const tool = (path) => join(root, 'node_modules', path)

const pages = ['pages', [join(root, 'apps/start.mjs'), 'build']]

/**
 * What needs no database, and what else is to be done before the tests, two steps at a time. Types are checked by one
 * thread each: several would read the same types anew in each of them, at three times the work.
 */
async function check(besides) {
  const steps = [
    ...besides,
    ...['web', 'server', 'pure', 'engines'].map((project) => [
      `types: ${project}`,
      [tool('typescript/bin/tsc'), '-p', `tsconfig.${project}.json`, '--singleThreaded'],
    ]),
    ['format and lint', [tool('@biomejs/biome/bin/biome'), 'ci', '--colors=off', '.']],
    ['nothing unused', [tool('knip/bin/knip.js')]],
    ['lock file', [join(root, 'tests/complete-lock.mjs'), '--check']],
  ]
  const work = async () => {
    for (let next = steps.shift(); next; next = steps.shift()) await step(next[0], process.execPath, next[1])
  }
  await Promise.all([work(), work()])
}

const storeys = '{core,engines,platform,slices,apps,db,bench,tests}'

/** All test files, those that drive the whole product first: they take longest. */
function testFiles(chosen) {
  const all = globSync(`${storeys}/**/*.test.ts`, { cwd: root }).sort()
  const wanted = chosen.length === 0 ? all : all.filter((file) => chosen.some((part) => file.startsWith(part)))
  const whole = (file) => file.startsWith('tests/')
  return [...wanted.filter(whole), ...wanted.filter((file) => !whole(file))]
}

/** The error as the test threw it, without the wrapping of the runner. */
function reason(error) {
  const inner = error?.cause ?? error
  return typeof inner === 'string' ? inner : inspect(inner, { depth: 8, maxStringLength: 20_000, colors: false })
}

const together = 'tests/support/together.mjs'

/**
 * Runs a test file, or several in one process; prints a line per file and every failure in full. Answers the counts of
 * each file.
 */
async function runFiles(files) {
  const said = new Map()
  const counts = new Map(files.map((file) => [file, none()]))
  const nameOf = (file) => (file ? relative(root, file) : '')
  const several = files.length > 1
  const since = Date.now()
  const events = run({
    files: [join(root, several ? together : files[0])],
    argv: several ? files.map((file) => join(root, file)) : [],
    cwd: root,
    concurrency: 1,
    timeout: 540_000,
    signal: stopped.signal,
  })
  for await (const { type, data } of events) {
    const file = nameOf(data.file)
    const counted = counts.get(file) ?? counts.set(file, none()).get(file)
    if (type === 'test:stdout' || type === 'test:stderr') said.set(file, (said.get(file) ?? '') + data.message)
    else if (type === 'test:pass' && data.details?.type !== 'suite') {
      counted[data.skip !== undefined || data.todo !== undefined ? 'skipped' : 'passed'] += 1
    } else if (type === 'test:fail' && data.todo === undefined) {
      // A parent fails with its children; only the child says why.
      if (data.details?.error?.failureType === 'subtestsFailed') continue
      counted.failed += 1
      console.log(`FAILED ${file}:${data.line ?? 0} ${data.name}\n${reason(data.details?.error)}`)
      // A file that could not be loaded has no summary; what it said is all there is.
      if (data.name.endsWith(file)) console.log((said.get(file) ?? '').trimEnd())
    } else if (type === 'test:summary' && file) {
      if (!data.success && said.get(file)) console.log(said.get(file).trimEnd())
      said.delete(file)
    }
  }
  for (const [file, counted] of counts) {
    const ran = counted.passed + counted.failed + counted.skipped
    // The parts of a file that is run alone may stand in others; of several, one that is silent fell with its process.
    if (ran === 0 && (!several || file === '' || file === together)) continue
    if (ran === 0) counted.failed = 1
    tell(file, counted, several ? '' : ` (${seconds(since)})`)
  }
  if (several) console.log(`       these ${files.length} in one process (${seconds(since)})`)
  return counts
}

const none = () => ({ passed: 0, failed: 0, skipped: 0 })

function tell(file, { passed, failed, skipped }, took) {
  console.log(`${failed === 0 ? 'ok    ' : 'FAILED'} ${file} ${passed}/${passed + failed + skipped}${took}`)
}

function addUp(counts) {
  for (const one of counts.values()) for (const key of Object.keys(tally)) tally[key] += one[key]
}

/** Whether a file drives a browser: with its server and its database it fills a core. */
const drivesBrowser = (file) => /from '.*support\/browser\.ts'/.test(readFileSync(join(root, file), 'utf8'))

/** Files that need a process of their own: they start programs and end servers. */
const alone = (file) => /^(tests\/(journeys|commands)|platform\/server)\b/.test(file)

/** Files that run one after the other in one process: to load the product for each would take longer than most of them. */
function batches(files) {
  const shared = files.filter((file) => !alone(file))
  const count = Math.ceil(shared.length / 9)
  // Dealt out like cards, so that the files of a large slice are spread.
  const dealt = Array.from({ length: count }, (_, first) => shared.filter((_file, place) => place % count === first))
  // First, because nothing but a journey takes as long: what is short fills the end.
  return [...dealt, ...files.filter(alone).map((file) => [file])]
}

// Much of a test is waiting (for a queue, a restart, a page), so two cores carry five files: three places take journeys
// first, of which the longest takes as long as all others together, two take what else there is.
const places = { journeys: 3, others: 2 }

/**
 * Browser journeys, the longest first, beside all other files; whoever has nothing left helps the others. A journey that
 * fails is run once more at the end, when it has both cores, and both runs are shown: a busy machine can starve a browser
 * for longer than any person would wait, a fault fails twice.
 */
async function runTests(files) {
  const journeys = files
    .filter(drivesBrowser)
    .sort((one, other) => order(one) - order(other))
    .map((file) => [file])
  const others = batches(files.filter((file) => !drivesBrowser(file)))
  const again = []
  const work = async (queues) => {
    for (;;) {
      const batch = queues.find((queue) => queue.length > 0)?.shift()
      if (batch === undefined) return
      // Its parts may stand in files of their own and are counted under those names: all that this run says is of the batch.
      const counts = await runFiles(batch)
      if (drivesBrowser(batch[0]) && [...counts.values()].some((one) => one.failed > 0)) again.push(batch)
      else addUp(counts)
    }
  }
  const working = (count, queues) => Array.from({ length: count }, () => work(queues))
  await Promise.all([...working(places.journeys, [journeys, others]), ...working(places.others, [others, journeys])])
  for (const journey of again) {
    console.log(`once more: ${journey[0]}`)
    addUp(await runFiles(journey))
  }
}

/** The journey of the whole main job comes first: nothing takes longer. */
const order = (file) => Number(!file.endsWith('/browser.test.ts'))

/** Starts the one database cluster of this run; its address goes to the test files by environment. */
async function startCluster() {
  const since = Date.now()
  try {
    const { startTestCluster } = await import('./support/cluster.ts')
    const { clusterVariable } = await import('./support/database.ts')
    const cluster = await startTestCluster()
    process.env[clusterVariable] = JSON.stringify({ ownerUrl: cluster.ownerUrl, appUrl: cluster.appUrl })
    return cluster
  } catch (error) {
    count(false, 'database of the tests', since, inspect(error))
    return undefined
  }
}

/** Chromium and Chinese fonts; when they cannot be had, the browser tests fail with the sentence that says so. */
function browser() {
  const since = Date.now()
  const problem = ensureChromium()
  if (problem) process.env.BANGFU_BROWSER_PROBLEM = problem
  count(!problem, 'browser and fonts', since, problem)
}

async function main(given) {
  const since = Date.now()
  clearEnvironment()
  const onlyCheck = given.includes('--check')
  const chosen = given.filter((word) => !word.startsWith('--'))
  // The database of the tests starts meanwhile: by itself it would keep one core, and not all of that.
  const starting = onlyCheck ? undefined : startCluster()
  if (chosen.length === 0) await check(onlyCheck ? [] : [pages])
  else if (!onlyCheck) await step(pages[0], process.execPath, pages[1])
  if (onlyCheck) await runTests(['tests/architecture.test.ts'])
  else {
    const files = testFiles(chosen)
    if (files.some(drivesBrowser)) browser()
    const cluster = await starting
    await runTests(files)
    await cluster?.stop()
  }
  console.log(`(${seconds(since)})`)
  const skipped = tally.skipped > 0 ? `, ${tally.skipped} skipped` : ''
  console.log(`${tally.passed} passed, ${tally.failed} failed${skipped}`)
  process.exit(tally.failed > 0 || tally.passed === 0 || stopped.signal.aborted ? 1 : 0)
}

await main(process.argv.slice(2))
