import { secondOf } from '../../core/date.ts'
import { say } from '../../core/messages.ts'
import type { Sheet } from '../../core/sheet.ts'
import { auditSubjectWords, auditWords } from './audit-messages.ts'
import { eventText, factsText } from './audit-rules.ts'
import { roleWords } from './messages.ts'
import type { Account, AuditRow } from './model.ts'
import { accountStateWords, accountPageWords as words } from './page-messages.ts'

/** Accounts with their roles, a line each. */
export const accountSheet: Sheet<Account> = {
  name: words.accounts,
  columns: [
    { key: 'name', header: words.name, width: 16, value: (row) => row.displayName },
    { key: 'loginName', header: words.loginName, width: 22, value: (row) => row.loginName },
    {
      key: 'roles',
      header: words.roles,
      width: 50,
      value: (row, language) =>
        row.memberships.map((one) => `${say(roleWords[one.role], language)}（${one.areaName}）`).join('、') ||
        words.noRole[language],
    },
    { key: 'state', header: words.state, value: (row, language) => accountStateWords[row.state][language] },
  ],
}

/** The audit trail; the event's own name stands beside its words, so that a file can be searched by it. */
export const auditSheet: Sheet<AuditRow> = {
  name: auditWords.title,
  columns: [
    { key: 'at', header: auditWords.at, width: 20, value: (row) => secondOf(row.at) },
    {
      key: 'account',
      header: auditWords.by,
      width: 16,
      value: (row, language) => row.account ?? auditWords.nobody[language],
    },
    { key: 'account', header: auditWords.loginName, width: 22, value: (row) => row.loginName },
    { key: 'event', header: auditWords.event, width: 30, value: (row, language) => eventText(row.event, language) },
    { key: 'event', header: { zh: '操作代码', en: 'Name of the event' }, width: 28, value: (row) => row.event },
    {
      key: 'subject',
      header: auditWords.subject,
      width: 14,
      value: (row, language) =>
        row.subjectKind ? (auditSubjectWords[row.subjectKind]?.[language] ?? row.subjectKind) : null,
    },
    { key: 'subject', header: auditWords.subjectId, width: 38, value: (row) => row.subjectId },
    {
      key: 'outcome',
      header: auditWords.outcome,
      value: (row, language) => auditWords[row.outcome][language],
    },
    { key: 'facts', header: auditWords.facts, width: 60, value: (row, language) => factsText(row.facts, language) },
  ],
}
