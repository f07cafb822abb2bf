import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { printPapers } from '../platform/server/pdf/paper.ts'
import { qrCode } from '../platform/server/pdf/qr-code.ts'
import { handbookData } from '../slices/pairing/handbook-rules.ts'
import { claritiesOf } from '../slices/pairing/plan-rules.ts'

// Promise: a thousand pairing handbooks, one PDF each, in at most 10 s; the time of one thread and its start.
const handbooks = Number(process.argv[2] ?? 1_000)
const promisedSeconds = 10

const template = readFileSync(join(import.meta.dirname, '../slices/pairing/pack/handbook.typ'), 'utf8')
const surnames = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许'

function* papers() {
  for (let number = 0; number < handbooks; number++) {
    const name = `${surnames[number % surnames.length]}示例${number}`
    const facts = {
      pairId: '',
      householdId: '',
      fileNumber: `26-${String(number).padStart(6, '0')}`,
      headName: name,
      areaName: '红旗社区居民委员会',
      address: `示范路 ${number} 号`,
      size: 3,
      category: 'severe',
      mainCause: 'illness',
      workUnit: '示范纺织厂',
      annualIncomeFen: String(1_200_000 + number),
      since: '2026-03-01',
      termUntil: null,
      helpers: [
        {
          name: `干部${number}`,
          kind: 'cadre',
          post: '科员',
          unit: '示范区民政局',
          phone: '139****0000',
          role: 'lead',
          since: '2026-03-01',
          until: null,
          person: null,
        },
      ],
      people: ['02', '10', '20'].map((relation) => ({
        name,
        relation,
        birthDate: '1970-01-01',
        employment: 'unemployed',
        school: null,
      })),
    }
    const measures = [1, 2, 3].map((at) => ({
      id: '',
      kind: 'skill' as const,
      text: `参加第 ${at} 期烹饪培训并联系用工单位`,
      dueOn: '2026-12-31',
      helperId: null,
      helperName: null,
      doneOn: null,
      result: null,
      version: 1,
    }))
    const plan = {
      project: '小吃摊',
      noProject: false,
      goals: '家庭年收入增加一万元，孩子不辍学',
      targetOn: '2027-06-30',
    }
    const qr = qrCode(`https://example.org/households/${number}/plan`)
    const clarities = claritiesOf(number % 2 ? [] : ['income', 'helper_phone'])
    const parts = { facts, plan, measures, clarities, tenant: '示范市', qr, today: '2026-11-22' }
    yield { name: `${facts.fileNumber}.pdf`, data: handbookData(parts, 'zh') }
  }
}

const started = performance.now()
let first = 0
let bytes = 0
for await (const paper of printPapers(template, papers())) {
  first ||= performance.now() - started
  bytes += paper.bytes.length
}
const seconds = (performance.now() - started) / 1000
console.log(
  `${handbooks} handbooks: ${seconds.toFixed(1)} s, first after ${(first / 1000).toFixed(1)} s, ${(bytes / 2 ** 20).toFixed(0)} MB`,
)
if (handbooks === 1_000 && seconds > promisedSeconds) process.exitCode = 1
