import { clean } from '../characters.ts'
import { headingKey } from '../header-words.ts'
import { type FormField, formFields } from './form-fields.ts'
import { type Asked, mapSlots } from './form-mapping.ts'
import type { ChosenFields, FormSlot } from './form-reading.ts'
import { formScore, isByHand } from './form-words.ts'
import { isOfWhoeverIsNamed, officialsMeant } from './officers.ts'

/** A label of a line with a place behind it: 身份证号：________, or 身份证号________ in a sentence. */
export type LineLabel = {
  readonly label: string
  /** As it stands in the line, with its colon. */
  readonly inline: string
  /** How often the same stands before it in the line. */
  readonly nth: number
  /** The place is drawn, and not only the end of the line. */
  readonly isDrawn: boolean
  /** Only the words before a blank in a sentence: told, and filled once somebody has said what it asks for. */
  readonly isStrange?: boolean
}

const withColon = /([\u4e00-\u9fff（）()/]{2,20})([:：])/g
const beforeBlank = /([\u4e00-\u9fff]{1,20})(?=[_＿]{2,}|[ \u3000\t]{3,})/g
// What stands between a label and its blank in a sentence: 家庭年收入约____, 致困原因为____.
const filler = /(?:大?约|为|是|系|达|共计?|合计|有)+$/
// Who is named in a sentence without any label: 兹有我社区居民____.
const named: readonly (readonly [RegExp, string])[] = [
  [/(?:居民|村民|职工|市民|住户|本人|我叫|我是|本人叫|我的名字(?:叫|是))$/, '姓名'],
  [/(?:家住|现住|居住在|住在)$/, '家庭住址'],
  [/(?:子女|孩子)$/, '子女姓名'],
  [/(?:配偶|爱人)$/, '配偶姓名'],
]
// 因____致贫 and 系____职工 are said by what stands on both sides.
const enclosed: readonly (readonly [RegExp, RegExp, string])[] = [
  [/因$/, /^[\s_＿]+(?:原因|等原因)?(?:致|导致|造成)/, '致困原因'],
  [/[系是]$/, /^[\s_＿]+(?:职工|员工|工人|会员)/, '工作单位'],
]
// 家庭共有____人 has no label of its own.
const people = /(?:家庭|全家|家中|家里)(?:现|共|总)*有?$/
const drawn = /^\s*[_＿]{2,}|^\s{2,}|^\s*[□☐]/

const plainFields = (Object.keys(formFields) as FormField[]).filter((field) =>
  ['person', 'family'].includes(formFields[field].of),
)
const isSure = (word: string): boolean => {
  const key = headingKey(word)
  return plainFields.some((field) => field !== 'serial' && formScore(field, key, false) >= 0.9)
}

const longestStrange = 8

/** The longest end of some words that is a known label. */
const endOf = (run: string): string | undefined =>
  Array.from({ length: Math.max(0, run.length - 1) }, (_, from) => run.slice(from)).find(isSure)

/** The labels of a line and of a sentence with blanks in it, in their order. */
export function lineLabels(text: string): LineLabel[] {
  const found: (Omit<LineLabel, 'nth'> & { at: number })[] = []
  for (const { 0: inline, 1: word = '', index } of text.matchAll(withColon)) {
    const behind = text.slice(index + inline.length)
    const isDrawn = drawn.test(behind)
    if (isDrawn || /^\s*$/.test(behind)) found.push({ at: index, label: word, inline, isDrawn })
  }
  for (const { 1: run = '', index } of text.matchAll(beforeBlank)) {
    const behind = text.slice(index + run.length)
    const counted = /^[\s_＿]+口?人/.test(behind) ? people.exec(run)?.[0] : undefined
    // The label is the end of the sentence: 本人身份证号____.
    const person = named.find(([pattern]) => pattern.test(run))
    const known = endOf(run.replace(filler, ''))
    const between = enclosed.find(([before, after]) => before.test(run) && after.test(behind))
    const isStrange = (counted ?? known ?? person ?? between) === undefined
    if (known === undefined && (!/^[_＿]/.test(behind) || /^[年月日]$/.test(run))) continue
    const tail = run.length - run.replace(filler, '').length
    const inline = counted ?? (known === undefined ? run.slice(-longestStrange) : run.slice(-(known.length + tail)))
    const at = index + run.length - inline.length
    const label = counted === undefined ? (known ?? person?.[1] ?? between?.[2] ?? inline) : '家庭人口'
    found.push({ at, label, inline, isDrawn: true, ...(isStrange && { isStrange }) })
  }
  found.sort((a, b) => a.at - b.at)
  return found.map(({ at, ...label }) => ({ ...label, nth: text.slice(0, at).split(label.inline).length - 1 }))
}

type Party = 'family' | 'helper' | 'other'
type Place = LineLabel & { readonly row: number }

const party = /^[甲乙丙丁]方/
const ofFamily = /帮扶对象|受助|被帮|受资助|困难|职工|户主|申请人|家长|村民|居民|贫困|低保/
const ofHelper = /帮扶|结对|包保|包联|干部|责任人/
const another =
  /^(?:经办|见证|证明|担保|代理|委托|法定|负责|联系|监护|审[核批]|记录|调查|填[表报]|单位|学校|医院|村委|社区)/
const ownFacts: readonly FormField[] = ['id_number', 'address', 'ethnicity', 'birth_date', 'household_size']

