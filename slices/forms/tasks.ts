import { dayOf } from '../../core/date.ts'
import type { Text } from '../../core/messages.ts'
import { Problem } from '../../core/problem.ts'
import { monthsOf } from '../../engines/roster/fill/count-period.ts'
import { isFormField } from '../../engines/roster/fill/form-fields.ts'
import { needsOf } from '../../engines/roster/fill/form-needs.ts'
import { type ChosenFields, type FormReading, isListKind, periodsOf } from '../../engines/roster/fill/form-reading.ts'
import type { Services } from '../../platform/server/act.ts'
import { lostDatabase, type Scope, type Transaction, withScope } from '../../platform/server/database.ts'
import { fillFormInChild, readFormInChild } from '../../platform/server/spreadsheets/form-in-child.ts'
import type { Tasks } from '../../platform/server/tasks.ts'
import { lineOf } from './actions.ts'
import * as facts from './facts-store.ts'
import { factsOfFamilies, leftFamilies, selectedFamilies, whatIsDue } from './family-actions.ts'
import { formWords } from './messages.ts'
import { fileDays, fileNameOf, mostCards, mostFamilies } from './rules.ts'
import * as store from './store.ts'

// Families asked for at once: few statements, and progress that can be seen.
const chunk = 500

const sentenceOf = (error: unknown): Text =>
  error instanceof Problem ? { zh: error.sentence('zh'), en: error.sentence('en') } : formWords.failed

async function chosenFields(tx: Transaction): Promise<ChosenFields> {
  const chosen = await store.chosenHeadings(tx, lineOf(tx.scope))
  // A fact that a newer version no longer knows leaves the heading to be recognised.
  return Object.fromEntries(
    chosen.flatMap(({ heading, field }) => {
      const isKnown = field === null || isFormField(field) || isListKind(field)
      return isKnown ? [[heading, field]] : []
    }),
  )
}

/** What went wrong is told to the person; a lost database is left to the queue, which takes the step up again. */
async function told(
  services: Services,
  what: string,
  work: () => Promise<void>,
  tell: (text: Text) => Promise<unknown>,
) {
  try {
    await work()
  } catch (error) {
    if (lostDatabase(error)) throw error
    if (!(error instanceof Problem)) services.log(`${what}: ${error instanceof Error ? error.stack : String(error)}`)
    await tell(sentenceOf(error))
  }
}

/** Recognises the headings of a form, in a child process; what organisations choose for them is laid over it later. */
async function read(services: Services, scope: Scope, id: string): Promise<void> {
  const inScope = <Result>(work: (tx: Transaction) => Promise<Result>) => withScope(services.database, scope, work)
  const work = async () => {
    const stored = await inScope((tx) => store.formFile(tx, id))
    if (!stored) return
    const reading = await readFormInChild(services.personalData.openBytes(stored.file), {})
    await inScope((tx) => store.keepReading(tx, id, reading))
  }
  await told(services, `form ${id}`, work, (text) => inScope((tx) => store.refuseForm(tx, id, text)))
}

const lookEveryMs = 500

