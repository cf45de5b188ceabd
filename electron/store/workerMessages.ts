import type { MessagePort } from 'node:worker_threads'
import type { ErrorData } from '../../shared/errors.ts'
import type { StoreReads, StoreWrites } from './calls.ts'
import type { Role } from './keyring.ts'

/** What crosses between the client and its two database threads. */

export interface StoreWorkerData {
  /** `creator` makes the database in a new vault and ends. */
  readonly task: 'creator' | 'writer' | 'reader'
  readonly directory: string
  /** 32 bytes. */
  readonly dataKey: Uint8Array
  readonly user: string
  readonly role: Role
}

export type StoreRequest =
  | { readonly type: 'read'; readonly id: number; readonly name: keyof StoreReads; readonly args: unknown }
  | { readonly type: 'write'; readonly id: number; readonly name: keyof StoreWrites; readonly args: unknown }
  | { readonly type: 'import'; readonly id: number; readonly port: MessagePort; readonly header: unknown }
  | { readonly type: 'backup'; readonly id: number; readonly destination: string | null }
  | { readonly type: 'lend'; readonly id: number; readonly port: MessagePort }
  | { readonly type: 'close'; readonly id: number }

/** What a thread of the application needs to open a reading connection of its own. */
export interface LentKey {
  readonly directory: string
  readonly keyHex: string
}

/** Id 0 answers the start: the database is open, or why it is not. */
export type StoreAnswer =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: ErrorData }
