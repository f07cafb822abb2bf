import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { Role } from '../core/permissions.ts'
import { openTestServer, type Person, type TestServer } from './support/server.ts'
import { download, sheetRows } from './support/workbooks.ts'

const root = resolve(import.meta.dirname, '..')
/** Where the lists that have one address for everybody are exported, as their pages say. */
const paths = globSync('slices/*/web/*.tsx', { cwd: root }).flatMap((file) =>
  [...readFileSync(resolve(root, file), 'utf8').matchAll(/exportPath="([^"]+)"/g)].map(([, path = '']) => path),
)

let server: TestServer
const people: Person[] = []

before(async () => {
  server = await openTestServer()
  const tenantId = await server.tenant()
  for (const role of Role.options) people.push(await server.signedIn(tenantId, role))
})
after(() => server.close())

/** Somebody who may see the list. */
async function readerOf(path: string): Promise<Person> {
  for (const person of people)
    if ((await person.ask('GET', path.replace(/\/export$/, ''))).status === 200) return person
  throw new Error(`nobody may see ${path}`)
}

test('the export of every list holds the columns that are shown, and those the screen does not know', async () => {
  assert.ok(paths.length > 25, `${paths.length} lists`)
  for (const path of paths) {
    const person = await readerOf(path)
    const head = async (query: string) => (await sheetRows(await download(server, person, path + query)))[0] ?? []
    const whole = await head('')
    // A file without any column is no workbook with rows.
    const none = await head('?columns=no_such_column').catch((error: { code?: string }) => {
      if (error.code === 'unreadable_file') return []
      throw error
    })
    assert.ok(
      none.length < whole.length / 2,
      `${path} asks for ${whole.length} columns and still has ${none.join('、')}`,
    )
  }
})

test('the ledger of aid is exported with the columns that were chosen, several of the file for one of the screen', async () => {
  const person = await readerOf('/aid/export')
  const bytes = await download(server, person, '/aid/export?columns=head,goods,note')
  assert.deepEqual((await sheetRows(bytes))[0], ['户主', '品名', '数量', '单位', '备注'])
})
