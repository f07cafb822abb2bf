import type { Text } from '../../core/messages.ts'
import type { Changes, Choice, Lever, ParameterMove } from './model.ts'
import { simulationPageWords as words } from './page-messages.ts'

/** What parameters, policies and regions are called. */
export type Named = {
  readonly levers: readonly Pick<Lever, 'name' | 'title' | 'money'>[]
  readonly policies: readonly Pick<Choice, 'policy' | 'title'>[]
  readonly regions: readonly { readonly code: string; readonly name: string }[]
}

/** What a scenario changes, one sentence for each parameter that is moved and each policy of which another version holds. */
export const changesSaid = ({ parameters, versions }: Changes, named: Named): Text[] => [
  ...parameters.map((move) => moveSaid(move, named)),
  ...versions.map(({ policy, number }): Text => {
    const title = named.policies.find((one) => one.policy === policy)?.title ?? { zh: policy, en: policy }
    const version = filled(number === 0 ? words.shipped : words.versionNumber, { number: String(number) })
    return filled(words.swapSaid, { title, version })
  }),
]

function moveSaid({ name, region, residence, how, value }: ParameterMove, { levers, regions }: Named): Text {
  const lever = levers.find((one) => one.name === name)
  const area = regions.find(({ code }) => code === region)?.name
  const where = [
    area ? { zh: area, en: area } : words.everywhere,
    ...(residence === '' ? [] : [residence === 'urban' ? words.urban : words.rural]),
  ]
  const place = { zh: where.map(({ zh }) => zh).join(''), en: where.map(({ en }) => en).join(', ') }
  const amount: Text =
    how === 'percent'
      ? { zh: `${value}%`, en: `${value}%` }
      : lever?.money
        ? { zh: `${Number(value) / 100} ${words.yuan.zh}`, en: `${Number(value) / 100} ${words.yuan.en}` }
        : { zh: value, en: value }
  const title = lever?.title ?? { zh: name, en: name }
  return filled(how === 'percent' ? words.percentSaid : words.moveSaid, { title, place, amount })
}

const filled = (text: Text, parts: Readonly<Record<string, Text | string>>): Text => {
  const fill = (language: 'zh' | 'en') =>
    text[language].replace(/\{(\w+)\}/g, (hole, name: string) => {
      const part = parts[name]
      return part === undefined ? hole : typeof part === 'string' ? part : part[language]
    })
  return { zh: fill('zh'), en: fill('en') }
}
