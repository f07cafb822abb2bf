import { implement } from '@orpc/server'
import { type Asking, acting, reading } from '../../platform/server/act.ts'
import { exporting } from '../../platform/server/export.ts'
import * as actions from './actions.ts'
import * as aliases from './alias-actions.ts'
import { organisationsContract } from './contract.ts'
import { aliasSheet, organisationSheet } from './sheet-rules.ts'

const on = implement(organisationsContract).$context<Asking>()

export const organisationsRoutes = {
  list: on.list.handler(reading(actions.listOrganisations)),
  export: on.export.handler(exporting(actions.listOrganisations, organisationSheet)),
  total: on.total.handler(reading(actions.countOrganisations)),
  get: on.get.handler(reading(actions.getOrganisation)),
  create: on.create.handler(acting(actions.createOrganisation)),
  change: on.change.handler(acting(actions.changeOrganisation)),
  end: on.end.handler(acting(actions.endOrganisation)),
  reopen: on.reopen.handler(acting(actions.reopenOrganisation)),
  aliases: on.aliases.handler(reading(aliases.listAliases)),
  exportAliases: on.exportAliases.handler(exporting(aliases.listAliases, aliasSheet)),
  aliasTotal: on.aliasTotal.handler(reading(aliases.countAliases)),
  addAlias: on.addAlias.handler(acting(aliases.addAlias)),
  removeAlias: on.removeAlias.handler(acting(aliases.removeAlias)),
}
