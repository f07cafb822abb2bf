import { implement } from '@orpc/server'
import { type Asking, acting, reading } from '../../platform/server/act.ts'
import { exporting } from '../../platform/server/export.ts'
import * as deeds from './actions.ts'
import * as checklists from './checklist-actions.ts'
import { deedsContract } from './contract.ts'
import { evidenceSheet, formSheet, leadSheet, placeSheet } from './sheet-rules.ts'

const on = implement(deedsContract).$context<Asking>()

export const deedsRoutes = {
  leads: {
    list: on.leads.list.handler(reading(deeds.listLeads)),
    total: on.leads.total.handler(reading(deeds.countLeads)),
    export: on.leads.export.handler(exporting(deeds.listLeads, leadSheet)),
  },
  evidence: {
    list: on.evidence.list.handler(reading(deeds.listEvidence)),
    total: on.evidence.total.handler(reading(deeds.countEvidence)),
    export: on.evidence.export.handler(exporting(deeds.listEvidence, evidenceSheet)),
  },
  helpForms: {
    get: on.helpForms.get.handler(reading(checklists.getForms)),
    save: on.helpForms.save.handler(acting(checklists.saveForms)),
    units: on.helpForms.units.handler(reading(deeds.listUnitForms)),
    total: on.helpForms.total.handler(reading(deeds.countUnitForms)),
    export: on.helpForms.export.handler(exporting(deeds.listUnitForms, formSheet)),
  },
  inPlace: {
    get: on.inPlace.get.handler(reading(checklists.getPlaces)),
    save: on.inPlace.save.handler(acting(checklists.savePlaces)),
    villages: on.inPlace.villages.handler(reading(deeds.listPlaces)),
    total: on.inPlace.total.handler(reading(deeds.countPlaces)),
    export: on.inPlace.export.handler(exporting(deeds.listPlaces, placeSheet)),
  },
}
