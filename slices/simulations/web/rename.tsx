import { useQueryClient } from '@tanstack/react-query'
import { useWords } from '../../../platform/web/language.tsx'
import type { Scenario } from '../model.ts'
import { simulationPageWords as words } from '../page-messages.ts'
import { simulationsApi } from './api.ts'
import { NameDialog } from './name-dialog.tsx'

/** Another name or remark for a scenario; what was computed stays. */
export function Rename({ scenario, close }: { scenario: Scenario; close: () => void }) {
  const t = useWords()
  const answers = useQueryClient()
  const { id, version, funds } = scenario
  return (
    <NameDialog
      title={t(words.rename)}
      action={t(words.saveName)}
      first={scenario}
      act={async (told) => {
        await simulationsApi.changeScenario.call({ id, version, funds, ...told })
        await answers.invalidateQueries({ queryKey: simulationsApi.key() })
      }}
      close={close}
    />
  )
}
