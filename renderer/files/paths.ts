/** Paths as text, for both kinds of separator: the renderer never touches the file system. */

export function joinPath(directory: string, name: string): string {
  if (isAbsolutePath(name)) return name
  const separator = directory.includes('\\') && !directory.includes('/') ? '\\' : '/'
  return /[\\/]$/.test(directory) ? `${directory}${name}` : `${directory}${separator}${name}`
}

export function isAbsolutePath(path: string): boolean {
  return path.startsWith('/') || path.startsWith('\\\\') || /^[A-Za-z]:[\\/]/.test(path)
}

export function baseName(path: string): string {
  return (
    path
      .split(/[\\/]/)
      .filter((part) => part !== '')
      .at(-1) ?? path
  )
}
