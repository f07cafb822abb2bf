import { type Deliver, deliverBy } from '../platform/web/phone/outbox.ts'
import { startPhone } from '../platform/web/phone/start.tsx'
import { deliverAnswers, surveyKind } from '../slices/surveys/web/phone-outbox.ts'
import { deliverVisits } from '../slices/visits/web/phone-outbox.ts'
import { pages } from './phone-routes.tsx'

/** Each kind of record goes its own way; one way that is blocked does not hold up the other. */
const deliver: Deliver = async (items) => {
  const answers = items.filter((item) => item.kind === surveyKind)
  const visits = items.filter((item) => item.kind !== surveyKind)
  const ways = [
    ...(answers.length > 0 ? [deliverAnswers(answers)] : []),
    ...(visits.length > 0 ? [deliverVisits(visits)] : []),
  ]
  const ended = await Promise.allSettled(ways)
  const receipts = ended.flatMap((one) => (one.status === 'fulfilled' ? one.value : []))
  const [failed] = ended.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
  if (receipts.length === 0 && failed) throw failed
  return receipts
}

deliverBy(deliver)
startPhone({ pages, signIn: '/sign-in' })
