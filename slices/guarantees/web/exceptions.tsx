import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import { grouped, type Selection } from '../../../platform/web/ui/list-parts.tsx'
import { CoverageListInput } from '../contract.ts'
import { guaranteePageWords as words } from '../page-messages.ts'
import { guaranteesApi, useGuaranteeChanged } from './api.ts'

const mostAtOnce = 10_000
const portion = 200

/** The families of a selection; those of a whole filter are asked page by page. */
async function familiesOf(id: string, selection: Selection): Promise<string[]> {
  if (!selection.all) return [...selection.ids]
  const ids: string[] = []
  for (;;) {
    const ask = { ...selection.ask, limit: portion, offset: ids.length }
    const { rows, more } = await guaranteesApi.coverage.call(inputOf(CoverageListInput, ask, { id }))
    ids.push(...rows.map((row) => row.householdId))
    if (!more || rows.length === 0) return ids
  }
}

type ExceptionsProps = { id: string; selection: Selection; done: () => void; say: (text: string) => void }

/** Excepts the chosen families with a reason, or takes their exceptions back. */
export function Exceptions({ id, selection, done, say }: ExceptionsProps) {
  const t = useWords()
  const changed = useGuaranteeChanged()
  const [asking, setAsking] = useState<'except' | 'unexcept'>()
  const count = grouped(selection.count)
  const close = () => setAsking(undefined)
  const except = async (reason: string) => {
    const { excepted } = await guaranteesApi.except.call({ id, householdIds: await familiesOf(id, selection), reason })
    await changed()
    say(t(words.exceptDone, { count: grouped(excepted) }))
    done()
  }
  const unexcept = async () => {
    const { ended } = await guaranteesApi.unexcept.call({ id, householdIds: await familiesOf(id, selection) })
    await changed()
    say(t(words.unexceptDone, { count: grouped(ended) }))
    done()
  }
  const tooMany = selection.count > mostAtOnce
  return (
    <>
      <Button type="primary" onClick={() => setAsking('except')}>
        {t(words.except)}
      </Button>
      <Button onClick={() => setAsking('unexcept')}>{t(words.unexcept)}</Button>
      {asking === 'except' && (
        <Confirm
          title={t(words.exceptTitle, { count })}
          consequence={t(tooMany ? words.tooMany : words.exceptNote)}
          action={t(words.except)}
          reason
          act={except}
          close={close}
        />
      )}
      {asking === 'unexcept' && (
        <Confirm
          title={t(words.unexceptTitle, { count })}
          consequence={t(tooMany ? words.tooMany : words.unexceptNote)}
          action={t(words.unexcept)}
          act={unexcept}
          close={close}
        />
      )}
    </>
  )
}
