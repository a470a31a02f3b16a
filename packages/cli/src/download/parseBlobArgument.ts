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

import { CliError } from '../CliError';

/** A token for storage goes to Microsoft's own hosts, or to where one is told to. */
const BLOB_HOST =
  /^[a-z0-9]{3,24}\.(?:z\d+\.)?blob\.(?:core\.(?:windows\.net|usgovcloudapi\.net|chinacloudapi\.cn)|storage\.azure\.net)$/;

/** Names one blob. */
export interface NamedBlob {
  account: string;
  container: string;
  name: string;
  endpoint?: string;
}

/**
 * Reads the blob that the command line names.
 *
 * @throws {@link CliError} where it names none.
 */
export function parseBlobArgument(options: {
  blob: string;
  account?: string;
  container?: string;
  endpoint?: string;
}): NamedBlob {
  const { blob, account, container, endpoint } = options;
  if (account && container) {
    return { account, container, name: blob, endpoint };
  }
  const url = URL.canParse(blob) ? new URL(blob) : undefined;
  if (url?.protocol !== 'https:' || url.search || url.hash || url.username) {
    throw new CliError(
      'usage',
      'Name the blob by its https URL without a query, or by its name with --account and --container.',
    );
  }
  const match = /^\/([^/]+)\/(.+)$/.exec(url.pathname);
  const [host] = url.hostname.split('.');
  const isTold = endpoint !== undefined && URL.canParse(endpoint);
  const isKnown = BLOB_HOST.test(url.hostname) && url.port === '';
  if (
    !match ||
    !(isKnown || (isTold && new URL(endpoint).origin === url.origin))
  ) {
    throw new CliError(
      'usage',
      `"${blob}" is no URL of a blob; give --account, --container and --endpoint.`,
    );
  }
  return {
    account: host,
    container: match[1],
    name: decodeURIComponent(match[2]),
    endpoint: url.origin,
  };
}
