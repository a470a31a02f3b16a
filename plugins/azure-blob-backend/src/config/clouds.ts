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

/** Where blobs are served from, by cloud. */
export const BLOB_HOSTS = {
  public: 'blob.core.windows.net',
  usGovernment: 'blob.core.usgovcloudapi.net',
  china: 'blob.core.chinacloudapi.cn',
};

const AUTHORITY_HOSTS: Record<string, keyof typeof BLOB_HOSTS> = {
  'login.microsoftonline.com': 'public',
  'login.windows.net': 'public',
  'login.microsoftonline.us': 'usGovernment',
  'login.chinacloudapi.cn': 'china',
  'login.partner.microsoftonline.cn': 'china',
};

/** A cloud, where it is one of Microsoft's. */
export type Cloud = keyof typeof BLOB_HOSTS;

/** The cloud that an origin of Entra ID is for. */
export function getAuthorityCloud(origin: string): Cloud | undefined {
  return AUTHORITY_HOSTS[new URL(origin).hostname];
}

/** The cloud that a blob endpoint is in. */
export function getBlobCloud(endpoint: string): Cloud | undefined {
  const { hostname } = new URL(endpoint);
  return (Object.keys(BLOB_HOSTS) as Cloud[]).find(cloud =>
    hostname.endsWith(`.${BLOB_HOSTS[cloud]}`),
  );
}
