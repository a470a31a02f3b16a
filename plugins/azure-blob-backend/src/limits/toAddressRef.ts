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

import { isIP, isIPv4 } from 'node:net';

/** Half of an address of version 6 names a network, the rest is free to choose. */
const NETWORK_GROUPS = 4;

/** Whom requests are counted for that came without a user: a network. */
export function toAddressRef(ip = 'unknown'): string {
  return `address:${toNetwork(ip)}`;
}

function toNetwork(ip: string): string {
  const plain = ip.replace(/^::ffff:(?=[\d.]+$)/i, '');
  if (isIP(plain) !== 6) {
    return isIPv4(plain) ? plain : 'unknown';
  }
  const [head, tail] = plain.replace(/%.*$/, '').split('::').map(toGroups);
  const zeros = tail ? 8 - head.length - tail.length : 0;
  return [...head, ...Array(zeros).fill('0'), ...(tail ?? [])]
    .slice(0, NETWORK_GROUPS)
    .map(group => Number.parseInt(group, 16).toString(16))
    .join(':')
    .concat('::/64');
}

/** The last 32 bits may be written like an address of version 4. */
function toGroups(text: string): string[] {
  return text
    .split(':')
    .filter(Boolean)
    .flatMap(group => (group.includes('.') ? ['0', '0'] : [group]));
}
