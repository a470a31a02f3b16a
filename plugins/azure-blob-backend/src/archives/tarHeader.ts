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

import { AzureBlobArchiveEntry } from 'backstage-plugin-azure-blob-common';

/** Tars are made of blocks: a header each, and the bytes filled up. */
export const TAR_BLOCK = 512;

const CHECKSUM_AT = 148;
const CHECKSUM_LENGTH = 8;

/** What the header of one member says. */
export interface TarHeader {
  path: string;
  /** A letter or digit that says what it is. */
  type: string;
  /** Of what follows the header, in bytes. */
  size: number;
  /** Seconds since 1970. */
  modified: number;
}

/**
 * Reads a header as POSIX and GNU write it.
 *
 * @returns undefined for the block of zeros that ends a tar.
 * @throws where it is none.
 */
export function parseTarHeader(block: Buffer): TarHeader | undefined {
  if (block.every(byte => byte === 0)) {
    return undefined;
  }
  const checksum = parseNumber(block, CHECKSUM_AT, CHECKSUM_LENGTH);
  if (checksum !== sum(block)) {
    throw new Error('Not the header of a tar');
  }
  const name = parseText(block, 0, 100);
  // GNU keeps other things where POSIX keeps the first part of a long path.
  const isPosix = block.toString('latin1', 257, 263) === 'ustar\0';
  const prefix = isPosix ? parseText(block, 345, 155) : '';
  return {
    path: prefix ? `${prefix}/${name}` : name,
    type: block[156] === 0 ? '0' : String.fromCharCode(block[156]),
    size: parseNumber(block, 124, 12),
    modified: parseNumber(block, 136, 12),
  };
}

/** The records of an extended header, such as `21 path=a/b/c`. */
export function parsePaxRecords(bytes: Buffer): Map<string, string> {
  const records = new Map<string, string>();
  let start = 0;
  while (start < bytes.length) {
    const space = bytes.indexOf(0x20, start);
    const length = Number(bytes.toString('latin1', start, space));
    const end = start + length;
    if (space < 0 || !(end > space && end <= bytes.length)) {
      throw new Error('Not the extended header of a tar');
    }
    const [, key, value] =
      /^([^=]*)=(.*)\n$/s.exec(bytes.toString('utf8', space + 1, end)) ?? [];
    if (key !== undefined) {
      records.set(key, value);
    }
    start = end;
  }
  return records;
}

/** What a member is called here. */
export function toTarKind({
  path,
  type,
}: TarHeader): AzureBlobArchiveEntry['kind'] {
  if (type === '5') {
    return 'folder';
  }
  if (type === '0' || type === '7') {
    // Before there was a type for folders.
    return path.endsWith('/') ? 'folder' : 'file';
  }
  return type === '1' || type === '2' ? 'link' : 'other';
}

/** Links, devices and folders have a size at times, and never bytes. */
export function hasBytes({ type }: TarHeader): boolean {
  return !/^[1-6]$/.test(type);
}

function parseText(block: Buffer, start: number, length: number): string {
  const field = block.subarray(start, start + length);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? length : end);
}

/** Octal digits, or a big-endian number behind the bit that says so. */
function parseNumber(block: Buffer, start: number, length: number): number {
  if ((block[start] & 0x80) === 0) {
    const digits = block.toString('latin1', start, start + length);
    const [, octal] = /^[ \0]*([0-7]*)[ \0]/.exec(`${digits} `) ?? [];
    return octal === undefined ? NaN : parseInt(octal || '0', 8);
  }
  // 48 bits are more than any tar holds, and all that is exact.
  const isSmall = block
    .subarray(start + 1, start + length - 6)
    .every(byte => byte === 0);
  return isSmall && block[start] === 0x80
    ? block.readUIntBE(start + length - 6, 6)
    : NaN;
}

/** Of all bytes, with the checksum itself taken for spaces. */
function sum(block: Buffer): number {
  const end = CHECKSUM_AT + CHECKSUM_LENGTH;
  return block.reduce(
    (total, byte, at) => total + (at >= CHECKSUM_AT && at < end ? 0x20 : byte),
    0,
  );
}
