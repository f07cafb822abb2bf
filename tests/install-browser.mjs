// Makes sure that the browser tests have Debian's Chromium and a font with Chinese characters.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

export const chromiumPath = process.env.CHROMIUM_PATH || '/usr/bin/chromium'

const hasFont = () => {
  const listed = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' })
  return listed.status === 0 && listed.stdout.trim() !== ''
}

/** How apt-get may be called here: as root, or through a sudo that asks for nothing; undefined when it may not. */
function aptGet() {
  if (!existsSync('/usr/bin/apt-get')) return undefined
  if (process.getuid?.() === 0) return ['/usr/bin/apt-get']
  const sudo = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' })
  return sudo.status === 0 ? ['sudo', '-n', '/usr/bin/apt-get'] : undefined
}

/** Installs what is missing. Answers undefined when all is there, otherwise the sentence that says what to do. */
export function ensureBrowser() {
  const missing = [
    ...(existsSync(chromiumPath) ? [] : ['chromium']),
    ...(hasFont() ? [] : ['fontconfig', 'fonts-noto-cjk']),
  ]
  if (missing.length === 0) return undefined
  const remedy =
    `浏览器测试需要 ${missing.join('、')}，请由管理员执行 apt-get install ${missing.join(' ')}。` +
    `(The browser tests need ${missing.join(', ')}; ask an administrator to run apt-get install ${missing.join(' ')}.)`
  const apt = aptGet()
  if (!apt) return remedy
  console.log(`正在安装 ${missing.join('、')} (installing for the browser tests)`)
  const [command, ...before] = apt
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const call = (given) => spawnSync(command, [...before, ...given], { env: environment, encoding: 'utf8' })
  call(['update', '-qq'])
  const installed = call(['install', '-y', '-qq', '--no-install-recommends', ...missing])
  return existsSync(chromiumPath) && hasFont() ? undefined : `${remedy}\n${installed.stderr ?? ''}`
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const problem = ensureBrowser()
  if (problem) console.error(problem)
  process.exitCode = problem ? 1 : 0
}
