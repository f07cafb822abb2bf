import { type DragEvent, useId, useState } from 'react'
import type { Text } from '../../../core/messages.ts'
import { useWords } from '../language.tsx'
import { formWords } from '../messages.ts'
import './file-drop.css'
import { grouped } from './list-parts.tsx'

type FileDropProps = {
  /** Only its name and size are shown. */
  file: Pick<File, 'name' | 'size'> | undefined
  choose: (file: File | undefined) => void
  /** Ends of names the file dialog offers, such as `.xlsx,.docx`. */
  accept: string
  mostBytes: number
  /** What is wrong with a file that was read and cannot be used. */
  fault?: string | undefined
  words: {
    /** What the place is for; it also names the field. */
    readonly drop: Text
    readonly formats: Text
    readonly tooLarge: Text
    readonly noFile: Text
  }
}

/** A place to drop a file on; the same file dialog behind it. An empty file or one too large is refused at once. */
export function FileDrop({ file, choose, accept, mostBytes, words, ...given }: FileDropProps) {
  const t = useWords()
  const id = useId()
  const [over, setOver] = useState(false)
  const [refused, setRefused] = useState<Text>()
  const fault = refused ? t(refused) : given.fault
  const take = (chosen: File | undefined) => {
    if (!chosen) return
    const wrong = chosen.size > mostBytes ? words.tooLarge : chosen.size === 0 ? words.noFile : undefined
    setRefused(wrong)
    choose(wrong ? undefined : chosen)
  }
  const drag = (entering: boolean) => (event: DragEvent) => {
    event.preventDefault()
    setOver(entering)
  }
  return (
    <div>
      <label
        className="file-drop"
        data-over={over}
        onDragOver={drag(true)}
        onDragLeave={drag(false)}
        onDrop={(event) => {
          drag(false)(event)
          take(event.dataTransfer.files[0])
        }}
      >
        <input
          type="file"
          className="only-heard"
          accept={accept}
          aria-label={t(words.drop)}
          aria-describedby={`${id}-formats${fault ? ` ${id}-fault` : ''}`}
          onChange={(event) => take(event.target.files?.[0])}
        />
        <b>
          {file
            ? t(formWords.chosenFile, { name: file.name, size: grouped(Math.max(1, Math.round(file.size / 1024))) })
            : t(words.drop)}
        </b>
        <small id={`${id}-formats`}>{t(words.formats)}</small>
      </label>
      {fault && (
        <p id={`${id}-fault`} role="alert" className="file-fault">
          {fault}
        </p>
      )}
    </div>
  )
}
