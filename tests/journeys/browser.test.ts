import { after, before, describe } from 'node:test'
import type { Browser } from 'playwright-core'
import { openBrowser, openWindows } from '../support/browser.ts'
import { openTestServer } from '../support/server.ts'
import { type Scene, tell } from './browser-scene.ts'
// The whole job by hands that only click and type: from the setup link to the report, with the three rosters, every page
// without a fault of axe, the helper's pages as large as a phone. In this order.
import './browser-finding.ts'
import './browser-helping.ts'
import './browser-proving.ts'

// A setup link is for an empty database, so each language has a server of its own; one waits while the other works.
describe('the whole job', { concurrency: true }, () => {
  let browser: Promise<Browser> | undefined
  after(async () => (await browser)?.close())
  for (const language of ['zh', 'en'] as const)
    describe(`in ${language === 'zh' ? 'Chinese' : 'English'}`, { concurrency: 1 }, () => {
      const scene = { language } as Scene
      before(async () => {
        scene.server = await openTestServer()
        browser ??= openBrowser()
        scene.windows = await openWindows(scene.server, await browser)
      })
      after(async () => {
        await scene.windows?.closeAll({ passed: true })
        await scene.server?.close()
      })
      tell(scene)
    })
})
