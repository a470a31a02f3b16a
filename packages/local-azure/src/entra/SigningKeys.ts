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

import {
  JsonWebKey,
  KeyObject,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
} from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { JWTVerifyGetKey, createLocalJWKSet } from 'jose';

const generate = promisify(generateKeyPair);

async function createKey(): Promise<KeyObject> {
  const { privateKey } = await generate('rsa', { modulusLength: 2048 });
  return privateKey;
}

async function loadKey(directory: string): Promise<KeyObject> {
  const file = join(directory, 'signing-key.pem');
  try {
    return createPrivateKey(await readFile(file, 'utf8'));
  } catch {
    const key = await createKey();
    await mkdir(directory, { recursive: true });
    await writeFile(file, key.export({ type: 'pkcs8', format: 'pem' }), {
      mode: 0o600,
    });
    return key;
  }
}

/** The key that the tenant signs its tokens with. */
export class SigningKeys {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly kid: string;
  readonly jwks: { keys: Array<JsonWebKey & { kty: string }> };
  /** For `jwtVerify`. */
  readonly resolve: JWTVerifyGetKey;
  /** Seals what only the tenant itself may read back, such as refresh tokens. */
  readonly sealingKey: Uint8Array;

  /** With a directory, the key and so the tokens outlive a restart. */
  static async create(directory?: string): Promise<SigningKeys> {
    return new SigningKeys(
      directory ? await loadKey(directory) : await createKey(),
    );
  }

  private constructor(privateKey: KeyObject) {
    this.privateKey = privateKey;
    this.publicKey = createPublicKey(privateKey);
    const exported = this.publicKey.export({ format: 'jwk' });
    this.kid = createHash('sha256')
      .update(`${exported.n}`)
      .digest('base64url')
      .slice(0, 27);
    this.jwks = {
      keys: [
        { ...exported, kty: 'RSA', use: 'sig', alg: 'RS256', kid: this.kid },
      ],
    };
    this.resolve = createLocalJWKSet(this.jwks);
    this.sealingKey = createHash('sha256')
      .update(privateKey.export({ type: 'pkcs8', format: 'der' }))
      .digest();
  }
}