const asks = (label: string, fields: readonly FormField[]): boolean =>
  fields.some((field) => formScore(field, headingKey(label), false) >= 0.75)

/** Who is meant by 甲方 and 乙方 where nothing says so: the only one of them who has an identity number or a home. */
function bareParty(places: readonly Place[]): string | undefined {
  const owners = new Set<string>()
  let at: string | undefined
  for (const { label } of places) {
    if (party.test(label))
      at = ofFamily.test(label) || ofHelper.test(label) || isByHand(label) ? undefined : label.slice(0, 2)
    else if (at !== undefined && asks(label, ownFacts)) owners.add(at)
  }
  const [only, ...others] = owners
  return others.length === 0 ? only : undefined
}

/** `owner` is the label of whoever else is spoken of, where it stands before. */
type Spoken = { readonly place: Place; readonly of: Party; readonly isName: boolean; readonly owner?: string }

/** Of whom each label speaks: a party or a person named before it, and else the family. */
function withParties(places: readonly Place[]): Spoken[] {
  const bare = bareParty(places)
  const isNamed = places.some(({ label }) => party.test(label) && ofFamily.test(label) && !isByHand(label))
  let of: Party = 'family'
  let owner: string | undefined
  const spoken = (place: Place, whom: Party, isName: boolean): Spoken => {
    if (whom === 'other' && (isName || another.test(place.label))) owner = place.label
    const isOwners = whom === 'other' && owner !== undefined && owner !== place.label
    return { place, of: whom, isName, ...(isOwners && { owner }) }
  }
  const officials = officialsMeant(places.map(({ label }) => label))
  let officer: string | undefined
  return places.map((place, at) => {
    const { label } = place
    if (officials[at] !== 'officer') officer = label
    // 联系电话 after 走访人 is not the family's.
    else if (of === 'family' && officer !== undefined && isOfWhoeverIsNamed(headingKey(label)))
      return { place, of: 'other' as const, isName: false, owner: officer }
    if (place.isStrange) return { place, of: 'other' as const, isName: false }
    if (party.test(label)) {
      const own = label.slice(0, 2)
      if (isByHand(label)) of = 'other'
      else if (ofFamily.test(label)) of = 'family'
      else if (ofHelper.test(label)) of = 'helper'
      else of = own === bare && !isNamed ? 'family' : 'other'
      return spoken(place, of, !isByHand(label))
    }
    if (asks(label, ['head_name', 'name'])) of = 'family'
    else if (asks(label, ['helper_name', 'helper_unit'])) of = 'helper'
    else if (another.test(label) && !asks(label, plainFields)) of = 'other'
    const isHelpers = asks(label, ['helper_name', 'helper_unit'])
    return spoken(place, isHelpers ? 'family' : of, false)
  })
}

/** The heading under which a label is known: 甲方（帮扶单位） asks for the name of the unit that helps. */
function pathOf({ place: { label }, of, isName, owner }: Spoken): string[] {
  if (owner !== undefined) return [owner, label]
  if (of === 'helper') {
    if (isName) return /单位/.test(label) ? ['帮扶单位', '单位名称'] : ['帮扶责任人', '姓名']
    return ['帮扶责任人', label]
  }
  return isName && of === 'family' ? [label.replace(/[（(].*$/, ''), '姓名'] : [label]
}

const usualFewest = 2

/** What a letter or an agreement of plain lines asks of a family; empty where it asks for fewer known facts than `fewest`. */
export function readAgreement(texts: readonly string[], chosen: ChosenFields, fewest = usualFewest): FormSlot[] {
  const places = texts.flatMap((text, index) => lineLabels(text).map((label) => ({ ...label, row: index + 1 })))
  const parties = withParties(places)
  const slots = (['family', 'helper', 'other'] as const).flatMap((party) => {
    const own = parties.filter(({ of }) => of === party)
    const asked = own.map((one): Asked => {
      const { inline, nth, row } = one.place
      return { path: pathOf(one), column: 0, row, inline, ...(nth > 0 && { nth }) }
    })
    const only = party === 'other' ? { only: () => false } : {}
    const mapped = mapSlots(asked, { chosen, members: false, unitFen: undefined, ...only })
    return mapped.map((slot, at) => ({ slot, ...(own[at] as Spoken) }))
  })
  const known = slots.filter(({ slot }) => slot.field !== null && formFields[slot.field].of !== 'form')
  if (known.length < fewest) return []
  return slots
    .filter(({ slot, place }) => slot.field !== null || (place.isDrawn && !isByHand(place.label)))
    .sort((a, b) => places.indexOf(a.place) - places.indexOf(b.place))
    .map(({ slot, place, owner }) => ({
      ...slot,
      header: clean(owner === undefined ? place.label : `${owner}-${place.label}`),
    }))
}

/** 联系人：____ alone outside the places of a card is whoever answers for the form, and so is the telephone behind it. */
export const isOfForm = (text: string): boolean => /(?:^|[^\u4e00-\u9fff])联系人\s*[:：]/.test(text)

const least = 0.75

/** True for a place that surely asks for something that the file of a person or a family says. */
export function isSurePlace({ field, confidence }: FormSlot): boolean {
  const facts = field === null ? undefined : formFields[field]
  return (
    facts !== undefined &&
    (facts.of === 'person' || facts.of === 'family') &&
    facts.at !== 'list' &&
    confidence >= least
  )
}
