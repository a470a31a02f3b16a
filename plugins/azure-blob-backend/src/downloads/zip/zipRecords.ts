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

/** A file of a zip, as its records describe it. */
export interface ZipRecord {
  /** With forward slashes, and safe. */
  name: string;
  /** In bytes; nothing is compressed. */
  size: number;
  modified: Date;
  crc32: number;
  /** Of its header, in bytes from the zip's beginning. */
  offset: number;
}

const VERSION = 20;
const VERSION_WITH_64_BITS = 45;
const MADE_ON_UNIX = 3;
const REGULAR_FILE = 0o100644;
/** The checksum comes after the bytes, and names are UTF-8. */
const FLAGS = 0x0808;
const MAX_16_BITS = 0xffff;
const MAX_32_BITS = 0xffffffff;

/** What comes before the bytes of a file. */
export function toLocalHeader(file: Omit<ZipRecord, 'crc32' | 'offset'>) {
  const name = Buffer.from(file.name);
  const is64 = file.size >= MAX_32_BITS;
  const extra = Buffer.concat([
    toTimeField(file.modified),
    ...(is64 ? [toField(0x0001, [file.size, file.size])] : []),
  ]);
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(is64 ? VERSION_WITH_64_BITS : VERSION, 4);
  header.writeUInt16LE(FLAGS, 6);
  writeDosTime(header, file.modified, 10);
  header.writeUInt32LE(is64 ? MAX_32_BITS : 0, 18);
  header.writeUInt32LE(is64 ? MAX_32_BITS : 0, 22);
  header.writeUInt16LE(name.length, 26);
  header.writeUInt16LE(extra.length, 28);
  return Buffer.concat([header, name, extra]);
}

/** What comes after the bytes of a file. */
export function toDescriptor(file: Pick<ZipRecord, 'crc32' | 'size'>): Buffer {
  const start = Buffer.alloc(8);
  start.writeUInt32LE(0x08074b50, 0);
  start.writeUInt32LE(file.crc32, 4);
  if (file.size >= MAX_32_BITS) {
    return Buffer.concat([start, to64Bits([file.size, file.size])]);
  }
  const sizes = Buffer.alloc(8);
  sizes.writeUInt32LE(file.size, 0);
  sizes.writeUInt32LE(file.size, 4);
  return Buffer.concat([start, sizes]);
}

/** What the list at the end says of a file. */
export function toListEntry(file: ZipRecord): Buffer {
  const name = Buffer.from(file.name);
  const big = [
    ...(file.size >= MAX_32_BITS ? [file.size, file.size] : []),
    ...(file.offset >= MAX_32_BITS ? [file.offset] : []),
  ];
  const extra = Buffer.concat([
    toTimeField(file.modified),
    ...(big.length > 0 ? [toField(0x0001, big)] : []),
  ]);
  const header = Buffer.alloc(46);
  header.writeUInt32LE(0x02014b50, 0);
  header.writeUInt8(VERSION_WITH_64_BITS, 4);
  header.writeUInt8(MADE_ON_UNIX, 5);
  header.writeUInt16LE(big.length > 0 ? VERSION_WITH_64_BITS : VERSION, 6);
  header.writeUInt16LE(FLAGS, 8);
  writeDosTime(header, file.modified, 12);
  header.writeUInt32LE(file.crc32, 16);
  header.writeUInt32LE(Math.min(file.size, MAX_32_BITS), 20);
  header.writeUInt32LE(Math.min(file.size, MAX_32_BITS), 24);
  header.writeUInt16LE(name.length, 28);
  header.writeUInt16LE(extra.length, 30);
  header.writeUInt32LE(REGULAR_FILE * 0x10000, 38);
  header.writeUInt32LE(Math.min(file.offset, MAX_32_BITS), 42);
  return Buffer.concat([header, name, extra]);
}

/** What comes last, and tells where the list is. */
export function toEnd(list: {
  files: number;
  offset: number;
  size: number;
}): Buffer {
  const { files, offset, size } = list;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Math.min(files, MAX_16_BITS), 8);
  end.writeUInt16LE(Math.min(files, MAX_16_BITS), 10);
  end.writeUInt32LE(Math.min(size, MAX_32_BITS), 12);
  end.writeUInt32LE(Math.min(offset, MAX_32_BITS), 16);
  if (files < MAX_16_BITS && size < MAX_32_BITS && offset < MAX_32_BITS) {
    return end;
  }
  const end64 = Buffer.alloc(24);
  end64.writeUInt32LE(0x06064b50, 0);
  end64.writeBigUInt64LE(44n, 4);
  end64.writeUInt16LE(VERSION_WITH_64_BITS, 12);
  end64.writeUInt16LE(VERSION_WITH_64_BITS, 14);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([
    end64,
    to64Bits([files, files, size, offset]),
    locator,
    end,
  ]);
}

function toField(id: number, values: number[]): Buffer {
  const start = Buffer.alloc(4);
  start.writeUInt16LE(id, 0);
  start.writeUInt16LE(values.length * 8, 2);
  return Buffer.concat([start, to64Bits(values)]);
}

function to64Bits(values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 8);
  values.forEach((value, at) => bytes.writeBigUInt64LE(BigInt(value), at * 8));
  return bytes;
}

/** Seconds since 1970: the other field has no time zone. */
function toTimeField(date: Date): Buffer {
  const field = Buffer.alloc(9);
  field.writeUInt16LE(0x5455, 0);
  field.writeUInt16LE(5, 2);
  field.writeUInt8(1, 4);
  const seconds = Math.floor(date.getTime() / 1000);
  field.writeInt32LE(Math.max(0, Math.min(seconds, 0x7fffffff)), 5);
  return field;
}

function writeDosTime(header: Buffer, date: Date, at: number): void {
  const year = Math.max(1980, Math.min(date.getUTCFullYear(), 2107));
  header.writeUInt16LE(
    (date.getUTCHours() << 11) |
      (date.getUTCMinutes() << 5) |
      (date.getUTCSeconds() >> 1),
    at,
  );
  header.writeUInt16LE(
    ((year - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate(),
    at + 2,
  );
}
