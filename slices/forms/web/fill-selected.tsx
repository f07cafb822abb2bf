import { Button } from 'antd'
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
  if (!may('forms.fill')) return null
  const fill = async () => {
    keepChosenFamilies(await families())
    go('/forms')
  }
  return <Button onClick={() => void fill()}>{t(words.fill)}</Button>
}
