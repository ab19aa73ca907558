// A value somewhere in a manifest together with its place, so that a rule says what is wrong and gets where for free.
// Manifests are written by people: any value may be missing or of another type than the API's.

import type { Place } from '../../errors.ts'
import { isRecord } from '../../kube/object.ts'
import type { Manifest } from '../objects.ts'
import { type Path, placeAt, valueAt } from '../path.ts'

export { type Path, valueAt } from '../path.ts'

/** Something that a finding can point at. */
export interface Spot {
  readonly manifest: Manifest
  readonly place: Place
}

export class Part implements Spot {
  readonly manifest: Manifest
  readonly path: Path
  readonly value: unknown

  private constructor(manifest: Manifest, path: Path, value: unknown) {
    this.manifest = manifest
    this.path = path
    this.value = value
  }

  /** The whole object. */
  static of(manifest: Manifest): Part {
    return new Part(manifest, [], manifest.object)
  }

  /** The value below; its own value is undefined when there is none. */
  at(...path: Path): Part {
    return new Part(this.manifest, [...this.path, ...path], valueAt(this.value, path))
  }

  get isThere(): boolean {
    return this.value !== undefined && this.value !== null
  }

  get text(): string | undefined {
    return typeof this.value === 'string' ? this.value : undefined
  }

  get number(): number | undefined {
    return typeof this.value === 'number' ? this.value : undefined
  }

  /** Of a list; of anything else none. */
  get items(): Part[] {
    return Array.isArray(this.value) ? this.value.map((_, index) => this.at(index)) : []
  }

  /** Of an object; of anything else none. */
  get entries(): [name: string, part: Part][] {
    return isRecord(this.value) ? Object.keys(this.value).map((name) => [name, this.at(name)]) : []
  }

  /** The line of its key or item, or of what should hold it. */
  get place(): Place {
    // An object that SOPS encrypted has other values in its file, but the same keys on the same lines.
    return placeAt(this.manifest, this.path)
  }
}
