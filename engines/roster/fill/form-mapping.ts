import { clean } from '../characters.ts'
import { headingKey } from '../header-words.ts'
import { moneyUnit, yuan } from '../money.ts'
import { isOfOther } from './card-blocks.ts'
import { type FormField, formFields, isFormField, type RecordOf } from './form-fields.ts'
import type { ChosenFields, FormSlot, Whom } from './form-reading.ts'
import { formScore, isByHand } from './form-words.ts'
import { offeredIn } from './offered-choices.ts'
import { asksPost, asksUnitAndPost, officialOf, officialsMeant } from './officers.ts'
import { lastVisitScore, recordScore, registerScore, registers } from './record-words.ts'
import { anotherName } from './row-of.ts'
import { saidUnder } from './said-slots.ts'
import { inFrame, isSpread, type Spread } from './spread-places.ts'

/** A place that asks for something, before it is known for what: its headings from the top level down. */
export type Asked = {
  readonly path: readonly string[]
  readonly column: number
  readonly row: number
  readonly inline?: string
  /** How often the same label stands before it in the same text. */
  readonly nth?: number
  /** The words beside the boxes of its place. */
  readonly offers?: readonly string[]
  /** Further places that may belong to it. */
  readonly spread?: Spread | undefined
  /** Of whom the block of the card speaks in which it stands, where that is not the family. */
  readonly block?: string | undefined
}

export type MappingOptions = {
  readonly chosen: ChosenFields
  readonly members: boolean
  /** The rows are families by their heads. */
  readonly heads?: boolean
  /** From what stands above; fen per one. */
  readonly unitFen: number | undefined
  /** The rows are lines of aid or visits: bare words such as 时间 and 内容 mean those. */
  readonly record?: RecordOf
  /** The rows are visits to many families, or what was given to them. */
  readonly register?: RecordOf | undefined
  /** Only these fields may be asked for. */
  readonly only?: (field: FormField) => boolean
}

const least = 0.3
// What is known beyond the fields is no field that words could ask for.
const all = (Object.keys(formFields) as FormField[]).filter((field) => field !== 'said')

/** A helper's own facts, by what the same heading asks of somebody in hardship. */
const ofHelper: Partial<Record<FormField, FormField>> = {
  name: 'helper_name',
  work_unit: 'helper_unit',
  responsible_unit: 'helper_unit',
  phone: 'helper_phone',
}
const helperHeading =
  /帮扶(?!对象|措施|内容|项目|时间|资金|金额|次数|需求|情况|目标)|结对(?!对象|时间)|包保|包联|责任人|干部|联系人/
const familyHeading = /对象|户主|职工|受助|家庭|成员|身份证|公民身份/
const headHeading = /户主|申请人/
// What is asked of a person besides the name, and what of that the file holds of the family.
const bareFacts: readonly FormField[] = ['work_unit', 'phone']

/** The key of a heading: every level of it, so that 姓名 below 帮扶人 is another than 姓名 alone. */
export const slotKey = (path: readonly string[]): string => path.map(headingKey).filter(Boolean).join('-')

/** 时间 of a visit is another choice than 时间 anywhere else. */
const keyOf = (path: readonly string[], { record, register }: MappingOptions): string => {
  const of = register ? registers[register] : record
  return of ? `${of}:${slotKey(path)}` : slotKey(path)
}

/** 申请人（签字） is signed by hand, whoever it is. */
const isSignature = (path: readonly string[]): boolean =>
  /[（(][^（）()]*(?:签[字名章]|手印)[^（）()]*[)）]/.test(path.at(-1) ?? '')

/** □城镇 □农村 behind 居住地 or 户籍 asks for neither address nor place. */
const isOfResidence = (offers: readonly string[]): boolean =>
  offers.length > 1 &&
  offers.every((one) => /^(?:城镇|城市|农村|乡村|城乡|(?:非)?农业|城镇居民|农村居民|居民)户?口?$/.test(one))

type Claim = { readonly place: number; readonly field: FormField; readonly score: number }

