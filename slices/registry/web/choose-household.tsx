import { useId } from 'react'
import { useChangeAddress } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import '../../../platform/web/ui/form-page.css'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { householdListWords as words } from '../page-messages.ts'
import { HouseholdPicker } from './household-picker.tsx'

/** Stands where a form about one family was opened without one; the choice goes into the address as `household`. */
export function ChooseHousehold() {
  const t = useWords()
  const id = useId()
  const change = useChangeAddress()
  return (
    <>
      <PageHead />
      <div className="form-page">
        <p>
          <label htmlFor={id}>{t(words.whichHousehold)}</label>
        </p>
        <HouseholdPicker id={id} onChange={(household) => change({ household }, true)} />
      </div>
    </>
  )
}
