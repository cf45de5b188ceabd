/** Slots for messages under way: `take` waits while all are used. */
export interface Slots {
  take(): Promise<void>
  free(): void
  /** Every waiting and later `take` rejects with this error. */
  stop(error: Error): void
}

export function createSlots(count: number): Slots {
  let free = count
  let stopped: Error | null = null
  const waiting: { resolve: () => void; reject: (error: Error) => void }[] = []
  return {
    take() {
      if (stopped !== null) return Promise.reject(stopped)
      if (free > 0) {
        free -= 1
        return Promise.resolve()
      }
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }))
    },
    free() {
      const next = waiting.shift()
      if (next === undefined) free += 1
      else next.resolve()
    },
    stop(error) {
      stopped ??= error
      for (const { reject } of waiting.splice(0)) reject(stopped)
    },
  }
}
