import type { Text } from '../../core/messages.ts'
import { partsOf, type Syntax } from '../../engines/feel/syntax-tree.ts'
import type { CheckedPolicy } from './policy-check-rules.ts'
import { policyFaultWords as words } from './policy-fault-messages.ts'
import { filled } from './policy-file-rules.ts'

/** What a policy asks of others that they do not say. */
export function unknownAnswers(policy: CheckedPolicy, others: ReadonlyMap<string, CheckedPolicy>): Text[] {
  const found = new Map<string, Text>()
  const visit = (node: Syntax): void => {
    const used = node.kind === 'path' && node.from.kind === 'name' ? node.from.name : undefined
    const other = used !== undefined && policy.file.uses.includes(used) ? others.get(used) : undefined
    if (node.kind === 'path' && other && !says(other, node.name))
      found.set(`${used}.${node.name}`, filled(words.unknownAnswerOf, other.file.title, node.name))
    partsOf(node).forEach(visit)
  }
  for (const { formula, table } of policy.steps) {
    if (formula) visit(formula)
    for (const part of table ? [...table.inputs, ...table.rows.map(({ output }) => output)] : []) visit(part)
  }
  for (const { holds } of policy.conditions) visit(holds)
  if (policy.amount) visit(policy.amount)
  for (const answer of policy.answers.values()) visit(answer)
  return [...found.values()]
}

function says({ file }: CheckedPolicy, name: string): boolean {
  const own = [
    ...file.inputs,
    ...file.uses,
    ...file.parameters.map((one) => one.name),
    ...file.steps.map((one) => one.name),
  ]
  return name === 'entitled' || name === 'amount_fen' || Object.hasOwn(file.answers, name) || own.includes(name)
}
