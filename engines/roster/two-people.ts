import type { Field, Kind } from './fields.ts'
import { headingKey, headingScore } from './header-words.ts'
import { otherPerson } from './other-people.ts'
import { isSomeone } from './someone.ts'
import type { Heading } from './table-header.ts'

/** Words for the worker a row is about, and for another whom the help goes through: the child at school, the patient. */
const workerWords = /职工|家长|申请人|户主|本人/g
const otherWords = /学生|考生|大学生|受助生|子女|孩子|小孩|儿女|患者|病人/g
/** Facts of one person; those of the family, such as its income, may stand beside either. */
const personal: readonly Field[] = ['name', 'sex', 'ethnicity', 'id_number', 'birth_date', 'phone', 'unit']

const ofBody: readonly Field[] = ['sex', 'ethnicity', 'birth_date']

type Owner = 'worker' | 'other' | undefined
/** Columns of sex and birth by place, each with the column of identity numbers that agree: see whose-number.ts. */
type Numbers = ReadonlyMap<number, number>

export type Owners = {
  /** The headings as they are to be understood: the worker's as 职工…, the other's as 子女…. */
  readonly headings: readonly Heading[]
  /** Two people stand in every row: `worker` is the one who is imported, told by the headings of their names. */
  readonly two?: { readonly worker: Heading; readonly other: Heading }
}

/**
 * Whose every column is where a child or patient stands beside the worker, whichever comes first: 学生姓名, 身份证号, 家长姓名,
 * 身份证号. What bears no word belongs to whom was named before it. Lists that name only one of the two stay as they are, and so do those of
 * pupils that say nothing of hardship.
 */
export function ownersOf(kind: Kind, headings: readonly Heading[], numbersOf: Numbers = new Map()): Owners {
  if (kind !== 'hardship_worker') return { headings }
  const said = headings.map(ownerSaid)
  const other = headings.find((heading, place) => said[place] === 'other' && isWho(heading))
  if (!other) return { headings }
  const workers = headings.filter((heading, place) => said[place] === 'worker' && isWho(heading))
  // 姓名 with its number is the worker sooner than 户主, who may be another of the family.
  const worker = workers.find((heading) => !/户主/.test(leafOf(heading))) ?? unnamedWorker(headings, said) ?? workers[0]
  if (!worker) return { headings }
  const owners = byNumber(headings, byPlace(headings, said, worker), said, numbersOf)
  // 家长 alone is whom to call for the child, unless the list says how hard life is for them and less of the child.
  if (!isOfHardship(headings, worker) || isMostlyOfChild(headings, owners, worker)) {
    const child = (heading: Heading, place: number) =>
      said[place] === 'worker' ? understood(heading, 'other') : heading
    return { headings: headings.map(child), two: { worker: other, other: worker } }
  }
  // 户主姓名 beside 本人姓名 is the head of the family, not the worker.
  const isHead = (heading: Heading) => /户主/.test(leafOf(heading)) && !/户主/.test(leafOf(worker))
  const own = (heading: Heading, place: number) => (isHead(heading) ? heading : understood(heading, owners[place]))
  return { headings: headings.map(own), two: { worker, other } }
}

/** Sex and birth are theirs whose identity number says the same; the nationality beside them goes along. */
function byNumber(
  headings: readonly Heading[],
  owners: readonly Owner[],
  said: readonly Owner[],
  numbersOf: Numbers,
): Owner[] {
  const proven = new Map([...numbersOf].map(([place, number]) => [place, owners[number]] as const))
  return owners.map((owner, place) => {
    if (said[place] !== undefined) return owner
    if (proven.has(place)) return proven.get(place)
    const beside = [place - 1, place + 1].find((at) => proven.has(at))
    return beside !== undefined && fieldOf(headings[place] as Heading) === 'ethnicity' ? proven.get(beside) : owner
  })
}

/**
 * More of the personal facts are the child's than the parent's: 学生姓名, 性别, 民族, 身份证号, 出生日期 before 家长姓名, 电话; or the
 * only number of the two stands between the child's name and the parent's.
 */
function isMostlyOfChild(headings: readonly Heading[], owners: readonly Owner[], worker: Heading): boolean {
  if (!isParent(worker)) return false
  const numbers = headings.filter((heading) => fieldOf(heading) === 'id_number')
  const [child, only, parent] = [
    headings.findIndex((heading, place) => owners[place] === 'other' && isWho(heading)),
    headings.indexOf(numbers[0] as Heading),
    headings.indexOf(worker),
  ]
  if (numbers.length === 1 && owners[only] !== 'worker' && child < only && only < parent) return true
  const factsOf = (owner: Owner) =>
    new Set(headings.flatMap((heading, place) => (owners[place] === owner ? (fieldOf(heading) ?? []) : []))).size
  return factsOf('other') > factsOf('worker') + 1
}

