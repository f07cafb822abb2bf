import { Button } from 'antd'
import { problemOf } from '../http.ts'
import { useWords } from '../language.tsx'
import { platformWords as words } from '../messages.ts'
import './notes.css'

/** A refusal where the content would be, in the server's words, with a way to try again. */
export function ProblemNote({ error, retry }: { error: unknown; retry?: () => void }) {
  const t = useWords()
  const { code, message } = problemOf(error)
  return (
    <div className="problem" role="alert">
      <p>{message}</p>
      {retry && code !== 'not_found' && <Button onClick={retry}>{t(words.retry)}</Button>}
    </div>
  )
}
