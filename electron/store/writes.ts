import { CaseboardError } from '../../shared/errors.ts'
import { assaySave } from './assays.ts'
import { appendAudit } from './audit.ts'
import type { StoreWrites } from './calls.ts'
import { caseCreate, caseRemove, caseUpdate } from './cases.ts'
import type { WritableDatabase } from './database.ts'
import { factFileRemove } from './facts/factFiles.ts'
import { judgementSet } from './judgements.ts'
import type { Role } from './keyring.ts'
import { oncotreeActivate, oncotreeSave } from './oncotrees.ts'
import { packActivate, packKeep, packSave } from './packs.ts'
import { presentationRecord } from './presentations.ts'
import { referenceAdd, referenceRemove } from './references.ts'
import { reportRemove } from './reports.ts'
import { trackAdd, trackRemove } from './tracks.ts'

type Writes = {
  readonly [Name in keyof StoreWrites]: (
    db: WritableDatabase,
    args: Parameters<StoreWrites[Name]>[0],
    user: string,
  ) => ReturnType<StoreWrites[Name]>
}

/** Every change of the store by its name in calls.ts; each runs in one transaction and audits itself. */
export const writes: Writes = {
  caseCreate,
  caseUpdate,
  caseRemove,
  assaySave,
  trackAdd,
  trackRemove,
  referenceAdd,
  referenceRemove,
  reportRemove,
  packSave,
  packActivate,
  packKeep,
  presentationRecord,
  oncotreeSave,
  oncotreeActivate,
  judgementSet,
  factFileRemove,
  auditAppend: (db, entry, user) => ({ id: appendAudit(db, user, entry) }),
}

/** What a role may do beyond reading: viewers change nothing, backups are the administrators'. */
export function refuseRole(role: Role, deed: keyof StoreWrites | 'import' | 'backup'): void {
  if (deed === 'auditAppend' || role === 'admin') return
  if (role === 'curator' && deed !== 'backup') return
  throw new CaseboardError({
    code: 'not-allowed',
    message: role === 'viewer' ? 'A viewer may not change anything.' : 'Only an administrator may do this.',
    remedy: 'Ask an administrator of this vault for another role.',
  })
}
