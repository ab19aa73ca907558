// Devices as tests need them.

import type { Devices, PairedDevice, PairingRequest } from '../../../src/pairing/devices.ts'
import type { Rules } from '../../../src/pairing/policy.ts'

export const NOW = Date.parse('2026-11-28T22:00:00Z')
export const ALICE = 'a'.repeat(64)
export const MALLORY = 'b'.repeat(64)

export function request(changes: Partial<PairingRequest> = {}): PairingRequest {
  return {
    requestId: 'request-alice',
    deviceId: ALICE,
    roles: ['operator'],
    scopes: ['operator.read'],
    remoteIp: '192.168.1.7',
    requestedAtMs: NOW + 1_000,
    isRepair: false,
    ...changes,
  }
}

export function paired(changes: Partial<PairedDevice> = {}): PairedDevice {
  return { deviceId: ALICE, roles: ['operator'], scopes: ['operator.read'], ...changes }
}

export function devices(pending: readonly PairingRequest[], pairedDevices: readonly PairedDevice[] = []): Devices {
  return { nowMs: NOW + 2_000, pending, paired: pairedDevices }
}

export const RULES: Rules = {
  from: ['192.168.1.0/24', 'fd00:1::/48'],
  scopes: ['operator.read', 'operator.write'],
  atMost: 1,
}

export const BEGAN = { beganMs: NOW, approvedByRules: 0 }
