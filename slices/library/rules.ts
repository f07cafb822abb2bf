import type { CheckedPolicy } from '../policies/policy-check-rules.ts'
import type { Document, DocumentDraft, Gap, Level } from './model.ts'

/** Levels from the top down. */
export const levels: readonly Level[] = ['centre', 'province', 'prefecture', 'county']

/** Whether the code of a region (six digits) is of the level. */
export function regionFits(level: Level, region: string): boolean {
  if (level === 'centre') return region === '000000'
  if (level === 'province') return /^[1-9]\d0000$/.test(region)
  return level === 'prefecture' ? /^\d{4}00$/.test(region) && !region.endsWith('0000') : !region.endsWith('00')
}

/** A document in the tree: what carries it out stands below it. */
export type Branch = { readonly document: Document; readonly below: readonly Branch[] }

const order = (a: Document, b: Document): number =>
  levels.indexOf(a.level) - levels.indexOf(b.level) ||
  a.issuedOn.localeCompare(b.issuedOn) ||
  a.title.localeCompare(b.title)

/** Documents from the centre down, each above those that carry it out. */
export function treeOf(documents: readonly Document[]): Branch[] {
  const below = Map.groupBy(documents.toSorted(order), (one) => one.implementsId)
  const branch = (document: Document): Branch => ({ document, below: (below.get(document.id) ?? []).map(branch) })
  const known = new Set(documents.map(({ id }) => id))
  return documents
    .filter(({ implementsId }) => implementsId === null || !known.has(implementsId))
    .toSorted(order)
    .map(branch)
}

/** Whether putting a document under another one would put it under itself. */
export function wouldCircle(documents: readonly Document[], id: string, implementsId: string): boolean {
  const byId = new Map(documents.map((one) => [one.id, one]))
  for (let at: string | null = implementsId, steps = 0; at !== null && steps <= documents.length; steps++) {
    if (at === id) return true
    at = byId.get(at)?.implementsId ?? null
  }
  return false
}

type Area = { readonly code: string; readonly name: string }

/**
 * Directives without a local measure: a document that every county (or the prefecture) has to carry out, and each area
 * of that level of which no document below it, at any remove, is.
 */
export function gapsOf(documents: readonly Document[], prefectures: readonly Area[], counties: readonly Area[]): Gap[] {
  const below = Map.groupBy(documents, (one) => one.implementsId)
  const regionsBelow = (id: string, seen: Set<string>): Set<string> => {
    for (const one of below.get(id) ?? []) {
      seen.add(one.region)
      regionsBelow(one.id, seen)
    }
    return seen
  }
  return documents.toSorted(order).flatMap((one) => {
    const { id: documentId, number, title, issuedOn, needs } = one
    if (needs === null) return []
    const there = regionsBelow(documentId, new Set())
    const areas = needs === 'county' ? counties : prefectures
    return areas
      .filter(({ code }) => !there.has(code))
      .map(({ code, name }) => ({ documentId, number, title, issuedOn, needs, region: code, regionName: name }))
  })
}

/** A document as policies name it, with the policies that do. */
export type Named = DocumentDraft & { readonly policies: readonly string[] }

/** The documents that policies name as their bases; examples (示例：) are taken for the prefecture's own. */
export function basesOf(policies: readonly CheckedPolicy[], prefecture: string): Named[] {
  const named = new Map<string, Named>()
  for (const { file } of policies)
    for (const { document, date } of file.basis) {
      const { title, number } = split(document)
      const known = named.get(title)
      const own = title.startsWith('示例：')
      named.set(title, {
        ...{
          number,
          title,
          issuer: issuerOf(document),
          issuedOn: known && known.issuedOn > date ? known.issuedOn : date,
        },
        ...{ level: own ? 'prefecture' : 'centre', region: own ? prefecture : '000000' },
        ...{ implementsId: null, needs: null, summary: null },
        policies: [...new Set([...(known?.policies ?? []), file.id])],
      })
    }
  return [...named.values()]
}

/** `条例（国务院令第271号）` is a title with its number; other brackets belong to the title. */
function split(document: string): { title: string; number: string | null } {
  const [, title = document, number = null] = /^(.+?)（([^（）]*(?:第?\d+号|〔\d+〕[^（）]*))）$/.exec(document) ?? []
  return { title, number }
}

const issuerOf = (document: string): string | null =>
  /（(国务院|总工会|民政部|财政部)/.exec(document)?.[1]?.replace('总工会', '中华全国总工会') ?? null

/** The level of a region by its code. */
export const levelOf = (region: string): Level => levels.find((level) => regionFits(level, region)) ?? 'county'
