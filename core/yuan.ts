// Apart from the checks of money.ts: the phone's pages write amounts and must not carry the library that checks them.

/** `123450` fen → `1,234.50`. The unit 元 is written by the sentence around it. */
export function formatFen(fen: string | bigint): string {
  const value = BigInt(fen)
  const digits = (value < 0n ? -value : value).toString().padStart(3, '0')
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${value < 0n ? '-' : ''}${yuan}.${digits.slice(-2)}`
}

/** What a person typed as yuan (`1,234.5`, `１２`) as fen; undefined when it is no amount or finer than a fen. */
export function parseYuan(text: string): string | undefined {
  const plain = text.normalize('NFKC').replace(/[,\s元¥￥]/g, '')
  const match = /^(-?)(\d{1,11})(?:\.(\d{1,2}))?$/.exec(plain)
  if (!match) return undefined
  const fen = BigInt(match[2] as string) * 100n + BigInt((match[3] ?? '').padEnd(2, '0'))
  return (match[1] ? -fen : fen).toString()
}
