import { rm } from 'node:fs/promises'
import { CaseboardError } from '../../shared/errors.ts'
import type { MatchKnowledge } from '../interpret/matching/match.ts'
import type { Store } from '../store/calls.ts'
import type { Jobs } from './jobs.ts'

/** The system's own dialogs, where a shell has them. */
export interface Dialogs {
  openFiles(wish: { title: string; directory: boolean; many: boolean }): Promise<string[]>
  saveFile(wish: { title: string; suggestedName: string }): Promise<string | null>
}

export interface AppOptions {
  readonly version: string
  readonly shell: 'electron' | 'browser' | 'headless'
  /** Folder of knowledge packs, gene models, demonstration cases. */
  readonly resourcesDirectory: string
  /** The built renderer (`out/renderer`). */
  readonly rendererDirectory: string
  /** Where the app remembers which vault was last open; holds no patient data. */
  readonly stateDirectory: string
  readonly dialogs: Dialogs | null
  /** Turns one self-contained HTML page into a PDF (A4). */
  readonly printPdf: ((html: string) => Promise<Uint8Array>) | null
  /** Called after the last answer when the user quits. */
  readonly onQuit: () => void
}

export interface OpenVault {
  readonly store: Store
  readonly demonstration: boolean
  /** Deleted when the vault is closed: only the demonstration's. */
  readonly throwAwayDirectory: string | null
}

/** What the handlers share. One vault is open at a time. */
export interface AppContext {
  readonly options: AppOptions
  readonly jobs: Jobs
  /** What ships with the program and what the open vault adds; loaded once per vault and change of it. */
  readonly knowledge: () => Promise<MatchKnowledge>
  /** What ships with the program, whatever the vault holds. */
  readonly shippedKnowledge: () => Promise<MatchKnowledge>
  vault: OpenVault | null
}

/** The open store. @throws CaseboardError `vault-locked` where none is open. */
export function openStore(context: AppContext): Store {
  if (context.vault === null) {
    throw new CaseboardError({
      code: 'vault-locked',
      message: 'No vault is open.',
      remedy: 'Open or create a vault first.',
    })
  }
  return context.vault.store
}

/** Closes the vault that is open, if any, and deletes it where it is the demonstration's. */
export async function closeVault(context: AppContext): Promise<void> {
  const vault = context.vault
  if (vault === null) return
  context.vault = null
  context.jobs.cancelAll()
  await context.jobs.settled()
  await vault.store.close()
  if (vault.throwAwayDirectory !== null) await rm(vault.throwAwayDirectory, { recursive: true, force: true })
}
