import { z } from 'zod'

/** Facts of a file that others than its own page may ask for and write back: surveys, returned forms. */
export const RegisterFact = z.enum([
  'size',
  'category',
  'main_cause',
  'annual_income',
  'rigid_expenditure',
  'address',
  'dwellings',
  'vehicles',
  'housing_area',
  'heating',
  'head_phone',
  'head_health',
  'head_employment',
  'head_disability',
])
export type RegisterFact = z.infer<typeof RegisterFact>

/**
 * Values as they are compared and stored: whole numbers as digits, money in fen, floor area in square decimetres, codes.
 * A fact that is left out was not asked.
 */
export type RegisterFacts = Partial<Record<RegisterFact, string>>
