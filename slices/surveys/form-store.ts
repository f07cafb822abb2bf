import type { Transaction } from '../../platform/server/database.ts'
import type { FormVersion, SurveyForm } from './model.ts'

/** The form of a survey in all its versions, the newest first, each with how many families answered by it. */
export const formsOf = (tx: Transaction, surveyId: string): Promise<FormVersion[]> =>
  tx.rows(
    `select f.version, f.form, count(w.id)::int as answers from (
       select form_version as version, form - 'earlier' as form from survey where tenant_id = $1 and id = $2
       union all
       select (e ->> 'version')::int, e -> 'form' from survey, jsonb_array_elements(coalesce(form -> 'earlier', '[]')) e
       where tenant_id = $1 and id = $2) f
     left join survey_answer w on w.tenant_id = $1 and w.survey_id = $2 and w.form_version = f.version
     group by f.version, f.form order by f.version desc`,
    [tx.scope.tenantId, surveyId],
  )

/** Puts another form in the place of the present one, which is kept as an earlier version; 0 when somebody was quicker. */
export const reviseForm = (tx: Transaction, surveyId: string, version: number, form: SurveyForm): Promise<number> =>
  tx.run(
    `update survey set form = $4::jsonb || jsonb_build_object('earlier', coalesce(form -> 'earlier', '[]')
         || jsonb_build_array(jsonb_build_object('version', form_version, 'form', form - 'earlier'))),
       form_version = form_version + 1, version = version + 1
     where tenant_id = $1 and id = $2 and version = $3 and state = 'open'`,
    [tx.scope.tenantId, surveyId, version, JSON.stringify(form)],
  )
