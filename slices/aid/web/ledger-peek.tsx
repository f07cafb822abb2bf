import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { formatFen } from '../../../core/yuan.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import { DayText, InstantText, Mark, Money } from '../../../platform/web/ui/figures.tsx'
import { Facts } from '../../../platform/web/ui/file-page.tsx'
import { fieldWords, kindWords, modeWords, sourceWords } from '../messages.ts'
import type { AidLine } from '../model.ts'
import { ledgerWords as words } from '../page-messages.ts'
import { useGoods } from './aid-text.tsx'
import { aidApi, useAidChanged } from './api.ts'

/** Everything about a line, and its reversal. */
export function AidPeek({ row }: { row: AidLine }) {
  const t = useWords()
  const may = useMay()
  const goods = useGoods()
  const [reversing, setReversing] = useState(false)
  return (
    <div className="aid-peek">
      {row.reversedById && <Mark tone="plain">{t(words.reversed)}</Mark>}
      {row.reversesId && <Mark tone="plain">{t(words.reversal)}</Mark>}
      <Facts
        facts={[
          { label: t(words.kind), value: t(kindWords[row.kind]) },
          { label: t(words.day), value: <DayText day={row.givenOn} /> },
          { label: t(words.cash), value: <Money fen={row.amountFen} bare /> },
          { label: t(words.goods), value: goods(row) || '—' },
          { label: t(words.value), value: <Money fen={row.valueFen} bare /> },
          { label: t(words.source), value: t(sourceWords[row.source]) },
          { label: t(words.giver), value: row.giver ?? '—' },
          { label: t(words.field), value: t(fieldWords[row.field as keyof typeof fieldWords]) },
          { label: t(words.mode), value: t(modeWords[row.mode]) },
          { label: t(words.area), value: row.areaName },
          { label: t(words.proof), value: row.proof ?? '—' },
          { label: t(words.remark), value: row.note ?? '—' },
          { label: t(words.recordedBy), value: row.recordedBy ?? '—' },
          { label: t(words.recorded), value: <InstantText at={row.recordedAt} /> },
        ]}
      />
      {row.aidListId && <Link to={`/aid-lists/${row.aidListId}`}>{t(words.openList)}</Link>}
      {may('aid.write') && !row.reversedById && !row.reversesId && (
        <p>
          <Button onClick={() => setReversing(true)}>{t(words.reverse)}</Button>
        </p>
      )}
      {reversing && <Reverse row={row} close={() => setReversing(false)} />}
    </div>
  )
}

function Reverse({ row, close }: { row: AidLine; close: () => void }) {
  const t = useWords()
  const goods = useGoods()
  const changed = useAidChanged()
  const what = row.amountFen ? t(words.yuan, { amount: formatFen(row.amountFen) }) : goods(row)
  return (
    <Confirm
      title={t(words.reverseTitle, { name: row.headName, kind: `${t(kindWords[row.kind])} ${what}`.trim() })}
      consequence={t(words.reverseNote)}
      action={t(words.reverse)}
      reason
      act={async (why) => {
        await aidApi.reverse.call({ id: row.id, why })
        await changed()
      }}
      close={close}
    />
  )
}
