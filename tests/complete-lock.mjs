// npm leaves packages for other systems out of the lock when its registry does not have them, and npm ci then refuses
// the lock. This adds them by name and version; run it after every change of dependencies. `--check` only looks.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const file = fileURLToPath(new URL('../package-lock.json', import.meta.url))
const lock = JSON.parse(readFileSync(file, 'utf8'))
const system =
  /(android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|ia32|loong64|ppc64|riscv64|s390x|x64)(?:-(\w+))?$/

/** The entry of a package for one system, as npm would have written it; undefined when its name tells no system. */
function entryFor(name, version, parent) {
  const [, os, cpu, abi = ''] = system.exec(name) ?? []
  if (!os) return undefined
  const libc = os === 'linux' && (abi.startsWith('musl') ? ['musl'] : abi.startsWith('gnu') ? ['glibc'] : undefined)
  return {
    version,
    cpu: [cpu],
    ...(parent.dev ? { dev: true } : {}),
    ...(libc ? { libc } : {}),
    ...(parent.license ? { license: parent.license } : {}),
    optional: true,
    os: [os],
  }
}

const added = []
const unknown = []
for (const [path, entry] of Object.entries(lock.packages))
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (lock.packages[`${path}/node_modules/${name}`] || lock.packages[`node_modules/${name}`]) continue
    const missing = entryFor(name, version, entry)
    if (missing) lock.packages[`node_modules/${name}`] = missing
    ;(missing ? added : unknown).push(`${name}@${version}`)
  }

if (process.argv.includes('--check')) {
  if (added.length > 0)
    console.error(`package-lock.json: run node tests/complete-lock.mjs; it lacks\n${added.join('\n')}`)
  process.exitCode = added.length > 0 ? 1 : 0
} else if (added.length > 0) {
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => a.localeCompare(b, 'en'))
  writeFileSync(file, `${JSON.stringify({ ...lock, packages: Object.fromEntries(sorted) }, null, 2)}\n`)
  console.log(`added ${added.length}: ${added.join(', ')}`)
}
if (unknown.length > 0) console.error(`not understood: ${unknown.join(', ')}`)
