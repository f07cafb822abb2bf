import { useEffect } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { keepAhead } from '../../../platform/web/phone/kept-answers.ts'
import { phoneWords } from '../../../platform/web/phone/messages.ts'
import { Coming, DoorLine, KeptSince, Lines, Nothing, Screen, Trouble } from '../../../platform/web/phone/parts.tsx'
import { useSession } from '../../../platform/web/session.tsx'
import { SurveyDoor } from '../../surveys/web/phone-surveys.tsx'
import type { OwnFamily } from '../contract.ts'
import { phoneVisitWords as words } from '../phone-messages.ts'
import { useFamilies } from './phone-outbox.ts'

/** The helper's families; those waiting longest for a visit stand first. */
export function Page() {
  const t = useWords()
  const { account } = useSession()
  const { data, error, refetch } = useFamilies()
  useEffect(() => void keepAhead(account.id, ['/my/todos']), [account.id])
  const families = data?.answer.families ?? []
  return (
    <Screen title={t(phoneWords.families)} note={data && t(words.families, { count: families.length })}>
      <KeptSince at={data?.keptAt} />
      <SurveyDoor />
      {error ? (
        <Trouble error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Coming />
      ) : families.length === 0 ? (
        <Nothing text={t(words.noFamilies)} />
      ) : (
        <Lines>
          {families.map((family) => (
            <FamilyLine key={family.householdId} family={family} />
          ))}
        </Lines>
      )}
    </Screen>
  )
}

function FamilyLine({ family }: { family: OwnFamily }) {
  const t = useWords()
  const open = family.promises.length + family.requests.length
  const visited = family.lastVisitedOn ? t(words.lastVisit, { day: family.lastVisitedOn }) : t(words.neverVisited)
  return (
    <DoorLine
      to={`/families/${family.householdId}`}
      title={family.headName}
      note={
        <>
          {family.address ?? family.areaName}
          <br />
          {visited}
          {open > 0 && (
            <>
              <br />
              {t(words.openCount, { promises: family.promises.length, requests: family.requests.length })}
            </>
          )}
        </>
      }
      end={family.late ? t(words.late) : t(words.nextVisit, { day: family.nextVisitOn.slice(5) })}
      missed={family.late}
    />
  )
}
