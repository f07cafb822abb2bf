import type { Text } from '../../core/messages.ts'
import { say } from '../../core/messages.ts'
import type { ProblemCode } from '../../core/problem.ts'
import { currentLanguage } from './language.tsx'
import { platformWords } from './messages.ts'

/**
 * `unreachable`: no answer came, so nobody knows whether it took effect. `unexpected`: an answer we do not understand.
 * `outdated`: the server has newer pages than those that are open here.
 */
export type ClientProblemCode = ProblemCode | 'unreachable' | 'unexpected' | 'outdated'

export type ProblemField = { readonly field: string; readonly message: string }

/** What the server refused, in the reader's words. `message` may be shown as it is. */
export class ClientProblem extends Error {
  readonly code: ClientProblemCode
  readonly status: number
  readonly fields: readonly ProblemField[]
  readonly data: Readonly<Record<string, unknown>> | undefined

  constructor(
    code: ClientProblemCode,
    message: string,
    more: { status?: number; fields?: readonly ProblemField[]; data?: Record<string, unknown>; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause })
    this.name = 'ClientProblem'
    this.code = code
    this.status = more.status ?? 0
    this.fields = more.fields ?? []
    this.data = more.data
  }
}

const sentence = (text: Text) => say(text, currentLanguage())

/** Any thrown thing as a problem that can be shown. */
export function problemOf(error: unknown): ClientProblem {
  if (error instanceof ClientProblem) return error
  return new ClientProblem('unexpected', sentence(platformWords.unexpected), { cause: error })
}

/** No answer came: in words, with the fault of the browser as its cause. */
export const unreachable = (cause: unknown): ClientProblem =>
  new ClientProblem('unreachable', sentence(platformWords.unreachable), { cause })

/** The server has been updated since this window was opened: in words. */
export const outdated = (cause: unknown): ClientProblem =>
  new ClientProblem('outdated', sentence(platformWords.outdated), { cause })

let signedOut: () => void = () => {}
/** What happens when the server says that nobody is signed in: the shell goes to the sign-in page and keeps the page. */
export const whenSignedOut = (act: () => void): void => {
  signedOut = act
}

async function refused(response: Response): Promise<ClientProblem> {
  const body = (await response.json().catch(() => undefined)) as Record<string, unknown> | undefined
  if (typeof body?.code !== 'string' || typeof body.message !== 'string') {
    const text =
      response.status === 502 || response.status === 504 ? platformWords.unreachable : platformWords.unexpected
    const code = response.status === 502 || response.status === 504 ? 'unreachable' : 'unexpected'
    return new ClientProblem(code, sentence(text), { status: response.status })
  }
  return new ClientProblem(body.code as ClientProblemCode, body.message, {
    status: response.status,
    fields: Array.isArray(body.fields) ? (body.fields as ProblemField[]) : [],
    data: body.data as Record<string, unknown> | undefined,
  })
}

/**
 * One request to our own server with what every request carries (language, proof against forged forms, session cookie).
 * Throws ClientProblem for every answer that is not a success.
 */
export async function send(request: Request): Promise<Response> {
  request.headers.set('accept-language', currentLanguage() === 'zh' ? 'zh-CN' : 'en')
  request.headers.set('x-bangfu', '1')
  let response: Response
  try {
    response = await fetch(request, { credentials: 'same-origin' })
  } catch (error) {
    if (request.signal.aborted) throw error
    throw unreachable(error)
  }
  if (response.ok) return response
  const problem = await refused(response)
  if (problem.status === 401) signedOut()
  throw problem
}

type Call = {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE'
  body?: unknown
  headers?: Record<string, string>
  signal?: AbortSignal
}

/** One call under /api without a contract at hand: the phone's pages, the session. `path` begins with a slash. */
export async function askJson<Answer>(path: string, call: Call = {}): Promise<Answer> {
  const { method = call.body === undefined ? 'GET' : 'POST', body, headers = {}, signal } = call
  const request = new Request(`/api${path}`, {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal,
  })
  const response = await send(request)
  return (response.status === 204 ? undefined : await response.json()) as Answer
}
