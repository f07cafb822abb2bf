import { contextFunctions } from './builtins-contexts.ts'
import { listFunctions } from './builtins-lists.ts'
import { numberFunctions } from './builtins-numbers.ts'
import { rangeFunctions } from './builtins-ranges.ts'
import { stringFunctions } from './builtins-strings.ts'
import { temporalFunctions } from './builtins-temporal.ts'
import type { FeelFunction } from './values.ts'

/** All built-in functions of DMN 1.5, section 10.3.4, by name. */
export const builtIns: ReadonlyMap<string, FeelFunction> = new Map([
  ...numberFunctions,
  ...stringFunctions,
  ...listFunctions,
  ...contextFunctions,
  ...temporalFunctions,
  ...rangeFunctions,
])
