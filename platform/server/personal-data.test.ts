import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { openPersonalData } from './personal-data.ts'

const folder = mkdtempSync(join(tmpdir(), 'bangfu-keys-'))
after(() => rmSync(folder, { recursive: true }))
const file = join(folder, 'keys.json')

test('the key file is made once, for its owner only, and what was sealed opens after a restart', () => {
  const first = openPersonalData(file, true)
  assert.equal(statSync(file).mode & 0o777, 0o600)
  const sealed = first.seal('231202197001019967')
  assert.equal(openPersonalData(file, false).open(sealed), '231202197001019967')
  assert.deepEqual(openPersonalData(file, false).index('phone', '13900000016'), first.index('phone', '13900000016'))
})

test('a database that holds sealed columns never gets a new key: the start says which file is missing', () => {
  const missing = join(folder, 'lost.json')
  assert.throws(() => openPersonalData(missing, false), /lost\.json.*无法读取/s)
  assert.equal(existsSync(missing), false)
})

test('equal texts never look equal when sealed, hashes of different fields are apart, any change is noticed', () => {
  const data = openPersonalData(file, false)
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (plain) => {
      const [one, two] = [data.seal(plain), data.seal(plain)]
      assert.notDeepEqual(one, two)
      assert.equal(data.open(one), plain)
      const changed = Buffer.from(one)
      const last = changed.length - 1
      changed[last] = (changed[last] as number) ^ 1
      assert.throws(() => data.open(changed))
      assert.notDeepEqual(data.index('phone', plain), data.index('bank_account', plain))
    }),
    { numRuns: 200 },
  )
  assert.ok(!readFileSync(file, 'utf8').includes('231202'))
})
