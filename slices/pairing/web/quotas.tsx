import { useQuery } from '@tanstack/react-query'
import { Button, InputNumber } from 'antd'
import { useId, useState } from 'react'
import { useAct } from '../../../platform/web/act.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Empty } from '../../../platform/web/ui/empty.tsx'
import { Labelled } from '../../../platform/web/ui/labelled.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { TableHead } from '../../../platform/web/ui/table-head.tsx'
import { AreaPicker } from '../../areas/web/area-picker.tsx'
import { OrganisationPicker } from '../../organisations/web/organisation-picker.tsx'
import { matchingWords as words } from '../matching-messages.ts'
import { pairingApi, usePairingChanged } from './api.ts'
import './pairing.css'

type QuotaRow = { id: string; name: string; least: number; most: number; families: number; version: number }

/** How many families the helpers of a unit or an area take at most and at least. */
export function Page() {
  const t = useWords()
  const may = useMay()
  const { data, error } = useQuery(pairingApi.suitability.quotas.queryOptions({ input: {} }))
  if (error && !data) return <ProblemPage error={error} />
  if (!data) return <Loading />
  return (
    <>
      <PageHead note={t(words.quotasNote)} />
      {may('pairing.write') && <AddQuota />}
      {data.rows.length === 0 ? (
        <Empty text={t(words.noQuotas)} />
      ) : (
        <div className="table-scroll">
          <table className="data">
            <TableHead
              heads={[[words.quotaFor], [words.nowHave, 'number'], [words.least], [words.most], [undefined]]}
            />
            <tbody>
              {data.rows.map((row) => (
                <Row key={`${row.id} ${row.version}`} row={row} open={may('pairing.write')} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  )
}

function useActing() {
  const changed = usePairingChanged()
  const { run, busy, fault } = useAct()
  const act = (work: () => Promise<unknown>) =>
    run(async () => {
      await work()
      await changed()
    })
  return { fault, busy, act }
}

function Row({ row, open }: { row: QuotaRow; open: boolean }) {
  const t = useWords()
  const { fault, busy, act } = useActing()
  const [least, setLeast] = useState(row.least)
  const [most, setMost] = useState(row.most)
  const edited = least !== row.least || most !== row.most
  return (
    <tr>
      <td>
        {row.name}
        {fault && <p role="alert">{fault}</p>}
      </td>
      <td className="number">{grouped(row.families)}</td>
      <td>
        <InputNumber
          disabled={!open}
          min={0}
          max={100_000}
          value={least}
          aria-label={`${row.name} ${t(words.least)}`}
          onChange={(value) => setLeast(value ?? 0)}
        />
      </td>
      <td>
        <InputNumber
          disabled={!open}
          min={0}
          max={100_000}
          value={most}
          aria-label={`${row.name} ${t(words.most)}`}
          onChange={(value) => setMost(value ?? 0)}
        />
      </td>
      <td>
        {open && (
          <>
            <Button
              size="small"
              disabled={!edited || busy}
              onClick={() =>
                void act(() =>
                  pairingApi.suitability.changeQuota.call({ id: row.id, version: row.version, least, most }),
                )
              }
            >
              {t(words.save)}
            </Button>{' '}
            <button
              type="button"
              className="quiet"
              onClick={() => void act(() => pairingApi.suitability.removeQuota.call({ id: row.id }))}
            >
              {t(words.remove)}
            </button>
          </>
        )}
      </td>
    </tr>
  )
}

function AddQuota() {
  const t = useWords()
  const { fault, busy, act } = useActing()
  const [leastId, mostId] = [useId(), useId()]
  const [organisationId, setUnit] = useState<string>()
  const [areaCode, setArea] = useState<string>()
  const [least, setLeast] = useState(0)
  const [most, setMost] = useState(50)
  const add = () =>
    act(async () => {
      await pairingApi.suitability.addQuota.call({
        organisationId: organisationId ?? null,
        areaCode: organisationId ? null : (areaCode ?? null),
        least,
        most,
      })
      setUnit(undefined)
      setArea(undefined)
    })
  return (
    <section className="propose" aria-label={t(words.addQuota)}>
      <div className="propose-fields">
        <Labelled label={t(words.unitName)}>
          {(id) => <OrganisationPicker id={id} value={organisationId} onChange={setUnit} />}
        </Labelled>
        <Labelled label={t(words.orArea)}>
          {(id) => <AreaPicker id={id} clear value={organisationId ? undefined : areaCode} onChange={setArea} />}
        </Labelled>
        <label htmlFor={leastId} className="inline-field">
          {t(words.least)}
          <InputNumber id={leastId} min={0} max={100_000} value={least} onChange={(value) => setLeast(value ?? 0)} />
        </label>
        <label htmlFor={mostId} className="inline-field">
          {t(words.most)}
          <InputNumber id={mostId} min={0} max={100_000} value={most} onChange={(value) => setMost(value ?? 0)} />
        </label>
        <Button disabled={busy || !(organisationId || areaCode)} onClick={() => void add()}>
          {t(words.addQuota)}
        </Button>
      </div>
      {fault && <p role="alert">{fault}</p>}
    </section>
  )
}
