import type { FamilyHistory, FamilyVillage } from '../policies/family-rules.ts'

/** A uuid as its four words, from the left. */
export type Words = readonly [number, number, number, number]

/** Numbers that come one after the other; room doubles when it is full. */
class Growing<Array extends Float64Array | Int32Array | Uint32Array> {
  array: Array
  length = 0
  private readonly made: (length: number) => Array

  constructor(made: (length: number) => Array) {
    this.made = made
    this.array = made(1024)
  }

  push(value: number): void {
    if (this.length === this.array.length) {
      const wider = this.made(this.length * 2)
      wider.set(this.array as never)
      this.array = wider
    }
    this.array[this.length++] = value
  }

  at(place: number): number {
    return this.array[place] as number
  }
}

const integers = () => new Growing((length) => new Int32Array(length))
const reals = () => new Growing((length) => new Float64Array(length))

/** Ids by the order in which they came, found without an object for any of them. */
export class IdIndex {
  readonly words = new Growing((length) => new Uint32Array(length))
  private table = new Int32Array(2048).fill(-1)
  private last = -1
  count = 0

  add(a: number, b: number, c: number, d: number): number {
    if (this.count * 2 >= this.table.length) this.widen()
    this.words.push(a)
    this.words.push(b)
    this.words.push(c)
    this.words.push(d)
    this.table[this.slot(a, b, c, d)] = this.count
    return this.count++
  }

  /** −1 for an id that did not come. Whoever asks often asks for the same id as before: members of a family lie together. */
  find(a: number, b: number, c: number, d: number): number {
    if (!this.stands(this.last, a, b, c, d)) this.last = this.table[this.slot(a, b, c, d)] as number
    return this.last
  }

  private stands(place: number, a: number, b: number, c: number, d: number): boolean {
    const { array } = this.words
    const word = place * 4
    return place >= 0 && array[word + 3] === d && array[word + 2] === c && array[word + 1] === b && array[word] === a
  }

  private slot(a: number, b: number, c: number, d: number): number {
    const mask = this.table.length - 1
    let at = (Math.imul(c ^ Math.imul(a, 31), 0x9e3779b1) ^ Math.imul(d ^ b, 0x85ebca6b)) >>> 0
    for (at &= mask; ; at = (at + 1) & mask) {
      const place = this.table[at] as number
      if (place < 0 || this.stands(place, a, b, c, d)) return at
    }
  }

  private widen(): void {
    this.table = new Int32Array(this.table.length * 2).fill(-1)
    const { array } = this.words
    for (let i = 0; i < this.count; i++) {
      const word = i * 4
      const slot = this.slot(
        ...([array[word], array[word + 1], array[word + 2], array[word + 3]] as [number, number, number, number]),
      )
      this.table[slot] = i
    }
  }
}

/** What is not known in columns of whole numbers. */
export const none = -1
/** The birth of somebody of whom it is not known. */
export const noDay = -(2 ** 31)

/** The words of a uuid that is written out. */
export function wordsOf(id: string): Words {
  const digits = id.replaceAll('-', '')
  const word = (place: number) => Number.parseInt(digits.slice(place * 8, place * 8 + 8), 16)
  return [word(0), word(1), word(2), word(3)]
}

/** A fact that was recorded for policies. */
export type RecordedFact = { readonly name: string; readonly value: string }

/**
 * The families of a tenant as the registry keeps them, in columns: households, persons and amounts in any order. Codes are
 * places in the lists of texts that whoever fills it in keeps.
 */
export class Register {
  readonly households = new IdIndex()
  /** County as a number and, in the last digit, 1 for town. */
  readonly place = integers()
  /** Twelve digits of the area. */
  readonly areaCode = reals()
  readonly size = integers()
  readonly dwellings = integers()
  readonly vehicles = integers()
  readonly area = integers()
  /** A place in own, central, none. */
  readonly heating = integers()
  readonly income = reals()
  readonly rigid = reals()
  readonly category = integers()

  /** Persons with the place of their household; those of households that are not here are left out. */
  readonly personIds = new Growing((length) => new Uint32Array(length))
  readonly household = integers()
  /** Days from 1970-01-01. */
  readonly birth = integers()
  readonly sex = integers()
  readonly relation = integers()
  readonly disability = integers()
  readonly school = integers()
  readonly employment = integers()

  readonly amountHousehold = integers()
  /** Income of nobody in particular 0, of somebody 1, expenditure 2. */
  readonly amountSide = integers()
  readonly amountKind = integers()
  readonly amountFen = reals()
  readonly amountPerson = new Growing((length) => new Uint32Array(length))

  /** Facts of families, and of persons by their ids, by the place of the household. */
  readonly facts = new Map<number, RecordedFact[]>()
  readonly personFacts = new Map<number, { readonly person: Words; readonly fact: RecordedFact }[]>()
  readonly histories = new Map<number, FamilyHistory>()
  /** Villages on the list, by the twelve digits of their area. */
  readonly villages = new Map<number, FamilyVillage>()

  /** Texts of the codes; filled by whoever fills the columns. */
  readonly relations: string[]
  readonly schools: string[]
  readonly employments: string[]
  readonly kinds: string[]

  constructor(texts: { relations: string[]; schools: string[]; employments: string[]; kinds: string[] }) {
    this.relations = texts.relations
    this.schools = texts.schools
    this.employments = texts.employments
    this.kinds = texts.kinds
  }
}

/** What stands in each household, in order: `items` from `starts[i]` up to `starts[i + 1]`. */
export type Grouped = { readonly starts: Int32Array; readonly items: Int32Array }

/** Items sorted by the household they belong to. */
export function groupedBy(household: Int32Array, length: number, households: number): Grouped {
  const starts = new Int32Array(households + 1)
  for (let i = 0; i < length; i++) {
    const next = (household[i] as number) + 1
    starts[next] = (starts[next] as number) + 1
  }
  for (let i = 0; i < households; i++) starts[i + 1] = (starts[i + 1] as number) + (starts[i] as number)
  const filled = starts.slice(0, households)
  const items = new Int32Array(length)
  for (let i = 0; i < length; i++) {
    const at = household[i] as number
    const place = filled[at] as number
    items[place] = i
    filled[at] = place + 1
  }
  return { starts, items }
}

/** Sorts the members of each household by their ids: the order in which they were filed. */
export function sortById({ starts, items }: Grouped, ids: Uint32Array): void {
  const before = (a: number, b: number): boolean => {
    for (let word = 0; word < 4; word++) {
      const [one, other] = [ids[a * 4 + word] as number, ids[b * 4 + word] as number]
      if (one !== other) return one < other
    }
    return false
  }
  for (let group = 0; group + 1 < starts.length; group++) {
    const from = starts[group] as number
    const to = starts[group + 1] as number
    for (let i = from + 1; i < to; i++) {
      const item = items[i] as number
      let place = i
      for (; place > from && before(item, items[place - 1] as number); place--)
        items[place] = items[place - 1] as number
      items[place] = item
    }
  }
}
