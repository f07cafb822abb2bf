import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** The built pages: assets by name for ever, the two shells for every other address. */
export async function servePages(server: FastifyInstance, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'index.html'))) return // Tests of the API alone need no pages.
  await server.register(fastifyStatic, {
    root: folder,
    wildcard: false,
    index: false,
    setHeaders: (response, path) => {
      // Names under assets/ carry the hash of their content; everything else may change with the next start.
      response.header(
        'cache-control',
        path.includes('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
      )
    },
  })
  const officer = readFileSync(join(folder, 'index.html'), 'utf8')
  const phone = readFileSync(join(folder, 'phone.html'), 'utf8')
  const html = 'text/html; charset=utf-8'
  server.get('/m', (_request, reply) => reply.type(html).header('cache-control', 'no-cache').send(phone))
  server.get('/m/*', (_request, reply) => reply.type(html).header('cache-control', 'no-cache').send(phone))
  server.get('/', (_request, reply) => reply.type(html).header('cache-control', 'no-cache').send(officer))
  server.setNotFoundHandler((request, reply) => {
    if (request.method !== 'GET' || /\.\w+$/.test(request.url))
      return reply.status(404).send({ code: 'not_found', message: '没有这个地址。' })
    return reply.type(html).header('cache-control', 'no-cache').send(officer)
  })
}
