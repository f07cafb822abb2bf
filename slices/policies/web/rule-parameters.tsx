import { Link } from '@tanstack/react-router'
import { useWords } from '../../../platform/web/language.tsx'
import { DayText } from '../../../platform/web/ui/figures.tsx'
import { areaNameText } from '../../areas/messages.ts'
import { certaintyWords, ruleWords as words } from '../rule-messages.ts'
import { valueInWords } from '../value-rules.ts'
import type { UsedParameter } from '../version-contract.ts'
import { ParameterValue } from './result-words.tsx'
import { ResidenceText } from './standard-parts.tsx'

/** The values a policy reads: since when each holds beside when it was published, and what the file suggests. */
export function RuleParameters({ parameters }: { parameters: readonly UsedParameter[] }) {
  const t = useWords()
  return parameters.map((parameter) => (
    <section key={parameter.name} className="rule-parameter">
      <h3>{t(parameter.title)}</h3>
      <p className="second">
        <code>{parameter.name}</code>
        {parameter.suggested !== null && (
          <>
            {' · '}
            {t(words.suggested)} <ParameterValue name={parameter.name} value={parameter.suggested} /> (
            {t(certaintyWords[parameter.certainty])}
            {parameter.source && `, ${parameter.source}`})
          </>
        )}
      </p>
      {parameter.values.length === 0 ? (
        <p className={parameter.whenUnset === null ? 'due-hint' : 'second'}>
          <NoValue parameter={parameter} />{' '}
          <Link to={`/policies/standards/new?name=${parameter.name}`}>{t(words.addValue)}</Link>
        </p>
      ) : (
        <Values parameter={parameter} />
      )}
    </section>
  ))
}

/** What it means that nobody has set it: nothing is known, or something else holds. */
function NoValue({ parameter: { name, whenUnset } }: { parameter: UsedParameter }) {
  const t = useWords()
  if (whenUnset === null) return t(words.noValue)
  const { text, parameters } =
    typeof whenUnset === 'string' ? valueInWords(name, whenUnset) : { text: whenUnset, parameters: {} }
  return t(words.whenUnset, { value: t(text, parameters) })
}

function Values({ parameter }: { parameter: UsedParameter }) {
  const t = useWords()
  return (
    <div className="rule-table">
      <table>
        <thead>
          <tr>
            {[words.region, words.value, words.effective, words.published, words.source].map((word) => (
              <th key={word.zh} scope="col">
                {t(word)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {parameter.values.map((one) => (
            <tr key={`${one.region}${one.residence}${one.from}`}>
              <td>
                {t(areaNameText(one.region, one.regionName))} <ResidenceText residence={one.residence} />
              </td>
              <td>
                <ParameterValue name={parameter.name} value={one.value} />
              </td>
              <td>
                <DayText day={one.from} />
              </td>
              <td>
                <DayText day={one.publishedOn} />
              </td>
              <td>{one.document ?? '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