/** 家长 and 户主 are called so for the sake of somebody else; 职工 and 申请人 are who asks. */
const isParent = ({ path }: Heading): boolean =>
  /家长|户主/.test(path.join('')) && !/职工|申请人|本人/.test(headingKey(path.join('')))

const hardship: readonly Field[] = ['category', 'cause', 'dibao', 'annual_income_fen', 'rigid_expenditure_fen']

const isOfHardship = (headings: readonly Heading[], worker: Heading): boolean =>
  !isParent(worker) ||
  headings.some((heading) => hardship.some((field) => headingScore('hardship_worker', field, leafOf(heading)) >= 0.7))

/** Whom a heading names, group and all; the last word counts: 困难职工子女 is the child, 学生家长 the parent. */
function ownerSaid({ path }: Heading): Owner {
  for (const label of [...path].reverse()) {
    if (/关系/.test(label)) return undefined
    const [worker, other] = [lastOf(workerWords, label), lastOf(otherWords, label)]
    if (worker !== other) return worker > other ? 'worker' : 'other'
  }
  return undefined
}

const lastOf = (words: RegExp, label: string): number => Math.max(-1, ...[...label.matchAll(words)].map((m) => m.index))

const leafOf = ({ path }: Heading): string => headingKey(path.at(-1) ?? '')

const without = (label: string): string => label.replace(workerWords, '').replace(otherWords, '')

const fieldOf = (heading: Heading): Field | undefined => {
  const bare = without(leafOf(heading))
  return personal.find((field) => headingScore('hardship_worker', field, bare) >= 0.7)
}

/** True for a column of names or numbers, also one that says no more than 家长 or 受助学生. */
function isWho(heading: Heading): boolean {
  const field = fieldOf(heading)
  if (field === 'name' || field === 'id_number') return true
  return field === undefined && heading.path.length === 1 && /^(?:困难|受助|资助|救助)*$/.test(without(leafOf(heading)))
}

/** 姓名 with a number of its own, beside the other's; under 监护人 it is the guardian's. */
function unnamedWorker(headings: readonly Heading[], said: readonly Owner[]): Heading | undefined {
  const unnamed = headings.filter(
    ({ path }, place) =>
      said[place] === undefined && !otherPerson.test(path.join('')) && !path.slice(0, -1).some(isSomeone),
  )
  const numbered = unnamed.some((heading) => fieldOf(heading) === 'id_number')
  return numbered
    ? unnamed.find((heading) => headingScore('hardship_worker', 'name', leafOf(heading)) > 0.9)
    : undefined
}

/** 其他联系方式 is a second one of the same person. */
const isSpare = (heading: Heading): boolean => /^(?:其[他它]|备用|第二)/.test(leafOf(heading))

/** A column without a word is the other's when it stands after that name and the worker has one of the kind, too. */
function byPlace(headings: readonly Heading[], said: readonly Owner[], worker: Heading): Owner[] {
  let [before, byName] = [undefined as Owner, false]
  const afterName: boolean[] = []
  const near = headings.map((heading, place): Owner => {
    const owner = heading === worker ? 'worker' : said[place]
    if (owner !== undefined && isWho(heading)) {
      byName = fieldOf(heading) !== 'id_number' || (byName && owner === before)
      before = owner
    }
    afterName.push(byName)
    return owner ?? before
  })
  const twiceOf = (field: Field | undefined, place: number) =>
    field !== undefined &&
    headings.some((twin, at) => at !== place && near[at] === 'worker' && fieldOf(twin) === field && !isSpare(twin))
  // The only number in the list is the worker's, wherever it stands, and so are the sex and birth beside it.
  const numbered = headings.some(
    (heading, place) =>
      fieldOf(heading) === 'id_number' &&
      (said[place] === 'other' || (near[place] === 'other' && twiceOf('id_number', place))),
  )
  return headings.map((heading, place) => {
    const owner = heading === worker ? 'worker' : said[place]
    if (owner !== undefined) return owner
    const field = fieldOf(heading)
    // Between the other's name and number and the next name stands nobody else's sex or birth.
    const isOfBody = field !== undefined && ofBody.includes(field)
    if (numbered && afterName[place] && near[place] === 'other' && isOfBody) return 'other'
    return near[place] === 'other' && twiceOf(field, place) ? 'other' : undefined
  })
}

function understood(heading: Heading, owner: Owner): Heading {
  if (owner === undefined) return heading
  const leaf = heading.path.at(-1) ?? ''
  if (owner === 'other')
    return fieldOf(heading) === undefined && !isWho(heading) ? heading : { ...heading, path: [`子女${without(leaf)}`] }
  if (!/家长|户主|申请人/.test(heading.path.join(''))) return heading
  const bare = leaf.replace(/家长|户主|申请人/g, '').replace(/^[（(]困难职工[)）]/, '')
  return { ...heading, path: [bare === leaf ? leaf : `职工${bare.replace(/^职工/, '')}`] }
}
