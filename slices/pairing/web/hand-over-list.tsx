import { Button } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { named } from '../../../platform/web/punctuation.ts'
import { useMay, useToday } from '../../../platform/web/session.tsx'
import { Confirm } from '../../../platform/web/ui/confirm.tsx'
import type { Column } from '../../../platform/web/ui/data-table.tsx'
import { DayText, Mark } from '../../../platform/web/ui/figures.tsx'
import { inputOf } from '../../../platform/web/ui/list-ask.ts'
import type { Filter } from '../../../platform/web/ui/list-filters.tsx'
import { ListPage } from '../../../platform/web/ui/list-page.tsx'
import { pairPageWords } from '../page-messages.ts'
import { HandOverFilter, HandOverListInput, type HandOverRow, HandOverState } from '../teamwork-contract.ts'
import { handOverStateWords, teamworkWords as words } from '../teamwork-messages.ts'
import { pairingApi, usePairingChanged } from './api.ts'
import './pairing.css'

function State({ row }: { row: HandOverRow }) {
  const t = useWords()
  const today = useToday()
  const late = row.state === 'asked' && row.answerDueOn < today
  const tone = late ? 'missed' : row.state === 'asked' ? 'waiting' : row.state === 'accepted' ? 'done' : 'plain'
  return <Mark tone={tone}>{t(handOverStateWords[row.state])}</Mark>
}

const side = (name: string, unit: string | null) => (
  <>
    {name} <small className="second under">{unit}</small>
  </>
)

const columns: readonly Column<HandOverRow>[] = [
  { key: 'head', text: pairPageWords.household, show: (row) => row.headName, sort: false, width: 100 },
  { key: 'area', text: pairPageWords.area, show: (row) => row.areaName, sort: false },
  { key: 'from', text: words.from, show: (row) => side(row.fromName, row.fromUnit), sort: false, width: 160 },
  { key: 'to', text: words.to, show: (row) => side(row.toName, row.toUnit), sort: false, width: 160 },
  { key: 'reason', text: words.reason, show: (row) => row.reason, sort: false, width: 160 },
  { key: 'state', text: words.state, show: (row) => <State row={row} />, sort: false },
  { key: 'due', text: words.due, show: (row) => <DayText day={row.answerDueOn} />, sort: false },
]

const filters: readonly Filter[] = [
  {
    key: 'state',
    text: words.state,
    kind: 'choice',
    choices: HandOverState.options.map((value) => ({ value, text: handOverStateWords[value] })),
  },
  { key: 'late', text: words.lateOnly, kind: 'flag' },
]

/** Families that are handed over: asked by one side, accepted or refused by the other. */
export function Page() {
  const t = useWords()
  return (
    <ListPage
      list="hand-overs"
      note={t(words.handOversNote)}
      columns={columns}
      exportPath="/hand-overs/export"
      filters={filters}
      rows={(ask) => pairingApi.handOvers.list.queryOptions({ input: inputOf(HandOverListInput, ask) })}
      total={(ask) => pairingApi.handOvers.total.queryOptions({ input: inputOf(HandOverFilter, ask) })}
      rowKey={(row) => row.id}
      peek={(row) => ({ title: row.headName, content: <HandOverPeek key={row.id} row={row} /> })}
      empty={{ text: t(words.noHandOvers), next: ['/pairs'] }}
    />
  )
}

function HandOverPeek({ row }: { row: HandOverRow }) {
  const t = useWords()
  const may = useMay()
  const changed = usePairingChanged()
  const [act, setAct] = useState<'accept' | 'refuse' | 'withdraw'>()
  const open = row.state === 'asked' && may('pairing.write')
  const consequence = { accept: words.acceptNote, refuse: words.refuseNote, withdraw: words.withdrawNote }
  return (
    <>
      <p>
        {row.fromName} → <b>{row.toName}</b>
      </p>
      <p>
        {named(t, t(words.reason), row.reason)} {row.note}
      </p>
      {row.answeredBy && (
        <p className="second">
          {t(handOverStateWords[row.state])} · {row.answeredBy} · {row.answerNote}
        </p>
      )}
      {open && (
        <div className="peek-acts">
          {row.own ? (
            <>
              <span className="second">{t(words.own)}</span>
              <Button onClick={() => setAct('withdraw')}>{t(words.withdraw)}</Button>
            </>
          ) : (
            <>
              <Button type="primary" onClick={() => setAct('accept')}>
                {t(words.accept)}
              </Button>
              <Button onClick={() => setAct('refuse')}>{t(words.refuse)}</Button>
            </>
          )}
        </div>
      )}
      {act && (
        <Confirm
          title={t(words[act])}
          consequence={t(consequence[act], { from: row.fromName, to: row.toName })}
          action={t(words[act])}
          reason={act !== 'withdraw'}
          act={async (note) => {
            if (act === 'withdraw') await pairingApi.handOvers.withdraw.call({ id: row.id })
            else await pairingApi.handOvers.answer.call({ id: row.id, accept: act === 'accept', note })
            await changed()
          }}
          close={() => setAct(undefined)}
        />
      )}
    </>
  )
}
