import { type Language, say } from '../../core/messages.ts'
import { levelWords, libraryWords as words } from './messages.ts'
import type { Document } from './model.ts'
import { type Branch, treeOf } from './rules.ts'

/** What the compendium prints: documents from the centre down, each set in under the one that it carries out. */
export function compendiumData(
  documents: readonly Document[],
  of: { readonly place: string; readonly today: string; readonly titles: ReadonlyMap<string, string> },
  language: Language,
) {
  const lines: { depth: number; title: string; line: string; summary: string; policies: string }[] = []
  const visit = ({ document, below }: Branch, depth: number): void => {
    const { title, number, issuer, issuedOn, level, regionName, summary, policies } = document
    const place = level === 'centre' ? levelWords.centre[language] : regionName
    const named = policies.map((id) => of.titles.get(id) ?? id).join(language === 'zh' ? '、' : ', ')
    lines.push({
      ...{ depth, title, summary: summary ?? '' },
      line: [number, issuer, place, issuedOn].filter(Boolean).join(' · '),
      policies: named && `${words.policies[language]}：${named}`,
    })
    for (const one of below) visit(one, depth + 1)
  }
  for (const branch of treeOf(documents)) visit(branch, 0)
  return {
    title: words.compendium[language],
    place: of.place,
    asOf: say(words.asOf, language, { day: of.today, count: documents.length }),
    lang: language,
    documents: lines,
  }
}
