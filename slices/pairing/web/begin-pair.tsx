import { Select } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { useToday } from '../../../platform/web/session.tsx'
import { DayInput } from '../../../platform/web/ui/day-input.tsx'
import { Dialog } from '../../../platform/web/ui/dialog.tsx'
import { Labelled } from '../../../platform/web/ui/labelled.tsx'
import { OrganisationPicker } from '../../organisations/web/organisation-picker.tsx'
import { pairKindWords } from '../messages.ts'
import { PairKind, type PairRow } from '../model.ts'
import { pairPageWords as words } from '../page-messages.ts'
import { teamworkWords } from '../teamwork-messages.ts'
import { pairingApi, usePairingChanged } from './api.ts'
import { HelperPicker } from './helper-picker.tsx'
import { PersonChoice } from './person-choice.tsx'

type Filled = {
  helperId: string | null
  secondHelperId: string | null
  personId: string | null
  kind: PairKind | null
  organisationId: string | null
  since: string
  termUntil: string | null
}

/** Pairs a family by hand: lead and second helper, the kind where it does not follow from who helps whom, the term. */
export function BeginPairDialog({ row, close }: { row: PairRow; close: () => void }) {
  const t = useWords()
  const changed = usePairingChanged()
  const today = useToday()
  const [filled, setFilled] = useState<Filled>({
    helperId: null,
    secondHelperId: null,
    personId: null,
    kind: null,
    organisationId: null,
    since: today,
    termUntil: null,
  })
  const put = (part: Partial<Filled>) => setFilled({ ...filled, ...part })
  const go = async () => {
    const { helperId, ...rest } = filled
    await pairingApi.pairs.begin.call({ ...rest, householdId: row.householdId, helperId: helperId ?? '' })
    await changed()
  }
  return (
    <Dialog
      title={t(words.pairTitle, { name: row.headName })}
      action={t(words.pairNow)}
      act={go}
      disabled={!filled.helperId || !filled.since || (filled.kind === 'unit_to_one' && !filled.organisationId)}
      close={close}
    >
      <Labelled label={t(words.helper)}>
        {(id) => (
          <HelperPicker id={id} value={filled.helperId} onChange={(helper) => put({ helperId: helper ?? null })} />
        )}
      </Labelled>
      <Labelled label={t(words.secondHelper)}>
        {(id) => (
          <HelperPicker
            id={id}
            value={filled.secondHelperId}
            except={filled.helperId ? [filled.helperId] : []}
            onChange={(helper) => put({ secondHelperId: helper ?? null })}
          />
        )}
      </Labelled>
      <Labelled label={t(teamworkWords.person)}>
        {(id) => (
          <PersonChoice
            id={id}
            householdId={row.householdId}
            value={filled.personId}
            onChange={(personId) => put({ personId })}
          />
        )}
      </Labelled>
      <Labelled label={t(words.pairKind)}>
        {(id) => (
          <Select<PairKind>
            id={id}
            style={{ width: '100%' }}
            allowClear
            placeholder={t(words.kindFollows)}
            value={filled.kind ?? undefined}
            options={PairKind.options.map((value) => ({ value, label: t(pairKindWords[value]) }))}
            onChange={(kind: PairKind | undefined) =>
              put({ kind: kind ?? null, organisationId: kind === 'unit_to_one' ? filled.organisationId : null })
            }
          />
        )}
      </Labelled>
      {filled.kind === 'unit_to_one' && (
        <Labelled label={t(words.standingUnit)}>
          {(id) => (
            <OrganisationPicker
              id={id}
              value={filled.organisationId}
              onChange={(unit) => put({ organisationId: unit ?? null })}
            />
          )}
        </Labelled>
      )}
      <Labelled label={t(words.since)}>
        {(id) => <DayInput id={id} value={filled.since} onChange={(since) => put({ since: since ?? '' })} />}
      </Labelled>
      <Labelled label={t(teamworkWords.termEnd)}>
        {(id) => (
          <DayInput
            id={id}
            value={filled.termUntil ?? undefined}
            onChange={(termUntil) => put({ termUntil: termUntil ?? null })}
          />
        )}
      </Labelled>
    </Dialog>
  )
}
