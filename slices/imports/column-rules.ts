import { type Field, fieldNames, fieldsOf, type Kind } from '../../engines/roster/fields.ts'
import { headingKey } from '../../engines/roster/header-words.ts'

/** Every field that a column of a list of this kind can be, the number of the row last; none while the kind is unknown. */
export function fieldsOfKind(kind: string | null): readonly Field[] {
  return kind !== null && Object.hasOwn(fieldsOf, kind) ? [...fieldsOf[kind as Kind], 'serial'] : []
}

/** How officers call a field; the field itself where a newer reader knows more. */
export const fieldName = (field: string): { zh: string; en: string } =>
  fieldNames[field as Field] ?? { zh: field, en: field }

/** What is chosen for a column that is to be kept under its heading, as further information of the person. */
export const supplementChoice = 'supplement'

/** Under which key the choice for a column is kept: its own heading, without those that stand above it. */
export const columnKey = (header: string): string => headingKey(header.split('-').at(-1) ?? '')
