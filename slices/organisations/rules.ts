import { type FieldProblem, Problem } from '../../core/problem.ts'
import type { OrganisationDraft } from './model.ts'

/** Four base-36 characters a level: 1.6 million organisations under one parent, more than any tenant has. */
const stepLength = 4

/** The line of the `number`-th child (from 1) under a parent's line; the root has the line of its own number. */
export const childLine = (parentLine: string, number: number): string =>
  parentLine + number.toString(36).padStart(stepLength, '0')

/** How many organisations stand above the one of a line: 0 for a root. */
export const depthOf = (line: string): number => line.length / stepLength - 1

/** An enterprise that can still answer for its workers (A-09: bankrupt or closed ⇒ the local government). */
export const canAnswer = (unit: { kind: string; enterpriseState: string | null; validTo: string | null }): boolean =>
  unit.validTo === null && unit.enterpriseState !== 'bankrupt' && unit.enterpriseState !== 'closed'

/** Refuses a draft whose parts contradict each other. */
export function checkDraft(draft: Pick<OrganisationDraft, 'kind' | 'enterpriseState'>): void {
  const faults: FieldProblem[] = []
  if (draft.kind === 'enterprise' && draft.enterpriseState === null)
    faults.push({
      field: 'enterpriseState',
      text: { zh: '请选择企业状况。', en: 'Choose the state of the enterprise.' },
    })
  if (draft.kind !== 'enterprise' && draft.enterpriseState !== null)
    faults.push({
      field: 'enterpriseState',
      text: { zh: '只有企业填写企业状况。', en: 'Only enterprises have a state.' },
    })
  if (faults.length > 0)
    throw new Problem(
      'bad_input',
      { zh: '填写的内容有误，请按提示修改。', en: 'Some of what was entered is wrong. Please correct it as shown.' },
      { fields: faults },
    )
}
