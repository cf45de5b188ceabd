import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

/** Worker entries stand beside main.js in `out/main`, where `electron/store/workerUrl.ts` looks for them. */
const mainEntries = {
  main: resolve('electron/main.ts'),
  storeWorker: resolve('electron/store/worker.ts'),
  rematchWorker: resolve('electron/app/rematch/rematchWorker.ts'),
  readerWorker: resolve('electron/app/import/readerWorker.ts'),
  vcfBlockWorker: resolve('electron/reports/vcf/blockWorker.ts'),
  knowledgeWorker: resolve('electron/app/knowledgeImport/knowledgeWorker.ts'),
  factsWorker: resolve('electron/app/facts/factsWorker.ts'),
}

export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      externalizeDeps: true,
      rollupOptions: { input: mainEntries, output: { format: 'es' } },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      externalizeDeps: false,
      // A sandboxed preload script must be CommonJS.
      rollupOptions: {
        input: { preload: resolve('electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react()],
    build: { outDir: 'out/renderer', rollupOptions: { input: resolve('renderer/index.html') } },
  },
})
