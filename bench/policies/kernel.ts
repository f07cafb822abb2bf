/** Columns of persons and households as both the product and the kernel read them; money in fen. */
export type Village = {
  readonly households: number
  readonly persons: number
  /** Members of household i stand from `starts[i]` up to `starts[i + 1]`. */
  readonly starts: Int32Array
  readonly income: Int32Array
  readonly relief: Int32Array
  readonly scholarship: Int32Array
  readonly pension: Int32Array
  readonly medical: Int32Array
  readonly employment: Int32Array
  readonly rigid: Int32Array
  readonly accident: Int32Array
  readonly dwellings: Uint8Array
  readonly vehicles: Uint8Array
  /** 0 own, 1 central, 2 none. */
  readonly heating: Uint8Array
  /** In hundredths of a square metre. */
  readonly area: Int32Array
}

/** What is granted: fen and the number of the reason, 0 granted, the first condition that fails from 1, then nothing due. */
export type Granted = {
  readonly dibao: Float64Array
  readonly dibaoReason: Int16Array
  readonly medical: Float64Array
  readonly medicalReason: Int16Array
  readonly heating: Float64Array
  readonly heatingReason: Int16Array
}

/** Shares in hundredths, multiples in tenths. */
export type Standards = {
  readonly standard: number
  readonly disposable: number
  readonly edgeMultiple: number
  readonly cap: number
  readonly shareDibao: number
  readonly shareEdge: number
  readonly shareOther: number
  readonly relativeMultiple: number
  readonly own: number
  readonly areaCap: number
  readonly rate: number
  readonly selfShare: number
}

const block = 4096
const total = new Float64Array(block)
const counted = new Float64Array(block)
const spent = new Float64Array(block)
const relief = new Float64Array(block)

/**
 * The three benefits as somebody would write them by hand who wants nothing but speed: members are summed by household
 * for a block of households that stays in the cache, then the block is decided.
 */
export function kernel(village: Village, of: Standards, into: Granted, from: number, to: number): void {
  for (let start = from; start < to; start += block) {
    const end = Math.min(to, start + block)
    sumMembers(village, start, end)
    decideBlock(village, of, into, start, end)
  }
}

function sumMembers(village: Village, start: number, end: number): void {
  const { starts, income, relief: reliefs, scholarship, pension, medical } = village
  for (let i = start; i < end; i++) {
    const last = starts[i + 1] as number
    let all = 0
    let aid = 0
    let exempt = 0
    let care = 0
    for (let j = starts[i] as number; j < last; j++) {
      all += income[j] as number
      aid += reliefs[j] as number
      exempt += (scholarship[j] as number) + (pension[j] as number)
      care += medical[j] as number
    }
    const at = i - start
    total[at] = all
    relief[at] = aid
    counted[at] = all - aid - exempt
    spent[at] = care
  }
}

function decideBlock(village: Village, of: Standards, into: Granted, start: number, end: number): void {
  const { starts, employment, rigid, dwellings, vehicles, heating, area } = village
  const { standard, disposable } = of
  for (let i = start; i < end; i++) {
    const at = i - start
    const size = (starts[i + 1] as number) - (starts[i] as number)
    const net = Math.max(0, (counted[at] as number) - (employment[i] as number))
    const line = standard * 12 * size
    const houses = dwellings[i] as number
    const cars = vehicles[i] as number
    const entitled = net < line && houses <= 1 && cars === 0
    // (12 × standard × size − net) / 12, half up.
    const gap = entitled ? Math.floor((line - net + 6) / 12) : 0
    into.dibao[i] = gap
    into.dibaoReason[i] = net >= line ? 1 : houses > 1 ? 2 : cars !== 0 ? 3 : gap > 0 ? 0 : 4
    const share = entitled ? of.shareDibao : net * 10 < line * of.edgeMultiple ? of.shareEdge : of.shareOther
    const above = Math.max(0, (spent[at] as number) * 100 - share * disposable)
    const tiered =
      Math.min(above, 100_000_000) * 6 +
      Math.max(0, Math.min(above, 300_000_000) - 100_000_000) * 7 +
      Math.max(0, above - 300_000_000) * 8
    const aid = Math.min(tiered, of.cap * 1000)
    const paid = Math.floor((aid + 500) / 1000)
    into.medical[i] = paid
    into.medicalReason[i] = aid > 0 ? (paid > 0 ? 0 : 2) : 1
    const left = (total[at] as number) - (relief[at] as number) - (rigid[i] as number)
    const warm = entitled || (houses <= 1 && cars === 0 && left < line)
    const kind = heating[i] as number
    const bill = kind === 1 ? Math.min(area[i] as number, of.areaCap) * of.rate * (100 - of.selfShare) : 0
    const season = warm ? (kind === 0 ? of.own : Math.floor((bill + 5000) / 10_000)) : 0
    into.heating[i] = season
    into.heatingReason[i] = warm ? (season > 0 ? 0 : 2) : 1
  }
}
