// What client-node's KubeConfig takes from its generated API, without the rest of it: 900 modules, which jest would load
// anew for every test file that has a client.
export { createConfiguration } from '@kubernetes/client-node/dist/gen/configuration.js'
export { ServerConfiguration } from '@kubernetes/client-node/dist/gen/servers.js'
