import { birthShare, type ColumnContent, columnContent, hasRecogniser, isDecisive, isMonotonous } from './content.ts'
import { type Field, fieldsOf, type Kind } from './fields.ts'
import type { Row } from './grid.ts'
import { headingKey, headingScore, isOtherHeading, namesField } from './header-words.ts'
import { findLegend, type Legend, legendAbove } from './legend.ts'
import type { Period } from './money.ts'
import { moneyUnit, yuan } from './money.ts'
import { type Belongings, belongings } from './named-people.ts'
import { isNamedContact, isStrange, otherPerson, otherPersonBefore, saysOwn, subject } from './other-people.ts'
import { findResemblances, isKeptOut } from './resemblance.ts'
import type { Heading } from './table-header.ts'
import { ownersOf } from './two-people.ts'
import { numbersOfBodies } from './whose-number.ts'

/** What an organisation chose last time, by heading as `headingKey` writes it; null leaves the column out. */
export type Chosen = Readonly<Record<string, Field | null>>

export type Column = {
  readonly column: number
  readonly header: string
  readonly field: Field | null
  /** 0 to 1: 1 is a heading every officer knows over values that fit. */
  readonly confidence: number
  /** For amounts: what one stands for in fen. */
  readonly unitFen: number
  readonly period: Period | undefined
  /** What the codes in its cells stand for, when the form says so. */
  readonly legend?: Legend | undefined
  /** The column in the row below, where the rest of what is said of somebody stands. */
  readonly lower?: number | undefined
  /** On a card every value has a place of its own. */
  readonly place?: { readonly column: number; readonly row: number }
}

export type MappingContext = {
  readonly kind: Kind
  readonly headings: readonly Heading[]
  /** Some of the rows below the heading. */
  readonly sample: readonly Row[]
  readonly date1904: boolean
  /** From the metadata above the table; fen per one. */
  readonly sheetUnitFen: number | undefined
  readonly chosen?: Chosen | undefined
  /** What stands above the heading: it may say what codes mean. */
  readonly above?: readonly Row[] | undefined
}

const least = 0.3
/** Which field each column is. Every field is taken once, the surest column first. */
export function mapColumns(asked: MappingContext): Column[] {
  const { kind, sample } = asked
  const numbersOf = numbersOfBodies(asked)
  const { headings } = ownersOf(kind, asked.headings, numbersOf)
  const { others, own } = belongings(kind, headings)
  const context = { ...asked, headings, chosen: chosenFor(asked, headings), others, own, numbersOf }
  const contents = headings.map(({ column }) => columnContent(sample.map((row) => row.cells[column])))
  const fields: Field[] = [...fieldsOf[kind], 'serial']
  const claims: { place: number; field: Field; score: number }[] = []
  for (const [place, heading] of headings.entries()) {
    const key = headingKey(heading.path.at(-1) ?? '')
    const choice = context.chosen && Object.hasOwn(context.chosen, key) ? context.chosen[key] : undefined
    if (choice === null || isBlankTwin(headings, contents, place)) continue
    for (const field of fields) {
      const score = choice === undefined ? claim(context, place, field, contents) : Number(choice === field) * 2
      if (score >= least) claims.push({ place, field, score })
    }
  }
  claims.sort((a, b) => b.score - a.score || a.place - b.place)
  const taken = new Map<number, { field: Field; score: number }>()
  const given = new Set<Field>()
  for (const { place, field, score } of claims) {
    if (taken.has(place) || given.has(field)) continue
    taken.set(place, { field, score })
    given.add(field)
  }
  const [places, sure] = [
    new Set([...taken.keys(), ...others]),
    new Set([...taken.values()].filter(isSure).map(({ field }) => field)),
  ]
  for (const [field, place] of findResemblances(context, contents, places, sure)) {
    for (const [other, { field: same }] of taken) if (same === field) taken.delete(other)
    taken.set(place, { field, score: least })
  }
  const owner = accountOwner(context, new Map([...taken].map(([place, { field }]) => [field, place])))
  if (owner !== undefined) taken.set(owner, { field: 'name', score: least })
  return asked.headings.map((heading, place) => column(context, heading, taken.get(place)))
}

/** A heading merged over several columns stands for each of them; the values of merged cells stand in one only. */
function isBlankTwin(headings: readonly Heading[], contents: readonly ColumnContent[], place: number): boolean {
  if (contents[place]?.filled !== 0) return false
  const { text } = headings[place] as Heading
  return headings.some((other, at) => other.text === text && (contents[at]?.filled ?? 0) > 0)
}

/** On a list of payments from a bank the person is called 户名; beside another name it is whoever the account belongs to. */
function accountOwner(
  { kind, headings, chosen }: MappingContext,
  taken: ReadonlyMap<Field, number>,
): number | undefined {
  if (kind !== 'hardship_worker' || taken.has('name') || !taken.has('id_number')) return undefined
  const keys = headings.map(({ path }) => headingKey(path.at(-1) ?? ''))
  const place = keys.findIndex((key) => /^(?:账户|开户)?户?名$/.test(key) && !(chosen && Object.hasOwn(chosen, key)))
  return place < 0 || [...taken.values()].includes(place) ? undefined : place
}

