import { Link } from '@tanstack/react-router'
import { formatFen } from '../../../core/yuan.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { Mark } from '../../../platform/web/ui/figures.tsx'
import { stateWords } from '../messages.ts'
import { panelWords } from '../page-messages.ts'
import { ruleWords as words } from '../rule-messages.ts'
import type { Tried } from '../version-contract.ts'
import type { TestResult } from '../version-model.ts'

/** The tests of a policy: those that fail with what was expected and what came out. */
export function TestResults({ tests }: { tests: readonly TestResult[] }) {
  const t = useWords()
  return (
    <ul className="rule-tests">
      {tests.map((test) => (
        <li key={test.title}>
          <Mark tone={test.passed ? 'done' : 'missed'}>{t(test.passed ? words.passed : words.failed)}</Mark>{' '}
          <span>{test.title}</span>
          {!test.passed && (
            <div className="second">
              {t(words.expected)} <Came text={test.expected} />
              <br />
              {t(words.found)} <Came text={test.found} />
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Said where tests fail: nobody can release it. */
export function Failing({ tests }: { tests: readonly TestResult[] }) {
  const t = useWords()
  const count = tests.filter((test) => !test.passed).length
  return count > 0 && <p className="due-hint">{t(words.failing, { count })}</p>
}

const testWords = {
  ...{ state: words.testState, amount_fen: words.testAmount, reasons: words.testReasons },
  ...{ missing: words.testMissing, members: words.testMembers },
} as const

/** One side of a test in words: `state: eligible; amount_fen: 100`. What has no words stays as it is written. */
export function Came({ text }: { text: string }) {
  const t = useWords()
  const said = text.split('; ').map((part) => {
    const [, name = '', value = ''] = /^(\w+): (.*)$/.exec(part) ?? []
    if (!Object.hasOwn(testWords, name)) return part
    const state = stateWords[value as keyof typeof stateWords]
    const fen = name === 'amount_fen' && /^\d+$/.test(value) ? t(panelWords.yuan, { amount: formatFen(value) }) : value
    return `${t(testWords[name as keyof typeof testWords])} ${name === 'state' && state ? t(state) : fen || '—'}`
  })
  return <span title={text}>{said.join(t({ zh: '；', en: '; ' }))}</span>
}

/** What is wrong with a file, each fault at its place, or the results of its tests. */
export function CheckResult({ tried, goTo }: { tried: Tried; goTo: (line: number) => void }) {
  const t = useWords()
  if (tried.faults.length > 0)
    return (
      <div role="alert">
        <h3>{t(words.faults, { count: tried.faults.length })}</h3>
        <ul className="rule-faults">
          {tried.faults.map((fault) => {
            const said = t(fault.text)
            const place = t(words.place, { line: fault.line, column: fault.column })
            return (
              <li key={`${fault.line} ${fault.column} ${said}`}>
                <button type="button" className="rule-place" onClick={() => goTo(fault.line)}>
                  {place}
                </button>{' '}
                {said.replace(`${place}：`, '').replace(`${place}: `, '')}
              </li>
            )
          })}
        </ul>
      </div>
    )
  return (
    <div role="status">
      <p>{t(words.sound)}</p>
      {tried.notes.map((note) => (
        <p key={note.zh} className="due-hint">
          {t(note)}
        </p>
      ))}
      <Failing tests={tried.tests} />
      <TestResults tests={tried.tests} />
      {tried.missing.length > 0 && (
        <>
          <h3>{t(words.missingValues)}</h3>
          <ul className="due-reasons">
            {tried.missing.map((one, at) => (
              <li key={one.zh}>
                {t(one)}{' '}
                <Link to={`/policies/standards/new?name=${tried.missingNames[at]}` as '/policies/standards/new'}>
                  {t(words.addValue)}
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
