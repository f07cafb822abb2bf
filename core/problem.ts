import { type Language, type Parameters, say, type Text } from './messages.ts'

/** The whole vocabulary of errors. One place maps them to HTTP; the words come from where the problem arises. */
export const problemStatus = {
  bad_input: 400,
  not_signed_in: 401,
  forbidden: 403,
  // Somebody else's record answers like one that does not exist.
  not_found: 404,
  conflict: 409,
  gone: 410,
  too_large: 413,
  unreadable_file: 422,
  too_many: 429,
  not_ready: 503,
} as const
export type ProblemCode = keyof typeof problemStatus

export type FieldProblem = { readonly field: string; readonly text: Text; readonly parameters?: Parameters }

/** Something the person who asked can understand and do something about. */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly text: Text
  readonly parameters: Parameters
  readonly fields: readonly FieldProblem[]
  /** What the page needs to show both versions of a conflict. Never personal data. */
  readonly data: Readonly<Record<string, unknown>> | undefined

  constructor(
    code: ProblemCode,
    text: Text,
    more: { parameters?: Parameters; fields?: readonly FieldProblem[]; data?: Record<string, unknown> } = {},
  ) {
    super(`${code}: ${text.en}`)
    this.code = code
    this.text = text
    this.parameters = more.parameters ?? {}
    this.fields = more.fields ?? []
    this.data = more.data
  }

  /** The sentence in the reader's language. */
  sentence(language: Language): string {
    return say(this.text, language, this.parameters)
  }
}

export const notFound = (): Problem =>
  new Problem('not_found', {
    zh: '没有这条记录，或者不在本岗位的管辖范围内。',
    en: 'No such record, or it is outside your area.',
  })
export const forbidden = (): Problem =>
  new Problem('forbidden', { zh: '您的岗位没有这项权限。', en: 'Your role does not allow this.' })
