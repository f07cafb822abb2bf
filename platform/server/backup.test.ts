import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { temporaryFolder } from '../../tests/support/cluster.ts'
import { type BackupRequest, backUp } from './backup.ts'
import type { Manifest } from './backup-files.ts'
import { withClient } from './embedded-cluster.ts'
import { type Embedded, startEmbedded } from './embedded-postgres.ts'
import { restore } from './restore.ts'

const settings = { fsync: 'off' }
const start = (folder: string): Promise<Embedded> => startEmbedded({ folder, log: () => {}, settings })
const inside = (name: string): string => join(folder, name)
let folder: string
let embedded: Embedded
let manifest: Manifest

const request = (target: string): BackupRequest => ({
  ownerUrl: embedded.ownerUrl,
  dataFolder: inside('data'),
  keyFile: inside('data/keys.json'),
  target: inside(target),
  keysTarget: inside(`${target}-keys`),
})

before(async () => {
  folder = temporaryFolder('backup')
  embedded = await start(inside('data'))
  mkdirSync(inside('data/attachments/2026'), { recursive: true })
  writeFileSync(inside('data/attachments/2026/proof.pdf'), 'proof')
  mkdirSync(inside('data/templates'))
  writeFileSync(inside('data/templates/round-report.docx'), 'our own heading')
  writeFileSync(inside('data/keys.json'), '{"current":1}', { mode: 0o600 })
  await withClient(embedded.ownerUrl, async (client) => {
    await client.query(`
      create table household (id int primary key, name text not null);
      insert into household select n, '家庭' || n from generate_series(1, 20000) n;
      create index household_by_name on household (name);
      create table visit (id int primary key);
      create table empty_one (id int);
      grant select on household to bangfu_app`)
    // Frozen rows are not touched by the count, so no page image in the WAL mends what a test damages.
    await client.query('vacuum freeze household')
  })
  manifest = await whileWriting(() => backUp(request('backup')))
  // What happens after the backup is not in it.
  await withClient(embedded.ownerUrl, (client) => client.query('truncate household'))
})

after(async () => {
  await embedded.stop()
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
})

/** Takes the backup with somebody writing all the while, across checkpoints. */
async function whileWriting<Result>(work: () => Promise<Result>): Promise<Result> {
  let going = true
  const writing = withClient(embedded.ownerUrl, async (client) => {
    for (let id = 1; going; id += 1) {
      await client.query('insert into visit values ($1)', [id])
      if (id % 50 === 0) await client.query('checkpoint')
    }
  })
  try {
    return await work()
  } finally {
    going = false
    await writing
  }
}

const restored = (name: string) =>
  restore({ source: inside('backup'), dataFolder: inside(name), keyFile: inside('backup-keys/keys.json') })

test('a backup taken while people write comes back whole, in a new folder, with its own passwords', async () => {
  const result = await restored('restored')
  assert.deepEqual(result.faults, [])
  assert.equal(result.keys, 'restored')
  assert.ok(result.rows >= 20_000 && result.indexes > 100)
  assert.equal(readFileSync(inside('restored/attachments/2026/proof.pdf'), 'utf8'), 'proof')
  assert.equal(readFileSync(inside('restored/templates/round-report.docx'), 'utf8'), 'our own heading')
  assert.equal(statSync(inside('restored/keys.json')).mode & 0o777, 0o600)
  const copy = await start(inside('restored'))
  try {
    assert.notEqual(new URL(copy.ownerUrl).password, new URL(embedded.ownerUrl).password)
    const rows = await withClient(copy.appUrl, async (client) => {
      return (
        await client.query<{ n: number; name: string }>('select count(*)::int n, max(name) as name from household')
      ).rows
    })
    assert.deepEqual(rows, [{ n: 20_000, name: '家庭9999' }])
    const extensions = await withClient(copy.ownerUrl, (client) =>
      client.query(`select from pg_extension where extname = 'amcheck'`),
    )
    assert.equal(extensions.rows.length, 0, 'the check leaves no trace')
  } finally {
    await copy.stop()
  }
})

