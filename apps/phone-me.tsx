import { askJson } from '../platform/web/http.ts'
import { useWords } from '../platform/web/language.tsx'
import { Me } from '../platform/web/phone/me.tsx'
import { useSessionChanged } from '../platform/web/session.tsx'
import { surveyChangeWords } from '../slices/surveys/change-messages.ts'
import { surveyKind } from '../slices/surveys/web/phone-outbox.ts'
import { phoneVisitWords as words } from '../slices/visits/phone-messages.ts'
import { familyOf, useFamilies, type VisitPayload } from '../slices/visits/web/phone-outbox.ts'

/** The person's own screen. */
export function Page() {
  const t = useWords()
  const sessionChanged = useSessionChanged()
  const { data } = useFamilies()
  return (
    <Me
      nameOf={(item) => {
        if (item.kind === surveyKind) return t(surveyChangeWords.phoneTitle)
        if (item.kind !== 'visit') return t(words.promiseKept)
        const family = familyOf(data, (item.payload as VisitPayload).householdId)
        return family ? t(words.visitTo, { name: family.headName }) : t(words.visitRecord)
      }}
      signOut={async () => {
        await askJson('/session', { method: 'DELETE' })
        await sessionChanged()
      }}
    />
  )
}
