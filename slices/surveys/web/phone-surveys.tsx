import { useWords } from '../../../platform/web/language.tsx'
import { useOutbox } from '../../../platform/web/phone/outbox.ts'
import { Coming, DoorLine, KeptSince, Lines, Nothing, Screen, Trouble } from '../../../platform/web/phone/parts.tsx'
import { listed } from '../../../platform/web/punctuation.ts'
import { surveyChangeWords as words } from '../change-messages.ts'
import type { OwnSurvey } from '../contract.ts'
import { stateWords } from '../messages.ts'
import { useSurveys, waitsInPhone } from './phone-outbox.ts'

const leftOf = ({ families }: OwnSurvey) => families.filter((family) => family.state === 'left').length

/** A door to the surveys that wait for the helper; nothing when there is none. */
export function SurveyDoor() {
  const t = useWords()
  const surveys = useSurveys().data?.answer.surveys ?? []
  const left = surveys.reduce((sum, survey) => sum + leftOf(survey), 0)
  if (surveys.length === 0) return null
  return (
    <Lines>
      <DoorLine
        to="/surveys"
        title={t(words.phoneTitle)}
        note={listed(
          t,
          surveys.map((survey) => survey.name),
        )}
        end={t(words.phoneLeft, { left })}
        missed={false}
      />
    </Lines>
  )
}

/** Open surveys, each with the own families. */
export function Page() {
  const t = useWords()
  const { items } = useOutbox()
  const { data, error, refetch } = useSurveys()
  const surveys = data?.answer.surveys ?? []
  return (
    <Screen title={t(words.phoneTitle)} back="/">
      <KeptSince at={data?.keptAt} />
      {error ? (
        <Trouble error={error} retry={() => void refetch()} />
      ) : !data ? (
        <Coming />
      ) : surveys.length === 0 ? (
        <Nothing text={t(words.phoneNone)} />
      ) : (
        surveys.map((survey) => (
          <section key={survey.id}>
            <h2>{survey.name}</h2>
            <p className="second">
              {t(words.phoneLeft, { left: leftOf(survey) })} · {t(words.phoneUntil, { day: survey.toDay })}
            </p>
            <Lines>
              {survey.families.map((family) => (
                <DoorLine
                  key={family.householdId}
                  to={`/surveys/${survey.id}/${family.householdId}`}
                  title={family.headName}
                  note={family.address ?? ''}
                  end={
                    waitsInPhone(items, survey.id, family.householdId)
                      ? t(words.phoneWaiting)
                      : t(stateWords[family.state])
                  }
                  missed={false}
                />
              ))}
            </Lines>
          </section>
        ))
      )}
    </Screen>
  )
}
