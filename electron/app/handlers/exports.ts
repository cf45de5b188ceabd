import type { Handlers } from '../handlerTypes.ts'
import { writeBoardPacket } from '../writeBoardPacket.ts'

export const exportHandlers: Handlers<'export/packet'> = {
  'export/packet': (context, args) => writeBoardPacket(context, args),
}
