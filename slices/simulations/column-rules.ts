import type { Compiled } from '../../engines/feel/compile.ts'
import { compileDecisions, type Decision, entriesOfOthers } from '../../engines/feel/compile-decisions.ts'
import { CompileProblem, type Schema } from '../../engines/feel/compile-schema.ts'
import type { Syntax } from '../../engines/feel/syntax-tree.ts'
import type { CheckedPolicy } from '../policies/policy-check-rules.ts'
import type { PolicySet } from '../policies/policy-set-rules.ts'

/** Policies and all that they build upon, those that others use first. */
export function policiesBelow(set: PolicySet, ids: readonly string[]): readonly CheckedPolicy[] {
  const needed = new Set<string>()
  const visit = (id: string): void => {
    if (needed.has(id)) return
    needed.add(id)
    set.byId.get(id)?.file.uses.forEach(visit)
  }
  ids.forEach(visit)
  return set.policies.filter(({ file }) => needed.has(file.id))
}

/**
 * Policies and all they build upon as one loop over columns; it writes amount in fen and reason of those that are wanted.
 * @param derived facts that are computed from columns
 * @throws CompileProblem when a policy cannot be run exactly over the columns
 */
export const compilePolicies = (
  policies: readonly CheckedPolicy[],
  wanted: readonly string[],
  schema: Schema,
  derived?: ReadonlyMap<string, Syntax>,
): Compiled => compileDecisions(policies.map(decisionFrom), wanted, schema, derived)

/**
 * The last of some policies with only those of its conditions that can be run over columns: where one of them fails, the
 * policy surely says no, whatever the rest would say. Undefined when there is none.
 * @param known whether a fact can stand in a column
 */
export function compileRefusals(
  policies: readonly CheckedPolicy[],
  schema: Schema,
  known: (fact: string) => boolean,
): Compiled | undefined {
  const decisions = policies.map(decisionFrom)
  const last = decisions.at(-1)
  const below = decisions.slice(0, -1)
  if (!last || policies.slice(0, -1).some(({ file }) => !file.inputs.every(known))) return undefined
  const names = last.names.filter((name) => known(name) || Object.hasOwn(schema.parameters ?? {}, name))
  const only = (conditions: Decision['conditions']): Decision => ({
    ...{ ...last, names, conditions, amount: undefined, answers: new Map() },
  })
  const compile = (conditions: Decision['conditions']): Compiled | undefined => {
    try {
      return compileDecisions([...below, only(conditions)], [last.id], schema)
    } catch (problem) {
      if (problem instanceof CompileProblem) return undefined
      throw problem
    }
  }
  const possible = last.conditions.filter((condition) => compile([condition]))
  return possible.length > 0 ? compile(possible) : undefined
}

/** What a policy reads of those it uses, such as `dibao.entitled`. */
export const readOfOthers = (policy: CheckedPolicy): string[] => entriesOfOthers(decisionFrom(policy))

function decisionFrom({ file, steps, conditions, amount, answers }: CheckedPolicy): Decision {
  const rounding = file.amount?.rounding ?? 'fen'
  return {
    id: file.id,
    names: [...file.inputs, ...file.parameters.map(({ name }) => name)],
    uses: file.uses,
    steps: steps.map(({ name, formula, table }) => ({
      name,
      ...(formula ? { formula } : {}),
      ...(table ? { table: { ...table, hit: table.table.hit } } : {}),
    })),
    conditions: conditions.map(({ condition, holds }) => ({ code: condition.code, holds })),
    amount,
    rounding: { scale: rounding.startsWith('yuan') ? -2 : 0, up: rounding.endsWith('_up') },
    answers,
  }
}
