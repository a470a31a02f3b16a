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

import { ImageType } from './ImageType';

/** What an image says of its size, in pixels. */
export interface ImageSize {
  width: number;
  height: number;
}

type Reader = (view: DataView) => ImageSize | undefined;

const READERS: Partial<Record<ImageType, Reader>> = {
  'image/png': view => ({
    width: view.getUint32(16),
    height: view.getUint32(20),
  }),
  'image/gif': view => ({
    width: view.getUint16(6, true),
    height: view.getUint16(8, true),
  }),
  'image/bmp': view => ({
    width: Math.abs(view.getInt32(18, true)),
    height: Math.abs(view.getInt32(22, true)),
  }),
  'image/jpeg': readJpeg,
  'image/webp': readWebp,
};

/**
 * Reads the size of an image out of its first bytes, so that a few kilobytes
 * are not unpacked to gigabytes; `undefined` where it does not say.
 */
export function readImageSize(
  head: Uint8Array,
  type: ImageType,
): ImageSize | undefined {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  try {
    return READERS[type]?.(view);
  } catch {
    // It is cut off; the browser will say so.
    return undefined;
  }
}

function readJpeg(view: DataView): ImageSize | undefined {
  let at = 2;
  while (view.getUint8(at) === 0xff) {
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf;
    if (isFrame && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    }
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

function readWebp(view: DataView): ImageSize | undefined {
  const chunk = view.getUint32(12);
  if (chunk === 0x56503858) {
    const read24 = (at: number) =>
      view.getUint16(at, true) + view.getUint8(at + 2) * 0x10000;
    return { width: read24(24) + 1, height: read24(27) + 1 };
  }
  if (chunk === 0x56503820) {
    return {
      width: view.getUint16(26, true) % 0x4000,
      height: view.getUint16(28, true) % 0x4000,
    };
  }
  const bits = view.getUint32(21, true);
  return {
    width: (bits % 0x4000) + 1,
    height: (Math.floor(bits / 0x4000) % 0x4000) + 1,
  };
}
