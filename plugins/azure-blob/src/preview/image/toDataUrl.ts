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

import { Sliced } from '../open';
import { ImageType } from './ImageType';

/** A multiple of three, so that each piece is encoded by itself. */
const PIECE = 24_576;

/**
 * The bytes of an image as a URL with a type of ours.
 *
 * @remarks
 * Not a `blob:` URL: opened in a tab of its own, a drawing in one would run its
 * scripts as the portal. And the policy of every portal lets `data:` be shown.
 */
export function* toDataUrl(bytes: Uint8Array, type: ImageType): Sliced<string> {
  const pieces = [`data:${type};base64,`];
  for (let at = 0; at < bytes.length; at += PIECE) {
    const piece = bytes.subarray(at, at + PIECE);
    pieces.push(btoa(String.fromCharCode(...piece)));
    yield;
  }
  return pieces.join('');
}
