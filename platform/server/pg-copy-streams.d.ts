declare module 'pg-copy-streams' {
  import type { Writable } from 'node:stream'
  import type { Submittable } from 'pg'
  /** A statement `copy … from stdin` that takes its lines as they are written. */
  export function from(text: string): Writable & Submittable & { rowCount: number }
}
