import { createContext, useContext } from 'react'
import type { AppStatus } from '../../shared/api.ts'

export interface AppContextValue {
  readonly status: AppStatus
  readonly refresh: () => Promise<void>
}

export const AppContext = createContext<AppContextValue | null>(null)

export function useApp(): AppContextValue {
  const value = useContext(AppContext)
  if (value === null) throw new Error('useApp stands outside <App>')
  return value
}