/** What was chosen for a heading as written holds for it as it is understood. */
function chosenFor({ headings, chosen }: MappingContext, understood: readonly Heading[]): Chosen | undefined {
  if (!chosen) return undefined
  const keyOf = ({ path }: Heading): string => headingKey(path.at(-1) ?? '')
  const own = headings.flatMap((heading, place) => {
    const choice = Object.hasOwn(chosen, keyOf(heading)) ? chosen[keyOf(heading)] : undefined
    return choice === undefined ? [] : [[keyOf(understood[place] ?? heading), choice] as const]
  })
  return Object.fromEntries(own)
}

const isSure = ({ score }: { score: number }): boolean => score >= 0.5

function column(context: MappingContext, heading: Heading, found: { field: Field; score: number } | undefined): Column {
  const labels = [...heading.path].reverse()
  const unit = labels.map(moneyUnit).find((fen) => fen !== undefined)
  const field = found?.field ?? null
  const own = field && labels.map((label) => findLegend(field, label)).find((legend) => legend !== undefined)
  const legend = own || (field && legendAbove(field, headingKey(labels[0] ?? ''), context.above ?? []))
  return {
    column: heading.column,
    header: heading.text,
    field,
    confidence: found ? Math.round(Math.min(found.score, 1) * 100) / 100 : 0,
    unitFen: unit ?? context.sheetUnitFen ?? yuan,
    period: field === 'annual_income_fen' ? 'year' : field === 'monthly_benefit_fen' ? 'month' : undefined,
    ...(legend && { legend }),
    ...(heading.lower !== undefined && { lower: heading.lower }),
  }
}

/** Headings of these two are confused (致困类别 over 深度困难, 相对困难 …); their values are not. */
const confused: Partial<Record<Field, Field>> = { category: 'cause', cause: 'category' }

/** True when the values are plainly those of the field that bears a like heading, or of no such field at all. */
function isBelied(field: Field, { filled, share }: ColumnContent): boolean {
  const other = confused[field]
  if (other === undefined || filled < 8) return false
  const own = share.get(field) ?? 0
  return own < 0.5 && (share.get(other) ?? 0) >= 0.7
}

const deniable: ReadonlySet<Field> = new Set(['id_number', 'sex', 'phone', 'dibao'])

/** What is asked for, with the columns that another person of the row owns. */
type Mapping = MappingContext &
  Belongings & {
    /** Columns of sex and birth with the identity numbers that agree. */
    readonly numbersOf: ReadonlyMap<number, number>
  }

function claim(context: Mapping, place: number, field: Field, contents: readonly ColumnContent[]): number {
  const content = contents[place] as ColumnContent
  const named = nameScore(context, place, field)
  const share = shareOf(field, content)
  if (context.others.has(place) || (field === 'phone' && isNamedContact(context.headings, place))) return 0
  if (named === 0 || isBelied(field, content)) return contentClaim(context, place, field, contents)
  const isLesser =
    isSecondary(context.headings[place] as Heading) ||
    isBeside(context, place, field) ||
    isSuperseded(context.headings, place)
  const second = isLesser ? 0.4 : 1
  const fits = (named * 0.75 + 0.25 * (share ?? 1)) * second
  // 类别 and 人员类别 say many things: only the values tell whether they say how hard life is.
  if (
    field === 'category' &&
    content.filled >= 8 &&
    (share ?? 0) < 0.1 &&
    !/[困贫]|帮扶|救助/.test(headingText(context, place))
  )
    return 0
  // A heading that its values deny keeps its column only when no better one wants the field.
  const denied = share === 0 && content.filled >= 10 && deniable.has(field)
  return denied ? fits / 2 : fits
}

/** How many of the values bear out a heading, 0 to 1; undefined where values tell nothing. */
function shareOf(field: Field, content: ColumnContent): number | undefined {
  if (!hasRecogniser(field) || content.filled === 0) return undefined
  // 1 and 2 say a sex only under a heading that asks for one.
  return field === 'sex' && content.sexCodes ? 1 : (content.share.get(field) ?? 0)
}

/**
 * 户主 beside 职工姓名 is the head of the family, who may be another; 所属工会 beside 工作单位 is where dues are paid; where
 * somebody is registered is not where somebody lives; what is due is not what was paid.
 */
const besides: Partial<Record<Kind, Partial<Record<Field, RegExp>>>> = {
  hardship_worker: { name: /户主/, unit: /工会/, address: /户籍|户口/ },
  household_members: { monthly_benefit_fen: /应[发领]/ },
}

/** True for a heading that stands for the field only where no plainer one does. */
function isBeside({ kind, headings }: MappingContext, place: number, field: Field): boolean {
  const keyAt = (at: number) => headingKey(headings[at]?.path.at(-1) ?? '')
  const lesser = besides[kind]?.[field]
  if (!lesser?.test(keyAt(place))) return false
  return headings.some((_, at) => !lesser.test(keyAt(at)) && headingScore(kind, field, keyAt(at)) >= 0.7)
}

