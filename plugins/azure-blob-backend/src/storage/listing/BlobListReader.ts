/*
 * Copyright 2026 The Azure Blob for Backstage Authors
 *
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *     http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */

import { XmlScanner } from './XmlScanner';

/** A blob, or what is common to the names of several, as storage lists it. */
export interface ListedBlob {
  kind: 'blob' | 'prefix';
  /** From the root of the container. */
  name: string;
  snapshot?: string;
  versionId?: string;
  isCurrentVersion?: boolean;
  /** Whether it stands for a folder of an account with real folders. */
  isDirectory?: boolean;
  size?: number;
  /** ISO 8601, UTC. */
  lastModified?: string;
  contentType?: string;
  etag?: string;
  contentMd5?: string;
  accessTier?: string;
  /** As the blob's metadata has it, whatever that is. */
  sha256?: string;
}

/** One page, in the order of storage. */
export interface BlobListPage {
  blobs: ListedBlob[];
  /** Where the next page begins; absent on the last. */
  nextMarker?: string;
}

/** How deep an element is in `EnumerationResults/Blobs/Blob/Properties/Etag`. */
const DEPTH = { root: 1, section: 2, blob: 3, field: 4, property: 5 };

/** Makes a page out of the answer to List Blobs while it arrives. */
export class BlobListReader {
  readonly #scanner = new XmlScanner({
    onOpen: (name, attributes) => this.#open(name, attributes),
    onText: text => {
      this.#text += text;
    },
    onClose: name => this.#close(name),
  });
  readonly #page: BlobListPage = { blobs: [] };
  readonly #path: string[] = [];
  /** Few values of these there are, and each is kept once. */
  readonly #known = new Map<string, string>();
  /** What is published together was written within seconds. */
  readonly #times = new Map<string, string | undefined>();
  #blob: ListedBlob | undefined;
  #text = '';
  #isEncoded = false;
  #isComplete = false;

  write(chunk: string): void {
    this.#scanner.write(chunk);
  }

  /** @throws Error where the answer was cut off. */
  finish(): BlobListPage {
    if (!this.#isComplete) {
      throw new Error('The list is not complete');
    }
    return this.#page;
  }

  #open(name: string, attributes: string): void {
    this.#path.push(name);
    this.#text = '';
    this.#isEncoded = attributes !== '' && /\sEncoded="true"/i.test(attributes);
    if (
      this.#path.length === DEPTH.blob &&
      (name === 'Blob' || name === 'BlobPrefix')
    ) {
      this.#blob = { kind: name === 'Blob' ? 'blob' : 'prefix', name: '' };
    }
  }

  #close(name: string): void {
    const path = this.#path;
    const depth = path.length;
    if (path.pop() !== name) {
      throw new Error('The list is not well-formed');
    }
    const text = this.#text;
    if (depth === DEPTH.property && this.#blob) {
      if (path[DEPTH.field - 1] === 'Properties') {
        this.#setProperty(this.#blob, name, text);
      } else if (path[DEPTH.field - 1] === 'Metadata') {
        setMetadata(this.#blob, name, text);
      }
    } else if (depth === DEPTH.field && this.#blob) {
      this.#setField(this.#blob, name, text);
    } else if (depth === DEPTH.blob && this.#blob) {
      this.#page.blobs.push(this.#blob);
      this.#blob = undefined;
    } else if (
      depth === DEPTH.section &&
      name === 'NextMarker' &&
      text !== ''
    ) {
      this.#page.nextMarker = detach(text);
    } else if (depth === DEPTH.root) {
      this.#isComplete = name === 'EnumerationResults';
    }
  }

  #setField(blob: ListedBlob, name: string, text: string): void {
    switch (name) {
      case 'Name':
        // What XML cannot hold is percent-encoded.
        blob.name = detach(this.#isEncoded ? decodeURIComponent(text) : text);
        break;
      case 'Snapshot':
        blob.snapshot = detach(text);
        break;
      case 'VersionId':
        blob.versionId = detach(text);
        break;
      case 'IsCurrentVersion':
        blob.isCurrentVersion = text === 'true';
        break;
      default:
    }
  }

  #setProperty(blob: ListedBlob, name: string, text: string): void {
    if (text === '') {
      return;
    }
    switch (name) {
      case 'Content-Length':
        blob.size = /^\d{1,15}$/.test(text) ? Number(text) : undefined;
        break;
      case 'Last-Modified':
        blob.lastModified = this.#toIsoTime(text);
        break;
      case 'Content-Type':
        blob.contentType = this.#intern(text);
        break;
      case 'Etag':
        blob.etag = detach(text);
        break;
      case 'Content-MD5':
        blob.contentMd5 = detach(text);
        break;
      case 'AccessTier':
        blob.accessTier = this.#intern(text);
        break;
      case 'ResourceType':
        blob.isDirectory ||= text === 'directory';
        break;
      default:
    }
  }

  #intern(text: string): string {
    const known = this.#known.get(text);
    if (known !== undefined) {
      return known;
    }
    const kept = detach(text);
    this.#known.set(kept, kept);
    return kept;
  }

  #toIsoTime(text: string): string | undefined {
    if (!this.#times.has(text)) {
      const time = Date.parse(text);
      this.#times.set(
        text,
        Number.isNaN(time) ? undefined : new Date(time).toISOString(),
      );
    }
    return this.#times.get(text);
  }
}

/** Metadata may be named in any case. */
function setMetadata(blob: ListedBlob, name: string, text: string): void {
  switch (name.toLowerCase()) {
    case 'sha256':
      blob.sha256 = detach(text);
      break;
    case 'hdi_isfolder':
      blob.isDirectory ||= text.toLowerCase() === 'true';
      break;
    default:
  }
}

/** A part of a string keeps all of it in memory; a copy does not. */
function detach(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
