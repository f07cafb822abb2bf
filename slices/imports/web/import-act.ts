import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { importsApi } from './api.ts'

/** An act on an import; how it stands afterwards is asked at once, also when it was refused. */
export function useAct(id: string) {
  const answers = useQueryClient()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>()
  const refresh = () => answers.invalidateQueries({ queryKey: importsApi.get.key({ input: { id } }) })
  const act = async (work: () => Promise<unknown>) => {
    setBusy(true)
    setError(undefined)
    try {
      await work()
    } catch (problem) {
      setError(problem)
    } finally {
      await refresh()
      setBusy(false)
    }
  }
  return { act, busy, error, refresh }
}
