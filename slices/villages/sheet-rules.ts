import type { Sheet } from '../../core/sheet.ts'
import { villageWords } from './messages.ts'
import type { VillageRow } from './model.ts'

export const villageSheet: Sheet<VillageRow> = {
  name: villageWords.title,
  columns: [
    { key: 'area', header: villageWords.name, width: 20, value: (row) => row.name },
    { key: 'township', header: villageWords.township, width: 16, value: (row) => row.townshipName },
    {
      key: 'reservoir',
      header: villageWords.reservoir,
      value: (row, language) => (row.reservoir ? villageWords.yes[language] : ''),
    },
    { key: 'year', header: villageWords.year, kind: 'number', value: (row) => row.year },
    { key: 'population', header: villageWords.population, kind: 'number', value: (row) => row.population },
    { key: 'income', header: villageWords.income, kind: 'yuan', value: (row) => row.perCapitaIncomeFen },
    { key: 'registered', header: villageWords.registered, kind: 'number', value: (row) => row.registered },
  ],
}
