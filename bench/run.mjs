// npm run bench: every promise of speed is a file of this folder, run one after another so that none disturbs another.
// Words after the command choose files by their beginning.
import { spawnSync } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('.', import.meta.url))
const root = join(folder, '..')
const chosen = process.argv.slice(2)
const files = readdirSync(folder).filter(
  (name) =>
    /\.ts$/.test(name) &&
    !/\.test\.ts$/.test(name) &&
    (chosen.length === 0 || chosen.some((word) => name.startsWith(word))),
)
const failed = []
for (const file of files.sort()) {
  console.log(`\n${file}`)
  // The benches make their own database and never see that of whoever runs them.
  const environment = { ...process.env, BANGFU_DATA: '', DATABASE_URL: '', BANGFU_OWNER_URL: '' }
  const { status } = spawnSync(process.execPath, [join(folder, file)], {
    cwd: root,
    stdio: 'inherit',
    env: environment,
  })
  if (status !== 0) failed.push(file)
}
if (failed.length > 0) console.log(`\nfailed: ${failed.join(', ')}`)
process.exitCode = failed.length > 0 || files.length === 0 ? 1 : 0
