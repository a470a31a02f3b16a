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

import { AzureBlobLogHit } from 'backstage-plugin-azure-blob-common';
import { toVisible } from '../../../artifacts/names';
import styles from './LogsSearch.module.css';

/** Enough to tell what it is about. */
const BEFORE = 40;
const LENGTH = 240;

/** A part of a line, with what was found in it marked. */
export function HitPreview({ hit }: { hit: AzureBlobLogHit }) {
  const parts = splitPreview(hit);
  return (
    <bdi className={styles.preview}>
      {parts.map(({ text, isHit }, index) =>
        isHit ? (
          <mark key={index} className={styles.mark}>
            {text}
          </mark>
        ) : (
          text
        ),
      )}
    </bdi>
  );
}

function splitPreview({ preview, previewStart, ranges }: AzureBlobLogHit) {
  const [first = [0, 0]] = ranges;
  const start = Math.max(0, first[0] - previewStart - BEFORE);
  const end = Math.min(preview.length, start + LENGTH);
  const parts = [{ text: start + previewStart > 0 ? '…' : '', isHit: false }];
  let at = start;
  const add = (to: number, isHit: boolean) => {
    if (to > at) {
      const text = preview.slice(at, to).replaceAll('\t', ' ');
      parts.push({ text: toVisible(text), isHit });
      at = to;
    }
  };
  for (const [from, length] of ranges) {
    add(Math.min(from - previewStart, end), false);
    add(Math.min(from - previewStart + length, end), true);
  }
  add(end, false);
  return parts;
}
