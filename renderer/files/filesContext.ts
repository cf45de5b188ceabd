import { createContext, useContext } from 'react'

export interface OpenRequest {
  readonly title: string
  readonly directory: boolean
  readonly many: boolean
}

export interface SaveRequest {
  readonly title: string
  readonly suggestedName: string
}

export interface Files {
  /** Paths the user chose; empty where they gave up. */
  readonly open: (request: OpenRequest) => Promise<readonly string[]>
  readonly save: (request: SaveRequest) => Promise<string | null>
}

export const FilesContext = createContext<Files | null>(null)

export function useFiles(): Files {
  const files = useContext(FilesContext)
  if (files === null) throw new Error('useFiles stands outside <FilesProvider>')
  return files
}
