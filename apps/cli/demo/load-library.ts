import type { Transaction } from '../../../platform/server/database.ts'
import type { DocumentDraft } from '../../../slices/library/model.ts'
import { basesOf, regionFits } from '../../../slices/library/rules.ts'
import { addDocument, addMissing, listDocuments } from '../../../slices/library/store.ts'
import { shippedPolicies } from '../../../slices/policies/pack-store.ts'

const sample = '示例文件，供演示，不是实际文件。'

/** A measure below another document. */
const measure = (
  title: string,
  issuer: string,
  region: string,
  issuedOn: string,
  more: Partial<DocumentDraft> = {},
) => ({
  ...{ title, issuer, region, issuedOn, number: null, implementsId: null, needs: null, summary: sample },
  level: region.endsWith('0000')
    ? ('province' as const)
    : region.endsWith('00')
      ? ('prefecture' as const)
      : ('county' as const),
  ...more,
})

/** What the policies rest upon, and how province, city and some of the counties carry it out: the others are gaps. */
export async function loadLibrary(tx: Transaction, prefecture: string, counties: readonly string[]): Promise<number> {
  const bases = basesOf(shippedPolicies(), prefecture).filter(({ level, region }) => regionFits(level, region))
  let added = await addMissing(tx, bases)
  const filed = await listDocuments(tx)
  const dibao = filed.find(({ title }) => title === '城市居民最低生活保障条例')
  const province = await addDocument(
    tx,
    measure('示例省城市居民最低生活保障实施办法', '示例省人民政府', `${prefecture.slice(0, 2)}0000`, '2001-03-01', {
      implementsId: dibao?.id ?? null,
      needs: 'prefecture',
    }),
  )
  const city = await addDocument(
    tx,
    measure('示范市城市居民最低生活保障实施细则', '示范市人民政府', prefecture, '2002-04-10', {
      ...{ number: '示政发〔2002〕8号', implementsId: province, needs: 'county' as const },
    }),
  )
  const target = await addDocument(
    tx,
    measure('关于切实帮扶困难群众的实施意见', '示范市委、市政府', prefecture, '2002-05-12', {
      ...{ number: '示发〔2002〕12号', needs: 'county' as const },
    }),
  )
  const [first, second, third] = counties
  for (const [county, parent, title] of [
    [first, city, '落实低保实施细则的通知'],
    [second, city, '低保动态管理办法'],
    [first, target, '结对帮扶困难群众工作方案'],
    [third, target, '帮扶困难群众责任分工方案'],
  ] as const)
    if (county) {
      await addDocument(tx, measure(title, '县区人民政府', county, '2002-06-20', { implementsId: parent }))
      added++
    }
  return added + 3
}