/** Which fact each place asks for. Every fact is given once, to the surest place. */
export function mapSlots(asked: readonly Asked[], options: MappingOptions): FormSlot[] {
  const officials = officialsInBlocks(asked)
  const others = otherPlaces(asked, options.heads === true)
  const isSigned = asked.some(({ path }) => /签[字名]|手印/.test(path.at(-1) ?? ''))
  const isOfVisit = asked.some(
    ({ path, row }) => row > 0 && formScore('visited_on', headingKey(path.at(-1) ?? ''), false) >= 0.9,
  )
  const claims: Claim[] = []
  for (const [place, { path, offers: beside = [] }] of asked.entries()) {
    const offers = beside.length > 0 ? beside : (offeredIn(path.at(-1) ?? '')?.words ?? [])
    const key = keyOf(path, options)
    if (Object.hasOwn(options.chosen, key)) {
      const field = options.chosen[key]
      if (field && isFormField(field)) claims.push({ place, field, score: 2 })
      continue
    }
    if (isSignature(path)) continue
    if (isOfResidence(offers)) {
      claims.push({ place, field: 'residence', score: 0.95 })
      continue
    }
    for (const field of all) {
      const other = others[place]
      if (other && isOfHead(field) && (other === 'other' || formFields[field].of !== 'person')) continue
      const leaf = headingKey(path.at(-1) ?? '')
      const { register } = options
      const ofLast = isOfVisit ? lastVisitScore(field, leaf) : 0
      const isOfEntry = register && all.some((one) => one !== 'serial' && registerScore(register, one, leaf) > 0)
      const alone = options.record
        ? recordScore(options.record, field, leaf)
        : register && isOfEntry
          ? registerScore(register, field, leaf)
          : register && isOfLast(field)
            ? 0
            : isSigned && field === 'name' && receiver.test(leaf)
              ? 0.9
              : claimOf(ofWhom(path, other), field, officials[place], options.members)
      const score = Math.max(ofLast, alone)
      if (score >= least && (options.only?.(field) ?? true)) claims.push({ place, field, score })
    }
  }
  claims.sort((a, b) => b.score - a.score || a.place - b.place)
  const taken = new Map<number, Claim>()
  const given = new Set<string>()
  for (const claim of claims) {
    // A choice made by hand stands, even where two places ask for the same.
    const isInside = asked[claim.place]?.inline !== undefined
    // 性别 of the student does not take it from the head.
    const fact = `${others[claim.place] ?? ''}:${claim.field}`
    if (taken.has(claim.place) || (given.has(fact) && claim.score < 2 && !isInside)) continue
    taken.set(claim.place, claim)
    // 建档日期 above the frame of a card does not take it from 建档时间 within.
    if (!isInside) given.add(fact)
  }
  const slots = asked.map((one, place) => {
    const slot = slotOf(one, taken.get(place), options)
    const whom = others[place]
    const isTheirs = whom && whom !== 'other' && slot.field !== null && formFields[slot.field].of === 'person'
    if (isTheirs) return { ...slot, whom }
    const said = slot.field === null && !whom && !slot.byHand ? saidOf(one, options) : []
    return said.length > 0 ? { ...slot, said } : slot
  })
  return withFrames(asked, slots)
}

/** Where no field is meant: under which keys more may be known of the person. What was left blank by choice stays so. */
const saidOf = ({ path, block }: Asked, { record, register, chosen }: MappingOptions): readonly string[] =>
  record || register || block !== undefined || Object.hasOwn(chosen, slotKey(path)) ? [] : saidUnder(path)

/** Each block of a card speaks of its own people; whoever was named last in another is not meant. */
function officialsInBlocks(asked: readonly Asked[]): Official[] {
  const found: Official[] = []
  for (let from = 0; from < asked.length; ) {
    let to = from + 1
    while (to < asked.length && asked[to]?.block === asked[from]?.block) to++
    found.push(...officialsMeant(asked.slice(from, to).map(({ path }) => path.at(-1) ?? '')))
    from = to
  }
  return found
}

/** A telephone in the frame of boxes of an identity number takes as many of them as it has digits. */
function withFrames(asked: readonly Asked[], slots: readonly FormSlot[]): FormSlot[] {
  const frames = slots.flatMap(({ spread }) => spread ?? [])
  return slots.map((slot, place) => {
    const boxes = asked[place]?.spread
    const spread = boxes && !slot.spread && slot.field !== null ? inFrame(boxes, slot.field, frames) : undefined
    return spread ? { ...slot, spread } : slot
  })
}

function slotOf(
  { path, column, row, inline, nth, spread }: Asked,
  claim: Claim | undefined,
  options: MappingOptions,
): FormSlot {
  const unit = [...path]
    .reverse()
    .map(moneyUnit)
    .find((fen) => fen !== undefined)
  return {
    key: keyOf(path, options),
    header: path.map(clean).join('-'),
    column,
    row,
    field: claim?.field ?? null,
    confidence: claim ? Math.round(Math.min(claim.score, 1) * 100) / 100 : 0,
    unitFen: unit ?? options.unitFen ?? yuan,
    byHand: claim === undefined && (isSignature(path) || isByHand(headingKey(path.at(-1) ?? ''))),
    ...(inline !== undefined && { inline }),
    ...(nth !== undefined && { nth }),
    ...(spread && claim && isSpread(spread, claim.field) && { spread }),
  }
}

type Official = 'helper' | 'officer' | undefined

