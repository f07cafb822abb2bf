import { useId } from 'react'
import { formatFen } from '../../../core/yuan.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { YuanInput } from '../../../platform/web/ui/field.tsx'
import { fundWords } from '../messages.ts'
import type { FundSource, Impact } from '../model.ts'
import { simulationPageWords as words } from '../page-messages.ts'

const kinds = ['budget', 'adjustment', 'surplus'] as const

type FundsProps = { funds: readonly FundSource[]; impact: Impact | undefined; change: (funds: FundSource[]) => void }

/** Money that could pay for the increase of a year, and whether it is enough. */
export function Funds({ funds, impact, change }: FundsProps) {
  const t = useWords()
  const id = useId()
  return (
    <section className="simulation-levers">
      <h2>{t(words.funds)}</h2>
      <p className="second">{t(words.fundsNote)}</p>
      {kinds.map((kind) => (
        <div key={kind} className="simulation-fund">
          <label htmlFor={`${id}${kind}`}>{t(fundWords[kind])}</label>
          <YuanInput
            id={`${id}${kind}`}
            value={funds.find((one) => one.kind === kind)?.fen ?? ''}
            onChange={(fen) =>
              change([
                ...funds.filter((one) => one.kind !== kind),
                ...(/^\d{1,15}$/.test(fen) && fen !== '0' ? [{ kind, fen }] : []),
              ])
            }
          />
        </div>
      ))}
      {impact && (
        <p className="simulation-enough" aria-live="polite">
          <Enough funds={funds} impact={impact} />
        </p>
      )}
    </section>
  )
}

/** Whether money is enough for what a year costs more. */
export function Enough({ funds, impact }: { funds: readonly FundSource[]; impact: Impact }) {
  const t = useWords()
  const needed = BigInt(impact.yearAfterFen) - BigInt(impact.yearBeforeFen)
  const there = funds.reduce((sum, { fen }) => sum + BigInt(fen), 0n)
  if (needed <= 0n) return t(words.nothingNeeded)
  return there >= needed
    ? t(words.covered, { fen: formatFen(there - needed) })
    : t(words.short, { fen: formatFen(needed - there) })
}
