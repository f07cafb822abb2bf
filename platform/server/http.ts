import { readFileSync } from 'node:fs'
import { type AnyContractRouter, ValidationError } from '@orpc/contract'
import { OpenAPIGenerator } from '@orpc/openapi'
import { OpenAPIHandler } from '@orpc/openapi/fastify'
import { ORPCError, type Router } from '@orpc/server'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { RouteMeta } from '../../core/contract.ts'
import { languageOf } from '../../core/messages.ts'
import { mayRole } from '../../core/permissions.ts'
import { forbidden, notFound, Problem } from '../../core/problem.ts'
import { type Asker, type Asking, auditRefusal, type Services } from './act.ts'
import { answerTo } from './answers.ts'
import { contentPolicy } from './content-policy.ts'
import { languageCookieName, readCookie, sessionCookie, sessionCookieName } from './cookies.ts'
import { servePages } from './pages.ts'

/** A JSON body holds a form, not a file. */
const bodyLimit = 1024 * 1024
/** A workbook of 20 MB and the edges of its multipart envelope (quality/bad-input: limits to adopt). */
const uploadLimit = 20 * 1024 * 1024 + 64 * 1024

export type HttpOptions = {
  services: Services
  router: Router<AnyContractRouter, Asking>
  /** Finds out who a session token belongs to; handed in because the platform knows no slice. */
  authenticate: (token: string, now: Date) => Promise<Asker | null>
  /** Folder of the built pages. */
  pagesFolder: string
  ready: () => Promise<void>
}

/** The web server: API under /api, pages elsewhere, health, OpenAPI. */
export async function createHttp(options: HttpOptions): Promise<FastifyInstance> {
  const { tls } = options.services.config
  const server = Fastify({
    bodyLimit,
    logger: false,
    trustProxy: false,
    ...(tls ? { https: { cert: readFileSync(tls.certificateFile), key: readFileSync(tls.keyFile) } } : {}),
  } as object) as unknown as FastifyInstance
  acceptUploads(server)
  guardHeaders(server, Boolean(tls))
  server.setErrorHandler((error, request, reply) => {
    const language = readersLanguage(request)
    const { status, body } = fastifyAnswer(error, language, options.services.log)
    void reply.status(status).send(body)
  })
  health(server, options)
  openApi(server, options)
  api(server, options)
  await servePages(server, options.pagesFolder)
  return server
}

/** As chosen on the pages; otherwise what the browser or program asks for. */
const readersLanguage = ({ headers }: FastifyRequest) =>
  languageOf(readCookie(headers.cookie, languageCookieName) ?? headers['accept-language'])

function fastifyAnswer(error: unknown, language: 'zh' | 'en', log: (line: string) => void) {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  if (status === 413)
    return answerTo(
      new Problem('too_large', {
        zh: '提交的内容太大：表单不超过 1 MB，文件不超过 20 MB。',
        en: 'Too large: forms up to 1 MB, files up to 20 MB.',
      }),
      language,
      log,
    )
  if (status >= 400 && status < 500)
    return answerTo(
      new Problem('bad_input', {
        zh: '提交的内容无法识别，请刷新页面后重试。',
        en: 'The request could not be read. Reload the page and try again.',
      }),
      language,
      log,
    )
  return answerTo(error, language, log)
}

/** Files come as multipart; the body is collected under its own limit and parsed by the platform's own FormData reader. */
function acceptUploads(server: FastifyInstance): void {
  server.addContentTypeParser(
    'multipart/form-data',
    { bodyLimit: uploadLimit, parseAs: 'buffer' },
    async (request: FastifyRequest, body: string | Buffer) => {
      try {
        const bytes = typeof body === 'string' ? Buffer.from(body) : body
        return await new Response(new Uint8Array(bytes), {
          headers: { 'content-type': request.headers['content-type'] ?? '' },
        }).formData()
      } catch {
        throw Object.assign(new Error('malformed multipart body'), { statusCode: 400 })
      }
    },
  )
}

/** Headers that every answer carries (quality/security 16). */
function guardHeaders(server: FastifyInstance, secure: boolean): void {
  server.addHook('onRequest', async (request, reply) => {
    reply.header('content-security-policy', contentPolicy())
    reply.header('x-content-type-options', 'nosniff')
    reply.header('x-frame-options', 'DENY')
    reply.header('referrer-policy', 'no-referrer')
    reply.header('permissions-policy', 'camera=(), geolocation=(), microphone=()')
    if (secure) reply.header('strict-transport-security', 'max-age=31536000')
    if (request.url.startsWith('/api/') || request.url === '/openapi.json') reply.header('cache-control', 'no-store')
  })
}

function health(server: FastifyInstance, options: HttpOptions): void {
  server.get('/livez', async () => ({ status: 'ok' }))
  server.get('/readyz', async (_request, reply) => {
    try {
      await options.ready()
      return { status: 'ok' }
    } catch {
      return reply.status(503).send({ status: 'not_ready' })
    }
  })
}

