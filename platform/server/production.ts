import pg from 'pg'
import type { Config } from './config.ts'

/** Settings that lose money or data, or open the house: production mode does not start with them (quality/availability 2). */
export async function refuseUnsafe(config: Config, urls: { ownerUrl: string; appUrl: string }): Promise<void> {
  const faults: string[] = []
  if (process.getuid?.() === 0) faults.push('服务器不能以 root 运行 (the server must not run as root)')
  if (!config.tls && !['127.0.0.1', '::1', 'localhost'].includes(config.host))
    faults.push('监听外部地址须设置 BANGFU_TLS_CERT 和 BANGFU_TLS_KEY (https is needed beyond this machine)')
  const app = new pg.Client({ connectionString: urls.appUrl })
  await app.connect()
  try {
    const { rows } = await app.query<Record<string, string>>(
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as synchronous_commit,
         current_setting('full_page_writes') as full_page_writes, current_setting('data_checksums') as data_checksums,
         (select rolsuper or rolbypassrls from pg_roles where rolname = current_user)::text as strong`,
    )
    const setting = rows[0] ?? {}
    for (const name of ['fsync', 'synchronous_commit', 'full_page_writes', 'data_checksums'])
      if (setting[name] === 'off') faults.push(`PostgreSQL 的 ${name} 须为 on (${name} must be on)`)
    if (setting.strong === 'true')
      faults.push(
        'DATABASE_URL 的用户不能是超级用户或绕过行级安全 (the app role must not be a superuser or bypass row security)',
      )
  } finally {
    await app.end()
  }
  if (faults.length > 0)
    throw new Error(`BANGFU_MODE=production 拒绝启动 (refused to start):\n- ${faults.join('\n- ')}`)
}
