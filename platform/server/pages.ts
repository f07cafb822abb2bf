import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { contentPolicy } from './content-policy.ts'

/** The built pages: assets by name for ever, the two shells for every other address. */
export async function servePages(server: FastifyInstance, folder: string): Promise<void> {
  if (!folder || !existsSync(join(folder, 'index.html'))) return // Tests of the API alone need no pages.
  await server.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    preCompressed: true,
    // The compressed twins are found by the name they belong to; routes of their own would treble the table.
    globIgnore: ['**/*.br', '**/*.gz'],
    setHeaders: (response, path) => {
      // Names under assets/ carry the hash of their content; everything else may change with the next start.
      response.header('cache-control', path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache')
    },
  })
  const officer = readFileSync(join(folder, 'index.html'), 'utf8')
  const phone = readFileSync(join(folder, 'phone.html'), 'utf8')
  const send = (reply: FastifyReply, shell: string) => {
    // The desktop library writes style elements at run time; they carry the nonce of this one answer.
    const nonce = randomBytes(16).toString('base64')
    return reply
      .type('text/html; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('content-security-policy', contentPolicy(nonce))
      .send(shell.replaceAll('BANGFU_NONCE', nonce))
  }
  server.get('/m', (_request, reply) => send(reply, phone))
  server.get('/m/*', (_request, reply) => send(reply, phone))
  server.get('/', (_request, reply) => send(reply, officer))
  server.setNotFoundHandler((request, reply) => {
    if (request.method !== 'GET' || /\.\w+$/.test(request.url))
      return reply.status(404).send({ code: 'not_found', message: '没有这个地址。' })
    return send(reply, officer)
  })
}
