import { calendarDate, dayNumber } from './temporal-calendar.ts'

/** A time zone: seconds east of UTC, or the name of a zone of the time zone database. */
export type Zone = number | string

const formats = new Map<string, Intl.DateTimeFormat | undefined>()
const daySeconds = 86_400
// Beyond what a JavaScript instant can say, the rules of a year that has the same calendar stand in.
const farthestYear = 200_000

function formatOf(name: string): Intl.DateTimeFormat | undefined {
  if (formats.has(name)) return formats.get(name)
  let format: Intl.DateTimeFormat | undefined
  try {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      hourCycle: 'h23',
      era: 'short',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
  } catch {
    format = undefined
  }
  formats.set(name, format)
  return format
}

/** True for a zone the time zone database knows, such as Asia/Shanghai. */
export const isZoneName = (name: string): boolean => /^[A-Za-z][\w+\-/]*$/.test(name) && formatOf(name) !== undefined

/** Seconds east of UTC at an instant (seconds from 1970-01-01T00:00Z). */
export function offsetAt(zone: Zone, instant: number): number {
  if (typeof zone === 'number') return zone
  const format = formatOf(zone)
  if (!format) return 0
  const near = withinReach(instant)
  const parts: Record<string, string> = {}
  for (const { type, value } of format.formatToParts(near * 1000)) parts[type] = value
  const year = parts.era === 'BC' ? 1 - Number(parts.year) : Number(parts.year)
  const days = dayNumber(year, Number(parts.month), Number(parts.day))
  return days * daySeconds + Number(parts.hour) * 3600 + Number(parts.minute) * 60 + Number(parts.second) - near
}

// A summer and a winter of two years, far enough apart to meet every rule in force since.
const probes = [946_728_000, 962_452_800, 1_577_880_000, 1_593_604_800]

/** Seconds east of UTC of a zone whose clocks are never set; undefined when its offset depends on the day. */
export function steadyOffset(zone: Zone): number | undefined {
  const offsets = new Set(probes.map((instant) => offsetAt(zone, instant)))
  return offsets.size === 1 ? offsetAt(zone, probes[0] as number) : undefined
}

/** Seconds east of UTC at a local clock reading; in the gap of a clock change the earlier offset counts. */
export function offsetAtLocal(zone: Zone, local: number): number {
  if (typeof zone === 'number') return zone
  const before = offsetAt(zone, local - daySeconds)
  const after = offsetAt(zone, local + daySeconds)
  if (before === after) return before
  // Of two possible instants (clock set back) the earlier one is meant, as most calendars read it.
  return offsetAt(zone, local - before) === before || offsetAt(zone, local - after) !== after ? before : after
}

function withinReach(instant: number): number {
  const days = Math.floor(instant / daySeconds)
  const { year, month, day } = calendarDate(days)
  if (Math.abs(year) < farthestYear) return instant
  const same = 2000 + (((year % 400) + 400) % 400)
  return dayNumber(same, month, day) * daySeconds + (instant - days * daySeconds)
}
