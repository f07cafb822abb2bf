import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  type KeyObject,
  randomBytes,
  randomFillSync,
} from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { deflateRawSync, inflateRawSync } from 'node:zlib'

/**
 * Encryption of identity numbers, phones, bank accounts and health details in their columns.
 * A sealed value is: version (1 byte), nonce (12), tag (16), ciphertext; AES-256-GCM. Equality search goes by a keyed
 * hash, because equal plaintexts never look equal when sealed.
 */
export type PersonalData = {
  seal(plain: string): Buffer
  open(sealed: Buffer): string
  /** The same for files and rows of files: compressed, then sealed. */
  sealBytes(plain: Uint8Array): Buffer
  openBytes(sealed: Buffer): Buffer
  /** Keyed hash for equality search; `purpose` keeps the hashes of different fields apart. */
  index(
    purpose: 'identity_number' | 'identity_last_four' | 'phone' | 'phone_last_four' | 'bank_account' | 'match',
    plain: string,
  ): Buffer
}

type KeyFile = { current: number; keys: Record<string, string>; index: string }

/**
 * Reads the key file, or makes it with 0600 when it is not there and `mayCreate`: a database that already holds sealed
 * columns must never get a new key. Throws with a sentence that says so.
 */
export function openPersonalData(file: string, mayCreate: boolean): PersonalData {
  if (!existsSync(file)) {
    if (!mayCreate)
      throw new Error(
        `找不到密钥文件 ${file}：身份证号、电话、账号等加密列无法读取，请从单独保存的备份中恢复该文件。 (The key file is missing; restore it from where it is kept apart.)`,
      )
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    const fresh: KeyFile = {
      current: 1,
      keys: { 1: randomBytes(32).toString('base64') },
      index: randomBytes(32).toString('base64'),
    }
    // Complete on the disk before it has its name: a crash leaves no half key beside an empty database.
    const unfinished = `${file}.new`
    writeFileSync(unfinished, JSON.stringify(fresh), { mode: 0o600, flush: true })
    renameSync(unfinished, file)
  }
  return personalDataWith(JSON.parse(readFileSync(file, 'utf8')) as KeyFile)
}

/** Nonces of 12 bytes, each given once; random bytes cost as much to ask for one as for a thousand. */
function nonces(): () => Uint8Array {
  const length = 12
  const drawn = new Uint8Array(1_000 * length)
  let at = drawn.length
  return () => {
    if (at === drawn.length) {
      randomFillSync(drawn)
      at = 0
    }
    at += length
    return drawn.subarray(at - length, at)
  }
}

function personalDataWith(file: KeyFile): PersonalData {
  // Made into key objects once: handed over as bytes, they cost several times more than what is done with them.
  const keys = new Map(
    Object.entries(file.keys).map(([version, key]) => [Number(version), createSecretKey(key, 'base64')]),
  )
  const indexKey = createSecretKey(file.index, 'base64')
  const keyOf = (version: number): KeyObject => {
    const key = keys.get(version)
    if (!key) throw new Error(`密钥版本 ${version} 不在密钥文件中 (key version is not in the key file)`)
    return key
  }
  const nextNonce = nonces()
  const sealBytes = (plain: Uint8Array | string): Buffer => {
    const nonce = nextNonce()
    const cipher = createCipheriv('aes-256-gcm', keyOf(file.current), nonce)
    const body = typeof plain === 'string' ? cipher.update(plain, 'utf8') : cipher.update(plain)
    // This mode holds nothing back for its end.
    cipher.final()
    const sealed = Buffer.allocUnsafe(29 + body.length)
    sealed[0] = file.current
    sealed.set(nonce, 1)
    sealed.set(cipher.getAuthTag(), 13)
    sealed.set(body, 29)
    return sealed
  }
  const openBytes = (sealed: Buffer): Buffer => {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(sealed[0] as number), sealed.subarray(1, 13))
    decipher.setAuthTag(sealed.subarray(13, 29))
    return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()])
  }
  return {
    seal: sealBytes,
    open: (sealed) => openBytes(sealed).toString('utf8'),
    // Quickest: half as long as usual and a tenth larger, for what is mostly opened once more.
    sealBytes: (plain) => sealBytes(deflateRawSync(plain, { level: 1 })),
    openBytes: (sealed) => inflateRawSync(openBytes(sealed)),
    index: (purpose, plain) => createHmac('sha256', indexKey).update(`${purpose}\0${plain}`).digest(),
  }
}
