import type { Text } from '../../core/messages.ts'
import type { HandbookData } from './handbook-rules.ts'
import { templateWords as words } from './template-messages.ts'

type Row = Record<string, unknown>

/** Lists of a handbook that a document of Word repeats row by row, and what stands in their rows. */
export const wordLists = {
  帮扶责任人: ['姓名', '责任', '单位和职务', '电话', '起止'],
  家庭成员: ['姓名', '与户主关系', '出生', '就业就学'],
  六个明确: ['内容', '结果'],
  帮扶措施: ['方式', '措施', '期限', '落实', '成效'],
} as const

const coverTags = ['户主', '第一帮扶责任人', '结对日期', '结对期限', '手拉手']
const householdTags = ['', '人口', '地区', '住址', '困难类别', '致困原因', '工作单位', '家庭年收入']
const planTags = ['帮扶项目', '目标日期', '帮扶目标']

/** Tags that stand for one text, or for the code (二维码). */
export const wordTags: readonly string[] = [
  ...['手册名称', '印制单位', '档案号', '打印日期', '二维码'],
  ...coverTags,
  ...householdTags.filter(Boolean),
  ...planTags,
]

/** What a document of Word says for its tags. `link` is what the code opens. */
export function wordFields(data: HandbookData, link: string, today: string): Row {
  const fields: Row = {
    手册名称: data.title,
    印制单位: data.tenant,
    档案号: data.number,
    打印日期: today,
    二维码: { qr: link },
  }
  const take = (tags: readonly string[], labelled: readonly string[]) => {
    for (const [at, tag] of tags.entries()) if (tag) fields[tag] = labelled[2 * at + 1] ?? ''
  }
  take(coverTags, data.cover)
  take(householdTags, data.household)
  take(planTags, data.plan)
  const rows = { 帮扶责任人: data.helpers, 家庭成员: data.people, 六个明确: data.clarities, 帮扶措施: data.measures }
  for (const [list, columns] of Object.entries(wordLists))
    fields[list] = rows[list as keyof typeof rows].map((row) =>
      Object.fromEntries(columns.map((column, at) => [column, row[at] ?? ''])),
    )
  return fields
}

const known = new Set<string>([...wordTags, ...Object.keys(wordLists), ...Object.values(wordLists).flat()])

type Reading =
  | { readonly fault: 'not_word' | 'macros' | 'outside' | 'unclosed' | 'unopened'; readonly tag: string }
  | { readonly fault: null; readonly tags: readonly string[] }

/** Why a document cannot be the handbook's template; undefined where it can. */
export function templateFault(reading: Reading): { text: Text; parameters: Record<string, string> } | undefined {
  if (reading.fault) return { text: words[reading.fault], parameters: { tag: reading.tag } }
  const strange = reading.tags.filter((tag) => !known.has(tag))
  if (strange.length > 0)
    return {
      text: words.unknownTags,
      parameters: {
        tags: strange
          .slice(0, 10)
          .map((tag) => `{${tag}}`)
          .join('、'),
      },
    }
  // Without the name of the family every handbook would look alike.
  if (!reading.tags.includes('户主')) return { text: words.noHead, parameters: {} }
  return undefined
}
