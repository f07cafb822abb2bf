import { randomUUID } from 'node:crypto'
import { ORPCError } from '@orpc/client'
import { ValidationError } from '@orpc/contract'
import { type Language, say, type Text } from '../../core/messages.ts'
import { Problem, problemStatus } from '../../core/problem.ts'
import { sqlState } from './database.ts'
import { type Complaint, complaintText } from './input-words.ts'

/** The body of every answer that is no success. */
export type ProblemBody = {
  code: string
  message: string
  fields?: { field: string; message: string }[]
  data?: Readonly<Record<string, unknown>>
  /** What to tell the support when the fault is ours. */
  reference?: string
}

const badInput: Text = {
  zh: '填写的内容有误，请按提示修改。',
  en: 'Some of what was entered is wrong. Please correct it as shown.',
}
const malformed: Text = {
  zh: '提交的内容无法识别，请刷新页面后重试。',
  en: 'The request could not be read. Reload the page and try again.',
}
const ours: Text = {
  zh: '系统出了问题，您填写的内容没有丢失。请稍后再试；如仍不行，请把编号 {reference} 告诉管理员。',
  en: 'Something went wrong on our side; nothing you entered was saved halfway. Try again later, or tell the administrator the number {reference}.',
}
const noRoute: Text = { zh: '没有这个地址。', en: 'There is nothing at this address.' }
const busy: Text = {
  zh: '数据正被其他人修改，请重试。',
  en: 'The data is being changed by somebody else. Please try again.',
}

const outside: Text = {
  zh: '要保存的内容超出了本岗位的管辖范围（地区或单位），没有保存。',
  en: 'What was to be saved lies outside what this post is in charge of (area or unit). Nothing was saved.',
}

/** Any error as status and body in the reader's language; what is not for people goes to the log under a reference. */
export function answerTo(
  error: unknown,
  language: Language,
  log: (line: string) => void,
): { status: number; body: ProblemBody } {
  if (error instanceof Problem) return problemAnswer(error, language)
  if (error instanceof ORPCError) {
    if (error.cause instanceof Problem) return problemAnswer(error.cause, language)
    if (error.cause instanceof ValidationError && error.status === 400) return complaints(error.cause, language)
    if (error.status === 404) return { status: 404, body: { code: 'not_found', message: noRoute[language] } }
    if (error.status < 500) return { status: error.status, body: { code: 'bad_input', message: malformed[language] } }
  }
  // Deadlocks and serialisation failures: nothing was saved, the same form can simply be sent again.
  if (['40P01', '40001', '55P03'].includes(sqlState(error) ?? ''))
    return { status: 409, body: { code: 'conflict', message: busy[language] } }
  const reference = randomUUID().slice(0, 8)
  // The guard of the rows has the last word where an action has not asked first; a missing grant is a fault of ours.
  if (sqlState(error) === '42501' && /row-level security/.test((error as Error).message)) {
    log(
      `refused ${reference}: outside the scope ${(error as Error).stack?.split('\n    at ').slice(1).join('\n    at ')}`,
    )
    return { status: 403, body: { code: 'forbidden', message: outside[language] } }
  }
  // A number or a text that no column can hold came with the request; the contract should have said so, so the log tells
  // where, but not what: the message holds the value.
  const state = sqlState(error) ?? ''
  if (['22003', '22021', '22P02', '22P05'].includes(state)) {
    log(`refused ${reference}: ${state} ${(error as Error).stack?.split('\n    at ').slice(1).join('\n    at ')}`)
    return { status: 400, body: { code: 'bad_input', message: malformed[language] } }
  }
  log(`error ${reference}: ${describe(error)}`)
  return { status: 500, body: { code: 'failed', message: say(ours, language, { reference }), reference } }
}

function problemAnswer(problem: Problem, language: Language): { status: number; body: ProblemBody } {
  const fields = problem.fields.map(({ field, text, parameters }) => ({
    field,
    message: say(text, language, parameters),
  }))
  return {
    status: problemStatus[problem.code],
    body: {
      code: problem.code,
      message: problem.sentence(language),
      ...(fields.length > 0 ? { fields } : {}),
      ...(problem.data ? { data: problem.data } : {}),
    },
  }
}

function complaints(error: ValidationError, language: Language): { status: number; body: ProblemBody } {
  // Fifty are more than anybody reads; a hostile body could bring a million.
  const fields = error.issues.slice(0, 50).map((issue) => {
    const path = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.')
    const { text, parameters } = complaintText(issue as Complaint)
    return { field: path, message: say(text, language, parameters) }
  })
  return { status: 400, body: { code: 'bad_input', message: badInput[language], fields } }
}

/** An error for the log: message and stack with the values of the statement left out. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const cause = error.cause instanceof Error ? `\n  caused by ${describe(error.cause)}` : ''
  return `${error.stack ?? error.message}${cause}`
}
