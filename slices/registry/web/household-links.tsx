import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Checkbox, Input, Select } from 'antd'
import { useId, useState } from 'react'
import { useGo } from '../../../platform/web/address.ts'
import { newId } from '../../../platform/web/identifier.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { aside } from '../../../platform/web/punctuation.ts'
import { useMay } from '../../../platform/web/session.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import { Dialog } from '../../../platform/web/ui/dialog.tsx'
import { Card } from '../../../platform/web/ui/file-page.tsx'
import { AreaPicker } from '../../areas/web/area-picker.tsx'
import { spokenRelation } from '../code-messages.ts'
import { duplicateWords as words } from '../duplicate-messages.ts'
import type { HouseholdLink } from '../duplicate-model.ts'
import { type Household, headRelation } from '../model.ts'
import { householdFormWords } from '../page-messages.ts'
import { duplicatesApi, useHouseholdChanged } from './api.ts'

/** Where a file comes from and what became of it; questions about people of it that wait for a decision. */
export function HouseholdLinks({ household }: { household: Household }) {
  const t = useWords()
  const may = useMay()
  const { data } = useQuery(duplicatesApi.links.queryOptions({ input: { id: household.id } }))
  const waiting = useQuery({
    ...duplicatesApi.list.queryOptions({ input: { household: household.id, limit: 20 } }),
    enabled: may('registry.write'),
  })
  const rows = data?.rows ?? []
  const pairs = waiting.data?.rows ?? []
  if (rows.length + pairs.length === 0) return null
  return (
    <Card title={t(words.links)}>
      {pairs.length > 0 && (
        <p>
          {t(words.hint, { count: pairs.length })}{' '}
          {pairs[0] && (
            <Link className="in-text" to={`/duplicates/${pairs[0].low}/${pairs[0].high}`}>
              {t(words.compare)}
            </Link>
          )}
        </p>
      )}
      <ol className="history-lines">
        {rows.map((row) => (
          <li key={row.id}>
            <LinkLine row={row} here={household.id} />
          </li>
        ))}
      </ol>
    </Card>
  )
}

const dayOf = (instant: string): string => new Date(instant).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })

function LinkLine({ row, here }: { row: HouseholdLink; here: string }) {
  const t = useWords()
  const may = useMay()
  const changed = useHouseholdChanged()
  const [asking, setAsking] = useState(false)
  const [key] = useState(newId)
  const there = row.householdId === here ? row.otherId : row.householdId
  return (
    <>
      {t(words[row.kind], {
        day: dayOf(row.at),
        kept: row.headName ?? '—',
        number: row.fileNumber ?? '—',
        other: row.otherHeadName ?? '—',
        otherNumber: row.otherFileNumber ?? '—',
      })}
      <div className="second">
        {row.by} {row.why} <Link to={`/households/${there}`}>{t(words.openFile)}</Link>{' '}
        {row.undoneAt && t(words.undone, { day: dayOf(row.undoneAt), why: row.undoneWhy ?? '' })}
        {row.undoable && may('registry.write') && (
          <button type="button" className="quiet" onClick={() => setAsking(true)}>
            {t(words.undo)}
          </button>
        )}
      </div>
      {asking && (
        <Confirm
          title={t(words.undo)}
          consequence={t(row.changedSince ? words.undoNoteChanged : words.undoNote)}
          action={t(words.undo)}
          reason
          act={async (why) => {
            await duplicatesApi.undo.call({ id: row.id, why }, { context: { idempotencyKey: key } })
            await changed()
          }}
          close={() => setAsking(false)}
        />
      )}
    </>
  )
}

/** Members leave to be a family of their own: who, under which head, where. */
export function SplitFamily({ household, close }: { household: Household; close: () => void }) {
  const t = useWords()
  const go = useGo()
  const changed = useHouseholdChanged()
  const ids = { head: useId(), area: useId(), address: useId(), why: useId() }
  const [key] = useState(newId)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [headId, setHeadId] = useState<string>()
  const [areaCode, setAreaCode] = useState<string>(household.areaCode)
  const [address, setAddress] = useState('')
  const [why, setWhy] = useState('')
  const others = household.people.filter((one) => one.leftOn === null && one.relation !== headRelation)
  const act = async () => {
    if (!headId) return
    const asked = { id: household.id, version: household.version, personIds: [...chosen], headId, areaCode, why }
    const made = await duplicatesApi.split.call(
      { ...asked, address: address.trim() || null },
      { context: { idempotencyKey: key } },
    )
    await changed()
    go(`/households/${made.id}`)
  }
  return (
    <Dialog
      title={t(words.splitTitle, { name: household.headName })}
      action={t(words.splitAct)}
      act={act}
      disabled={!headId || why.trim().length < 2}
      close={close}
    >
      <p className="second">{t(words.splitNote)}</p>
      <fieldset className="stacked">
        <legend>{t(words.whoLeaves)}</legend>
        <Checkbox.Group
          value={[...chosen]}
          options={others.map((one) => ({ value: one.id, label: aside(t, one.name, t(spokenRelation(one.relation))) }))}
          onChange={(values) => {
            setChosen(values)
            if (headId && !values.includes(headId)) setHeadId(undefined)
          }}
        />
      </fieldset>
      <div className="stacked">
        <label htmlFor={ids.head}>{t(words.newHead)}</label>
        <Select
          id={ids.head}
          value={headId}
          onChange={setHeadId}
          options={others.filter((one) => chosen.includes(one.id)).map((one) => ({ value: one.id, label: one.name }))}
        />
      </div>
      <div className="stacked">
        <label htmlFor={ids.area}>{t(householdFormWords.area)}</label>
        <AreaPicker id={ids.area} value={areaCode} onChange={(code) => setAreaCode(code ?? household.areaCode)} />
      </div>
      <div className="stacked">
        <label htmlFor={ids.address}>{t(householdFormWords.address)}</label>
        <Input id={ids.address} maxLength={200} value={address} onChange={(event) => setAddress(event.target.value)} />
      </div>
      <div className="stacked">
        <label htmlFor={ids.why}>{t(householdFormWords.why)}</label>
        <Input id={ids.why} maxLength={200} value={why} onChange={(event) => setWhy(event.target.value)} />
      </div>
    </Dialog>
  )
}
