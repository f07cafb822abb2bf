import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import { formFields, isFormField } from '../../../engines/roster/fill/form-fields.ts'
import { useAct } from '../../../platform/web/act.ts'
import { writeAddress } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { InstantText, Mark } from '../../../platform/web/ui/figures.tsx'
import { ProgressBar } from '../../../platform/web/ui/job-progress.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { ProblemNote } from '../../../platform/web/ui/problem-note.tsx'
import { Loading } from '../../../platform/web/ui/shell.tsx'
import { TableHead } from '../../../platform/web/ui/table-head.tsx'
import type { Filling, Form, Gap } from '../model.ts'
import { enteredWords, fillWords as words } from '../page-messages.ts'
import { fileDays } from '../rules.ts'
import { formsApi } from './api.ts'
import { usePeriodsText } from './form-period.tsx'

const isUnderWay = ({ state }: Filling): boolean => state === 'waiting' || state === 'filling'

/** The filling at hand with what is missing, and those before it. */
export function Fillings({ form }: { form: Form }) {
  const t = useWords()
  const { data, error, refetch } = useQuery({
    ...formsApi.fillings.queryOptions({ input: { id: form.id, limit: 10, offset: 0 } }),
    refetchInterval: (query) => (query.state.data?.rows.some(isUnderWay) ? 800 : false),
  })
  if (error) return <ProblemNote error={error} retry={() => void refetch()} />
  if (!data) return <Loading />
  const [latest, ...earlier] = data.rows
  if (!latest) return null
  return (
    <>
      <Latest filling={latest} form={form} />
      {earlier.length > 0 && (
        <section className="form-part">
          <h3>{t(words.earlier)}</h3>
          <ul className="form-earlier">
            {earlier.map((filling) => (
              <li key={filling.id}>
                <InstantText at={filling.createdAt} />{' '}
                {t(words.earlierLine, { count: grouped(filling.households), purpose: filling.purpose })}{' '}
                {filling.hasFile ? (
                  <a download href={`/api/form-fillings/${filling.id}/file`}>
                    {t(words.download)}
                  </a>
                ) : (
                  filling.state === 'failed' && <Mark tone="waiting">{t(words.failed)}</Mark>
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

function Latest({ filling, form }: { filling: Filling; form: Form }) {
  const t = useWords()
  const periodsText = usePeriodsText()
  if (isUnderWay(filling)) return <UnderWay filling={filling} form={form} />
  if (filling.state === 'failed')
    return (
      <p className="form-notice" role="alert">
        {filling.problem && t(filling.problem)}
      </p>
    )
  return (
    <div className="form-status">
      <p role="status" className="form-summary">
        {t(words.done, { count: grouped(filling.households) })}
      </p>
      {filling.hasFile ? (
        <p>
          <Button type="primary" download href={`/api/form-fillings/${filling.id}/file`}>
            {t(words.download)}
          </Button>{' '}
          <span className="second">
            {filling.fileName} · {t(words.kept, { days: fileDays })}
          </span>
        </p>
      ) : (
        <p>{t(words.gone)}</p>
      )}
      {filling.periods.length > 0 && <p>{t(words.counted, { periods: periodsText(filling.periods) })}</p>}
      <Gaps gaps={filling.gaps} form={form} />
    </div>
  )
}

/** How far a filling stands, and the button that ends it. */
function UnderWay({ filling, form }: { filling: Filling; form: Form }) {
  const t = useWords()
  const answers = useQueryClient()
  const { run, busy, fault } = useAct()
  const total = filling.households > 0 ? filling.households : undefined
  const stands = { done: grouped(filling.done), total: grouped(total ?? 0) }
  const text = t(total === undefined ? words.waiting : filling.done < total ? words.filling : words.writing, stands)
  const stop = async () => {
    await formsApi.stop.call({ id: filling.id })
    await answers.invalidateQueries({ queryKey: formsApi.fillings.key({ input: { id: form.id } }) })
  }
  return (
    <div className="form-status">
      {fault && <p role="alert">{fault}</p>}
      <p role="status">{text}</p>
      <ProgressBar name={text} done={filling.done} total={total} />
      <p>
        <Button loading={busy} onClick={() => void run(stop)}>
          {t(words.stop)}
        </Button>
      </p>
    </div>
  )
}

const reasonWords = {
  unmapped: words.unmapped,
  missing: words.missing,
  no_choice: words.noChoice,
  no_room: words.noRoom,
  whose: words.whose,
  no_list: words.noList,
  total: words.total,
  whom: words.whom,
  count: words.count,
  period: words.open,
}

function Gaps({ gaps, form }: { gaps: readonly Gap[]; form: Form }) {
  const t = useWords()
  if (gaps.length === 0) return <p>{t(words.noGaps)}</p>
  return (
    <table className="data small form-gaps">
      <caption>{t(words.gaps)}</caption>
      <TableHead heads={[[words.gapHeading], [words.gapWhat], [words.gapWhere]]} />
      <tbody>
        {gaps.map((gap) => (
          <tr key={`${gap.part} ${gap.header} ${gap.reason}`}>
            <th scope="row">{gap.header}</th>
            <td>{t(reasonWords[gap.reason], { count: grouped(gap.count) })}</td>
            <td>
              <Where gap={gap} form={form} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

// Nothing that could be entered somewhere.
const placeless: ReadonlySet<Gap['reason']> = new Set(['whose', 'total', 'count', 'period'])

const pageOf: Partial<Record<string, (id: string) => string>> = {
  household: (id) => `/households/${id}/change`,
  member: (id) => `/households/${id}`,
  pair: () => '/pairs',
  helper: () => '/helpers',
  visit: (id) => `/visits/new?household=${id}`,
  aid: (id) => `/aid/new?household=${id}`,
  enrolment: (id) => `/households/${id}`,
}

/** The family with the heading to be written down. */
const writing =
  (heading: string) =>
  (id: string): string =>
    `/households/${id}${writeAddress({ supplement: heading })}`

/** Where it is entered once: the place, and the families to whom it is unknown. */
function Where({ gap, form }: { gap: Gap; form: Form }) {
  const t = useWords()
  if (placeless.has(gap.reason)) return null
  if (gap.reason === 'no_room' || gap.reason === 'no_list' || gap.reason === 'whom')
    return <Families gap={gap} page={(id) => `/households/${id}`} />
  if (gap.field === null || !isFormField(gap.field))
    return (
      <>
        <p>
          <Link to={`/forms/${form.id}?step=headings`}>{t(words.toHeadings)}</Link>
        </p>
        {gap.asks && gap.families.length > 0 && (
          <div>
            {t(words.orWrite)}
            <Families gap={gap} page={writing(gap.asks)} />
          </div>
        )}
      </>
    )
  const { at } = formFields[gap.field]
  const page = at === 'supplement' && gap.asks ? writing(gap.asks) : pageOf[at]
  return (
    <>
      {t(enteredWords[at])}
      {page && gap.families.length > 0 && <Families gap={gap} page={page} />}
    </>
  )
}

const Families = ({ gap, page }: { gap: Gap; page: (id: string) => string }) => (
  <span className="form-families">
    {gap.families.map(({ id, headName }) => (
      <Link key={id} to={page(id)}>
        {headName}
      </Link>
    ))}
  </span>
)
