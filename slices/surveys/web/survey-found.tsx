import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useGo, usePathPart } from '../../../platform/web/address.ts'
import { newId } from '../../../platform/web/identifier.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { DayText } from '../../../platform/web/ui/figures.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { areaFilter } from '../../areas/web/area-picker.tsx'
import { surveyChangeWords as words } from '../change-messages.ts'
import { FoundInput } from '../contract.ts'
import { sheetWords, surveyWords } from '../messages.ts'
import type { FoundFamily } from '../model.ts'
import { surveysApi, useSurveyChanged } from './api.ts'

type Filed = { householdId: string; fileNumber: string; linked: boolean }

/** Families that were found and are not on file; each is filed from here. */
export function Page() {
  const t = useWords()
  const go = useGo()
  const may = useMay()
  const id = usePathPart('id')
  const changed = useSurveyChanged()
  const survey = useQuery(surveysApi.get.queryOptions({ input: { id } }))
  const [filing, setFiling] = useState<FoundFamily>()
  const [filed, setFiled] = useState<Filed>()
  const columns: readonly Column<FoundFamily>[] = [
    { key: 'name', text: words.name, show: (row) => row.name, sort: false, width: 110 },
    { key: 'area', text: sheetWords.area, show: (row) => row.areaName, sort: false, width: 140 },
    { key: 'address', text: surveyWords.address, show: (row) => row.address ?? '—', sort: false, width: 220 },
    { key: 'size', text: words.size, show: (row) => row.size ?? '—', sort: false, number: true },
    {
      key: 'identityNumber',
      text: words.identityNumber,
      show: (row) => row.identityNumber ?? '—',
      sort: false,
      width: 180,
    },
    { key: 'phone', text: words.phone, show: (row) => row.phone ?? '—', sort: false, width: 120 },
    { key: 'askedOn', text: surveyWords.askedOn, show: (row) => <DayText day={row.askedOn} />, sort: false },
    { key: 'note', text: surveyWords.noteField, show: (row) => row.note ?? '', sort: false, optional: true },
    ...(may('registry.write')
      ? [
          {
            key: 'file',
            text: words.file,
            show: (row: FoundFamily) => (
              <Button size="small" onClick={() => setFiling(row)}>
                {t(words.file)}
              </Button>
            ),
            sort: false as const,
          },
        ]
      : []),
  ]
  return (
    <>
      <ListPage<FoundFamily>
        list="survey-found"
        title={t(words.foundTitle)}
        note={t(words.foundNote)}
        trail={[{ text: survey.data?.name ?? '…', to: `/surveys/${id}` }]}
        primary={
          survey.data?.state === 'open' &&
          may('surveys.write') && (
            <Button type="primary" onClick={() => go(`/surveys/${id}/found/new`)}>
              {t(words.enterFound)}
            </Button>
          )
        }
        above={
          filed && (
            <p role="status">
              <Link to={`/households/${filed.householdId}`}>
                {t(filed.linked ? words.linked : words.filed, { number: filed.fileNumber })}
              </Link>
            </p>
          )
        }
        columns={columns}
        filters={[areaFilter]}
        rows={(ask) => surveysApi.found.queryOptions({ input: inputOf(FoundInput, ask, { id }) })}
        rowKey={(row) => row.id}
        exportPath={`/surveys/${id}/found/export`}
        empty={{ text: t(words.foundEmpty) }}
      />
      {filing && (
        <Confirm
          title={t(words.file)}
          consequence={t(words.fileNote, { name: filing.name })}
          action={t(words.file)}
          act={async () => {
            const context = { context: { idempotencyKey: newId() } }
            setFiled(await surveysApi.fileFound.call({ id, answerId: filing.id }, context))
            await changed()
          }}
          close={() => setFiling(undefined)}
        />
      )}
    </>
  )
}
