import { formatFen } from '../../../core/yuan.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { kindWords } from '../messages.ts'
import type { AidKind, AidLine, AidList } from '../model.ts'
import { ledgerWords as words } from '../page-messages.ts'

/** The kind of aid in words. */
export function AidKindText({ kind }: { kind: AidKind }) {
  return useWords()(kindWords[kind])
}

/** Decimal text of the database as people write it: `10.000` → `10`. */
export const plainQuantity = (quantity: string): string =>
  quantity.includes('.') ? quantity.replace(/\.?0+$/, '') : quantity

type Goods = Pick<AidLine, 'item' | 'quantity' | 'unit'>

/** Goods as `大米 10 公斤`. */
export function useGoods(): (goods: Goods) => string {
  const t = useWords()
  return ({ item, quantity, unit }) =>
    item === null
      ? ''
      : t(words.goodsOf, { item, quantity: plainQuantity(quantity ?? ''), unit: unit ?? '' })
          .replace(/[,，]?\s+$/, '')
          .trim()
}

/** What each family of a festival list receives. */
export function useEach(): (list: Pick<AidList, 'amountFen' | 'item' | 'quantity' | 'unit'>) => string {
  const t = useWords()
  const goods = useGoods()
  return (list) => (list.amountFen ? t(words.yuan, { amount: formatFen(list.amountFen) }) : goods(list))
}
