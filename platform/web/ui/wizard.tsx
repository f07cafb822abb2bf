import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useAddress, useChangeAddress } from '../address.ts'
import { useWords } from '../language.tsx'
import { platformWords, formWords as words } from '../messages.ts'
import { PageHead, type PageHeadProps } from './page-head.tsx'
import './wizard.css'

export type WizardStep = {
  /** Stands in the address as `step`, so that a step can be left, sent on and come back to. */
  readonly key: string
  readonly text: string
  /** True once its decision stands; a step can be opened when all before it are done. */
  readonly done: boolean
  readonly content: ReactNode
  /** What “next” does before it goes on, and what it is called; undefined hides the button while nothing is decided. */
  readonly next?: {
    readonly text?: string
    readonly act?: () => Promise<unknown>
    readonly disabled?: boolean
    readonly busy?: boolean
  }
}

type WizardProps = PageHeadProps & {
  steps: readonly WizardStep[]
  /** Leaves it where it is; what was decided is kept by the server. */
  leave?: () => void
}

/** One decision a step, the steps on top; can be left and resumed. The last step checks everything with numbers. */
export function Wizard({ steps, leave, ...head }: WizardProps) {
  const t = useWords()
  const address = useAddress()
  const change = useChangeAddress()
  const open = steps.findIndex((step) => !step.done)
  const furthest = open === -1 ? steps.length - 1 : open
  const asked = steps.findIndex((step) => step.key === address.step)
  const place = asked === -1 ? furthest : Math.min(asked, furthest)
  const step = steps[place]
  if (!step) return null
  const goTo = (index: number) => change({ step: steps[index]?.key })
  const next = async () => {
    await step.next?.act?.()
    if (place < steps.length - 1) goTo(place + 1)
  }
  return (
    <div className="wizard">
      <PageHead {...head} />
      <nav className="wizard-steps" aria-label={t(words.steps)}>
        <ol>
          {steps.map((one, index) => (
            <li key={one.key} data-done={one.done} data-current={index === place}>
              <button
                type="button"
                disabled={index > furthest}
                aria-current={index === place ? 'step' : undefined}
                onClick={() => goTo(index)}
              >
                <span className="wizard-number">{one.done && index !== place ? '✓' : index + 1}</span>
                {one.text}
              </button>
            </li>
          ))}
        </ol>
      </nav>
      <section className="wizard-body" aria-label={t(words.stepOf, { step: place + 1, steps: steps.length })}>
        {step.content}
      </section>
      <footer className="wizard-foot">
        {place > 0 && <Button onClick={() => goTo(place - 1)}>{t(platformWords.back)}</Button>}
        {step.next && (
          <Button type="primary" disabled={step.next.disabled} loading={step.next.busy} onClick={() => void next()}>
            {step.next.text ?? t(platformWords.next)}
          </Button>
        )}
        {leave && (
          <button type="button" className="quiet" onClick={leave}>
            {t(words.later)}
          </button>
        )}
      </footer>
    </div>
  )
}
