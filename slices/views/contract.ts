import { z } from 'zod'
import { ask, Nothing } from '../../core/contract.ts'
import { ListName, ListView } from './model.ts'

export const viewsContract = {
  list: ask({
    method: 'GET',
    path: '/views',
    summary: 'My saved views of a list, on whatever computer I sit',
    permission: 'signed_in',
    audit: 'views.list',
    input: z.strictObject({ list: ListName }),
    output: z.strictObject({ rows: z.array(ListView) }),
  }),
  save: ask({
    method: 'PUT',
    path: '/views',
    summary: 'Save a view of a list under a name; one of the same name is replaced',
    permission: 'signed_in',
    audit: 'views.save',
    input: z.strictObject({ list: ListName, ...ListView.shape }),
    output: Nothing,
  }),
  remove: ask({
    method: 'DELETE',
    path: '/views',
    summary: 'Delete a saved view of mine',
    permission: 'signed_in',
    audit: 'views.remove',
    input: z.strictObject({ list: ListName, name: z.string().max(30) }),
    output: Nothing,
  }),
}
