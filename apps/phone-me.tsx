import { askJson } from '../platform/web/http.ts'
import { Me } from '../platform/web/phone/me.tsx'
import { useSessionChanged } from '../platform/web/session.tsx'

/** The person's own screen. */
export function Page() {
  const sessionChanged = useSessionChanged()
  return (
    <Me
      signOut={async () => {
        await askJson('/session', { method: 'DELETE' })
        await sessionChanged()
      }}
    />
  )
}
