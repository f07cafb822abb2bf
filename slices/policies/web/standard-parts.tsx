import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Text } from '../../../core/messages.ts'
import { useWords } from '../../../platform/web/language.tsx'
import { useToday } from '../../../platform/web/session.tsx'
import { Mark } from '../../../platform/web/ui/figures.tsx'
import { parameterWords, residenceOfParameterWords } from '../messages.ts'
import type { Parameter } from '../model.ts'
import { standardWords as words } from '../page-messages.ts'
import { policiesApi } from './api.ts'

/** What parameters are called: by the program, or by the policies that read them. */
export function useParameterTexts(): Readonly<Record<string, Text>> {
  const { data } = useQuery(policiesApi.parameterChoices.queryOptions({ input: {} }))
  return useMemo(() => ({ ...data?.titles, ...parameterWords }), [data])
}

export function ParameterName({ name }: { name: string }) {
  const t = useWords()
  const text = useParameterTexts()[name]
  return text ? t(text) : name
}

/** Town, country or both; as it stands in a file: what is none of the known words is shown as it is. */
export function ResidenceText({ residence }: { residence: string }) {
  const t = useWords()
  if (residence === '') return t(residenceOfParameterWords.both)
  return residence === 'urban' || residence === 'rural' ? t(residenceOfParameterWords[residence]) : residence
}

/** Whether a value holds today, will, or has been followed by another one. */
export function InForce({ row }: { row: Parameter }) {
  const t = useWords()
  const today = useToday()
  if (row.supersededAt) return <span className="second">{t(words.superseded)}</span>
  if (row.validFrom > today) return <Mark tone="waiting">{t(words.later)}</Mark>
  if (row.replacedFrom && row.replacedFrom <= today) return <span className="second">{t(words.past)}</span>
  return <Mark tone="done">{t(words.inForce)}</Mark>
}
