import {
  type CardEntry,
  type CardLine,
  isNameLabel,
  isRelationLabel,
  ofTheForm,
  readLine,
  readMember,
} from './card-lines.ts'
import { clean, tight } from './characters.ts'
import { findRelation } from './codes.ts'
import { cellText, type Row, type Sheet } from './grid.ts'
import { headingKey, headingScore } from './header-words.ts'
import type { MergeIndex } from './merges.ts'

// A page holds no more, and a family on a card has fewer members.
const mostRows = 80
const mostMembers = 10
const fewestLabels = 2

/** What a list of a family never asks below its rows: 困难职工档案表 goes on with these on its second page. */
const onSecondPage =
  /致困原因|^开户|支行|银行卡|^附件|帮扶(?:记录|措施|情况|需求)|(?:意见|工会|单位|部门|社区)意见|^是否|自救能力|零就业/

/**
 * The second page of a card alone on its sheet: the family and what follows it, without the person the card is about. What
 * it says comes back as label and text; undefined for anything else, a list of families for one.
 */
export function findContinuation(sheet: Sheet, merges: MergeIndex): Readonly<Record<string, string>> | undefined {
  if (sheet.rows.length > mostRows) return undefined
  const lines = sheet.rows.map((row) => readLine(row, merges))
  const start = lines.findIndex(isFamilyHeading)
  if (start < 0) return undefined
  const said: Record<string, string> = {}
  const labels = new Set<string>()
  let members = 0
  let heads: CardLine['memberHeads'] = []
  for (const { row, entries, memberHeads } of lines) {
    if (memberHeads.length > 0) {
      heads = memberHeads.some(({ label }) => isRelationLabel(label)) ? memberHeads : []
      for (const { label } of memberHeads) if (heads.length === 0) noteLabel(label, labels)
      continue
    }
    const member = heads.length > 0 ? readMember(row, heads) : undefined
    if (member) {
      members++
      if (isHead(member)) return undefined
      for (const [label, text] of Object.entries(member)) said[`家庭成员${members}-${label}`] = text
      continue
    }
    if (entries.some(isPerson)) return undefined
    for (const label of loneLabels(row)) noteLabel(label, labels)
    for (const { label, cell } of entries) {
      noteLabel(label, labels)
      const text = clean(cellText(cell))
      if (text !== '' && !ofTheForm.test(headingKey(label))) said[label] = text
    }
  }
  return members > 0 && members <= mostMembers && labels.size >= fewestLabels ? said : undefined
}

const isFamilyHeading = ({ memberHeads }: CardLine): boolean =>
  memberHeads.some(({ label }) => isRelationLabel(label)) &&
  memberHeads.some(({ label }) => headingScore('household_members', 'name', headingKey(label)) > 0.7)

const isHead = (member: Readonly<Record<string, string>>): boolean =>
  Object.entries(member).some(([label, text]) => isRelationLabel(label) && findRelation(tight(text)) === 'head')

/** The name or the number of the person of the card: then the sheet is no second page. */
const isPerson = ({ label, cell }: CardEntry): boolean =>
  clean(cellText(cell)) !== '' &&
  (isNameLabel(label) || headingScore('hardship_worker', 'id_number', headingKey(label)) > 0.9)

const noteLabel = (label: string, labels: Set<string>): void => {
  const key = headingKey(label)
  if (onSecondPage.test(key)) labels.add(key)
}

/** 县级工会意见 with an empty box at its right. */
function loneLabels(row: Row): string[] {
  const texts = row.cells.map((cell) => clean(cellText(cell))).filter((text) => text !== '')
  return texts.length <= 2 ? texts.slice(0, 1).filter((text) => text.length <= 12) : []
}
