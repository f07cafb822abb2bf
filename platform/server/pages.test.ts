import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { gunzipSync, gzipSync } from 'node:zlib'
import Fastify from 'fastify'
import { servePages } from './pages.ts'

test('scripts go out compressed to whoever reads that, pages with a nonce of their own, unknown files as 404', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'bangfu-pages-'))
  const server = Fastify()
  try {
    const script = 'export const words = "一个不少"\n'.repeat(40)
    mkdirSync(join(folder, 'assets'))
    writeFileSync(join(folder, 'assets/web-1.js'), script)
    writeFileSync(join(folder, 'assets/web-1.js.gz'), gzipSync(script))
    for (const shell of ['index.html', 'phone.html'])
      writeFileSync(join(folder, shell), '<script nonce="BANGFU_NONCE"></script>')
    await servePages(server, folder)
    const asked = (encoding: string) =>
      server.inject({ url: '/assets/web-1.js', headers: { 'accept-encoding': encoding } })
    const packed = await asked('gzip, deflate')
    assert.equal(packed.headers['content-encoding'], 'gzip')
    assert.match(String(packed.headers['content-type']), /javascript/)
    assert.match(String(packed.headers['cache-control']), /immutable/)
    assert.equal(gunzipSync(packed.rawPayload).toString(), script)
    const plain = await asked('identity')
    assert.equal(plain.headers['content-encoding'], undefined)
    assert.equal(plain.body, script)
    const [one, two] = [await server.inject('/households/1'), await server.inject('/m/families')]
    assert.doesNotMatch(one.body, /BANGFU_NONCE/)
    assert.notEqual(one.body, two.body)
    assert.equal((await server.inject('/assets/gone.js')).statusCode, 404)
  } finally {
    await server.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
