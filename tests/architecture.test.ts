import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { test } from 'node:test'
import { order } from '../slices/order.ts'
import { judge, measure, type Rule } from './support/house.ts'

const root = resolve(import.meta.dirname, '..')

test('there is a house to judge', () => {
  const { files, arrows } = measure(root)
  assert.ok(files > 20 && arrows > 20, `${files} files, ${arrows} arrows`)
})

test('the house keeps its rules', () => {
  const findings = judge(root, order).map(({ rule, where }) => `${rule}: ${where}`)
  assert.deepEqual(findings, [])
})

type Tree = Record<string, string>

/** A small house that keeps every rule. */
const sound: Tree = {
  'core/money.ts': 'export const fen = 1\n',
  'engines/flow/flow.ts': "import { fen } from '../../core/money.ts'\nimport { inflateRawSync } from 'node:zlib'\n",
  'platform/server/database.ts': "import { fen } from '../../core/money.ts'\n",
  'platform/web/client.ts': "import { fen } from '../../core/money.ts'\n",
  'slices/order.ts': 'export const order = []\n',
  'slices/areas/model.ts': "import { fen } from '../../core/money.ts'\n// Date.now is only spoken of here\n",
  'slices/areas/store.ts': "import { x } from './model.ts'\nawait tx.rows('select 1')\n",
  'slices/areas/tables/2026-11-22-area.sql': 'select 1;\n',
  'slices/areas/web/page.tsx': "import { x } from '../model.ts'\nimport './page.css'\n",
  'slices/areas/web/page.css': '',
  'slices/registry/actions.ts': "import { x } from '../areas/store.ts'\n",
  'slices/registry/import-rules.ts': "import { x } from '../areas/model.ts'\n",
  'slices/registry/import-rules.test.ts': "import { x } from '../areas/actions.ts'\nDate.now()\n",
  'apps/server.ts': "import { x } from '../slices/registry/actions.ts'\n",
}

const long = 'export {}\n'.repeat(401)

/** Each rule with trees that break it and no other: what is planted must be found. */
const planted: [Rule, Tree][] = [
  ['known furniture', { 'slices/areas/helpers.ts': 'export {}\n' }],
  ['known furniture', { 'slices/areas/tables/area.sql': 'select 1;\n' }],
  ['slice in the order', { 'slices/unknown/model.ts': 'export {}\n' }],
  ['no arrow up a storey', { 'engines/flow/more.ts': "import '../../platform/server/database.ts'\n" }],
  ['no arrow up a storey', { 'platform/server/more.ts': "const x = await import('../../slices/areas/model.ts')\n" }],
  ['only slices below', { 'slices/areas/more-store.ts': "export * from '../registry/import-rules.ts'\n" }],
  [
    'only model, rules, messages, store and web parts of another slice',
    {
      'slices/areas/routes.ts': 'export {}\n',
      'slices/registry/routes.ts': "import type { X } from '../areas/routes.ts'\n",
    },
  ],
  ['pure files read no clock and throw no dice', { 'core/date.ts': 'export const now = Date.now()\n' }],
  ['pure files read no clock and throw no dice', { 'slices/areas/rules.ts': 'const today = new Date()\n' }],
  ['pure files read no clock and throw no dice', { 'slices/areas/due-rules.ts': 'const luck = Math.random()\n' }],
  ['pure files import only pure files', { 'slices/areas/rules.ts': "import './store.ts'\n" }],
  ['pure files import only pure files', { 'slices/areas/contract.ts': "import { join } from 'node:path'\n" }],
  ['engines touch nothing outside', { 'engines/flow/read.ts': "import { readFileSync } from 'node:fs'\n" }],
  ['engines touch nothing outside', { 'engines/flow/clock.ts': 'const started = Date.now()\n' }],
  ['pages know no server, the server no pages', { 'slices/areas/web/more.tsx': "import { x } from '../store.ts'\n" }],
  ['pages know no server, the server no pages', { 'platform/server/more.ts': "import '../web/client.ts'\n" }],
  ['SQL stands in stores', { 'slices/areas/actions.ts': "await tx.row('select 1')\n" }],
  [
    'no circles',
    {
      'core/one.ts': "import './two.ts'\n",
      'core/two.ts': "import './three.ts'\n",
      'core/three.ts': "import './one.ts'\n",
    },
  ],
  ['no file over 400 lines', { 'core/long.ts': long }],
  ['no file over 400 lines', { 'tests/long.test.ts': long }],
]

/** The rules that a tree breaks. */
function broken(tree: Tree): Rule[] {
  const place = mkdtempSync(join(tmpdir(), 'bangfu-house-'))
  try {
    for (const [file, text] of Object.entries(tree)) {
      mkdirSync(join(place, dirname(file)), { recursive: true })
      writeFileSync(join(place, file), text)
    }
    return judge(place, ['areas', 'registry']).map(({ rule }) => rule)
  } finally {
    rmSync(place, { recursive: true })
  }
}

test('a sound house is not accused', () => assert.deepEqual(broken(sound), []))

for (const [rule, tree] of planted)
  test(`planted violation is found: ${rule} (${Object.keys(tree).at(-1)})`, () => {
    assert.deepEqual([...new Set(broken({ ...sound, ...tree }))], [rule])
  })
