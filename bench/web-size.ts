import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { openWindows } from '../tests/support/browser.ts'
import { openTestServer, type Person } from '../tests/support/server.ts'

const built = join(import.meta.dirname, '..', 'dist')

/** What a browser with an empty cache fetches of ours until the page stands, in KB of gzip. */
async function measure(): Promise<void> {
  const server = await openTestServer()
  const windows = await openWindows(server)
  try {
    const tenantId = await server.tenant('基准市')
    const fetched = async (person: Person, path: string, size: { width: number; height: number }) => {
      const window = await windows.window(person, size)
      const names = new Set<string>()
      window.page.on('response', (answer) => {
        const { pathname } = new URL(answer.url())
        if (/^\/(assets\/|sw\.js)/.test(pathname)) names.add(pathname)
      })
      await window.open(path)
      const bytes = [...names].map((name) => gzipSync(readFileSync(join(built, name)), { level: 9 }).length)
      return { files: names.size, kilobytes: Math.round(bytes.reduce((sum, each) => sum + each, 0) / 1024) }
    }
    const clerk = await server.signedIn(tenantId, 'clerk')
    const helper = await server.signedIn(tenantId, 'helper')
    const office = { width: 1366, height: 768 }
    const phone = { width: 390, height: 844 }
    for (const [name, promise, found] of [
      ['officer, first page', 450, await fetched(clerk, '/', office)],
      ['officer, list of families', 450, await fetched(clerk, '/households', office)],
      ['helper on the phone, all pages for offline', 170, await fetched(helper, '/m', phone)],
    ] as const)
      console.log(
        `${name.padEnd(44)} ${String(found.kilobytes).padStart(4)} KB gzip in ${found.files} files (promise: at most ${promise})`,
      )
  } finally {
    await windows.close()
    await server.close()
  }
}

await measure()
