import { useWords } from '../../../platform/web/language.tsx'
import { listed, named } from '../../../platform/web/punctuation.ts'
import { requestKindText } from '../../requests/web/request-text.ts'
import { markWords, redFlags } from '../messages.ts'
import type { VisitPayload } from '../phone-form-rules.ts'
import { phoneVisitWords as words } from '../phone-messages.ts'
import { yuanOf } from '../phone-rules.ts'
import './phone-visits.css'

type Seen = { marks: readonly string[]; text: string } | undefined

/** What was seen on a visit: its marks, red flags apart, and the words to them. */
export function Marks({ parts }: { parts: readonly Seen[] }) {
  const t = useWords()
  const marks = parts.flatMap((part) => part?.marks ?? [])
  const texts = parts.flatMap((part) => (part?.text ? [part.text] : []))
  return (
    <>
      {marks.length > 0 && (
        <span className="marks">
          {[...new Set(marks)].map((mark) => (
            <i key={mark} data-flag={redFlags.has(mark)}>
              {t(markWords[mark as keyof typeof markWords] ?? { zh: mark, en: mark })}
            </i>
          ))}
        </span>
      )}
      {texts.map((text) => (
        <span key={text}>{text}</span>
      ))}
    </>
  )
}

/** Money and goods in words. */
export function useThings() {
  const t = useWords()
  return (cashFen: string | null, goods: readonly { name: string; quantity: number; unit: string }[]) =>
    listed(t, [
      ...(cashFen ? [t(words.cash, { yuan: yuanOf(cashFen) })] : []),
      ...goods.map((one) => t(words.goods, { ...one })),
    ])
}

/** Everything that a record in the phone says, so that nothing is lost where the server does not take it. */
export function Written({ payload }: { payload: VisitPayload }) {
  const t = useWords()
  const things = useThings()(payload.cashFen, payload.goods)
  return (
    <>
      <Marks parts={[payload.living, payload.thinking, payload.difficulties, payload.needs]} />
      {payload.asks.map((ask) => (
        <span key={ask.id}>{named(t, requestKindText(ask.kind, t), ask.text)}</span>
      ))}
      {payload.promises.map((promise) => (
        <span key={promise.id}>{named(t, t(words.promise), promise.text)}</span>
      ))}
      {things && <span>{t(words.handedOver, { things })}</span>}
    </>
  )
}
