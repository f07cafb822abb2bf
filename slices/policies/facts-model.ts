import { z } from 'zod'
import { Day, Month } from '../../core/date.ts'

/** Anything may be missing: then the rules that need it say what they miss. */
const maybe = <Value extends z.ZodType>(value: Value) => value.nullish()

/** Fen in a case file: a whole number that is exact as JSON. */
const wholeFen = z.int()

/** One income of a member in a year. */
export const CaseIncome = z.object({ kind: z.string(), fen: wholeFen })
export type CaseIncome = z.infer<typeof CaseIncome>

/** A member in the shape of `cases.json`. `disability_grade` and `school` null mean: none; left out means: not known. */
export const CaseMember = z.object({
  birth: maybe(Day),
  sex: maybe(z.union([z.literal(1), z.literal(2)])),
  relation: maybe(z.string()),
  disability_grade: maybe(z.int().min(1).max(4)),
  school: maybe(z.string()),
  employment: maybe(z.string()),
  annual_income: maybe(z.array(CaseIncome)),
})
export type CaseMember = z.infer<typeof CaseMember>

/** What is known of a family on a day, in the shape of `cases.json`: money in integer fen, areas as decimal text. */
export const CaseFacts = z.object({
  id: z.string(),
  on: maybe(Day),
  county: maybe(z.string().regex(/^\d{6}$/, { error: 'not_a_region' })),
  residence: maybe(z.enum(['urban', 'rural'])),
  members: maybe(z.array(CaseMember)),
  rigid_expenditure: maybe(
    z.object({
      medical_fen: maybe(wholeFen),
      disability_fen: maybe(wholeFen),
      education_fen: maybe(wholeFen),
      employment_fen: maybe(wholeFen),
    }),
  ),
  accident_loss_fen: maybe(wholeFen),
  assets: maybe(z.object({ dwellings: maybe(z.int()), vehicles: maybe(z.int()) })),
  housing: maybe(
    z.object({
      area_m2: maybe(z.string().regex(/^\d+(\.\d+)?$/, { error: 'not_a_decimal' })),
      heating: maybe(z.string()),
    }),
  ),
  last_six_months: maybe(z.array(z.object({ month: Month, per_capita_fen: maybe(wholeFen) }))),
})
export type CaseFacts = z.infer<typeof CaseFacts>
