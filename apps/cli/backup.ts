import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { backUp } from '../../platform/server/backup.ts'
import { readConfig } from '../../platform/server/config.ts'
import { startEmbedded } from '../../platform/server/embedded-postgres.ts'
import { restore } from '../../platform/server/restore.ts'

const say = (zh: string, en: string): void => console.log(`${zh}\n${en}`)
const wrong = (usage: string): number => {
  console.error(`用法 (usage): bangfu ${usage}`)
  return 2
}

/** Where the keys of a backup are put and looked for unless told otherwise: beside it, never inside. */
const keysBeside = (folder: string): string => `${resolve(folder)}-keys`

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`

/** `bangfu backup DIR [--keys DIR]`, beside a running server or without one. */
export async function backupCommand(given: string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args: given,
    allowPositionals: true,
    options: { keys: { type: 'string' } },
  })
  const [target, ...more] = positionals
  if (!target || more.length > 0) return wrong('backup DIR [--keys DIR]')
  const config = readConfig(process.env)
  if (config.ownerUrl)
    throw new Error(
      '正在使用外部数据库，请用数据库服务器自己的备份工具（如 pg_basebackup），附件和密钥另行备份。' +
        '(An external database is in use: back it up with its own tools, e.g. pg_basebackup; attachments and keys apart.)',
    )
  const embedded = await startEmbedded({ folder: config.dataFolder, log: (line) => console.error(line), join: true })
  try {
    const keysTarget = resolve(values.keys ?? keysBeside(target))
    const { keyFile, dataFolder } = config
    const manifest = await backUp({ ownerUrl: embedded.ownerUrl, dataFolder, keyFile, target, keysTarget })
    const size = megabytes(manifest.files.reduce((sum, file) => sum + file.bytes, 0))
    say(
      `备份完成：${resolve(target)}，${manifest.files.length} 个文件，${size}。`,
      `Backup done: ${manifest.files.length} files, ${size}.`,
    )
    if (manifest.keys)
      say(
        `密钥在 ${keysTarget}，请立即移到别处，与备份分开保管。`,
        `The keys are in ${keysTarget}: keep them apart from the backup.`,
      )
    return 0
  } finally {
    await embedded.stop()
  }
}

const keyWords = {
  restored: ['密钥已恢复。', 'The keys are restored.'],
  other: [
    '恢复的密钥不是备份时的那一份，请核对加密的内容能否读取。',
    'The keys are not those of the time of the backup; check that encrypted columns can be read.',
  ],
  missing: [
    '没有找到密钥：启动前请把单独保管的 keys.json 放进数据文件夹。',
    'No keys were found: put the keys.json that is kept apart into the data folder before starting.',
  ],
  none: ['备份时没有密钥。', 'There were no keys when the backup was taken.'],
} as const

/** `bangfu restore DIR [--into DATA] [--keys FILE]`: into a new data folder, verified. */
export async function restoreCommand(given: string[]): Promise<number> {
  const { positionals, values } = parseArgs({
    args: given,
    allowPositionals: true,
    options: { keys: { type: 'string' }, into: { type: 'string' } },
  })
  const [source, ...more] = positionals
  if (!source || more.length > 0) return wrong('restore DIR [--into DATA] [--keys FILE]')
  const dataFolder = resolve(values.into ?? readConfig(process.env).dataFolder)
  const keyFile = resolve(values.keys ?? join(keysBeside(source), 'keys.json'))
  if (values.keys && !existsSync(keyFile)) throw new Error(`没有这个文件 (no such file): ${keyFile}`)
  const done = await restore({ source, dataFolder, keyFile })
  say(
    `已恢复到 ${dataFolder} 并核对：${done.tables} 张表，${done.rows} 行，${done.indexes} 个索引。备份时间 ${done.takenAt}。`,
    `Restored and verified: ${done.tables} tables, ${done.rows} rows, ${done.indexes} indexes.`,
  )
  const [zh, en] = keyWords[done.keys]
  say(zh, en)
  say(`启动：BANGFU_DATA=${dataFolder} npm start`, `To start it: BANGFU_DATA=${dataFolder} npm start`)
  return 0
}
