// What dist exports: one function per entry of action.yml. Both are light; the rooms of the story are loaded by
// src/deploy.ts when their phase begins.

export { run as main } from './main.ts'
export { cleanUp as post } from './post.ts'
