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

import { AzureBlobRunStatus } from 'backstage-plugin-azure-blob-common';
import { AccessSession } from '../../access';
import { DETECTED_BYTES } from '../lines';
import {
  LogFormat,
  LogText,
  openLogText,
  readFormat,
  RevisionCondition,
  toCondition,
  toRevision,
} from '../text';

/** One revision of a log, as somebody has been told of it. */
export interface TailedLog {
  /** The same for all who may share what is read of it. */
  key: string;
  path: string;
  revision: string;
  condition: RevisionCondition;
  /** In bytes of text; undefined where it is compressed. */
  size?: number;
  /** ISO 8601, UTC. */
  lastModified: string;
  isSealed: boolean;
  canGrow: boolean;
  /** Read as whoever has asked. */
  text: LogText;
}

/** Options of {@link openTailedLog}. */
export interface OpenTailedLogOptions {
  session: Pick<AccessSession, 'blobs' | 'scope'>;
  path: string;
  version?: string;
  signal: AbortSignal;
  /** How its run stands, if that is known. */
  readStatus(key: string): Promise<AzureBlobRunStatus | undefined>;
  /** Remembers by the key of a log how it is written. */
  formats: {
    get(key: string, load: () => Promise<LogFormat>): Promise<LogFormat>;
  };
}

/**
 * Asks storage for a log, as this caller: what others have read of it is for
 * those alone who have been told of the same revision themselves.
 */
export async function openTailedLog(
  options: OpenTailedLogOptions,
): Promise<TailedLog> {
  const { session, path, version, signal, formats, readStatus } = options;
  const { blobs, scope } = session;
  const details = await blobs.getDetails(path, {
    readable: true,
    version,
    signal,
  });
  const { blobType, isSealed = false, lastModified, size } = details;
  const revision = toRevision(details, version);
  const condition = toCondition(path, revision, version);
  const { account, container, prefix } = scope;
  const key = JSON.stringify([account.name, container, prefix, path, revision]);

  const load = () =>
    readFormat({ blobs, path, version, revision, size, signal });
  // Bytes that are the same say the same, whoever has read them.
  const formatKey = `${key} ${Math.min(size, DETECTED_BYTES)}`;
  // Somebody else may have left while it was read for her.
  const format = await formats.get(formatKey, load).catch(load);
  const text = await openLogText({
    ...{ blobs, path, version, revision, details, signal },
    index: { format },
  });
  const isFixed =
    version !== undefined || isSealed || format.isBinary || format.compression;
  const canGrow =
    !isFixed &&
    (blobType === 'AppendBlob' ||
      (await readStatus(key).catch(() => undefined)) === 'running');
  return {
    ...{ key, path, revision, condition, lastModified, isSealed, canGrow },
    ...(!format.compression && { size }),
    text,
  };
}
