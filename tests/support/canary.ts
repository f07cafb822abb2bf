import type { AnyContractProcedure } from '@orpc/contract'
import { z } from 'zod'
import { contract } from '../../apps/contract.ts'
import type { RouteMeta } from '../../core/contract.ts'
import type { Role } from '../../core/permissions.ts'
import type { TestServer } from './server.ts'
import { sheetRows } from './workbooks.ts'

type Route = {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  path: string
  permission: RouteMeta['permission']
  /** The names of what is asked with it. */
  asked: readonly string[]
}

/** Every route of the contract. */
export function routesOf(router: object): Route[] {
  return Object.values(router).flatMap((entry) => {
    if (!('~orpc' in (entry as object))) return routesOf(entry as object)
    const { route, meta, inputSchema } = (entry as AnyContractProcedure)['~orpc']
    const { method = 'POST', path = '' } = route
    const asked = inputSchema instanceof z.ZodObject ? Object.keys(inputSchema.shape) : []
    return [{ method: method as Route['method'], path, permission: (meta as RouteMeta).permission, asked }]
  })
}

// Between them they may read whatever can be read.
const readers: readonly Role[] = ['clerk', 'helper', 'system_administrator', 'audit_administrator']

export type ForeignAnswer = { route: string; role: Role; status: number; text: string }

/**
 * Everything that a second tenant of the same area is answered: each reading route with the ids of the first tenant (by
 * the path under which they stand), as every role that reads much. Workbooks are answered as the texts in their cells.
 */
export async function foreignAnswers(
  server: TestServer,
  ids: Readonly<Record<string, string>>,
): Promise<ForeignAnswer[]> {
  const tenantId = await server.tenant('邻市', '231200000000')
  const answers: ForeignAnswer[] = []
  for (const role of readers) {
    const person = await server.signedIn(tenantId, role)
    for (const { method, path } of routesOf(contract)) {
      if (method !== 'GET') continue
      for (const url of pathsOf(path, ids)) {
        const answer = await server.application.http.inject({
          url: `/api${url}`,
          headers: { cookie: person.cookie, 'accept-language': 'zh' },
        })
        const workbook = answer.statusCode === 200 && answer.rawPayload.subarray(0, 2).toString() === 'PK'
        const text = workbook && path.endsWith('/export') ? (await sheetRows(answer.rawPayload)).join() : answer.body
        answers.push({ route: `GET ${path}`, role, status: answer.statusCode, text })
      }
    }
  }
  return answers
}

/** The addresses of a route: once, or with each id that may stand in it. */
function pathsOf(path: string, ids: Readonly<Record<string, string>>): string[] {
  const dates = path.startsWith('/reports/round') ? '?from=2026-01-01&to=2099-12-31' : ''
  const query = path === '/promises' ? `?household=${ids['/households']}` : dates
  if (path.includes('{code}')) return [path.replace('{code}', '231202000000')]
  if (!path.includes('{')) return [path + query]
  const noun = path.startsWith('/policies/households') ? '/households' : path.slice(0, path.indexOf('/', 1))
  // Nothing of that kind is known: then every id is tried.
  const fitting = ids[noun] === undefined ? Object.values(ids) : [ids[noun]]
  return fitting.map((id) => path.replace('{id}', id).replace('{householdId}', ids['/households'] ?? '') + query)
}
