import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '..')

// Lines of sha256sum; after a landing: sha256sum db/*.sql slices/*/tables/*.sql > db/landed.sha256
const landed = readFileSync(join(root, 'db/landed.sha256'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => line.split(/\s+/) as [hash: string, file: string])

test('steps of the schema that have landed stand as they landed, or say which text they replace', () => {
  assert.ok(landed.length > 10)
  for (const [hash, file] of landed) {
    const text = readFileSync(join(root, file), 'utf8')
    const now = createHash('sha256').update(text).digest('hex')
    assert.ok(now === hash || text.includes(`-- replaces the text ${hash}`), `${file} was rewritten: add a later step`)
  }
})
