// What dist exports: one function per entry of action.yml and pair/action.yml. All are light; the rooms of a story are
// loaded when their phase begins.

export { run as main } from './main.ts'
export { run as pair } from './pair.ts'
export { cleanUp as post } from './post.ts'
