/** Small line icons on a 16 × 16 grid; always beside a word, so hidden from screen readers. */
const paths = {
  check: 'M3 8.5l3.2 3.2L13 4.8',
  cross: 'M4 4l8 8M12 4l-8 8',
  question: 'M5.7 6a2.3 2.3 0 114 1.6c-.9.8-1.7 1.2-1.7 2.3M8 12.6v.1',
  warning: 'M8 2.2L14.5 13.5h-13zM8 6.5v3.4M8 11.7v.1',
  up: 'M8 13V3.2M3.8 7.4L8 3.2l4.2 4.2',
  stop: 'M5.3 1.8h5.4l3.5 3.5v5.4l-3.5 3.5H5.3l-3.5-3.5V5.3zM5 8h6',
  info: 'M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8zM8 7.2v4M8 4.9v.1',
  search: 'M7 2.5a4.5 4.5 0 100 9 4.5 4.5 0 000-9zM10.4 10.4L14 14',
  folder: 'M1.8 4.2h4l1.4 1.6h7v7h-12.4z',
  file: 'M4 1.8h5.4L12.5 5v9.2H4zM9.2 1.9V5.2h3.2',
  lock: 'M3.5 7.2h9v6.5h-9zM5.3 7V5a2.7 2.7 0 015.4 0v2',
  sun: 'M8 5.2a2.8 2.8 0 100 5.6 2.8 2.8 0 000-5.6zM8 1v1.7M8 13.3V15M1 8h1.7M13.3 8H15M3 3l1.2 1.2M11.8 11.8L13 13M13 3l-1.2 1.2M4.2 11.8L3 13',
  moon: 'M13.4 9.9A6 6 0 016.1 2.6a6 6 0 107.3 7.3z',
  screen: 'M1.8 2.8h12.4v8H1.8zM8 10.8v2.6M5 13.6h6',
  keys: 'M1.5 4h13v8h-13zM4 6.6h.1M6.6 6.6h.1M9.3 6.6h.1M12 6.6h.1M5 9.6h6',
  plus: 'M8 3v10M3 8h10',
  down: 'M4 6l4 4 4-4',
  right: 'M6 4l4 4-4 4',
  export: 'M8 10V2.2M5 5l3-3 3 3M2.5 9.5v4h11v-4',
} as const

export type IconName = keyof typeof paths

export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path
        d={paths[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.7"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}
