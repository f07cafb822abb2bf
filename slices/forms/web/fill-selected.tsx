import { Button } from 'antd'
import { useAct } from '../../../platform/web/act.ts'
import { useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { formListWords as words } from '../page-messages.ts'
import { keepChosenFamilies } from './api.ts'

/** Leads chosen families to the forms; shown to whoever may fill them. */
export function FillForm({ families }: { families: () => Promise<readonly string[]> }) {
  const t = useWords()
  const go = useGo()
  const may = useMay()
  const { run, busy, fault } = useAct()
  if (!may('forms.fill')) return null
  const fill = async () => {
    keepChosenFamilies(await families())
    go('/forms')
  }
  return (
    <>
      {fault && <span role="alert">{fault}</span>}
      <Button loading={busy} onClick={() => void run(fill)}>
        {t(words.fill)}
      </Button>
    </>
  )
}
