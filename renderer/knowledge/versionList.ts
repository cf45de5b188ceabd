import type { CallResult } from '../../shared/api.ts'
import type { PackReference } from '../../shared/packVersions.ts'
import { moment } from '../parts/numbers.ts'

/** One version of a pack as the table of versions shows it. */
export interface PackVersion {
  readonly reference: PackReference
  readonly version: string
  readonly inUse: boolean
  /** `kept`: came with an earlier Caseboard, for comparison only. */
  readonly kind: 'program' | 'imported' | 'kept'
  readonly retrieved: string
  readonly licence: string
  readonly assertions: number
  readonly companionDiagnostics: number
  /** Where it came from: file, date, person. */
  readonly origin: string
  readonly contentSha256: string
}

export interface PackVersions {
  readonly name: string
  readonly title: string
  readonly versions: readonly PackVersion[]
}

/** Versions by pack: the program's own first, then the vault's, the last imported first. */
export function packVersions(answer: CallResult<'knowledge/versions'>): readonly PackVersions[] {
  const names = [...new Set([...answer.shipped, ...answer.stored].map(({ manifest }) => manifest.name))]
  return names.map((name) => {
    const shipped = answer.shipped.filter(({ manifest }) => manifest.name === name)
    const ofProgram = new Set(shipped.map(({ contentSha256 }) => contentSha256))
    // What was kept of the very version that this Caseboard brings is no version of its own.
    const stored = answer.stored.filter(
      (pack) => pack.manifest.name === name && !(pack.shipped && ofProgram.has(pack.contentSha256)),
    )
    return {
      name,
      title: [...shipped, ...stored][0]?.manifest.title ?? name,
      versions: [
        ...shipped.map((pack): PackVersion => ({
          reference: 'shipped',
          version: pack.manifest.version,
          inUse: pack.inUse,
          kind: 'program',
          retrieved: pack.manifest.retrieved,
          licence: pack.manifest.licence,
          assertions: pack.assertions,
          companionDiagnostics: pack.companionDiagnostics,
          origin: 'comes with this Caseboard',
          contentSha256: pack.contentSha256,
        })),
        ...stored.map((pack): PackVersion => ({
          reference: pack.packId,
          version: pack.manifest.version,
          inUse: pack.active,
          kind: pack.shipped ? 'kept' : 'imported',
          retrieved: pack.manifest.retrieved,
          licence: pack.manifest.licence,
          assertions: pack.assertions,
          companionDiagnostics: pack.companionDiagnostics,
          origin: pack.shipped
            ? `came with ${pack.fileName}, kept ${moment(pack.importedAt)}`
            : `${pack.fileName}, imported ${moment(pack.importedAt)} by ${pack.importedBy}`,
          contentSha256: pack.contentSha256,
        })),
      ],
    }
  })
}

/** How a version is named in a list of choices; two imports of one version are told apart by their content. */
export function versionName(version: PackVersion): string {
  const what = version.kind === 'program' ? ' (of this Caseboard)' : version.kind === 'kept' ? ' (kept)' : ''
  return `${version.version}${what}${version.inUse ? ', in use' : ''}`
}
