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

import { AzureBlobItem } from 'backstage-plugin-azure-blob-common';
import { formatBytes, RelativeTime } from '../../common';
import { ColumnId } from './columns';
import { RetentionHint } from './RetentionHint';
import { typeOf } from './sortItems';
import { checksumOf } from './useCopyItems';

/** What a column shows of an item; a dash where there is nothing. */
export function ItemCell(props: { item: AzureBlobItem; column: ColumnId }) {
  const { item, column } = props;
  switch (column) {
    case 'size':
      return <>{item.size === undefined ? '–' : formatBytes(item.size)}</>;
    case 'modified':
      return <Time time={item.lastModified} />;
    case 'created':
      return <Time time={item.createdAt} />;
    case 'checksum':
      return <Checksum item={item} />;
    case 'tier':
      return <>{item.accessTier ?? '–'}</>;
    case 'retention':
      return item.retention ? (
        <RetentionHint retention={item.retention} />
      ) : (
        <>–</>
      );
    default:
      return <>{typeOf(item) || '–'}</>;
  }
}

function Time({ time }: { time: string | undefined }) {
  return time === undefined ? <>–</> : <RelativeTime time={time} />;
}

function Checksum({ item }: { item: AzureBlobItem }) {
  const checksum = checksumOf(item);
  if (!checksum) {
    return <>–</>;
  }
  const { algorithm, hex } = checksum;
  return (
    <code title={`${algorithm} ${hex}`}>
      {algorithm} {hex.slice(0, 8)}…
    </code>
  );
}
