import { Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useWords } from '../../../platform/web/language.tsx'
import { useToday } from '../../../platform/web/session.tsx'
import { DayInput } from '../../../platform/web/ui/day-input.tsx'
import { Dialog } from '../../../platform/web/ui/dialog.tsx'
import { YuanInput } from '../../../platform/web/ui/field.tsx'
import { Labelled } from '../../../platform/web/ui/labelled.tsx'
import { AreaPicker } from '../../areas/web/area-picker.tsx'
import { OrganisationPicker } from '../../organisations/web/organisation-picker.tsx'
import { teamTaskWords, unitPairKindWords, villageLinkWords, unitPairWords as words } from '../unit-pair-messages.ts'
import { TeamTask, type UnitPairDraft, UnitPairKind, type UnitPairRow } from '../unit-pair-model.ts'
import { pairingApi, usePairingChanged } from './api.ts'
import { FreeUnits, OpenVillages, StrongVillages } from './village-choices.tsx'
import { WorkTeamFields } from './work-team.tsx'

type Filled = UnitPairDraft & {
  kind: UnitPairKind
  villageCode: string | null
  receiverId: string | null
  incomeFen: string | null
  incomeYear: number
}

type DialogProps = { before: UnitPairRow | undefined; close: () => void }

/** Proposes a pair of bodies, or fills in links, plan and tasks of one. The income of a village is filed on the way. */
export function UnitPairDialog({ before, close }: DialogProps) {
  const t = useWords()
  const changed = usePairingChanged()
  const today = useToday()
  const [filled, setFilled] = useState<Filled>({
    kind: before?.kind ?? 'village',
    villageCode: null,
    receiverId: null,
    incomeFen: null,
    incomeYear: Number(today.slice(0, 4)) - 1,
    giverId: before?.giverId ?? null,
    leaderName: before?.leaderName ?? null,
    residentName: before?.residentName ?? null,
    partnerCode: before?.partnerCode ?? null,
    dueOn: before?.dueOn ?? null,
    plan: before?.plan ?? null,
    tasksDone: before?.tasksDone ?? [],
    stationedFrom: before?.stationedFrom ?? null,
    stationedUntil: before?.stationedUntil ?? null,
    team: before?.team ?? [],
  })
  const put = (part: Partial<Filled>) => setFilled({ ...filled, ...part })
  const save = async () => {
    await send(filled, before)
    await changed()
  }
  const chosen = before !== undefined || (filled.kind === 'village' ? filled.villageCode : filled.receiverId) !== null
  return (
    <Dialog
      title={t(before ? words.change : words.add)}
      action={t(before ? words.change : words.add)}
      act={save}
      disabled={!chosen}
      close={close}
      wide={filled.kind === 'team'}
    >
      {!before && <Receiver filled={filled} put={put} />}
      <Labelled label={t(words.giver)}>
        {(id) =>
          filled.kind === 'village' ? (
            <FreeUnits id={id} value={filled.giverId} onChange={(giverId) => put({ giverId })} />
          ) : (
            <OrganisationPicker
              id={id}
              value={filled.giverId}
              onChange={(giverId) => put({ giverId: giverId ?? null })}
            />
          )
        }
      </Labelled>
      {filled.kind === 'village' && (
        <Links filled={filled} village={before?.areaCode ?? filled.villageCode} put={put} />
      )}
      {filled.kind === 'team' && <WorkTeamFields filled={filled} put={put} />}
      {filled.kind === 'team' && (
        <Labelled label={t(words.tasks)}>
          {(id) => (
            <Select<TeamTask[]>
              id={id}
              mode="multiple"
              style={{ width: '100%' }}
              value={filled.tasksDone}
              options={TeamTask.options.map((value) => ({ value, label: t(teamTaskWords[value]) }))}
              onChange={(tasksDone) => put({ tasksDone })}
            />
          )}
        </Labelled>
      )}
      <Labelled label={t(words.plan)}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={2}
            maxLength={400}
            value={filled.plan ?? ''}
            onChange={(event) => put({ plan: event.target.value || null })}
          />
        )}
      </Labelled>
    </Dialog>
  )
}

