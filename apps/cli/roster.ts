import { open } from 'node:fs/promises'
import { Problem } from '../../core/problem.ts'
import type { Counties } from '../../engines/roster/county.ts'
import { defaultLimits } from '../../engines/roster/limits.ts'
import { unreadable } from '../../engines/roster/unreadable.ts'
import { type FileReading, readInChild } from '../../platform/server/spreadsheets/read-in-child.ts'
import { countiesByName } from '../../slices/areas/pack-store.ts'

const usage = '用法 (usage): bangfu roster read FILE --json'

/**
 * `bangfu roster read FILE --json`: what a spreadsheet says, without a database. Answers 0 when the file could be read,
 * whatever is wrong in it, and 2 with one sentence on standard error when it could not.
 */
export async function rosterCommand(args: string[], counties: () => Counties = countiesByName): Promise<number> {
  const [verb, ...rest] = args
  const files = rest.filter((argument) => !argument.startsWith('--'))
  const [file] = files
  if (
    verb !== 'read' ||
    file === undefined ||
    files.length > 1 ||
    !rest.every((argument) => files.includes(argument) || argument === '--json')
  ) {
    console.error(usage)
    return 2
  }
  // Whoever reads the answer may have seen enough: `… | head` is no fault.
  process.stdout.on('error', ignoreClosedPipe)
  try {
    await print(await readInChild(await readWithin(file), { counties: counties() }))
    return 0
  } catch (error) {
    if (isClosedPipe(error)) return 0
    const sentence = sentenceOf(error, file)
    if (sentence === undefined) throw error
    console.error(sentence)
    return 2
  }
}

const isClosedPipe = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EPIPE'

function ignoreClosedPipe(error: Error): void {
  if (!isClosedPipe(error)) throw error
}

/** The bytes of a file, unless there are more than may be read at all. */
async function readWithin(file: string): Promise<Buffer> {
  const handle = await open(file)
  try {
    const { size } = await handle.stat()
    const limit = defaultLimits.fileBytes
    if (size > limit) throw unreadable('file_too_large', { limit: Math.round(limit / 1024 / 1024) })
    return await handle.readFile()
  } finally {
    await handle.close()
  }
}

function sentenceOf(error: unknown, file: string): string | undefined {
  if (error instanceof Problem) return `${error.sentence('zh')} (${error.sentence('en')})`
  if (!(error instanceof Error) || !('code' in error)) return undefined
  if (error.code === 'ENOENT') return `没有这个文件：${file} (no such file)`
  if (error.code === 'EISDIR') return `这是文件夹，不是文件：${file} (this is a folder)`
  return error.code === 'EACCES' ? `没有权限读取：${file} (no permission)` : undefined
}

/** One JSON document in the shape of the contract, written piece by piece; messages are in Chinese. */
async function print({ sheets, records, households, rejected, issues, ...rest }: FileReading): Promise<void> {
  const lists = {
    sheets,
    records,
    households,
    issues: issues.map((issue) => ({ ...issue, message: issue.message.zh, message_en: issue.message.en })),
    rejected,
  }
  const write = (text: string) =>
    new Promise<void>((resolve, reject) => process.stdout.write(text, (error) => (error ? reject(error) : resolve())))
  await write(JSON.stringify(rest).slice(0, -1))
  for (const [name, items] of Object.entries(lists)) {
    await write(`,\n${JSON.stringify(name)}:[`)
    const piece = 500
    for (let from = 0; from < items.length; from += piece)
      await write(
        (from > 0 ? ',\n' : '\n') +
          items
            .slice(from, from + piece)
            .map((item) => JSON.stringify(item))
            .join(',\n'),
      )
    await write(']')
  }
  await write('}\n')
}
