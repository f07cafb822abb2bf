import { totalmem } from 'node:os'

const megabyte = 1024 ** 2
const within = (least: number, value: number, most: number) => Math.max(least, Math.min(value, most))

/**
 * How much of a machine's memory PostgreSQL keeps pages in: an eighth, because our server and the reading of spreadsheets
 * live beside it, from 128 MB to 2 GB. An import of 25,000 families into 200,000 persons cost the database a quarter less
 * than with the usual 128 MB: what is not kept is read and checked again page by page.
 * @param bytes of memory that we may use
 */
export function memorySettings(bytes: number): Readonly<Record<string, string>> {
  const kept = Math.floor(within(128 * megabyte, bytes / 8, 2048 * megabyte) / megabyte)
  const cached = Math.floor(Math.max(512 * megabyte, bytes / 2) / megabyte)
  return { shared_buffers: `${kept}MB`, effective_cache_size: `${cached}MB` }
}

/** Memory of the machine, or what a container leaves us of it. */
export const usableMemory = (): number => Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY)
