import { after, before } from 'node:test'
import { openTestServer } from '../support/server.ts'
import { story } from './story.ts'
// One new installation, from the setup link to the report, as its officers would do it, through the API alone. Every
// number comes from the truths of the rosters or from what the chapters did themselves. They run in this order.
import './api-finding.ts'
import './api-helping.ts'
import './api-proving.ts'

before(async () => {
  story.server = await openTestServer()
})
after(() => story.server?.close())
