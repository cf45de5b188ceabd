import './app/strictPolicy.ts'
import { createRoot } from 'react-dom/client'
import { App } from './app/App.tsx'
import { allowOwnOriginOnly } from './app/ownOriginOnly.ts'
import './app/tokens.css'
import './app/base.css'

allowOwnOriginOnly()

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(<App />)
