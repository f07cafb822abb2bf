import { clean } from './characters.ts'
import { type Cell, CellError, cellText } from './grid.ts'
import type { Judgement } from './judgement.ts'

// All the dots that stand for the one between the parts of a name, after NFKC (which turns ． into . and ･ into ・).
const dots = /[·・•‧∙⋅・᛫●▪.。˙]/g
const han = '[\\u3007\\u3400-\\u9fff\\uf900-\\ufaff\\ue000-\\uf8ff]|[\\ud840-\\ud8ff][\\udc00-\\udfff]'
const hanThenSpace = new RegExp(`(?<=${han}|·) +(?=${han}|·)`, 'g')

/** A person's name: spaces inside Chinese names taken out, every middle dot `·`, remarks in brackets taken off. */
export function readName(cell: Cell): Judgement<string> {
  if (cell === undefined || cell instanceof CellError) return { value: null, fault: 'required_missing' }
  const text = nameText(cellText(cell))
  if (/^[-—/·]*$/.test(text)) return { value: null, fault: 'required_missing' }
  const bare = text
    .replace(/\([^()]*\)/g, '')
    .replace(/1[3-9]\d{9}$/, '')
    .replace(/^(?:户主|姓名|本人|申请人)[:：]|^[*※★]+|[*※★,，;；、]+$/g, '')
    .replace(/^\d{1,3}[·、)]\s*(?=[\u3400-\u9fff])/, '')
    .trim()
  if (bare === '' || bare === text) return { value: text }
  return { value: bare, note: 'remark_removed', detail: { kept: bare } }
}

/** The name as it is compared: without judging whether it is one. */
export function nameText(text: string): string {
  const cleaned = clean(text)
  const dotted = new RegExp(han).test(cleaned) ? cleaned.replace(dots, '·') : cleaned
  return dotted.replace(hanThenSpace, '').replace(/^·+|·+$/g, '')
}
