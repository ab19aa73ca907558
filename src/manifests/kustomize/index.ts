// What a run needs of kustomize, in one piece: it is loaded only when there is something to render.

export { provePin } from './prove.ts'
export { renderedSources } from './rendered.ts'
export { findRenderer, referenceMadeOf, renderProblem } from './tool.ts'
