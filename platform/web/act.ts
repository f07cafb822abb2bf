import { useState } from 'react'
import { type ClientProblem, problemOf } from './http.ts'

/**
 * Work that a person begins with a click: busy while it runs, what it was refused for in words until the next try. `run`
 * says whether it went through; what is typed stays where it is.
 */
export function useAct() {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<ClientProblem>()
  const run = async (work: () => unknown): Promise<boolean> => {
    setBusy(true)
    setProblem(undefined)
    try {
      await work()
      return true
    } catch (error) {
      setProblem(problemOf(error))
      return false
    } finally {
      setBusy(false)
    }
  }
  return { run, busy, fault: problem?.message }
}
