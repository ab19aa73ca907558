// The lint: every way of writing the manifests that is known to end in a gateway that does not work, found before
// anything is built or applied. One file a rule.

import type { Finding, Rule } from './rule.ts'
import { architectureMismatch } from './rules/architecture-mismatch.ts'
import { bedrockPlugin } from './rules/bedrock-plugin.ts'
import { bindLoopback } from './rules/bind-loopback.ts'
import { bindRawIp } from './rules/bind-raw-ip.ts'
import { bindWithoutAuth } from './rules/bind-without-auth.ts'
import { configCopyRestored } from './rules/config-copy-restored.ts'
import { configName } from './rules/config-name.ts'
import { configProviders } from './rules/config-providers.ts'
import { configReadOnly } from './rules/config-read-only.ts'
import { configSyntax } from './rules/config-syntax.ts'
import { configUnsaved } from './rules/config-unsaved.ts'
import { deviceAuthDisabled } from './rules/device-auth-disabled.ts'
import { disruptionBudgetBlocks } from './rules/disruption-budget-blocks.ts'
import { duplicateObject } from './rules/duplicate-object.ts'
import { fsGroupMissing } from './rules/fs-group-missing.ts'
import { gracePeriod } from './rules/grace-period.ts'
import { imageMutable } from './rules/image-mutable.ts'
import { heapAboveLimit, memoryBelowStart, memoryTight } from './rules/memory.ts'
import { namespaceMismatch } from './rules/namespace-mismatch.ts'
import {
  networkPolicyDns,
  networkPolicyEgress,
  networkPolicyIngress,
  networkPolicySelector,
} from './rules/network-policy.ts'
import { nodeTooOld } from './rules/node-too-old.ts'
import { originsMissing, originsUnset } from './rules/origins.ts'
import { podGivesNode, podSecurityEnforced, podSecurityWarned } from './rules/pod-security.ts'
import { portProtocol } from './rules/port-protocol.ts'
import { probePort, probesLiveness, probesMissing, probesStart, startupBudget } from './rules/probes.ts'
import { proxyCliPassword } from './rules/proxy-cli-password.ts'
import { proxyFrontOpen } from './rules/proxy-front-open.ts'
import { proxyAndToken, proxyLoopback, proxyUserHeader } from './rules/proxy-identity.ts'
import { proxyRangeOpen } from './rules/proxy-range-open.ts'
import { proxyApprovesAdmin, proxyUsersAny } from './rules/proxy-users.ts'
import { replicasMany } from './rules/replicas-many.ts'
import { rootReadOnlyCache, rootReadOnlyTmp } from './rules/root-read-only.ts'
import { runAsGroupAlone } from './rules/run-as-group-alone.ts'
import { secretPlainText } from './rules/secret-plain-text.ts'
import { servicePort, serviceSelector } from './rules/service.ts'
import { serviceAccountToken } from './rules/service-account-token.ts'
import { stateEmptyDir, stateOffVolume } from './rules/state.ts'
import { stateLeaseHost } from './rules/state-lease-host.ts'
import { storageEncrypted } from './rules/storage-encrypted.ts'
import { strategyRolling } from './rules/strategy-rolling.ts'
import { trustedProxiesMissing, trustedProxiesName, trustedProxiesWide } from './rules/trusted-proxies.ts'
import { ignoredIn, ignoreWithoutReason } from './silence.ts'
import type { Subject } from './subject.ts'

export type { Finding } from './rule.ts'
export { ANNOTATION } from './silence.ts'
export { type Facts, type Subject, subjectOf } from './subject.ts'

const GROUPS: readonly (readonly [title: string, rules: readonly Rule[]])[] = [
  [
    'Gateway',
    [
      bindRawIp,
      bindWithoutAuth,
      bindLoopback,
      originsMissing,
      originsUnset,
      trustedProxiesWide,
      trustedProxiesMissing,
      trustedProxiesName,
      deviceAuthDisabled,
      bedrockPlugin,
    ],
  ],
  [
    'A proxy that vouches (gateway.auth.mode "trusted-proxy")',
    [
      proxyUserHeader,
      proxyAndToken,
      proxyLoopback,
      proxyFrontOpen,
      proxyRangeOpen,
      proxyUsersAny,
      proxyApprovesAdmin,
      proxyCliPassword,
    ],
  ],
  ['Config', [configSyntax, configName, configProviders, configReadOnly, configCopyRestored, configUnsaved]],
  [
    'Storage',
    [
      stateOffVolume,
      stateEmptyDir,
      stateLeaseHost,
      storageEncrypted,
      strategyRolling,
      replicasMany,
      fsGroupMissing,
      rootReadOnlyTmp,
      rootReadOnlyCache,
    ],
  ],
  [
    'Running',
    [
      memoryBelowStart,
      memoryTight,
      heapAboveLimit,
      probesMissing,
      probesStart,
      probesLiveness,
      probePort,
      startupBudget,
      gracePeriod,
      disruptionBudgetBlocks,
      nodeTooOld,
      architectureMismatch,
      imageMutable,
      serviceAccountToken,
      runAsGroupAlone,
      podSecurityEnforced,
      podSecurityWarned,
      podGivesNode,
    ],
  ],
  ['Network', [networkPolicyIngress, networkPolicyDns, networkPolicyEgress, networkPolicySelector]],
  [
    'Files',
    [
      secretPlainText,
      serviceSelector,
      servicePort,
      namespaceMismatch,
      duplicateObject,
      portProtocol,
      ignoreWithoutReason((id) => RULES.some((rule) => rule.id === id)),
    ],
  ],
]

/** By what they look at, in the order of the documentation. */
export const RULE_GROUPS = GROUPS
export const RULES: readonly Rule[] = GROUPS.flatMap(([, rules]) => rules)

/** All findings that nobody has accepted, by file and line. Pure. */
export function lint(subject: Subject): Finding[] {
  const { deployment, delivery } = subject
  // A finding in the config may also be accepted where the config is used.
  const ownersOf = (manifest: typeof deployment.manifest) =>
    manifest === delivery?.config.part.manifest ? [manifest, deployment.manifest] : [manifest]
  return RULES.flatMap((rule) =>
    rule
      .check(subject)
      .filter(
        ({ at }) =>
          !ownersOf(at.manifest)
            .flatMap(ignoredIn)
            .some((each) => each.rule === rule.id && each.reason !== ''),
      )
      .map(
        ({ message, at, fix = rule.fix, severity = rule.severity }): Finding => ({
          rule: rule.id,
          severity,
          message,
          fix,
          where: at.place,
        }),
      ),
  ).sort(
    ({ where: a }, { where: b }) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || (a.line ?? 0) - (b.line ?? 0),
  )
}
