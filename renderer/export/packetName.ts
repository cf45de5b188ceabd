/** File name for a board packet: the pseudonym with everything that a file system dislikes replaced. */
export function packetName(pseudonym: string, format: 'html' | 'pdf'): string {
  const stem = pseudonym.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[-.]+|[-.]+$/g, '')
  return `${stem === '' ? 'case' : stem}-board-packet.${format}`
}
