import { expect, test } from '@jest/globals'
import { listenForSignals } from '../../src/interruption.ts'
import { Timeline } from '../../src/report/log.ts'
import { after, problemFrom } from './support.ts'

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends the run with the phase and what it leaves behind',
  async (signal) => {
    const timeline = new Timeline()
    const interruption = listenForSignals(timeline, (phase) => `left in ${phase}`)
    after(interruption.stopListening)
    const phase = timeline.phase('Build', () => new Promise<never>(() => {}))
    process.emit(signal, signal)
    expect(await problemFrom(() => Promise.race([phase, interruption.signalled]))).toMatchObject({
      code: 'cancelled',
      message: `The run was cancelled (${signal}) in "Build": left in Build`,
    })
    expect(interruption.isOver()).toBe(true)
  },
)

test('a run that has ended listens no more', () => {
  const before = process.listenerCount('SIGTERM')
  const interruption = listenForSignals(new Timeline(), () => '')
  expect(process.listenerCount('SIGTERM')).toBe(before + 1)
  interruption.stopListening()
  expect(process.listenerCount('SIGTERM')).toBe(before)
  expect(interruption.isOver()).toBe(false)
})