/** Ends `work` when the officer has stopped the filling meanwhile. Undefined then. */
async function unlessStopped<Result>(
  goesOn: () => Promise<boolean>,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result | undefined> {
  const stop = new AbortController()
  const look = setInterval(() => {
    // A database that does not answer now is asked again; the work itself will tell.
    void goesOn().then(
      (does) => does || stop.abort(),
      () => {},
    )
  }, lookEveryMs)
  try {
    return await work(stop.signal)
  } catch (error) {
    if (stop.signal.aborted) return undefined
    throw error
  } finally {
    clearInterval(look)
  }
}

/** Fills a form within the scope of whoever asked for it. */
async function fill(services: Services, scope: Scope, id: string): Promise<void> {
  const inScope = <Result>(work: (tx: Transaction) => Promise<Result>) => withScope(services.database, scope, work)
  const work = async () => {
    const filling = await inScope(async (tx) =>
      (await store.startFilling(tx, id)) ? store.findFilling(tx, id) : undefined,
    )
    if (!filling) return
    const form = await inScope((tx) => store.findForm(tx, filling.formId))
    const stored = await inScope((tx) => store.formFile(tx, filling.formId))
    if (!form?.reading || !stored) throw new Problem('conflict', formWords.notReady)
    const bytes = services.personalData.openBytes(stored.file)
    const chosen = await inScope(chosenFields)
    // Read anew: what was chosen since says what has to be looked up.
    const reading = await readFormInChild(bytes, chosen)
    const isCard = reading.shape === 'card'
    const known = await gather(services, scope, filling, reading)
    if (!known) return
    const { families, left, period } = known
    const today = dayOf(new Date())
    const filler = await inScope((tx) => facts.fillerOf(tx))
    const goesOn = async () => (await inScope((tx) => store.findFilling(tx, id)))?.state === 'filling'
    const filled = await unlessStopped(goesOn, (signal) =>
      fillFormInChild(
        bytes,
        chosen,
        {
          families,
          left,
          period,
          form: { filling_unit: filler.unit, filling_day: today, filled_by: filler.name },
          names: families.map(
            ({ headName, fileNumber }) => `${fileNameOf(form.name)}-${fileNumber}-${fileNameOf(headName)}`,
          ),
        },
        { signal },
      ),
    )
    if (!filled) return
    const of = families.length === 1 && isCard ? `-${fileNameOf(families[0]?.headName ?? '')}` : ''
    await inScope((tx) =>
      store.finishFilling(tx, id, {
        file: services.personalData.sealBytes(filled.file),
        fileName: `${fileNameOf(form.name)}${of}-${today}.${filled.extension}`,
        gaps: filled.gaps,
        households: families.length,
        counted: known.counted,
      }),
    )
    await inScope((tx) => store.dropOldFiles(tx, new Date(Date.now() - fileDays * 86_400_000)))
  }
  await told(services, `filling ${id}`, work, (text) => inScope((tx) => store.failFilling(tx, id, text)))
}

/** The chosen families with what the form asks of them; undefined when the filling was stopped meanwhile. */
async function gather(services: Services, scope: Scope, filling: store.FillingRecord, reading: FormReading) {
  const { id, selection, fullNumbers } = filling
  const inScope = <Result>(work: (tx: Transaction) => Promise<Result>) => withScope(services.database, scope, work)
  const isCard = reading.shape === 'card'
  const limit = isCard ? mostCards : mostFamilies
  const ids = await inScope((tx) => selectedFamilies(tx, selection, limit))
  if (ids.length > limit)
    throw new Problem('bad_input', isCard ? formWords.tooManyCards : formWords.tooManyRows, { parameters: { limit } })
  const listId = selection.kind === 'aid_list' ? selection.id : undefined
  const months = selection.period
  const period = months && monthsOf(months.year, months.first, months.last)
  const { named, isOpen } = periodsOf(reading.parts)
  const counted = isOpen && period ? [...named, period] : named
  const [since] = counted.map(({ from }) => `${from.slice(0, 4)}-01-01`).sort()
  const asked = { ...needsOf(reading), today: dayOf(new Date()), fullNumbers, listId, since }
  const due = await inScope((tx) => whatIsDue(tx, asked))
  const families: Awaited<ReturnType<typeof factsOfFamilies>> = []
  for (let from = 0; from < ids.length; from += chunk) {
    const some = ids.slice(from, from + chunk)
    const found = await inScope(async (tx) =>
      (await store.noteFilling(tx, id, from, ids.length)) === 0
        ? undefined
        : factsOfFamilies(tx, services, some, asked, due),
    )
    if (!found) return undefined
    families.push(...found)
  }
  if (families.length === 0) throw new Problem('not_found', formWords.nobody)
  await inScope((tx) => store.noteFilling(tx, id, ids.length, ids.length))
  const left = await inScope((tx) => leftFamilies(tx, services, selection, asked, due))
  return { families, left, period, counted }
}

export const formsTasks: Tasks = {
  'forms.read': (services, scope, data) => read(services, scope, String(data.formId)),
  'forms.fill': (services, scope, data) => fill(services, scope, String(data.fillingId)),
}
