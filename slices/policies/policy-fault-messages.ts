import { type Text, words } from '../../core/messages.ts'

/** What can be wrong with a policy, each with its remedy; `{0}` and `{1}` are names of its parts. */
export const policyFaultWords = words({
  notYaml: { zh: '文件格式有误（YAML）：', en: 'This is not valid YAML: ' },
  unknownKey: { zh: '不认识“{0}”这一项，请删去或更正。', en: "There is no entry '{0}'; remove or correct it." },
  missingKey: { zh: '缺少“{0}”。', en: "'{0}' is missing." },
  badValue: { zh: '“{0}”的内容不合要求。', en: "'{0}' is not what is expected here." },
  badName: {
    zh: '“{0}”应为名称：小写字母开头，只用小写字母、数字和下划线。',
    en: "'{0}' must be a name: lower-case letters, digits and underscores, beginning with a letter.",
  },
  badDecimal: { zh: '“{0}”应为不带单位的数，如 1.5。', en: "'{0}' must be a number without a unit, such as 1.5." },
  badDay: { zh: '“{0}”应为日期，如 2026-01-31。', en: "'{0}' must be a day, such as 2026-01-31." },
  badChoice: { zh: '“{0}”应为其中之一：{1}。', en: "'{0}' must be one of: {1}." },
  badKind: { zh: '“{0}”应为{1}。', en: "'{0}' must be {1}." },
  tooShort: { zh: '“{0}”太短或为空，至少 {1}。', en: "'{0}' is empty or too short; at least {1}." },
  tooLong: { zh: '“{0}”太长，最多 {1}。', en: "'{0}' is too long; at most {1}." },
  formulaOrTable: {
    zh: '“{0}”要么写公式（formula），要么写决策表（table），只能有一个。',
    en: "'{0}' needs either a formula or a table, and only one of them.",
  },
  unknownFact: {
    zh: '没有“{0}”这项事实，政策只能使用已有的事实。',
    en: "There is no fact '{0}'; policies use the facts that the program knows.",
  },
  laterStep: {
    zh: '“{0}”用到排在它后面的“{1}”，请把“{1}”移到前面。',
    en: "'{0}' uses '{1}', which comes later; move '{1}' before it.",
  },
  stepCircle: {
    zh: '“{0}”绕了一圈又由它自己推算，成了循环：{1}。请去掉其中一处。',
    en: "'{0}' is derived from itself in a circle: {1}. Take out one of these.",
  },
  ownStep: { zh: '“{0}”由它自己推算，成了循环。', en: "'{0}' is derived from itself." },
  twice: { zh: '“{0}”出现了两次，请改名。', en: "'{0}' stands here twice; rename one." },
  circle: { zh: '政策互相推算，成了循环：{0}。', en: 'The policies are derived from each other in a circle: {0}.' },
  unknownPolicy: { zh: '用到的政策“{0}”不存在。', en: "The policy '{0}' that it uses does not exist." },
  divisionByZero: { zh: '除数为零。', en: 'Division by zero.' },
  mayBeZero: {
    zh: '除数“{0}”可能为零，请先用 if 判断。',
    en: "The divisor '{0}' may be zero; ask for that with `if` first.",
  },
  overlap: {
    zh: '决策表第 {0} 行和第 {1} 行同时适用于 {2}；“唯一”表每种情况只能有一行。',
    en: 'Rows {0} and {1} of the table both apply to {2}; in a unique table only one row may.',
  },
  disagree: {
    zh: '决策表第 {0} 行和第 {1} 行同时适用于 {2}，结果却不同；“任一”表各行须一致。',
    en: 'Rows {0} and {1} of the table both apply to {2} and say otherwise; in an any table they have to agree.',
  },
  gap: {
    zh: '决策表没有一行适用于 {0}；请补一行，或写上“其他情况”（otherwise）。',
    en: 'No row of the table applies to {0}; add one, or say what comes out otherwise.',
  },
  tableOfNames: {
    zh: '决策表“{0}”的条件里用了标准或步骤的名称，是否有空档、重叠没有检查，请用测试核对。',
    en: "The conditions of the table '{0}' name standards or steps: gaps and overlaps were not looked for, so let tests do it.",
  },
  tableTooLarge: {
    zh: '决策表“{0}”太大，重叠已查，是否有空档没有查完，请写上“其他情况”（otherwise）或用测试核对。',
    en: "The table '{0}' is too large to look for gaps; overlaps were. Say what comes out otherwise, or let tests do it.",
  },
  rowLength: {
    zh: '决策表这一行应有 {0} 格（{1} 个条件和 1 个结果）。',
    en: 'This row of the table must have {0} {0|cell|cells} ({1} conditions and the result).',
  },
  rangeAsMinus: {
    zh: '“{0}”在这里是一次减法；从 {1} 到 {2} 写成 [{1}..{2}]。',
    en: "'{0}' is a subtraction here; from {1} to {2} is written [{1}..{2}].",
  },
  unknownFigure: { zh: '“{0}”不是前面的步骤，不能列出。', en: "'{0}' is no step, so it cannot be shown." },
  unknownAnswer: {
    zh: '“{0}”不是本政策的答案（answers），不能作为复核日期。',
    en: "'{0}' is none of the answers of this policy, so no review can be due by it.",
  },
  unknownHole: {
    zh: '理由里的 {{0}} 不是步骤、参数或事实。',
    en: 'The {{0}} in the reason is no step, parameter or fact.',
  },
  parameterName: {
    zh: 'parameter_on 的第一项须是本政策列出的参数名。',
    en: 'The first argument of parameter_on must be the name of a parameter that the policy lists.',
  },
  noParameter: {
    zh: '“{0}”不是本政策列出的参数，不能作为办理期限。',
    en: "'{0}' is none of the parameters of this policy, so nothing can be due within it.",
  },
  queueOfFamilies: {
    zh: '轮候顺序（queue）只能写在发给个人（per: person）的政策里。',
    en: 'An order of turns (queue) is for policies that are paid to single persons (per: person).',
  },
  noCondition: {
    zh: '“{0}”不是本政策的条件，不能作为“还没有轮到”的条件。',
    en: "'{0}' is none of the conditions of this policy, so nobody can wait by it.",
  },
  notShown: {
    zh: '“{0}”没有列在 figures 里，不能用来排轮候顺序。',
    en: "'{0}' is not among the figures, so no order of turns can be made of it.",
  },
  unsetName: {
    zh: '没有设置“{1}”时用的“{0}”，不是排在它前面的参数，也不是数字。',
    en: "'{0}', which holds where '{1}' is not set, is neither a number nor a parameter that stands before it.",
  },
  unsetDiffers: {
    zh: '参数“{0}”没有设置时的值，与政策“{1}”说的不一样，请改成一致。',
    en: "What holds where '{0}' is not set is another value in the policy '{1}'; make them the same.",
  },
  validity: { zh: '有效期的止日不晚于起日。', en: 'The policy ends before it begins.' },
  benefitWithoutAmount: {
    zh: '待遇类政策须写金额（amount）。',
    en: 'A policy that pays something needs an amount.',
  },
  sharesWithoutMembers: {
    zh: '按成员说明（members）的政策，输入里须有“members”。',
    en: "A policy that tells the part of each member needs 'members' among its inputs.",
  },
  unknownEntry: {
    zh: '成员没有“{0}”这一项。',
    en: "there is no '{0}' of a member.",
  },
  unknownAnswerOf: {
    zh: '政策“{0}”没有“{1}”这一项，可用 entitled、amount_fen 和它的步骤、答案。',
    en: "The policy '{0}' has no '{1}'; there are entitled, amount_fen, and its steps and answers.",
  },
  missingParameter: {
    zh: '{0} 在 {1} 没有参数“{2}”。',
    en: 'The parameter {2} has no value for {0} on {1}.',
  },
  vectorFails: { zh: '测试“{0}”未通过：{1}', en: "The test '{0}' fails: {1}" },
})

/** What a part of the file must be, as zod calls it. */
export const kindWords: Readonly<Record<string, Text>> = words({
  string: { zh: '文字', en: 'text' },
  number: { zh: '数', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: 'true 或 false', en: 'true or false' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '若干项（名称: 内容）', en: 'entries (name: content)' },
  record: { zh: '若干项（名称: 内容）', en: 'entries (name: content)' },
})
