import { Button, InputNumber, Select } from 'antd'
import { useLanguage, useWords } from '../../../platform/web/language.tsx'
import type { Changes, Choice, Lever, ParameterMove, VersionSwap } from '../model.ts'
import { simulationPageWords as words } from '../page-messages.ts'

/** What can be chosen on the left of the workbench. */
export type Board = {
  readonly levers: readonly Lever[]
  readonly policies: readonly Choice[]
  readonly regions: readonly { readonly code: string; readonly name: string }[]
}

type Props = { board: Board; changes: Changes; change: (changes: Changes) => void }

/** Everything that is moved, and what else could be. */
export function Levers({ board, changes, change }: Props) {
  const t = useWords()
  const setMove = (at: number, move: ParameterMove | undefined) =>
    change({ ...changes, parameters: replaced(changes.parameters, at, move) })
  const setSwap = (at: number, swap: VersionSwap | undefined) =>
    change({ ...changes, versions: replaced(changes.versions, at, swap) })
  return (
    <section className="simulation-levers">
      <h2>{t(words.levers)}</h2>
      {changes.parameters.map((move, at) => {
        const lever = board.levers.find((one) => one.name === move.name)
        const key = `${move.name} ${at}`
        return lever && <MoveForm key={key} {...{ lever, move, board }} set={(next) => setMove(at, next)} />
      })}
      {changes.versions.map((swap, at) => {
        const choice = board.policies.find((one) => one.policy === swap.policy)
        return choice && <SwapForm key={swap.policy} {...{ choice, swap }} set={(next) => setSwap(at, next)} />
      })}
      <Adding {...{ board, changes, change }} />
    </section>
  )
}

const replaced = <Item,>(items: readonly Item[], at: number, item: Item | undefined): Item[] =>
  items.flatMap((one, index) => (index === at ? (item === undefined ? [] : [item]) : [one]))

function Adding({ board, changes, change }: Props) {
  const t = useWords()
  const language = useLanguage()
  const search = { optionFilterProp: 'label' }
  const add = (name: string) => {
    const lever = board.levers.find((one) => one.name === name)
    const value = lever?.high ?? '0'
    const move: ParameterMove = { name, region: '000000', residence: '', how: 'set', value }
    change({ ...changes, parameters: [...changes.parameters, move] })
  }
  const swap = (policy: string) => {
    const choice = board.policies.find((one) => one.policy === policy)
    const others = choice?.versions.filter((one) => one.number !== choice.number) ?? []
    // What is being drafted is what one wants to know of.
    const other = others.find((one) => one.state === 'draft') ?? others[0]
    change({ ...changes, versions: [...changes.versions, { policy, number: other?.number ?? 0 }] })
  }
  const swappable = board.policies.filter(
    (one) =>
      one.versions.some(({ number }) => number !== one.number) &&
      !changes.versions.some(({ policy }) => policy === one.policy),
  )
  return (
    <>
      <Select
        className="simulation-add"
        aria-label={t(words.addLever)}
        placeholder={t(words.addLever)}
        value={null}
        showSearch={search}
        options={board.levers
          .filter(({ name }) => changes.parameters.length === 0 || !changes.parameters.some((one) => one.name === name))
          .map(({ name, title }) => ({ value: name, label: title[language] }))}
        onChange={(name: string | null) => name && add(name)}
      />
      {swappable.length > 0 && (
        <Select
          className="simulation-add"
          aria-label={t(words.addVersion)}
          placeholder={t(words.addVersion)}
          value={null}
          showSearch={search}
          options={swappable.map(({ policy, title }) => ({ value: policy, label: title[language] }))}
          onChange={(policy: string | null) => policy && swap(policy)}
        />
      )}
    </>
  )
}

type MoveProps = { lever: Lever; move: ParameterMove; board: Board; set: (move: ParameterMove | undefined) => void }

