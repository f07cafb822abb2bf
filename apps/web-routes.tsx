import { words } from '../core/messages.ts'
import type { Pages } from '../platform/web/pages.tsx'

const names = words({
  home: { zh: '今日待办', en: 'To do today' },
})

/**
 * Every page of the officers' application, a line each; its code is fetched when it is first opened. `menu` is a key of
 * `web-menu.tsx`; pages stand in the menu in this order. A page module exports a component named `Page`.
 *
 * { path: '/households', menu: 'who', permission: 'registry.read', text: registryWords.households,
 *   load: () => import('../slices/registry/web/household-list.tsx') },
 */
export const pages: Pages = [{ path: '/', menu: 'todo', text: names.home, load: () => import('./web-home.tsx') }]
