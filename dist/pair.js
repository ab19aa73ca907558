import { pair } from './index.js'
await pair()
