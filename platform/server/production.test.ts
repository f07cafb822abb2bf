import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestDatabase, type TestDatabase } from '../../tests/support/database.ts'
import { readConfig } from './config.ts'
import { refuseUnsafe } from './production.ts'

let database: TestDatabase
before(async () => {
  database = await openTestDatabase()
})
after(() => database.drop())

const said = async (environment: Record<string, string>, appUrl = database.appUrl): Promise<string> => {
  const config = readConfig({ BANGFU_MODE: 'production', ...environment })
  try {
    await refuseUnsafe(config, { ...database, appUrl })
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

test('production mode refuses a superuser as the app role, and listening beyond this machine without https', async () => {
  assert.match(await said({}, database.ownerUrl), /超级用户/)
  assert.match(await said({ BANGFU_HOST: '0.0.0.0' }), /BANGFU_TLS_CERT/)
  const plain = await said({})
  assert.doesNotMatch(plain, /超级用户|BANGFU_TLS_CERT/)
  // The cluster of the tests is quick because it forgets at a power cut; production must not.
  assert.match(plain, /fsync/)
  // As root there is one more reason.
  assert.equal(/root/.test(plain), process.getuid?.() === 0)
})

test('settings that contradict each other are named', () => {
  assert.throws(() => readConfig({ PORT: 'x' }), /PORT/)
  assert.throws(() => readConfig({ DATABASE_URL: 'postgres://a' }), /BANGFU_OWNER_URL/)
  assert.throws(() => readConfig({ BANGFU_TLS_CERT: 'a.pem' }), /BANGFU_TLS_KEY/)
})
