import type { BuildContext } from '../annotationContext.ts'
import { TEXT_SEPARATOR } from '../batch.ts'
import type { SmallVariantBatch } from '../batch.ts'
import { createBatchWriter } from '../batchWriter.ts'
import { byteLineEnd } from '../lines.ts'
import { createReadLog } from '../readLog.ts'
import type { LogEntries } from '../readLog.ts'
import type { VcfHeader } from './header.ts'
import { createRecordReader } from './recordReader.ts'
import type { RecordChoices, RecordTally } from './recordReader.ts'

/** Reads the small variants of whole blocks of lines; every block for itself, so that two threads may share a file. */
export interface BlockReader {
  /**
   * `firstLine` is the 1-based number of the block's first line. The bytes may change after the call.
   * @throws CaseboardError `bad-input` where a line is no VCF record
   */
  read(bytes: Buffer, firstLine: number): BlockReading
}

/** What stands in a block; plain data. */
export interface BlockReading {
  /** Numbered by this reader, see batchMerger.ts. */
  readonly batches: readonly SmallVariantBatch[]
  /** Records with structural alleles: mates may lie in any blocks, so one reader must see all of them. */
  readonly structural: readonly StructuralLine[]
  readonly tally: RecordTally
  readonly log: LogEntries
}

export interface StructuralLine {
  /** UTF-8, without the line end. */
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly line: number
  /** As `suspicious` of a RecordReader. */
  readonly suspicious: boolean
}

const NEWLINE = 10
const SEPARATOR = TEXT_SEPARATOR.charCodeAt(0)

export function createBlockReader(
  header: VcfHeader,
  choices: RecordChoices,
  context: BuildContext,
): BlockReader {
  const log = createReadLog()
  const writer = createBatchWriter()
  const records = createRecordReader(header, choices, context, writer, log, null)
  return {
    read(bytes, firstLine) {
      const batches: SmallVariantBatch[] = []
      const structural: StructuralLine[] = []
      const suspicious = bytes.includes(SEPARATOR)
      let line = firstLine
      let start = 0
      while (start < bytes.length) {
        const newline = bytes.indexOf(NEWLINE, start)
        const stop = newline === -1 ? bytes.length : newline
        if (line > header.lineCount) {
          const end = byteLineEnd(bytes, start, stop)
          if (!records.read(bytes, start, end, line, suspicious)) {
            structural.push({ bytes: new Uint8Array(bytes.subarray(start, end)), line, suspicious })
          }
          if (writer.full) batches.push(...taken(writer.take()))
        }
        start = stop + 1
        line++
      }
      batches.push(...taken(writer.take()))
      return { batches, structural, tally: records.takeTally(), log: log.take() }
    },
  }
}

function taken(batch: SmallVariantBatch | null): SmallVariantBatch[] {
  return batch === null ? [] : [batch]
}
