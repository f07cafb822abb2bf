import { globSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type Language, type Parameters, say, type Text } from '../../core/messages.ts'

// A journey is told once, in the Chinese words of the pages; what the same words are in English is asked of the product.
const root = resolve(import.meta.dirname, '../..')
const texts = new Map<string, Text[]>()

const isText = (value: object): value is Text =>
  'zh' in value && typeof value.zh === 'string' && 'en' in value && typeof value.en === 'string'

function keep(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  if (isText(value)) texts.set(value.zh, [...(texts.get(value.zh) ?? []), value])
  else for (const inner of Object.values(value)) keep(inner)
}

const files = globSync('{platform/web,slices}/**/{,*-}messages.ts', { cwd: root }).sort()
for (const file of files) keep(await import(join(root, file)))

/** Whether the product says this in Chinese, word for word. */
export const isOurs = (chinese: string): boolean => texts.has(chinese)

const special = /[\\^$.*+?()[\]{}|]/g
// What has not been told may be anything: `{name}`, and a word in the singular or plural.
const untold = /\{(\w+)\|[^}]*\}/g
const hole = /\\\{\w+\\\}/g
// Longer than any name; without an end a long page would be searched for minutes.
const anything = '.{1,60}'
const outer = /^(?:\.\{1,60\} ?)+|(?: ?\.\{1,60\})+$/g

/** Where words stand: anywhere in a text, at its beginning, or with nothing before and after them. */
export type Standing = 'within' | 'first' | 'alone'

/**
 * How a text of the product, given by its Chinese, stands on a page in a language: the text itself, or what fits it where
 * a parameter is left open or the same Chinese has several meanings. What is no text of the product is data and stands as
 * it is in both languages. English is told apart by where it stands as well: “No” is in many words.
 */
export function wordedIn(
  language: Language,
  chinese: string,
  parameters: Parameters = {},
  standing: Standing = 'within',
): string | RegExp {
  const own = { zh: chinese, en: chinese }
  const found = (language === 'en' && texts.get(chinese)) || [own]
  const open = (text: string) =>
    text.replace(untold, (choice, name: string) => (name in parameters ? choice : `{${name}}`))
  const ways = [...new Set(found.map(({ zh, en }) => say({ zh, en: open(en) }, language, parameters)))]
  const patterns = ways.map((way) => way.replace(special, '\\$&').replace(hole, anything))
  if (found[0] === own && !patterns[0]?.includes(anything)) return ways[0] as string
  // What is only looked for within a text begins and ends with words.
  const sought = standing === 'within' ? patterns.map((one) => one.replace(outer, '') || one) : patterns
  const pattern = `(?:${sought.join('|')})`
  return new RegExp(standing === 'within' ? pattern : standing === 'first' ? `^\\W*${pattern}` : `^\\W*${pattern}\\W*$`)
}
