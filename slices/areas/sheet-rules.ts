import type { Sheet } from '../../core/sheet.ts'
import { levelNames, areaMessages as words } from './messages.ts'
import type { OwnArea } from './model.ts'

/** Areas that the tenant added itself; the area above stands by its code, by which it can be looked up. */
export const ownAreaSheet: Sheet<OwnArea> = {
  name: words.ownAreas,
  columns: [
    { key: 'name', header: words.name, width: 22, value: (row) => row.name },
    { key: 'level', header: words.level, width: 16, value: (row, language) => levelNames[row.level][language] },
    { key: 'parent', header: words.parent, width: 16, value: (row) => row.parent },
    { key: 'code', header: words.code, width: 16, value: (row) => row.code },
    { key: 'validFrom', header: words.validFrom, kind: 'day', width: 12, value: (row) => row.validFrom },
    { key: 'validTo', header: words.validTo, kind: 'day', width: 12, value: (row) => row.validTo },
  ],
}
