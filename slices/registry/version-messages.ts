import { words } from '../../core/messages.ts'

/** Words of the page that shows a family as it was. */
export const versionWords = words({
  title: { zh: '以往情况', en: 'As it was' },
  titleOf: { zh: '{name}户的以往情况', en: '{name}: as it was' },
  note: {
    zh: '每次变更都留有两个日期：从哪天起是这样，哪天登记的。更正不会改掉当时的记录。',
    en: 'Every change has two dates: from when it held, and when it was recorded. A correction never alters what was known.',
  },
  on: { zh: '看哪天的情况', en: 'As it was on' },
  knownOn: { zh: '按哪天以前的登记', en: 'As known on' },
  now: { zh: '回到今天', en: 'Back to today' },
  says: {
    zh: '{on} 的情况，按 {known} 为止的登记：从 {from} 起如此，{recorded} 登记。',
    en: 'On {on}, as known on {known}: so since {from}, recorded {recorded}.',
  },
  nothing: {
    zh: '{on} 的情况，按 {known} 为止的登记：当时还没有这户的资料。',
    en: 'On {on}, as known on {known}: nothing was known of this family.',
  },
  statements: { zh: '各次登记', en: 'What was recorded' },
  statement: { zh: '{recorded} 登记，从 {from} 起', en: 'recorded {recorded}, since {from}' },
  correction: { zh: '更正', en: 'Correction' },
  changes: { zh: '变更记录', en: 'History' },
  people: { zh: '当时的成员', en: 'Members then' },
  facts: { zh: '当时的家庭情况', en: 'The family then' },
  amounts: { zh: '当时的收入与支出', en: 'Income and expenditure then' },
  pastLink: { zh: '看某一天的情况', en: 'See it as on a day' },
  from: { zh: '从哪天起', en: 'Holds since' },
  fromHelp: {
    zh: '不填为今天；补登或更正以前的情况请填实际日期',
    en: 'Today when left empty; give the real day for what happened earlier',
  },
  since: { zh: '，从 {day} 起', en: ', since {day}' },
})
