import type { Text } from '../../core/messages.ts'

type Step = string | number
/** What stands at a place of the file: a text, or undefined for anything else. */
type TextAt = (path: readonly Step[]) => string | undefined
type Word = { readonly zh: string; readonly en: string }

/** One of several, counted from 1; its own name is put behind it. */
const counted: Readonly<Record<string, (place: number) => Word>> = {
  steps: (place) => ({ zh: `第 ${place} 步`, en: `step ${place}` }),
  conditions: (place) => ({ zh: `第 ${place} 个条件`, en: `condition ${place}` }),
  parameters: (place) => ({ zh: `第 ${place} 个参数`, en: `parameter ${place}` }),
  vectors: (place) => ({ zh: `第 ${place} 个测试`, en: `test ${place}` }),
  basis: (place) => ({ zh: `第 ${place} 项依据`, en: `basis ${place}` }),
  rows: (place) => ({ zh: `决策表第 ${place} 行`, en: `row ${place} of the table` }),
  'table inputs': (place) => ({ zh: `决策表第 ${place} 个条件`, en: `condition ${place} of the table` }),
  cell: (place) => ({ zh: `第 ${place} 格`, en: `cell ${place}` }),
}

/** Keys that officers meet most, each with its word. */
const keys: Readonly<Record<string, string>> = {
  steps: '步骤',
  conditions: '条件',
  parameters: '参数',
  vectors: '测试',
  basis: '依据',
  formula: '公式',
  table: '决策表',
  rows: '各行',
  otherwise: '其他情况',
  holds: '何时成立',
  title: '名称',
  name: '代号',
  code: '代号',
  unit: '单位',
  reason: '理由',
  amount: '金额',
  expression: '所问的内容',
  values: '可选的值',
  zh: '中文',
  en: '英文',
}

/**
 * Where a part of a policy stands, in words an officer can follow: 第 2 步（人均收入）的决策表第 1 行.
 * @param path keys and indexes from the whole file down to the part
 * @param textAt the text at a place of the file, for the names of steps and conditions
 */
export function placeInWords(path: readonly Step[], textAt: TextAt): Text {
  // A single key is told as the file has it: what is to be looked for is this word.
  if (path.length <= 1) return { zh: String(path[0] ?? '文件'), en: String(path[0] ?? 'the file') }
  const parts = path.flatMap((step, index): Word[] => {
    const before = path[index - 1]
    if (typeof step === 'string') {
      const next = path[index + 1]
      // What is counted, or the table around it, is said with the number.
      const within = typeof next === 'number' || (step === 'table' && typeof path[index + 2] === 'number')
      return within ? [] : [keyWord(step)]
    }
    const kind =
      typeof before === 'number' ? 'cell' : path[index - 2] === 'table' && before === 'inputs' ? 'table inputs' : before
    const word = counted[String(kind)]?.(step + 1) ?? { zh: `${kind} 第 ${step + 1} 项`, en: `${kind} ${step + 1}` }
    return [named(word, path.slice(0, index + 1), textAt)]
  })
  return { zh: parts.map(({ zh }) => zh).join('的'), en: parts.map(({ en }) => en).join(', ') }
}

const keyWord = (key: string): Word => {
  const zh = keys[key]
  return { zh: zh === undefined ? key : `${zh}（${key}）`, en: key }
}

/** With its title, or else with the name that formulas use. */
function named(word: Word, path: readonly Step[], textAt: TextAt): Word {
  const own = textAt([...path, 'name']) ?? textAt([...path, 'code']) ?? textAt([...path, 'title'])
  const zh = textAt([...path, 'title', 'zh']) ?? own
  const en = textAt([...path, 'title', 'en']) ?? own
  return {
    zh: zh === undefined ? word.zh : `${word.zh}（${zh}）`,
    en: en === undefined ? word.en : `${word.en} (${en})`,
  }
}
