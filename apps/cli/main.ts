/** A command takes what follows its name and answers the exit code; 2 means it was asked wrongly. */
type Command = (given: string[]) => Promise<number>

type Entry = { usage: string; zh: string; en: string; file?: string }

/**
 * Every command of `bangfu`: `name` is the function `nameCommand` of the file `name.ts`. They are loaded when asked for,
 * because a help text needs no database driver. `serve` never comes here: start.mjs runs it as npm start does.
 */
const commands: Record<string, Entry> = {
  serve: {
    usage: 'serve [--demo]',
    zh: '启动服务（同 npm start）',
    en: 'start the server (as npm start does)',
  },
  migrate: {
    usage: 'migrate',
    zh: '升级数据库结构',
    en: 'bring the schema of the database up to date',
  },
  demo: {
    usage: 'demo [--seed TEXT]',
    zh: '在空数据库中建立演示城市',
    en: 'make the demo city in an empty database',
  },
  backup: {
    usage: 'backup DIR [--keys DIR]',
    zh: '备份数据库和附件到新文件夹，密钥另存',
    en: 'back up database and attachments into a new folder, keys apart',
  },
  restore: {
    usage: 'restore DIR [--into DATA] [--keys FILE]',
    zh: '把备份恢复到新的数据文件夹，并核对',
    en: 'restore a backup into a new data folder and verify it',
    file: 'backup',
  },
  roster: {
    usage: 'roster read FILE --json',
    zh: '读取花名册，输出行、值和问题',
    en: 'read a roster: rows, values, issues',
  },
  match: {
    usage: 'match FILE',
    zh: '计算结对方案',
    en: 'compute an assignment of helpers to households',
  },
  policies: {
    usage: 'policies evaluate --parameters P --cases C',
    zh: '按政策参数计算应享待遇',
    en: 'compute what households are due by the policies',
  },
  feel: {
    usage: 'feel tck DIR',
    zh: '运行 FEEL 一致性测试',
    en: 'run the FEEL conformance cases',
  },
}
const width = 44

function help(): string {
  const line = ({ usage, zh, en }: Entry) => `  bangfu ${usage.padEnd(width)}${zh}\n${' '.repeat(width + 9)}${en}`
  const lines = [...Object.values(commands), { usage: 'help', zh: '本说明', en: 'this text' }].map(line)
  return ['帮扶 Bangfu', '', ...lines, ''].join('\n')
}

/** What one command does; asking for it does nothing else. */
const helpOf = ({ usage, zh, en }: Entry): string => `bangfu ${usage}\n  ${zh}\n  ${en}`

async function main([name = 'help', ...given]: string[]): Promise<number> {
  if (['help', '--help', '-h'].includes(name)) {
    console.log(help())
    return 0
  }
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!entry) {
    console.error(`没有“${name}”这个命令 (no such command)\n\n${help()}`)
    return 2
  }
  if (given.some((word) => word === '--help' || word === '-h')) {
    console.log(helpOf(entry))
    return 0
  }
  const loaded = (await import(`./${entry.file ?? name}.ts`)) as Record<string, Command | undefined>
  const command = loaded[`${name}Command`]
  if (!command) throw new Error(`apps/cli/${entry.file ?? name}.ts has no ${name}Command`)
  return command(given)
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  },
)
