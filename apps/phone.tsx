import { deliverBy } from '../platform/web/phone/outbox.ts'
import { startPhone } from '../platform/web/phone/start.tsx'
import { deliverVisits } from '../slices/visits/web/phone-outbox.ts'
import { pages } from './phone-routes.tsx'

deliverBy(deliverVisits)
startPhone({ pages, signIn: '/sign-in' })
