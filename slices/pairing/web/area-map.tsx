import { useQuery } from '@tanstack/react-query'
import { Button } from 'antd'
import { useState } from 'react'
import { levelOf } from '../../../core/area-code.ts'
import { useChangeAddress } from '../../../platform/web/address.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { boxesOf } from '../area-map-rules.ts'
import { matchingWords as words } from '../matching-messages.ts'
import type { Proposal } from '../model.ts'
import { pairingApi } from './api.ts'
import './pairing.css'

type AreaRow = { code: string; name: string; households: number; served: number; helpers: number }

// Width by height of the drawing: the place there is beside the menu on an office screen.
const aspect = 3.4

/**
 * The areas of a proposal as boxes inside one another: as large as the families in them, the part without a helper red
 * and hatched, darker where helpers carry more. The table below says the same.
 */
export function AreaMap({ proposal }: { proposal: Proposal }) {
  const t = useWords()
  const [path, setPath] = useState<readonly { code: string; name: string }[]>([])
  const change = useChangeAddress()
  const parent = path.at(-1)?.code
  const { data } = useQuery({
    ...pairingApi.proposals.areas.queryOptions({ input: { id: proposal.id, ...(parent ? { parent } : {}) } }),
    staleTime: 10_000,
    placeholderData: (before) => before,
  })
  const rows = (data?.rows ?? []).filter((row) => row.households > 0)
  const boxes = boxesOf(
    rows.map((row) => row.households),
    aspect,
  )
  const loads = rows.map(loadOf)
  const least = Math.min(...loads)
  // Less than one family between the lightest and the heaviest is no difference worth a shade.
  const span = Math.max(Math.max(...loads) - least, 1)
  const enter = (row: AreaRow) => {
    if (levelOf(row.code) !== 'village' && row.code !== parent) setPath([...path, row])
    else change({ view: undefined, area: row.code })
  }
  return (
    <section className="area-map" aria-label={t(words.mapTitle)}>
      <p className="area-path">
        <Button size="small" disabled={path.length === 0} onClick={() => setPath(path.slice(0, -1))}>
          {t(words.mapUp)}
        </Button>{' '}
        {[proposal.areaName, ...path.map(({ name }) => name)].join(' › ')}
      </p>
      <div className="area-boxes">
        {rows.map((row, at) => (
          <AreaBox
            key={row.code}
            row={row}
            box={boxes[at]}
            shade={((loads[at] ?? least) - least) / span}
            enter={enter}
          />
        ))}
      </div>
      <p className="second area-legend">
        <i className="swatch-light" /> <i className="swatch-heavy" /> {t(words.mapLoad)} <i className="swatch-missed" />{' '}
        {t(words.mapMissed)}
      </p>
    </section>
  )
}

/** Families that each helper would get here, in this proposal. */
const loadOf = (row: AreaRow): number => (row.helpers === 0 ? 0 : row.served / row.helpers)

type BoxProps = {
  row: AreaRow
  box: { left: number; top: number; width: number; height: number } | undefined
  shade: number
  enter: (row: AreaRow) => void
}

function AreaBox({ row, box, shade, enter }: BoxProps) {
  const t = useWords()
  if (!box) return null
  const without = row.households - row.served
  const sentence = t(words.mapBox, {
    name: row.name,
    households: grouped(row.households),
    served: grouped(row.served),
    without: grouped(without),
    load: loadOf(row).toFixed(1),
  })
  return (
    <button
      type="button"
      className="area-box"
      data-shade={Math.round(shade * 3)}
      title={sentence}
      style={{ left: `${box.left}%`, top: `${box.top}%`, width: `${box.width}%`, height: `${box.height}%` }}
      onClick={() => enter(row)}
    >
      <span className="area-name">{row.name}</span>
      <span className="area-count">
        {grouped(row.served)}/{grouped(row.households)}
      </span>
      {without > 0 && <i className="area-missed" style={{ height: `${(100 * without) / row.households}%` }} />}
    </button>
  )
}
