import { forgetDrafts } from '../platform/web/draft-place.ts'
import { askJson, problemOf } from '../platform/web/http.ts'
import { useWords } from '../platform/web/language.tsx'
import { Me } from '../platform/web/phone/me.tsx'
import { useSession, useSessionChanged } from '../platform/web/session.tsx'
import { surveyChangeWords } from '../slices/surveys/change-messages.ts'
import { surveyForm, surveyKind } from '../slices/surveys/web/phone-outbox.ts'
import type { VisitPayload } from '../slices/visits/phone-form-rules.ts'
import { phoneVisitWords as words } from '../slices/visits/phone-messages.ts'
import { Written } from '../slices/visits/web/phone-marks.tsx'
import { familyOf, useFamilies } from '../slices/visits/web/phone-outbox.ts'

/** The person's own screen. */
export function Page() {
  const t = useWords()
  const sessionChanged = useSessionChanged()
  const { account } = useSession()
  const { data } = useFamilies()
  return (
    <Me
      about={(item) => {
        if (item.kind === surveyKind) return { name: t(surveyChangeWords.phoneTitle), form: surveyForm(item) }
        if (item.kind !== 'visit') return { name: t(words.promiseKept) }
        const payload = item.payload as VisitPayload
        const family = familyOf(data, payload.householdId)
        return {
          name: family ? t(words.visitTo, { name: family.headName }) : t(words.visitRecord),
          content: <Written payload={payload} />,
          form: `/families/${payload.householdId}/visit`,
        }
      }}
      signOut={async () => {
        await askJson('/session', { method: 'DELETE', body: {} }).catch((error: unknown) => {
          // The session has ended by itself: there is nobody left to sign out, but something to forget.
          if (problemOf(error).status !== 401) throw error
        })
        forgetDrafts(account.id)
        await sessionChanged()
      }}
    />
  )
}
