import { resolve } from 'node:path'

/** What the environment says; every name is listed here and nowhere else. */
export type Config = {
  host: string
  port: number
  /** Folder of the embedded database, attachments, keys: absolute. */
  dataFolder: string
  /** URL of the app role; with `ownerUrl` an external PostgreSQL is used, without it the embedded one. */
  databaseUrl: string | undefined
  ownerUrl: string | undefined
  keyFile: string
  tls: { certificateFile: string; keyFile: string } | undefined
  production: boolean
}

/** Reads the environment. Throws an Error whose message names the variable and the remedy. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const dataFolder = resolve(environment.BANGFU_DATA || './data')
  const port = Number(environment.PORT || 8080)
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new Error(`PORT 应为 0 到 65535 的整数 (PORT must be 0 to 65535)`)
  const {
    DATABASE_URL: databaseUrl,
    BANGFU_OWNER_URL: ownerUrl,
    BANGFU_TLS_CERT: cert,
    BANGFU_TLS_KEY: key,
  } = environment
  if (Boolean(databaseUrl) !== Boolean(ownerUrl))
    throw new Error('DATABASE_URL 和 BANGFU_OWNER_URL 须一起设置 (set both or neither)')
  if (Boolean(cert) !== Boolean(key))
    throw new Error('BANGFU_TLS_CERT 和 BANGFU_TLS_KEY 须一起设置 (set both or neither)')
  return {
    host: environment.BANGFU_HOST || '127.0.0.1',
    port,
    dataFolder,
    databaseUrl: databaseUrl || undefined,
    ownerUrl: ownerUrl || undefined,
    keyFile: resolve(environment.BANGFU_KEY_FILE || `${dataFolder}/keys.json`),
    tls: cert && key ? { certificateFile: cert, keyFile: key } : undefined,
    production: environment.BANGFU_MODE === 'production',
  }
}