function claimOf(path: readonly string[], field: FormField, official: Official, members: boolean): number {
  const keys = path.map(headingKey)
  const leaf = keys.at(-1) ?? ''
  const above = keys.slice(0, -1).join('')
  const joined = keys.length > 1 ? formScore(field, keys.slice(-2).join(''), members) * 0.98 : 0
  if (isByHand(leaf) && formScore(field, leaf, members) < 0.9) return 0
  // 责任人 alone above its columns is the helper of a form about families.
  const over = keys.at(-2) === '责任人' ? undefined : officialOf(keys.at(-2) ?? '')
  if (over === 'officer') return ofOfficer(keys.at(-2) ?? '', leaf, field, joined)
  if (official === 'officer' && bareFacts.includes(field)) return 0
  const group = helperHeading.test(above) && !familyHeading.test(above)
  if (group || official === 'helper') {
    if (asksUnitAndPost(leaf)) return field === 'helper_unit_post' ? 0.95 : 0
    if (asksPost(leaf)) return field === 'helper_post' ? 0.95 : 0
    const plain = all.find((one) => ofHelper[one] === field && formScore(one, leaf, members) > 0)
    // Below 帮扶责任人 a bare heading is the helper's; right after it only a phone, a post or a unit can be.
    if (plain && (group || plain !== 'name')) return Math.max(joined, 0.9)
    if (ofHelper[field] && (group || field !== 'name')) return joined
  }
  if (headHeading.test(above) && members) {
    if (field === 'head_name') return Math.max(joined, formScore('name', leaf, false) > 0 ? 0.9 : 0)
    if (field === 'head_id_number') return Math.max(joined, formScore('id_number', leaf, false) > 0 ? 0.9 : 0)
    if (field === 'name' || field === 'id_number') return 0
  }
  return Math.max(formScore(field, leaf, members), joined)
}

/** Below 走访干部 a bare 姓名 is the visitor's, and everything else of somebody of whom the file says no more. */
const ofOfficer = (officer: string, leaf: string, field: FormField, joined: number): number => {
  if (field === 'visitor' && formScore('name', leaf, false) > 0) return formScore('visitor', officer, false)
  return formFields[field].of === 'person' || bareFacts.includes(field) || isHelpers(field) ? 0 : joined
}
const isHelpers = (field: FormField): boolean => field.startsWith('helper_')

// What a family got or said at last is not what a visit in a row of its own was about.
const isOfLast = (field: FormField): boolean => ['visit', 'aid', 'list'].includes(formFields[field].at)

// 领取人 beside a column for the signature is who receives.
const receiver = /^(?:领取人|领款人|领取人姓名|领款人姓名)$/
const isOfHead = (field: FormField): boolean =>
  formFields[field].of === 'person' || field === 'head_name' || field === 'head_id_number' || field === 'head_phone'
const someoneElse =
  /^(?:受助|受资助|资助|贫困|困难|被救助)?(?:学生|考生|患者|病人|子女|配偶|残疾人|残疾儿童|老人|儿童|孤儿|被?监护人|死者|逝者|被?委托人|受托人|代理人|证明人|担保人)(?!数|口|家庭|情况)/
const ofIllness = /病|诊断|确诊|就诊|健康|治疗/
const ofSchool = /^(?:就读|所在|在读)?(?:学校|院校|学段|年级|班级|专业)|入学/
const headAgain = /^(?!与).*(?:户主|申请人|职工|家长|家庭|住址|本人)/

/** 配偶姓名 is the name of somebody of whom the place is known to speak. */
const ofWhom = (path: readonly string[], whom: Whom | 'other' | undefined): readonly string[] =>
  whom === undefined || whom === 'other'
    ? path
    : path.map((text, at) => (at === path.length - 1 ? clean(text).replace(/^(?:配偶|子女)(?=.)/, '') : text))

/** Of whom a label speaks that is not about the head. */
function whomOf(leaf: string): Whom | 'other' {
  if (/学生|考生/.test(leaf)) return 'student'
  if (/残疾/.test(leaf)) return 'disabled'
  if (/^配偶/.test(leaf)) return 'spouse'
  return /^子女/.test(leaf) ? 'child' : 'other'
}

/**
 * Labels of a card about somebody who need not be its head: 学生姓名 or 患者姓名 and the bare 性别, 身份证号 and 电话 after it, up
 * to the next label about the head or the family. In a list of heads 患者姓名 is nobody that is known.
 */
function otherPlaces(asked: readonly Asked[], heads: boolean): (Whom | 'other' | undefined)[] {
  const leaves = asked.map(({ path, row }) => (row === 0 ? '' : headingKey(path.at(-1) ?? '')))
  const names = (pattern: RegExp) => leaves.some((leaf) => someoneElse.test(leaf) && pattern.test(leaf))
  const [patient, student] = [names(/患者|病人/), names(/学生|考生/)]
  let whom: Whom | 'other' | undefined
  return asked.map(({ path, row, block }) => {
    const leaf = headingKey(path.at(-1) ?? '')
    if (block !== undefined && isOfOther(block)) return whomOf(block)
    // The columns of other tables say by themselves of whom they speak.
    if (row === 0 && !heads) return undefined
    if (row === 0) {
      if (anotherName.test(leaf)) whom = 'other'
      else if (headAgain.test(leaf) || formScore('name', leaf, false) >= 0.75) whom = undefined
      return whom
    }
    // Wherever they stand, the illness is the patient's and the school the student's.
    if (patient && !someoneElse.test(leaf) && ofIllness.test(leaf)) return 'other'
    if (student && !someoneElse.test(leaf) && ofSchool.test(leaf)) return 'student'
    if (someoneElse.test(leaf)) whom = whomOf(leaf)
    else if (headAgain.test(leaf) || formScore('name', leaf, false) >= 0.75) whom = undefined
    return whom
  })
}
