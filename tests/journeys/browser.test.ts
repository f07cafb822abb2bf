import { after, before } from 'node:test'
import { openWindows } from '../support/browser.ts'
import { openTestServer } from '../support/server.ts'
import { scene } from './browser-scene.ts'
// The whole job by hands that only click and type: from the setup link to the report, with the three rosters, every page
// without a fault of axe, the helper's pages as large as a phone, the main pages once more in English. In this order.
import './browser-finding.ts'
import './browser-helping.ts'
import './browser-proving.ts'

before(async () => {
  scene.server = await openTestServer()
  scene.windows = await openWindows(scene.server)
})
after(async () => {
  await scene.windows?.close()
  await scene.server?.close()
})
