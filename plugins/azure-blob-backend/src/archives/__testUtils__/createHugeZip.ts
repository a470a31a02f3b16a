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

import { crc32 } from 'node:zlib';
import { Part, SparseBlobStore } from './SparseBlobStore';

const NAME_LENGTH = 9;
const ENTRY_LENGTH = 46 + NAME_LENGTH + 12;
const HEADER_LENGTH = 30 + NAME_LENGTH;

/** A zip of files of zeros, with 64-bit places, that is nowhere as a whole. */
export function createHugeZip(options: { files: number; fileSize: number }) {
  const { files, fileSize } = options;
  const checksum = crc32(Buffer.alloc(fileSize));
  const span = HEADER_LENGTH + fileSize;
  const listAt = files * span;
  const end = createEnd(files, listAt);
  const size = listAt + files * ENTRY_LENGTH + end.length;

  const createEntry = (file: number) => {
    const entry = Buffer.alloc(ENTRY_LENGTH);
    entry.write('PK\x01\x02\x2d\x03\x2d', 'latin1');
    entry.writeUInt32LE(checksum, 16);
    entry.writeUInt32LE(fileSize, 20);
    entry.writeUInt32LE(fileSize, 24);
    entry.writeUInt16LE(NAME_LENGTH, 28);
    entry.writeUInt16LE(12, 30);
    entry.writeUInt32LE(0xffffffff, 42);
    entry.write(toName(file), 46);
    entry.writeUInt16LE(1, 55);
    entry.writeUInt16LE(8, 57);
    entry.writeBigUInt64LE(BigInt(file * span), 59);
    return entry;
  };

  const store = new SparseBlobStore(size, (offset, count) => {
    const parts: Part[] = [{ offset: size - end.length, bytes: end }];
    const from = Math.max(0, Math.floor((offset - listAt) / ENTRY_LENGTH));
    const to = Math.ceil((offset + count - listAt) / ENTRY_LENGTH);
    const length = Math.min(files, to) - from;
    if (length > 0) {
      const entries = Array.from({ length }, (_, at) => createEntry(from + at));
      parts.push({
        offset: listAt + from * ENTRY_LENGTH,
        bytes: Buffer.concat(entries),
      });
    }
    if (offset < listAt) {
      const file = Math.floor(offset / span);
      parts.push({ offset: file * span, bytes: createHeader(file) });
    }
    return parts;
  });
  return { store, size };
}

function toName(file: number): string {
  return `f/${`${file}`.padStart(NAME_LENGTH - 2, '0')}`;
}

function createHeader(file: number): Buffer {
  const header = Buffer.alloc(HEADER_LENGTH);
  header.write('PK\x03\x04\x2d', 'latin1');
  header.writeUInt16LE(NAME_LENGTH, 26);
  header.write(toName(file), 30);
  return header;
}

function createEnd(files: number, listAt: number): Buffer {
  const end = Buffer.alloc(56 + 20 + 22);
  end.write('PK\x06\x06', 'latin1');
  end.writeBigUInt64LE(44n, 4);
  end.writeBigUInt64LE(BigInt(files), 24);
  end.writeBigUInt64LE(BigInt(files), 32);
  end.writeBigUInt64LE(BigInt(files * ENTRY_LENGTH), 40);
  end.writeBigUInt64LE(BigInt(listAt), 48);
  end.write('PK\x06\x07', 56, 'latin1');
  end.writeBigUInt64LE(BigInt(listAt + files * ENTRY_LENGTH), 64);
  end.writeUInt32LE(1, 72);
  end.write('PK\x05\x06', 76, 'latin1');
  end.writeUInt32LE(0xffffffff, 84);
  end.writeUInt32LE(0xffffffff, 88);
  end.writeUInt32LE(0xffffffff, 92);
  return end;
}
