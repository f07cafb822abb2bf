import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useGo, usePathPart } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { type Column, DataTable } from '../../../platform/web/ui/data-table.tsx'
import { countText, DayText, Mark, Money } from '../../../platform/web/ui/figures.tsx'
import { Card, Facts } from '../../../platform/web/ui/file-page.tsx'
import { PageHead } from '../../../platform/web/ui/page-head.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { stateWords } from '../../organisations/messages.ts'
import { eventWords, ownershipWords, enterpriseWords as words } from '../messages.ts'
import type { Enterprise } from '../model.ts'
import { enterprisesApi } from './api.ts'
import { EventDialog } from './enterprise-event.tsx'
import './enterprises.css'

type Figures = Enterprise['figures'][number]

function Corrected({ row }: { row: Figures }) {
  const t = useWords()
  return row.version > 1 ? <span className="second">{t(words.corrected, { count: row.version - 1 })}</span> : null
}

const columns: readonly Column<Figures>[] = [
  { key: 'asOf', text: words.asOf, show: (row) => <DayText day={row.asOf} />, sort: false, width: 110 },
  { key: 'employees', text: words.employees, show: (row) => countText(row.employees), sort: false, number: true },
  { key: 'laidOff', text: words.laidOff, show: (row) => countText(row.laidOff), sort: false, number: true },
  {
    key: 'hardship',
    text: words.hardshipWorkers,
    show: (row) => countText(row.hardshipWorkers),
    sort: false,
    number: true,
  },
  { key: 'insured', text: words.insured, show: (row) => countText(row.insured), sort: false, number: true },
  {
    key: 'unpaid',
    text: words.arrearsPersons,
    show: (row) => countText(row.arrearsPersons),
    sort: false,
    number: true,
  },
  {
    key: 'arrears',
    text: words.wageArrears,
    show: (row) => <Money fen={row.wageArrearsFen} bare />,
    sort: false,
    number: true,
  },
  {
    key: 'wage',
    text: words.averageWage,
    show: (row) => <Money fen={row.averageWageFen} bare />,
    sort: false,
    number: true,
  },
  { key: 'source', text: words.source, show: (row) => row.source ?? '—', sort: false },
  { key: 'corrected', text: words.corrections, show: (row) => <Corrected row={row} />, sort: false },
]

/** One enterprise: what it is, its figures over time, what happened, and the families of its workers. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const may = useMay()
  const id = usePathPart('id')
  const [recording, setRecording] = useState(false)
  const { data, error } = useQuery(enterprisesApi.get.queryOptions({ input: { id } }))
  if (error && !data) return <ProblemPage error={error} />
  if (!data) return <Loading />
  const write = may('enterprises.write')
  const { profile } = data
  const correct: Column<Figures> = {
    key: 'correct',
    text: words.correct,
    show: (row) => <Link to={`/enterprises/${id}/figures?of=${row.asOf}`}>{t(words.correct)}</Link>,
    sort: false,
  }
  return (
    <>
      <PageHead
        title={data.name}
        note={
          <>
            {data.areaName} ·{' '}
            <Mark tone={data.state === 'running' ? 'plain' : 'waiting'}>{t(stateWords[data.state])}</Mark>
          </>
        }
        primary={
          write && (
            <Button type="primary" onClick={() => go(`/enterprises/${id}/figures`)}>
              {t(words.record)}
            </Button>
          )
        }
        more={
          write && (
            <>
              <Button onClick={() => go(`/enterprises/${id}/profile`)}>{t(words.change)}</Button>
              <Button onClick={() => setRecording(true)}>{t(words.happened)}</Button>
            </>
          )
        }
      />
      <div className="object-cards">
        <Card title={t(words.profile)}>
          <Facts
            facts={[
              { label: t(words.industry), value: profile.industry ?? t(words.unknown) },
              {
                label: t(words.ownership),
                value: profile.ownership ? t(ownershipWords[profile.ownership]) : t(words.unknown),
              },
              { label: t(words.foundedOn), value: <DayText day={profile.foundedOn} /> },
              {
                label: t(words.households),
                value: <Link to={`/households?unit=${id}`}>{`${data.households} · ${t(words.seeFamilies)}`}</Link>,
              },
              { label: t(words.remark), value: profile.note ?? '—' },
            ]}
          />
        </Card>
        <Card title={t(words.figures)}>
          {data.figures.length === 0 ? (
            <p className="second">{t(words.noFigures)}</p>
          ) : (
            <DataTable
              name={t(words.figures)}
              columns={write ? [...columns, correct] : columns}
              rows={data.figures}
              rowKey={(row) => row.asOf}
            />
          )}
        </Card>
        <Card title={t(words.events)}>
          {data.events.length === 0 && <p className="second">{t(words.noEvents)}</p>}
          <ol className="object-events">
            {data.events.map((event) => (
              <li key={event.id}>
                <DayText day={event.onDay} /> <b>{t(eventWords[event.kind])}</b>{' '}
                {event.kind === 'state'
                  ? t(words.becameState, { state: t(stateWords[event.text as Enterprise['state']]) })
                  : event.text}{' '}
                <span className="second">{event.by}</span>
              </li>
            ))}
          </ol>
        </Card>
      </div>
      {recording && <EventDialog id={id} close={() => setRecording(false)} />}
    </>
  )
}