/** The OpenAPI 3.1 document of a router, made from the contract itself. */
export const openApiDocument = (router: Router<AnyContractRouter, Asking>) =>
  new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] }).generate(router, {
    info: {
      title: 'Bangfu 帮扶',
      version: '1',
      description: 'Find every family in hardship, and prove that nobody was missed.',
    },
    servers: [{ url: '/api' }],
    components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'bangfu_session' } } },
  })

function openApi(server: FastifyInstance, options: HttpOptions): void {
  // Made when it is first asked for: it takes longer than the rest of the start.
  let document: ReturnType<typeof openApiDocument> | undefined
  server.get('/openapi.json', () => {
    document ??= openApiDocument(options.router)
    return document
  })
}

/** An answer as its schema has left it: strings, numbers, flags, lists and objects, which are JSON as they are. */
class PlainAnswer {
  readonly #answer: unknown
  constructor(answer: unknown) {
    this.#answer = answer
  }
  toJSON(): unknown {
    return this.#answer
  }
}

// Without this each value of an answer is asked for its kind and each object copied: an eighth of the time of a list.
const asItIs = {
  condition: (data: unknown) => typeof data === 'object' && data !== null && !(data instanceof PlainAnswer),
  serialize: (data: unknown) => new PlainAnswer(data),
}

function api(server: FastifyInstance, options: HttpOptions): void {
  const { services } = options
  const handler = new OpenAPIHandler<Asking>(options.router, {
    customJsonSerializers: [asItIs],
    interceptors: [
      async (call) => {
        const asking = call.context
        try {
          return await call.next()
        } catch (error) {
          const { status, body } = answerTo(error, asking.language, services.log)
          if (status === 403) await auditRefusal(asking, 'refused', { code: body.code })
          return { matched: true, response: { status, headers: {}, body } }
        }
      },
    ],
    clientInterceptors: [
      async (call) => {
        const { meta, route } = call.procedure['~orpc']
        admit(meta as RouteMeta, call.context)
        try {
          return await call.next()
        } catch (error) {
          throw namesNothing(error, route) ? notFound() : error
        }
      },
    ],
  })
  server.route({
    method: ['GET', 'POST', 'PUT', 'DELETE'],
    url: '/api/*',
    handler: async (request, reply) => {
      const asking = await askingOf(request, reply, options)
      refuseForeignForms(request)
      const { matched } = await handler.handle(request, reply, { prefix: '/api', context: asking })
      if (!matched) {
        const { status, body } = answerTo(new ORPCError('NOT_FOUND'), asking.language, services.log)
        await reply.status(status).send(body)
      }
      return reply
    },
  })
}

/** Deny unless declared: the route's own permission against the role of the asker. */
function admit(meta: RouteMeta, asking: Asking): void {
  asking.event = meta.audit
  if (meta.permission === 'public') return
  if (!asking.asker) throw new Problem('not_signed_in', { zh: '请先登录。', en: 'Please sign in.' })
  if (meta.permission === 'signed_in') return
  const role = asking.asker.scope?.role
  if (!role || !mayRole(role, meta.permission)) throw forbidden()
}

/**
 * Whether the path names what cannot be: an id that is none or, where something is read, an area code that is none. There
 * is no such record, which is answered like every record that is not there.
 */
function namesNothing(error: unknown, { path = '', method }: { path?: string; method?: string }): boolean {
  const cause = error instanceof ORPCError ? error.cause : undefined
  if (!(cause instanceof ValidationError)) return false
  const nothing = method === 'GET' ? ['not_an_id', 'not_an_area_code'] : ['not_an_id']
  return cause.issues.some(
    ({ message, path: [place] = [] }) => nothing.includes(message) && path.includes(`{${String(place)}}`),
  )
}

/** A page of another site can make a browser send forms here, but not with a header of its own. */
function refuseForeignForms(request: FastifyRequest): void {
  if (request.method === 'GET') return
  if (request.headers['x-bangfu'] !== '1')
    throw new Problem('forbidden', {
      zh: '请求缺少 x-bangfu 请求头，已拒绝。',
      en: 'Refused: the x-bangfu header is missing.',
    })
}

async function askingOf(request: FastifyRequest, reply: FastifyReply, options: HttpOptions): Promise<Asking> {
  const now = new Date()
  const secure = Boolean(options.services.config.tls)
  const token = readCookie(request.headers.cookie, sessionCookieName(secure))
  const key = request.headers['idempotency-key']
  return {
    services: options.services,
    asker: token ? await options.authenticate(token, now) : null,
    language: readersLanguage(request),
    now,
    address: request.ip,
    idempotencyKey: typeof key === 'string' ? checkedKey(key) : undefined,
    event: 'unknown',
    sessionToken: token,
    setSession: (value) => void reply.header('set-cookie', sessionCookie(value, secure)),
  }
}

function checkedKey(key: string): string {
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(key))
    throw new Problem('bad_input', {
      zh: '提交编号（Idempotency-Key）须为小写 UUID。',
      en: 'Idempotency-Key must be a lower-case UUID.',
    })
  return key
}
