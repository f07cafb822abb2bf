import { implement } from '@orpc/server'
import { type Asking, acting, administering, glancing, reading } from '../../platform/server/act.ts'
import { exporting } from '../../platform/server/export.ts'
import * as actions from './actions.ts'
import { accountsContract } from './contract.ts'
import * as session from './session-actions.ts'
import { accountSheet, auditSheet } from './sheet-rules.ts'

const on = implement(accountsContract).$context<Asking>()

export const accountsRoutes = {
  session: {
    current: on.session.current.handler(glancing(session.currentSession)),
    signIn: on.session.signIn.handler(administering(session.signIn)),
    signOut: on.session.signOut.handler(administering(session.signOut)),
    choose: on.session.choose.handler(administering(session.chooseMembership)),
    changePassword: on.session.changePassword.handler(administering(session.changePassword)),
  },
  setup: {
    state: on.setup.state.handler(glancing(actions.setupState)),
    begin: on.setup.begin.handler(administering(actions.beginSetup)),
  },
  links: {
    open: on.links.open.handler(glancing(actions.openLink)),
    use: on.links.use.handler(administering(actions.useLink)),
  },
  accounts: {
    list: on.accounts.list.handler(reading(actions.listAccounts)),
    export: on.accounts.export.handler(exporting(actions.listAccounts, accountSheet)),
    invite: on.accounts.invite.handler(acting(actions.invite)),
    reset: on.accounts.reset.handler(acting(actions.resetPassword)),
    changeState: on.accounts.changeState.handler(acting(actions.changeState)),
    grant: on.accounts.grant.handler(acting(actions.grant)),
    revoke: on.accounts.revoke.handler(acting(actions.revoke)),
  },
  audit: {
    list: on.audit.list.handler(reading(actions.listAudit)),
    total: on.audit.total.handler(reading(actions.countAudit)),
    export: on.audit.export.handler(exporting(actions.listAudit, auditSheet)),
  },
}
