import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { Mark } from '../../../platform/web/ui/figures.tsx'
import { ruleWords as words } from '../rule-messages.ts'
import { type Coded, type SaidItem, testSaid } from '../test-said-rules.ts'
import type { Tried } from '../version-contract.ts'
import type { TestResult } from '../version-model.ts'

/** The tests of a policy: those that fail with what was expected and what came out. */
export function TestResults({ tests, file }: { tests: readonly TestResult[]; file: Coded | null | undefined }) {
  const t = useWords()
  const files = file ? [file] : []
  return (
    <ul className="rule-tests">
      {tests.map((test) => (
        <li key={test.title}>
          <Mark tone={test.passed ? 'done' : 'missed'}>{t(test.passed ? words.passed : words.failed)}</Mark>{' '}
          <span>{test.title}</span>
          {!test.passed && (
            <div className="second">
              {t(words.expected)} <Came text={test.expected} files={files} />
              <br />
              {t(words.found)} <Came text={test.found} files={files} />
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

/** One side of a test in words, the codes small beside them. */
export function Came({ text, files }: { text: string; files: readonly Coded[] }) {
  const t = useWords()
  const [comma, semicolon] = [t({ zh: '、', en: ', ' }), t({ zh: '；', en: '; ' })]
  return testSaid(text, files).map(({ label, items }, at) => (
    <Fragment key={`${label?.text.en} ${items[0]?.text.en}`}>
      {at > 0 && semicolon}
      {label && (
        <>
          <Worded item={label} />{' '}
        </>
      )}
      {items.length === 0 && '—'}
      {items.map((item, place) => (
        <Fragment key={item.text.en}>
          {place > 0 && comma}
          <Worded item={item} />
        </Fragment>
      ))}
    </Fragment>
  ))
}

function Worded({ item: { text, code } }: { item: SaidItem }) {
  const t = useWords()
  return (
    <>
      {t(text)}
      {code !== null && <code className="rule-code"> {code}</code>}
    </>
  )
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
      <TestResults tests={tried.tests} file={tried.file} />
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
