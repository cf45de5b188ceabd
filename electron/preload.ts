import { contextBridge, ipcRenderer } from 'electron'
import type { CaseboardBridge } from '../shared/api.ts'

/** The only door between renderer and core: one function, validated on both sides. */
const bridge: CaseboardBridge = {
  call: (call) => ipcRenderer.invoke('caseboard/call', call),
}

contextBridge.exposeInMainWorld('caseboard', bridge)
