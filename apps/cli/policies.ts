import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { type Language, say } from '../../core/messages.ts'
import { decodeExactly } from '../../engines/roster/text-decoding.ts'
import { CaseFacts } from '../../slices/policies/facts-model.ts'
import { shippedSet } from '../../slices/policies/pack-store.ts'
import { judgeParameterFile } from '../../slices/policies/parameter-file-rules.ts'
import { type ParameterBook, parameterBook } from '../../slices/policies/parameter-rules.ts'
import { ParameterViews } from '../../slices/policies/policy-evaluate-rules.ts'
import { workedAnswers } from '../../slices/policies/worked-rules.ts'

const usage = 'bangfu policies evaluate --parameters P.csv --cases C.json --json'

/** A case stands alone or beside what is expected of it. */
const Cases = z.array(
  z.preprocess((one) => (typeof one === 'object' && one !== null && 'facts' in one ? one.facts : one), CaseFacts),
)

/**
 * `bangfu policies evaluate`: the eight worked policies for every case of a file, one JSON array on standard output in
 * the order of the cases. Answers 0, or 1 with a sentence when a file cannot be used, or 2 when asked wrongly.
 */
export async function policiesCommand(given: string[]): Promise<number> {
  const asked = askedFor(given)
  if (!asked) {
    console.error(`用法 (usage): ${usage}`)
    return 2
  }
  const views = new ParameterViews(readParameters(asked.parameters))
  const set = shippedSet()
  const results = readCases(asked.cases).map((facts) => ({ id: facts.id, results: workedAnswers(facts, set, views) }))
  // Fen are bigint inside; as JSON they are plain whole numbers of any length.
  const written = JSON.stringify(results, (_key, value) =>
    typeof value === 'bigint' ? (JSON as unknown as RawJson).rawJSON(String(value)) : value,
  )
  await new Promise<void>((resolve, reject) =>
    process.stdout.write(`${written}\n`, (error) => (error ? reject(error) : resolve())),
  )
  return 0
}

type RawJson = { rawJSON(text: string): unknown }

function askedFor(given: string[]): { parameters: string; cases: string } | undefined {
  try {
    const { values, positionals } = parseArgs({
      args: given,
      allowPositionals: true,
      options: { parameters: { type: 'string' }, cases: { type: 'string' }, json: { type: 'boolean' } },
    })
    const { parameters, cases } = values
    return positionals.join(' ') === 'evaluate' && parameters && cases ? { parameters, cases } : undefined
  } catch {
    return undefined
  }
}

/** A file of parameters as an officer keeps it; every row must be right, because a left-out row changes answers. */
function readParameters(file: string): ParameterBook {
  const judged = judgeParameterFile(readText(file), [], undefined)
  if ('fault' in judged) {
    const fault = (language: Language) => say(judged.fault, language, { columns: judged.columns })
    throw new Error(`${file}: ${fault('zh')} (${fault('en')})`)
  }
  const wrong = judged.rows.find((row) => row.fault)
  if (wrong?.fault) throw new Error(`${file}:${wrong.line}: ${wrong.fault.zh} (${wrong.fault.en})`)
  return parameterBook(
    judged.rows.flatMap(({ draft }) => (draft ? [{ ...draft, from: draft.validFrom, document: draft.document }] : [])),
  )
}

function readCases(file: string): CaseFacts[] {
  let content: unknown
  try {
    content = JSON.parse(readText(file))
  } catch (error) {
    throw new Error(`${file}: 不是 JSON (not JSON): ${error instanceof Error ? error.message : error}`)
  }
  const read = Cases.safeParse(content)
  if (read.success) return read.data
  const issue = read.error.issues[0]
  throw new Error(`${file}: 案例内容有误 (a case is malformed): ${issue?.path.join('.')} ${issue?.message}`)
}

/** A file as programs of this country write it; one of which a character would have to be guessed is refused. */
function readText(file: string): string {
  let bytes: Buffer
  try {
    bytes = readFileSync(file)
  } catch {
    throw new Error(`读不到文件 ${file} (this file cannot be read)`)
  }
  const text = decodeExactly(bytes)
  if (text === undefined)
    throw new Error(`${file}: 文字编码无法识别，请另存为 UTF-8 (the encoding is not known, save it as UTF-8)`)
  return text
}
