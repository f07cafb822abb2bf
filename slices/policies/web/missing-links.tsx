import { Link } from '@tanstack/react-router'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { factText, householdFacts } from '../fact-rules.ts'
import type { HouseholdAnswer } from '../model.ts'
import { panelWords as words } from '../page-messages.ts'
import { useParameterTexts } from './standard-parts.tsx'

const comma = { zh: '、', en: ', ' }

/** Where what is missing is entered: on the file of the household, with a member, or among the standards. One click each. */
export function MissingLinks({ householdId, result }: { householdId: string; result: HouseholdAnswer }) {
  const t = useWords()
  const may = useMay()
  const texts = useParameterTexts()
  if (result.state !== 'unknown') return null
  const household = `/households/${householdId}`
  const open = result.missing.filter((name) => !result.recordable.includes(name))
  const ofFile = open.filter((name) => name === 'income' || householdFacts[name]?.registry)
  const ofVillage = ofFile.filter((name) => householdFacts[name]?.village)
  const onFile = ofFile.filter((name) => name !== 'members' && !ofVillage.includes(name))
  const ofMembers = open.filter((name) => name.startsWith('members.'))
  const parameters = open.filter((name) => Object.hasOwn(texts, name) && !ofFile.includes(name))
  const write = may('registry.write')
  const said = (names: readonly string[]) =>
    names
      .map((name) => t(name === 'income' ? words.incomeFact : (factText(name) ?? { zh: name, en: name })))
      .join(t(comma))
  const members = (result.members ?? []).filter(({ missing }) => missing.some((name) => ofMembers.includes(name)))
  return (
    <p className="missing-links">
      {write && onFile.length > 0 && (
        <Link to={`${household}/change`}>{t(words.enterFacts, { facts: said(onFile) })}</Link>
      )}
      {may('villages.write') && ofVillage.length > 0 && (
        <Link to="/villages">{t(words.enterFacts, { facts: said(ofVillage) })}</Link>
      )}
      {write && open.includes('members') && <Link to={`${household}/people/new`}>{t(words.enterMembers)}</Link>}
      {write &&
        members.map(({ personId, name, missing }) => (
          <Link key={personId} to={`${household}/people/${personId}`}>
            {t(words.enterFactsOf, { name, facts: said(missing.filter((one) => ofMembers.includes(one))) })}
          </Link>
        ))}
      {write && members.length === 0 && ofMembers.length > 0 && (
        <Link to={household}>{t(words.enterFacts, { facts: said(ofMembers) })}</Link>
      )}
      {may('policies.write') &&
        parameters.map((name) => (
          <Link key={name} to={`/policies/standards/new?name=${name}`}>
            {t(words.enterParameter, { parameter: t(texts[name] ?? { zh: name, en: name }) })}
          </Link>
        ))}
    </p>
  )
}