function MoveForm({ lever, move, board, set }: MoveProps) {
  const t = useWords()
  const name = t(lever.title)
  return (
    <fieldset className="simulation-lever">
      <legend>{name}</legend>
      <p className="second">{useHolds(lever)}</p>
      <Slider {...{ lever, move, set, name }} />
      <div className="simulation-lever-row">
        <Select
          aria-label={t(words.how)}
          value={move.how}
          options={[
            { value: 'set', label: t(words.set) },
            { value: 'percent', label: t(words.percent) },
          ]}
          onChange={(how: 'set' | 'percent') =>
            set({ ...move, how, value: how === 'percent' ? '100' : (lever.high ?? '0') })
          }
        />
        <Select
          aria-label={t(words.where)}
          value={move.region}
          options={[
            { value: '000000', label: t(words.everywhere) },
            ...board.regions.map((region) => ({ value: region.code, label: region.name })),
          ]}
          onChange={(region: string) => set({ ...move, region })}
        />
        <Select
          aria-label={t(words.residence)}
          value={move.residence}
          options={[
            { value: '', label: t(words.both) },
            { value: 'urban', label: t(words.urban) },
            { value: 'rural', label: t(words.rural) },
          ]}
          onChange={(residence: '' | 'urban' | 'rural') => set({ ...move, residence })}
        />
        <Button size="small" onClick={() => set(undefined)}>
          {t(words.takeBack)}
        </Button>
      </div>
    </fieldset>
  )
}

/** The values that hold now, in words. */
function useHolds(lever: Lever): string {
  const t = useWords()
  const shown = (value: string) => (lever.money ? `${Number(value) / 100} ${t(words.yuan)}` : value)
  if (lever.low === null || lever.high === null) return t(words.nowNone)
  if (lever.low === lever.high) return t(words.nowHolds, { low: shown(lever.low) })
  return t(words.nowBetween, { low: shown(lever.low), high: shown(lever.high) })
}

// More than anybody means: a slip of some digits.
const mostPercent = 1000
const mostYuan = 1_000_000
const mostOther = 999_999_999

type SliderProps = { lever: Lever; move: ParameterMove; name: string; set: (move: ParameterMove) => void }

/** The slider and the number beside it; money is shown in yuan and moved in whole yuan, shares in hundredths. */
function Slider({ lever, move, name, set }: SliderProps) {
  const t = useWords()
  const percent = move.how === 'percent'
  const unit = lever.money && !percent ? 100 : 1
  const highest = Number(lever.high ?? 0) || 100 * unit
  const [low, high] = percent ? [50, 200] : [0, Math.ceil((highest * 2) / unit)]
  const step = percent ? 1 : lever.money || highest >= 20 ? 1 : 0.01
  const value = Number(move.value) / unit
  const most = percent ? mostPercent : lever.money ? mostYuan : mostOther
  const give = (next: number | null) => {
    if (next === null || !(next >= 0 && next <= most)) return
    set({ ...move, value: lever.money && !percent ? String(Math.round(next * 100)) : String(Number(next.toFixed(6))) })
  }
  return (
    <div className="simulation-slider">
      <input
        type="range"
        aria-label={t(words.sliderOf, { name })}
        min={low}
        max={Math.max(high, value)}
        step={step}
        value={value}
        onChange={(event) => give(Number(event.target.value))}
      />
      <InputNumber
        className="simulation-number"
        aria-label={t(words.valueOf, { name })}
        value={value}
        min={0}
        max={most}
        controls={false}
        suffix={percent ? '%' : lever.money ? t(words.yuan) : undefined}
        onChange={(next) => give(next)}
      />
    </div>
  )
}

type SwapProps = { choice: Choice; swap: VersionSwap; set: (swap: VersionSwap | undefined) => void }

function SwapForm({ choice, swap, set }: SwapProps) {
  const t = useWords()
  const name = t(choice.title)
  const states = { draft: words.draft, released: words.released, discarded: words.discarded }
  return (
    <fieldset className="simulation-lever">
      <legend>{name}</legend>
      <div className="simulation-lever-row">
        <Select
          aria-label={t(words.versionOf, { name })}
          value={swap.number}
          options={choice.versions.map(({ number, state }) => ({
            value: number,
            label: [
              state === 'shipped' ? t(words.shipped) : `${t(words.versionNumber, { number })} · ${t(states[state])}`,
              number === choice.number ? t(words.current) : '',
            ]
              .filter(Boolean)
              .join(' · '),
          }))}
          onChange={(number: number) => set({ ...swap, number })}
        />
        <Button size="small" onClick={() => set(undefined)}>
          {t(words.takeBack)}
        </Button>
      </div>
    </fieldset>
  )
}
