import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { Problem } from '../../core/problem.ts'
import { Thread } from './thread.ts'

const folder = mkdtempSync(join(tmpdir(), 'bangfu-thread-'))
after(() => rmSync(folder, { recursive: true }))

const program = join(folder, 'program.ts')
writeFileSync(
  program,
  `import { Problem } from '${pathToFileURL(join(import.meta.dirname, '../../core/problem.ts'))}'
import { serveThread } from '${pathToFileURL(join(import.meta.dirname, 'thread-work.ts'))}'
serveThread((task, { progress, signal }) => {
  if (task.add) return task.add[0] + task.add[1]
  if (task.refuse) throw new Problem('conflict', { zh: '不行', en: 'no' }, { data: { refusal: 'so' } })
  if (task.fault) throw new Error('broken inside')
  progress({ percent: 10 })
  while (!signal.aborted) {}
  throw new Problem('conflict', { zh: '已取消', en: 'cancelled' })
})
`,
)
const open = () => new Thread(pathToFileURL(program), { idleMs: 50 })

test('a thread answers, refuses with the sentence of its work, and says faults of ours as such', async () => {
  const thread = open()
  assert.deepEqual(await Promise.all([1, 2].map((one) => thread.ask({ add: [one, 1] }))), [2, 3])
  await assert.rejects(thread.ask({ refuse: true }), (error) => {
    assert.ok(error instanceof Problem)
    assert.deepEqual([error.code, error.text.zh, error.data], ['conflict', '不行', { refusal: 'so' }])
    return true
  })
  await assert.rejects(thread.ask({ fault: true }), /broken inside/)
  await thread.close()
})

test('work that is told to stop says so itself, after it has told how far it was', async () => {
  const thread = open()
  const stop = new AbortController()
  const told: unknown[] = []
  const asked = thread.ask(
    {},
    {
      signal: stop.signal,
      onProgress: (progress) => {
        told.push(progress)
        stop.abort()
      },
    },
  )
  await assert.rejects(asked, /cancelled/)
  assert.deepEqual(told, [{ percent: 10 }])
  await thread.close()
})

test('ending a thread tells those who wait for it, and nobody who waits for the one after it', async () => {
  const thread = open()
  const before = thread.ask({})
  const ending = thread.close()
  const next = thread.ask({ add: [2, 2] })
  await assert.rejects(before, /ended/)
  await ending
  assert.equal(await next, 4)
  await thread.close()
})
