import { Button } from 'antd'
import { useState } from 'react'
import { newId } from '../../../platform/web/identifier.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Dialog } from '../../../platform/web/ui/dialog.tsx'
import { grouped, type Selection } from '../../../platform/web/ui/list-parts.tsx'
import { AidListPicker } from '../../aid/web/aid-list-picker.tsx'
import { aidApi, useAidChanged } from '../../aid/web/api.ts'
import { FillForm } from '../../forms/web/fill-selected.tsx'
import { chosenHouseholds, HouseholdList } from '../../registry/web/household-list.tsx'
import { casefileWords as words } from '../messages.ts'

/** The list of households with what slices above the register can do with the chosen ones. */
export function Page() {
  const may = useMay()
  return (
    <HouseholdList
      batch={(selection, done) => (
        <>
          {may('aid.write') && <PutOnList selection={selection} done={done} />}
          <FillForm families={() => chosenHouseholds(selection)} />
        </>
      )}
    />
  )
}

type PutProps = { selection: Selection; done: () => void }

/** Puts the chosen families on a festival list. */
function PutOnList({ selection, done }: PutProps) {
  const t = useWords()
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button type="primary" onClick={() => setAsking(true)}>
        {t(words.putOnList)}
      </Button>
      {asking && <PutDialog selection={selection} done={done} close={() => setAsking(false)} />}
    </>
  )
}

function PutDialog({ selection, done, close }: PutProps & { close: () => void }) {
  const t = useWords()
  const changed = useAidChanged()
  const [key] = useState(newId)
  const [list, setList] = useState<string>()
  const [added, setAdded] = useState<number>()
  const put = async () => {
    if (!list) return
    const householdIds = await chosenHouseholds(selection)
    const answer = await aidApi.addToList.call({ id: list, householdIds }, { context: { idempotencyKey: key } })
    await changed()
    setAdded(answer.added)
  }
  const leave = () => {
    close()
    if (added !== undefined) done()
  }
  const count = grouped(selection.count)
  if (added !== undefined)
    return (
      <Dialog title={t(words.putOnList)} close={leave}>
        <p role="status">{t(words.putDone, { added: grouped(added), already: grouped(selection.count - added) })}</p>
      </Dialog>
    )
  return (
    <Dialog
      title={t(words.putOnListTitle, { count })}
      action={t(words.putOnList)}
      act={put}
      stays
      disabled={!list}
      close={leave}
    >
      <div className="stacked">
        <label htmlFor="put-on-list">{t(words.whichList)}</label>
        <AidListPicker id="put-on-list" value={list} onChange={setList} />
      </div>
    </Dialog>
  )
}
