import { z } from 'zod'

/** The list that a view belongs to: the name under which the page keeps its columns. */
export const ListName = z.string().regex(/^[a-z][a-z0-9-]{0,59}$/)

/** A view of a list as a person wants to see it again: filters and order as they stand in the address bar, columns. */
export const ListView = z.strictObject({
  name: z.string().trim().min(1, { error: 'blank' }).max(30),
  /** The address behind the question mark, without page and peek. */
  search: z
    .string()
    .max(2000)
    .regex(/^(\?.*)?$/),
  /** Keys of the columns that are shown; null for the usual ones. */
  columns: z
    .array(z.string().regex(/^\w{1,40}$/))
    .max(60)
    .nullable()
    .default(null),
})
export type ListView = z.infer<typeof ListView>

/** More than anybody finds again; a bound against scripts that fill the table. */
export const mostViews = 50
