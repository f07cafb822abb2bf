import { z } from 'zod'
import { type FieldProblem, Problem } from '../../core/problem.ts'
import type { Act } from '../../platform/server/act.ts'
import { type Transaction, violatedConstraint } from '../../platform/server/database.ts'
import { addChecklist, currentChecklist } from './checklist-store.ts'
import { deedWords as words } from './messages.ts'
import { type ChecklistKind, HelpForm, PlaceItem } from './model.ts'
import { proposedForms, proposedPlaces } from './rules.ts'

type Listed<Item> = {
  version: number
  items: Item[]
  proposal: Item[]
  note: string | null
  by: string | null
  at: string | null
}

/** A proposal is told in the reader's language; a list that was confirmed as it was written. */
type Reading = Pick<Act, 'tx' | 'language'>

async function listed<Item>(
  tx: Transaction,
  kind: ChecklistKind,
  item: z.ZodType<Item>,
  proposal: Item[],
): Promise<Listed<Item>> {
  const saved = await currentChecklist(tx, kind)
  if (!saved) return { version: 0, items: proposal, proposal, note: null, by: null, at: null }
  return { ...saved, items: z.array(item).parse(saved.items), proposal }
}

/** The forms of help in force. */
export const helpForms = ({ tx, language }: Reading): Promise<Listed<HelpForm>> =>
  listed(tx, 'help_forms', HelpForm, proposedForms(language))

/** The items of 六个到位 in force. */
export const placeItems = ({ tx, language }: Reading): Promise<Listed<PlaceItem>> =>
  listed(tx, 'in_place', PlaceItem, proposedPlaces(language))

export const getForms = (act: Act) => helpForms(act)
export const getPlaces = (act: Act) => placeItems(act)

type Saving<Item> = { version: number; items: Item[]; note: string }

async function save<Item extends { key: string; name: string }>(
  act: Act,
  kind: ChecklistKind,
  before: Listed<Item>,
  input: Saving<Item>,
): Promise<{ version: number }> {
  refuseTwice(input.items)
  const stale = new Problem('conflict', words.changedMeanwhile, { data: { theirs: before, yours: input } })
  if (before.version !== input.version) throw stale
  const version = before.version + 1
  try {
    await addChecklist(act.tx, kind, { version, items: input.items, note: input.note || null })
  } catch (error) {
    if (violatedConstraint(error) !== 'checklist_pkey') throw error
    throw stale
  }
  act.about('checklist', kind, { version, items: input.items.map((item) => item.name) })
  return { version }
}

/** Two items of one key could not be told apart in a filter, two of one name not on the page. */
function refuseTwice(items: readonly { key: string; name: string }[]): void {
  const faults = items.flatMap((item, at): FieldProblem[] =>
    items.some((other, before) => before < at && (other.key === item.key || other.name === item.name))
      ? [{ field: `items.${at}.name`, text: words.twice, parameters: { name: item.name } }]
      : [],
  )
  const [first] = faults
  if (first) throw new Problem('bad_input', first.text, { parameters: first.parameters, fields: faults })
}

export async function saveForms(act: Act, input: Saving<HelpForm>): Promise<{ version: number }> {
  return save(act, 'help_forms', await helpForms(act), input)
}

export async function savePlaces(act: Act, input: Saving<PlaceItem>): Promise<{ version: number }> {
  return save(act, 'in_place', await placeItems(act), input)
}
