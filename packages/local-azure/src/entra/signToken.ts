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

import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { AssertionOverrides } from '../types';
import { SigningKeys } from './SigningKeys';

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/**
 * Signs a token as the tenant does, or in one of the ways in which attackers
 * do: a library for tokens rightly refuses to write those.
 */
export function signToken(
  keys: SigningKeys,
  claims: Record<string, unknown>,
  overrides: AssertionOverrides = {},
): string {
  const algorithm = overrides.algorithm ?? 'RS256';
  const payload = { ...claims, ...overrides.claims };
  for (const name of overrides.without ?? []) {
    delete payload[name];
  }
  const header = {
    typ: 'JWT',
    alg: algorithm,
    kid: keys.kid,
    ...overrides.header,
  };
  const input = `${encode(header)}.${encode(payload)}`;
  switch (algorithm) {
    case 'none':
      return `${input}.`;
    case 'HS256': {
      const secret = keys.publicKey.export({ type: 'spki', format: 'pem' });
      const mac = createHmac('sha256', secret).update(input);
      return `${input}.${mac.digest('base64url')}`;
    }
    default: {
      const key = overrides.foreignKey
        ? generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
        : keys.privateKey;
      const signature = sign('sha256', Buffer.from(input), key);
      return `${input}.${signature.toString('base64url')}`;
    }
  }
}
