import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

// The same engine without the window, the extensions and the settings of a desktop: half the work for every page.
const packages = ['chromium-headless-shell', 'chromium']
const pathOf = (name: string) => `/usr/bin/${name}`

/** Debian's Chromium as it is installed here, or the one that CHROMIUM_PATH names; undefined where there is none. */
export function chromiumPath(): string | undefined {
  return process.env.CHROMIUM_PATH || packages.map(pathOf).find(existsSync)
}

const hasFont = () => {
  const listed = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' })
  return listed.status === 0 && listed.stdout.trim() !== ''
}

/** How apt-get may be called here: as root, or through a sudo that asks for nothing; undefined when it may not. */
function aptGet(): string[] | undefined {
  if (!existsSync('/usr/bin/apt-get')) return undefined
  if (process.getuid?.() === 0) return ['/usr/bin/apt-get']
  const sudo = spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' })
  return sudo.status === 0 ? ['sudo', '-n', '/usr/bin/apt-get'] : undefined
}

/**
 * Installs the browser and a font with Chinese characters where they are missing. Answers undefined when all is there,
 * otherwise the sentence that says what to do.
 */
export function ensureChromium(): string | undefined {
  const missing = [...(chromiumPath() ? [] : [packages[0]]), ...(hasFont() ? [] : ['fontconfig', 'fonts-noto-cjk'])]
  if (missing.length === 0) return undefined
  const remedy =
    `浏览器测试需要 ${missing.join('、')}，请由管理员执行 apt-get install ${missing.join(' ')}。` +
    `(The browser tests need ${missing.join(', ')}; ask an administrator to run apt-get install ${missing.join(' ')}.)`
  const [command, ...before] = aptGet() ?? []
  if (!command) return remedy
  console.log(`正在安装 ${missing.join('、')} (installing for the browser tests)`)
  const call = (given: string[]) =>
    spawnSync(command, [...before, ...given], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      encoding: 'utf8',
    })
  const wanted = (names: (string | undefined)[]) =>
    call(['install', '-y', '-qq', '--no-install-recommends', ...names.filter((name) => name !== undefined)])
  call(['update', '-qq'])
  let installed = wanted(missing)
  // Older releases of Debian have the whole browser only.
  if (!chromiumPath()) installed = wanted(missing.map((name) => (name === packages[0] ? packages[1] : name)))
  return chromiumPath() && hasFont() ? undefined : `${remedy}\n${installed.stderr ?? ''}`
}
