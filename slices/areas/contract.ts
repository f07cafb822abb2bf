import { z } from 'zod'
import { AreaCode } from '../../core/area-code.ts'
import { ask, askExportOf, pageInput, Version } from '../../core/contract.ts'
import { Area, ChangedOwnArea, NewOwnArea, OwnArea } from './model.ts'

const ownAreas = ask({
  method: 'GET',
  path: '/areas/own',
  summary: 'Areas that this tenant added, by code',
  permission: 'areas.read',
  audit: 'areas.own',
  input: z.strictObject(pageInput),
  output: z.strictObject({ rows: z.array(OwnArea), more: z.boolean() }),
})

export const areasContract = {
  children: ask({
    method: 'GET',
    path: '/areas',
    summary: 'Areas directly inside an area; names of areas are public',
    permission: 'public',
    audit: 'areas.children',
    input: z.strictObject({ parent: AreaCode }),
    output: z.strictObject({ rows: z.array(Area) }),
  }),
  find: ask({
    method: 'GET',
    path: '/areas/find',
    summary: 'Areas by a part of their name, with the full name of each',
    permission: 'public',
    audit: 'areas.find',
    input: z.strictObject({ name: z.string().trim().min(1, { error: 'blank' }).max(40), within: AreaCode.optional() }),
    output: z.strictObject({ rows: z.array(z.strictObject({ area: Area, fullName: z.string() })) }),
  }),
  path: ask({
    method: 'GET',
    path: '/areas/{code}',
    summary: 'An area and the areas above it, from the province down',
    permission: 'public',
    audit: 'areas.path',
    input: z.strictObject({ code: AreaCode }),
    output: z.strictObject({ rows: z.array(Area) }),
  }),
  addOwn: ask({
    method: 'POST',
    path: '/areas',
    summary: 'Add a village, community or township of the tenant’s own',
    permission: 'areas.write',
    audit: 'areas.add_own',
    input: NewOwnArea,
    output: Area,
  }),
  own: ownAreas,
  oneOwn: ask({
    method: 'GET',
    path: '/areas/own/{code}',
    summary: 'One area that this tenant added, for the form that changes it',
    permission: 'areas.read',
    audit: 'areas.one_own',
    input: z.strictObject({ code: AreaCode }),
    output: OwnArea,
  }),
  exportOwn: askExportOf(ownAreas),
  changeOwn: ask({
    method: 'PUT',
    path: '/areas/own/{code}',
    summary: 'Rename an area of the tenant’s own, or give it a last day',
    permission: 'areas.write',
    audit: 'areas.change_own',
    input: ChangedOwnArea,
    output: z.strictObject({ version: Version }),
  }),
}