// 次要致困原因 and 其他联系方式 stand for the field only where nothing else does.
const secondary = /^(?:次要|其[他它]|第[二三](?!代)|备用|另|联系人(?:电话|手机|号))/
const isSecondary = ({ path }: Heading): boolean =>
  secondary.test(headingKey(path.at(-1) ?? '')) && !saysOwn.test(path.at(-1) ?? '')

/** 调整前-月保障金 beside 调整后-月保障金, 原单位 beside 现单位: what it was changed to holds. */
function isSuperseded(headings: readonly Heading[], place: number): boolean {
  const keys = headings.map(({ path }) => path.map(headingKey).join('-'))
  const own = keys[place] ?? ''
  const later = [own.replace(/(调整|变更|变动|核定|复核|核查|提标|调标)前/, '$1后'), own.replace(/(^|-)原/, '$1现')]
  return keys.some((key) => key !== own && later.includes(key))
}

const headingText = ({ headings }: MappingContext, place: number): string => (headings[place] as Heading).path.join('')

function nameScore({ kind, headings, numbersOf, own: ownFacts }: Mapping, place: number, field: Field): number {
  const heading = headings[place] as Heading
  const keys = heading.path.map(headingKey)
  const leaf = keys.at(-1) ?? ''
  const above = keys.slice(0, -1).join('')
  const joined = keys.length > 1 ? headingScore(kind, field, keys.slice(-2).join('')) : 0
  // Whoever is in charge, or the phone after that name, is the organisation's own.
  if (kind === 'organisation') return Math.max(headingScore(kind, field, leaf), joined * 0.95)
  // 残疾人身份证号 is no number of a certificate where 残疾人姓名 is the person.
  const belonging = ownFacts.get(place) === field ? 0.75 : 0
  const strange = kind === 'helper' ? subject : otherPerson
  if (strange.test(above)) return Math.max(joined * 0.9, belonging)
  const own =
    headingScore(kind, field, leaf) * (kind === 'household_members' && isOfHead(headings, place, field) ? 0.4 : 1)
  const number = numbersOf.get(place)
  // A sex that the person's own number says is the person's, whoever stands before it.
  const isProven = number !== undefined && !otherPerson.test(headings[number]?.path.join('') ?? '')
  const follows = kind === 'helper' || isProven ? undefined : otherPersonBefore(headings, place, field)
  if (follows === 'helper') return 0
  if (own > 0 && follows === 'kin') return own * 0.3
  return Math.max(own, joined * 0.95, belonging)
}

/** 姓名 under 户主情况 is the head's where members have one of their own: under 家庭成员情况, or without a group. */
function isOfHead(headings: readonly Heading[], place: number, field: Field): boolean {
  if (field !== 'name' && field !== 'id_number') return false
  const groupAt = (at: number) => headings[at]?.path.slice(0, -1).map(headingKey).join('') ?? ''
  const leafAt = (at: number) => headingKey(headings[at]?.path.at(-1) ?? '')
  const head = /户主|申请人|持证人|户代表/
  if (!head.test(groupAt(place)) || /成员/.test(groupAt(place))) return false
  return headings.some(
    (_, at) => !head.test(groupAt(at) + leafAt(at)) && headingScore('household_members', field, leafAt(at)) > 0,
  )
}

function contentClaim(
  context: MappingContext,
  place: number,
  field: Field,
  contents: readonly ColumnContent[],
): number {
  const content = contents[place] as ColumnContent
  const heading = context.headings[place] as Heading
  const key = headingKey(heading.path.at(-1) ?? '')
  const other = confused[field]
  const misnamed = other !== undefined && isBelied(other, content) && /[困贫致]|^(?:主要|具体)?原因/.test(key)
  if (!isDecisive(field) || content.filled < 3 || (!misnamed && (isOtherHeading(key) || namesField(key)))) return 0
  if (isMonotonous(field, content) || (!misnamed && isKeptOut(context.kind, field, key))) return 0
  if (isStrange(context.kind, heading.path.join(''))) return 0
  if (context.kind !== 'helper' && otherPersonBefore(context.headings, place, field) === 'helper') return 0
  if (field === 'birth_date') {
    const numbers =
      context.headings.find(({ path }) => headingScore(context.kind, 'id_number', headingKey(path.at(-1) ?? '')) > 0) ??
      context.headings.find((_, at) => (contents[at]?.share.get('id_number') ?? 0) >= 0.7)
    if (!numbers) return 0
    const cells = (at: number) => context.sample.map((row) => row.cells[at])
    return birthShare(cells(heading.column), cells(numbers.column), context.date1904) * 0.6
  }
  const share = content.share.get(field) ?? 0
  // Causes are said in many words, and columns about health or schooling say some of them.
  return share >= (field === 'cause' ? 0.9 : 0.7) ? share * 0.6 : 0
}
