import { Radio } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { send } from '../../../platform/web/http.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { Dialog } from '../../../platform/web/ui/dialog.tsx'
import { ProgressBar } from '../../../platform/web/ui/job-progress.tsx'
import { grouped } from '../../../platform/web/ui/list-parts.tsx'
import { planWords as words } from '../plan-messages.ts'

type PrintProps = {
  /** What is printed: a filter of the list, or `ids`. */
  query: Record<string, string>
  count: number
  close: () => void
}
type Format = 'pdf' | 'docx'

/** Prints handbooks: as PDF or Word, with how many are done, to be stopped at any moment. */
export function PrintHandbooks({ query, count, close }: PrintProps) {
  const t = useWords()
  const [format, setFormat] = useState<Format>('pdf')
  const [done, setDone] = useState<number>()
  const [ended, setEnded] = useState(false)
  const stop = useRef<AbortController>(undefined)
  useEffect(() => () => stop.current?.abort(), [])
  const print = async () => {
    const aborting = new AbortController()
    stop.current = aborting
    setDone(0)
    try {
      await fetchHandbooks({ ...query, format }, aborting.signal, setDone)
      setEnded(true)
    } catch (error) {
      if (aborting.signal.aborted) return
      setDone(undefined)
      throw error
    }
  }
  const running = done !== undefined && !ended
  return (
    <Dialog
      title={t(words.printTitle)}
      {...(ended ? {} : { action: t(words.print, { count: grouped(count) }), act: print })}
      stays
      disabled={running}
      cancelText={t(running ? words.stopPrinting : ended ? words.closePrinting : words.leavePrinting)}
      close={close}
      lightly={!running}
    >
      <Radio.Group
        aria-label={t(words.format)}
        value={format}
        disabled={done !== undefined}
        onChange={(event) => setFormat(event.target.value as Format)}
        options={[
          { value: 'pdf', label: t(words.asPdf) },
          { value: 'docx', label: t(words.asWord) },
        ]}
      />
      {done !== undefined && <ProgressBar name={t(words.printTitle)} done={done} total={count} />}
      <p role="status">
        {ended
          ? t(words.printed, { count: grouped(count) })
          : running && t(words.printing, { done: grouped(done), count: grouped(count) })}
      </p>
    </Dialog>
  )
}

/** Fetches the file, counts the documents in it as they arrive, and hands it to the browser to be saved. */
async function fetchHandbooks(
  query: Record<string, string>,
  signal: AbortSignal,
  onDone: (documents: number) => void,
): Promise<void> {
  const asked = new URLSearchParams({ ...query, origin: window.location.origin })
  const response = await send(new Request(`/api/plans/handbooks?${asked}`, { signal }))
  const pieces: Uint8Array<ArrayBuffer>[] = []
  const reader = response.body?.getReader()
  const count = documentCounter()
  for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
    pieces.push(piece.value)
    onDone(count(piece.value))
  }
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob(pieces))
  link.download = nameOf(response)
  link.click()
  // The browser reads it after the click; a minute is enough for any disk.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

const nameOf = (response: Response): string =>
  decodeURIComponent(
    /filename\*=UTF-8''(.+)$/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'handbooks',
  )

/** Counts how many documents of a zip have begun: each begins with the same four bytes. */
function documentCounter(): (piece: Uint8Array) => number {
  const mark = [0x50, 0x4b, 0x03, 0x04]
  let matched = 0
  let documents = 0
  return (piece) => {
    for (const byte of piece) {
      matched = byte === mark[matched] ? matched + 1 : byte === mark[0] ? 1 : 0
      if (matched < mark.length) continue
      matched = 0
      documents++
    }
    return documents
  }
}