async function send(filled: Filled, before: UnitPairRow | undefined): Promise<void> {
  const { kind, villageCode, receiverId, incomeFen, incomeYear, ...draft } = filled
  if (before) {
    await pairingApi.unitPairs.change.call({ ...draft, id: before.id, version: before.version })
    return
  }
  if (kind === 'village' && villageCode && incomeFen)
    await pairingApi.unitPairs.income.call({ areaCode: villageCode, year: incomeYear, perCapitaFen: incomeFen })
  await pairingApi.unitPairs.create.call({
    ...draft,
    kind,
    villageCode: kind === 'village' ? villageCode : null,
    receiverId: kind === 'village' ? null : receiverId,
  })
}

type PartProps = { filled: Filled; put: (part: Partial<Filled>) => void }

function Receiver({ filled, put }: PartProps) {
  const t = useWords()
  return (
    <>
      <Labelled label={t(words.kind)}>
        {(id) => (
          <Select<UnitPairKind>
            id={id}
            style={{ width: '100%' }}
            value={filled.kind}
            options={UnitPairKind.options.map((value) => ({ value, label: t(unitPairKindWords[value]) }))}
            onChange={(kind) => put({ kind })}
          />
        )}
      </Labelled>
      {filled.kind === 'village' ? (
        <VillageChoice filled={filled} put={put} />
      ) : (
        <Labelled label={t(words.enterprise)}>
          {(id) => (
            <OrganisationPicker
              id={id}
              kind="enterprise"
              value={filled.receiverId}
              onChange={(receiver) => put({ receiverId: receiver ?? null })}
            />
          )}
        </Labelled>
      )}
    </>
  )
}

/** A village under the line from the list; one that is not on it is chosen in the area tree and its income filed. */
function VillageChoice({ filled, put }: PartProps) {
  const t = useWords()
  const [listed, setListed] = useState(true)
  const turn = () => {
    setListed(!listed)
    put({ villageCode: null, partnerCode: null, incomeFen: null })
  }
  return (
    <>
      <Labelled label={t(words.village)}>
        {(id) =>
          listed ? (
            <OpenVillages
              id={id}
              value={filled.villageCode}
              onChange={(villageCode) => put({ villageCode, partnerCode: null })}
            />
          ) : (
            <AreaPicker
              id={id}
              levels={['village']}
              value={filled.villageCode}
              onChange={(code) => put({ villageCode: code ?? null, partnerCode: null })}
            />
          )
        }
      </Labelled>
      <button type="button" className="quiet" onClick={turn}>
        {t(listed ? words.anotherVillage : words.listedVillage)}
      </button>
      {!listed && (
        <>
          <Labelled label={t(words.income)}>
            {(id) => <YuanInput id={id} value={filled.incomeFen ?? ''} onChange={(incomeFen) => put({ incomeFen })} />}
          </Labelled>
          <Labelled label={t(words.incomeYear)}>
            {(id) => (
              <InputNumber
                id={id}
                min={1990}
                max={2100}
                value={filled.incomeYear}
                onChange={(year) => put({ incomeYear: year ?? filled.incomeYear })}
              />
            )}
          </Labelled>
        </>
      )}
    </>
  )
}

function Links({ filled, village, put }: PartProps & { village: string | null }) {
  const t = useWords()
  return (
    <>
      <Labelled label={t(villageLinkWords.leader)}>
        {(id) => (
          <Input
            id={id}
            maxLength={60}
            value={filled.leaderName ?? ''}
            onChange={(event) => put({ leaderName: event.target.value || null })}
          />
        )}
      </Labelled>
      <Labelled label={t(villageLinkWords.resident)}>
        {(id) => (
          <Input
            id={id}
            maxLength={60}
            value={filled.residentName ?? ''}
            onChange={(event) => put({ residentName: event.target.value || null })}
          />
        )}
      </Labelled>
      <Labelled label={t(villageLinkWords.partner)}>
        {(id) => (
          <StrongVillages
            id={id}
            village={village}
            value={filled.partnerCode}
            onChange={(partnerCode) => put({ partnerCode })}
          />
        )}
      </Labelled>
      <Labelled label={t(words.dueOn)}>
        {(id) => (
          <DayInput id={id} value={filled.dueOn ?? undefined} onChange={(dueOn) => put({ dueOn: dueOn ?? null })} />
        )}
      </Labelled>
    </>
  )
}
