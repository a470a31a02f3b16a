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

import { AzureBlobLogTailEvent } from 'backstage-plugin-azure-blob-common';

/** An event as it goes over the wire, with the place to go on from behind it. */
export function encodeEvent(
  event: AzureBlobLogTailEvent,
  place: { revision: string; next: number },
): Buffer {
  const { revision, next } = place;
  return Buffer.from(
    `event: ${event.type}\nid: ${revision}:${next}\ndata: ${JSON.stringify(
      event,
    )}\n\n`,
  );
}

/** Reads the id of the last event that a client has seen. */
export function parseEventId(
  id: string | undefined,
): { revision: string; next: number } | undefined {
  const [, revision, next] =
    /^([!#-)+-~]{1,128}):(\d{1,15})$/.exec(id ?? '') ?? [];
  return revision === undefined ? undefined : { revision, next: Number(next) };
}
