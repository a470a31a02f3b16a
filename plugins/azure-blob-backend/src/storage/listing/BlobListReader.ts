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
  /** ISO 8601, UTC. */
  createdAt?: string;
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

/** Keeps what the text of an element tells of a blob. */
type Setter = (blob: ListedBlob, text: string) => void;

const FIELDS = new Map<string, Setter>([
  ['Name', keepAs('name')],
  ['Snapshot', keepAs('snapshot')],
  ['VersionId', keepAs('versionId')],
  [
    'IsCurrentVersion',
    (blob, text) => {
      blob.isCurrentVersion = text === 'true';
    },
  ],
]);

/** In lower case, as metadata may be named in any. */
const METADATA = new Map<string, Setter>([
  ['sha256', keepAs('sha256')],
  [
    'hdi_isfolder',
    (blob, text) => {
      blob.isDirectory ||= text.toLowerCase() === 'true';
    },
  ],
]);

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
  /** Few values of these there are, and each is kept once. */
  readonly #known = new Map<string, string>();
  /** What is published together was written within seconds. */
  readonly #times = new Map<string, string | undefined>();
  readonly #properties = new Map<string, Setter>([
    ['Content-Length', setSize],
    ['Content-MD5', keepAs('contentMd5')],
    ['Etag', keepAs('etag')],
    ['ResourceType', setResourceType],
    ['Content-Type', this.#keepOnceAs('contentType')],
    ['AccessTier', this.#keepOnceAs('accessTier')],
    ['Last-Modified', this.#keepTimeAs('lastModified')],
    ['Creation-Time', this.#keepTimeAs('createdAt')],
  ]);
  #depth = 0;
  /** The element above a property. */
  #field = '';
  #set: Setter | undefined;
  #blob: ListedBlob | undefined;
  #text = '';
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

  #open(name: string, attributes: string): boolean {
    this.#depth++;
    this.#text = '';
    this.#set = undefined;
    switch (this.#depth) {
      case DEPTH.section:
        return name === 'NextMarker';
      case DEPTH.blob:
        if (name === 'Blob' || name === 'BlobPrefix') {
          this.#blob = { kind: name === 'Blob' ? 'blob' : 'prefix', name: '' };
        }
        return false;
      case DEPTH.field:
        this.#field = name;
        this.#set = this.#blob && getFieldSetter(name, attributes);
        return this.#set !== undefined;
      case DEPTH.property:
        this.#set = this.#blob && this.#getPropertySetter(name);
        return this.#set !== undefined;
      default:
        return false;
    }
  }

  #getPropertySetter(name: string): Setter | undefined {
    switch (this.#field) {
      case 'Properties':
        return this.#properties.get(name);
      case 'Metadata':
        return METADATA.get(name.toLowerCase());
      default:
        return undefined;
    }
  }

  #close(name: string): void {
    const depth = this.#depth--;
    const blob = this.#blob;
    if (this.#set && blob) {
      if (this.#text !== '') {
        this.#set(blob, this.#text);
      }
      this.#set = undefined;
    } else if (depth === DEPTH.blob && blob) {
      this.#page.blobs.push(blob);
      this.#blob = undefined;
    } else if (
      depth === DEPTH.section &&
      name === 'NextMarker' &&
      this.#text !== ''
    ) {
      this.#page.nextMarker = detach(this.#text);
    } else if (depth === DEPTH.root) {
      this.#isComplete = name === 'EnumerationResults';
    }
  }

  #keepOnceAs(key: 'accessTier' | 'contentType'): Setter {
    return (blob, text) => {
      let kept = this.#known.get(text);
      if (kept === undefined) {
        kept = detach(text);
        this.#known.set(kept, kept);
      }
      blob[key] = kept;
    };
  }

  #keepTimeAs(key: 'createdAt' | 'lastModified'): Setter {
    return (blob, text) => {
      if (!this.#times.has(text)) {
        const time = Date.parse(text);
        this.#times.set(
          detach(text),
          Number.isNaN(time) ? undefined : new Date(time).toISOString(),
        );
      }
      blob[key] = this.#times.get(text);
    };
  }
}

function keepAs(
  key: 'contentMd5' | 'etag' | 'name' | 'sha256' | 'snapshot' | 'versionId',
): Setter {
  return (blob, text) => {
    blob[key] = detach(text);
  };
}

/** A name that XML cannot hold is percent-encoded. */
function getFieldSetter(name: string, attributes: string): Setter | undefined {
  return name === 'Name' && /\sEncoded="true"/i.test(attributes)
    ? setEncodedName
    : FIELDS.get(name);
}

function setEncodedName(blob: ListedBlob, text: string): void {
  blob.name = decodeURIComponent(text);
}

function setResourceType(blob: ListedBlob, text: string): void {
  blob.isDirectory ||= text === 'directory';
}

function setSize(blob: ListedBlob, text: string): void {
  blob.size = /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** A part of a string keeps all of it in memory; a copy does not. */
function detach(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
