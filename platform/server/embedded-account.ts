import { spawnSync } from 'node:child_process'
import { readFileSync, statSync } from 'node:fs'

/** The account PostgreSQL runs under; undefined means: as ourselves. */
export type Account = { uid: number; gid: number } | undefined

// A first choice for administrators who make an account for it, then what Debian brings along.
const candidates = ['bangfu', 'postgres', 'nobody']

/**
 * PostgreSQL refuses to run as root and initdb wants an account with a passwd entry, so root lends it one.
 * A cluster that exists keeps the account that owns it. Throws when somebody else's cluster is asked for.
 */
export function accountFor(cluster: string): Account {
  const ourselves = process.getuid?.() ?? 0
  const owner = statSync(cluster, { throwIfNoEntry: false })
  if (ourselves !== 0) {
    if (owner && owner.uid !== ourselves)
      throw new Error(
        `数据库文件夹 ${cluster} 属于另一个系统账户，请用原来的账户启动。(The database folder belongs to another account; start as that one.)`,
      )
    return undefined
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid }
  const entries = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  for (const name of candidates) {
    const entry = entries.find((each) => each[0] === name)
    if (entry && Number(entry[2]) > 0) return { uid: Number(entry[2]), gid: Number(entry[3]) }
  }
  throw new Error(
    '以 root 启动需要一个普通系统账户来运行数据库，请先执行 useradd --system bangfu。(PostgreSQL does not run as root; make an account first: useradd --system bangfu.)',
  )
}

/** Whether that account may enter a folder, asked of the system itself because modes alone do not tell (ACLs, mounts). */
export function mayEnter(account: Account, folder: string): boolean {
  const asked = spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', folder], { ...account, cwd: '/', stdio: 'ignore' })
  return asked.status === 0
}
