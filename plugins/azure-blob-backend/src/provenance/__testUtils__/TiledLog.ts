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

import { createHash, generateKeyPairSync, KeyObject, sign } from 'node:crypto';

const HOST = 'log2026.example';

/**
 * A transparency log as Rekor 2 is: it tells no time, keeps attestations as
 * hashes of what was signed, and proves with its checkpoint alone that it has
 * them. Each entry is the only one of its tree.
 *
 * See https://github.com/sigstore/rekor-tiles/blob/main/CLIENTS.md.
 */
export class TiledLog {
  readonly #privateKey: KeyObject;
  readonly #publicKey: Buffer;
  readonly #id: Buffer;

  static create(): TiledLog {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    return new TiledLog(
      privateKey,
      publicKey.export({ format: 'der', type: 'spki' }),
    );
  }

  private constructor(privateKey: KeyObject, publicKey: Buffer) {
    this.#privateKey = privateKey;
    this.#publicKey = publicKey;
    this.#id = hash(publicKey);
  }

  /** As a trusted root holds it. */
  get authority() {
    return {
      baseUrl: `https://${HOST}`,
      hashAlgorithm: 'SHA2_256',
      logId: { keyId: this.#id.toString('base64') },
      publicKey: {
        rawBytes: this.#publicKey.toString('base64'),
        keyDetails: 'PKIX_ED25519',
        validFor: { start: '2020-01-01T00:00:00Z' },
      },
    };
  }

  /** An entry as a bundle holds it. */
  log(options: { digest: string; signature: Buffer; certificate: string }) {
    const kindVersion = { kind: 'hashedrekord', version: '0.0.2' };
    const body = Buffer.from(
      JSON.stringify({
        apiVersion: kindVersion.version,
        kind: kindVersion.kind,
        spec: {
          hashedRekordV002: {
            data: {
              algorithm: 'SHA2_256',
              digest: Buffer.from(options.digest, 'hex').toString('base64'),
            },
            signature: {
              content: options.signature.toString('base64'),
              verifier: {
                keyDetails: 'PKIX_ECDSA_P256_SHA_256',
                x509Certificate: { rawBytes: options.certificate },
              },
            },
          },
        },
      }),
    );
    const rootHash = hash(Buffer.concat([Buffer.of(0), body]));
    const note = `${HOST}\n1\n${rootHash.toString('base64')}\n`;
    const signature = Buffer.concat([
      this.#id.subarray(0, 4),
      sign(undefined, Buffer.from(note), this.#privateKey),
    ]);
    return {
      logIndex: '0',
      logId: { keyId: this.#id.toString('base64') },
      kindVersion,
      integratedTime: '0',
      inclusionProof: {
        logIndex: '0',
        rootHash: rootHash.toString('base64'),
        treeSize: '1',
        hashes: [],
        checkpoint: {
          envelope: `${note}\n\u2014 ${HOST} ${signature.toString('base64')}\n`,
        },
      },
      canonicalizedBody: body.toString('base64'),
    };
  }
}

function hash(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}
