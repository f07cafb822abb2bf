import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { useState } from 'react'
import { useGo, usePathPart } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useMay } from '../../../platform/web/session.tsx'
import { Dialog } from '../../../platform/web/ui/dialog.tsx'
import { Mark } from '../../../platform/web/ui/figures.tsx'
import { Card, FilePage } from '../../../platform/web/ui/file-page.tsx'
import { ProblemPage } from '../../../platform/web/ui/problem-page.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { FillForm } from '../../forms/web/fill-selected.tsx'
import { DuePanel } from '../../policies/web/due-panel.tsx'
import { duplicateWords } from '../../registry/duplicate-messages.ts'
import type { Household } from '../../registry/model.ts'
import { householdWords as registryWords } from '../../registry/page-messages.ts'
import { versionWords } from '../../registry/version-messages.ts'
import { useHousehold } from '../../registry/web/api.ts'
import { HouseholdAmounts, HouseholdFacts } from '../../registry/web/household-facts.tsx'
import { HouseholdGroups } from '../../registry/web/household-groups.tsx'
import { HouseholdHistory } from '../../registry/web/household-history.tsx'
import { HouseholdLinks, SplitFamily } from '../../registry/web/household-links.tsx'
import { HouseholdPeople } from '../../registry/web/household-people.tsx'
import { Reinstate, Withdraw } from '../../registry/web/withdraw.tsx'
import { SupplementsCard } from '../../supplements/web/supplements-card.tsx'
import { casefileWords as words } from '../messages.ts'
import './casefile.css'
import { Chain } from './chain.tsx'
import { StandingCards } from './standing-cards.tsx'

/** Everything about one family: is it all right, and who does what next. */
export function Page() {
  const id = usePathPart('id')
  const { data, error } = useHousehold(id)
  if (error && !data) return <ProblemPage error={error} />
  return data ? <File household={data} /> : <Loading />
}

function File({ household }: { household: Household }) {
  const t = useWords()
  const go = useGo()
  const may = useMay()
  const [asked, setAsked] = useState<'withdraw' | 'reinstate' | 'history' | 'split'>()
  const write = may('registry.write') && household.status === 'registered'
  const close = () => setAsked(undefined)
  const here = `/households/${household.id}`
  return (
    <>
      <FilePage
        title={t(words.titleOf, { name: household.headName })}
        note={<Note household={household} />}
        primary={
          may('registry.write') &&
          !household.mergedInto && (
            <Button type={write ? 'primary' : 'default'} onClick={() => go(`${here}/change`)}>
              {t(write ? words.change : words.correct)}
            </Button>
          )
        }
        more={
          <>
            {household.status === 'registered' && may('aid.write') && (
              <Button onClick={() => go(`/aid/new?household=${household.id}`)}>{t(words.registerAid)}</Button>
            )}
            {household.status === 'registered' && <FillForm families={async () => [household.id]} />}
            <Button onClick={() => setAsked('history')}>{t(words.historyTab)}</Button>
            {may('audit.read') && (
              <Button onClick={() => go(`/audit?subjectId=${household.id}`)}>{t(words.auditTrail)}</Button>
            )}
            {write && household.people.filter((one) => !one.leftOn).length > 1 && (
              <Button onClick={() => setAsked('split')}>{t(duplicateWords.splitFamily)}</Button>
            )}
            {write && <Button onClick={() => setAsked('withdraw')}>{t(words.withdraw)}</Button>}
            {may('registry.write') && household.status === 'withdrawn' && !household.mergedInto && (
              <Button onClick={() => setAsked('reinstate')}>{t(registryWords.reinstate)}</Button>
            )}
          </>
        }
        facts={
          <>
            <Card
              title={t(words.people)}
              extra={
                write && (
                  <button type="button" className="quiet" onClick={() => go(`${here}/people/new`)}>
                    {t(words.addMember)}
                  </button>
                )
              }
            >
              <HouseholdPeople household={household} editable={write} />
            </Card>
            <HouseholdLinks household={household} />
            <HouseholdGroups household={household} />
            <Card title={t(words.facts)}>
              <HouseholdFacts household={household} />
            </Card>
            <Card title={t(words.amounts)}>
              <HouseholdAmounts household={household} />
            </Card>
            <SupplementsCard household={household} />
          </>
        }
        timeline={<Chain id={household.id} />}
        next={
          <StandingCards
            id={household.id}
            computed={
              may('policies.read') && (
                <Card title={t(words.computed)}>
                  <DuePanel householdId={household.id} />
                </Card>
              )
            }
          />
        }
      />
      {asked === 'withdraw' && <Withdraw household={household} close={close} />}
      {asked === 'reinstate' && <Reinstate household={household} close={close} />}
      {asked === 'split' && <SplitFamily household={household} close={close} />}
      {asked === 'history' && (
        <Dialog title={t(words.historyTab)} close={close} wide>
          <Link to={`${here}/past`}>{t(versionWords.pastLink)}</Link>
          <HouseholdHistory id={household.id} />
        </Dialog>
      )}
    </>
  )
}

function Note({ household }: { household: Household }) {
  const t = useWords()
  return (
    <span className="file-note">
      <span>{household.fileNumber}</span>
      <span>{household.areaName}</span>
      <span>{household.responsibleName}</span>
      {household.status === 'withdrawn' && (
        <Mark tone="waiting">{t(words.withdrawn, { day: household.withdrawnOn ?? '' })}</Mark>
      )}
    </span>
  )
}
