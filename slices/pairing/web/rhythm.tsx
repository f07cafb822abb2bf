import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Input, InputNumber } from 'antd'
import { useState } from 'react'
import { useAct } from '../../../platform/web/act.ts'
import { useAddress, useGo } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Labelled } from '../../../platform/web/ui/labelled.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { TableHead } from '../../../platform/web/ui/table-head.tsx'
import { AreaPicker, useOwnArea } from '../../areas/web/area-picker.tsx'
import { helperKindWords } from '../messages.ts'
import { HelperKind } from '../model.ts'
import { rhythmWords as words } from '../rhythm-messages.ts'
import type { Rhythm, RhythmDays } from '../rhythm-model.ts'
import { pairingApi, usePairingChanged } from './api.ts'
import './pairing.css'

type Found = {
  areaCode: string
  inForce: Rhythm | null
  version: number
  proposal: RhythmDays
  lists: readonly Rhythm[]
}

/** Within how many days helpers of each kind visit, for the chosen area; the page on which a county lays down its own. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const own = useOwnArea()
  const { area } = useAddress()
  const asked = area ?? own
  const { data, error } = useQuery(pairingApi.rhythm.get.queryOptions({ input: { area: asked } }))
  if (error && !data) return <ProblemPage error={error} />
  if (!data) return <Loading />
  return (
    <>
      <PageHead note={t(words.note)} />
      <div className="rhythm-area">
        <Labelled label={t(words.area)}>
          {(id) => (
            <AreaPicker
              id={id}
              levels={['prefecture', 'county', 'township']}
              value={asked}
              onChange={(code) => go(code && code !== own ? `/pairing/rhythm?area=${code}` : '/pairing/rhythm')}
            />
          )}
        </Labelled>
      </div>
      <InForce found={data} />
      <Days key={`${data.areaCode} ${data.version} ${data.inForce?.version ?? 0}`} found={data} />
      <p>
        <Link to={`/pairs?overdue=true${area ? `&area=${area}` : ''}`}>{t(words.seeOverdue)}</Link>
      </p>
      <Elsewhere found={data} />
    </>
  )
}

function InForce({ found: { inForce, areaCode } }: { found: Found }) {
  const t = useWords()
  if (!inForce) return <p>{t(words.proposal)}</p>
  if (inForce.areaCode !== areaCode) return <p>{t(words.above, { area: inForce.areaName })}</p>
  return (
    <p>
      {t(words.own, { by: inForce.by ?? '', day: (inForce.at ?? '').slice(0, 10) })} {inForce.note}
    </p>
  )
}

function Days({ found }: { found: Found }) {
  const t = useWords()
  const may = useMay()('pairing.approve')
  const changed = usePairingChanged()
  const [days, setDays] = useState<RhythmDays>(found.inForce?.days ?? found.proposal)
  const [note, setNote] = useState('')
  const { run, busy, fault } = useAct()
  const save = (list: RhythmDays | null) =>
    run(async () => {
      await pairingApi.rhythm.save.call({ area: found.areaCode, version: found.version, days: list, note: note.trim() })
      await changed()
    })
  const own = found.inForce?.areaCode === found.areaCode
  return (
    <>
      <div className="table-scroll rhythm-days">
        <table className="data">
          <TableHead heads={[[words.kind], [words.every, 'number']]} />
          <tbody>
            {HelperKind.options.map((kind) => (
              <tr key={kind}>
                <td>{t(helperKindWords[kind])}</td>
                <td className="number">
                  {may ? (
                    <InputNumber
                      min={1}
                      max={366}
                      precision={0}
                      aria-label={`${t(helperKindWords[kind])} ${t(words.every)}`}
                      value={days[kind]}
                      onChange={(value) => setDays({ ...days, [kind]: value ?? days[kind] })}
                    />
                  ) : (
                    days[kind]
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {may && (
        <div className="rhythm-area">
          <Labelled label={t(words.why)}>
            {(id) => <Input id={id} maxLength={200} value={note} onChange={(event) => setNote(event.target.value)} />}
          </Labelled>
        </div>
      )}
      {fault && <p role="alert">{fault}</p>}
      {may && (
        <div className="peek-acts">
          <Button type="primary" disabled={busy} onClick={() => void save(days)}>
            {t(words.save)}
          </Button>
          {own && (
            <Button disabled={busy} onClick={() => void save(null)}>
              {t(words.clear)}
            </Button>
          )}
        </div>
      )}
    </>
  )
}

function Elsewhere({ found }: { found: Found }) {
  const t = useWords()
  const others = found.lists.filter((list) => list.areaCode !== found.areaCode)
  if (others.length === 0) return null
  return (
    <section>
      <h2>{t(words.elsewhere)}</h2>
      <ul>
        {others.map((list) => (
          <li key={list.areaCode}>
            <Link to={`/pairing/rhythm?area=${list.areaCode}`}>{list.areaName}</Link>{' '}
            <span className="second">{[list.by, (list.at ?? '').slice(0, 10)].filter(Boolean).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
