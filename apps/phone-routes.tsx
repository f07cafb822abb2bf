import type { Pages } from '../platform/web/pages.tsx'
import { phoneWords } from '../platform/web/phone/messages.ts'

/**
 * Every screen of the phone's application, a line each; addresses begin with /m on the server. Screens use
 * `platform/web/phone` and never antd; their slices' contracts are imported as types only.
 */
export const pages: Pages = [{ path: '/me', text: phoneWords.me, load: () => import('./phone-me.tsx') }]
