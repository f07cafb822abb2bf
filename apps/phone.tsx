import { startPhone } from '../platform/web/phone/start.tsx'
import { pages } from './phone-routes.tsx'

startPhone({ pages, signIn: '/sign-in' })