test('the manifest lists every file by hash, row counts, and no key', () => {
  const file = manifest.files.find((each) => each.path === 'attachments/2026/proof.pdf')
  assert.equal(file?.sha256, createHash('sha256').update('proof').digest('hex'))
  assert.deepEqual(
    manifest.tables.filter((each) => each.table !== 'public.visit'),
    [
      { table: 'public.empty_one', least: 0, most: 0 },
      { table: 'public.household', least: 20_000, most: 20_000 },
    ],
  )
  assert.ok(!readdirSync(inside('backup')).includes('keys.json'))
  assert.ok(!manifest.files.some((each) => /keys\.json|database\.json|postmaster/.test(each.path)))
  assert.equal(statSync(inside('backup')).mode & 0o777, 0o700)
  assert.ok(existsSync(inside('backup-keys/keys.json')))
})

test('a folder that is not empty is refused, by backup and by restore', async () => {
  await assert.rejects(backUp(request('backup')), /不是空文件夹/)
  await assert.rejects(restored('data'), /不是空文件夹/)
  await assert.rejects(backUp({ ...request('other'), keysTarget: inside('other/keys') }), /密钥/)
})

test('without its keys the restore says so', async () => {
  const result = await restore({ source: inside('backup'), dataFolder: inside('keyless') })
  assert.equal(result.keys, 'missing')
  assert.ok(!existsSync(inside('keyless/keys.json')))
})

type Damage = { name: string; damage: () => void; mend: () => void; says: RegExp }

const someFile = (): string =>
  inside(`backup/${manifest.files.find((file) => file.path.includes('/base/') && file.bytes > 0)?.path}`)
let kept: Buffer

const damages: Damage[] = [
  {
    name: 'a changed byte',
    damage: () => {
      kept = readFileSync(someFile())
      const changed = Buffer.from(kept)
      changed[100] = (changed[100] ?? 0) ^ 1
      writeFileSync(someFile(), changed)
    },
    mend: () => writeFileSync(someFile(), kept),
    says: /changed/,
  },
  {
    name: 'a missing file',
    damage: () => {
      kept = readFileSync(someFile())
      rmSync(someFile())
    },
    mend: () => writeFileSync(someFile(), kept),
    says: /missing/,
  },
  {
    name: 'a file that is not listed',
    damage: () => writeFileSync(inside('backup/database/extra'), 'x'),
    mend: () => rmSync(inside('backup/database/extra')),
    says: /not listed/,
  },
  {
    name: 'a path that leads out',
    damage: () => rewriteManifest((given) => given.files.push({ path: `../${randomUUID()}`, bytes: 0, sha256: '' })),
    mend: () => rewriteManifest(() => {}),
    says: /bad path/,
  },
  {
    name: 'other row counts than noted',
    damage: () =>
      rewriteManifest((given) => {
        given.tables = given.tables.map((each) =>
          each.table === 'public.household' ? { ...each, least: 20_001, most: 20_001 } : each,
        )
      }),
    mend: () => rewriteManifest(() => {}),
    says: /20000 行/,
  },
  {
    name: 'a damaged page whose hash was adapted',
    damage: () => damageHeap(),
    mend: () => {
      writeFileSync(heapFile(), kept)
      rewriteManifest(() => {})
    },
    says: /household|invalid page|checksum/,
  },
]

function rewriteManifest(change: (given: Manifest) => void): void {
  const changed = structuredClone(manifest)
  change(changed)
  writeFileSync(inside('backup/manifest.json'), JSON.stringify(changed))
}

/** The largest file of the database: the heap of the households. */
function heapFile(): string {
  const user = manifest.files.filter((file) => file.path.includes('/base/'))
  const content = (path: string) => readFileSync(inside(`backup/${path}`)).includes(Buffer.from('家庭12345'))
  return inside(`backup/${user.find((file) => content(file.path))?.path}`)
}

function damageHeap(): void {
  const file = heapFile()
  kept = readFileSync(file)
  const changed = Buffer.from(kept)
  changed.fill(0xff, 4_000, 4_100)
  writeFileSync(file, changed)
  const sha256 = createHash('sha256').update(changed).digest('hex')
  rewriteManifest((given) => {
    for (const each of given.files) if (inside(`backup/${each.path}`) === file) each.sha256 = sha256
  })
}

for (const { name, damage, mend, says } of damages)
  test(`nothing is restored from a backup with ${name}`, async () => {
    damage()
    try {
      await assert.rejects(restored('refused'), says)
      assert.deepEqual(existsSync(inside('refused')) ? readdirSync(inside('refused')) : [], [])
    } finally {
      mend()
    }
  })
