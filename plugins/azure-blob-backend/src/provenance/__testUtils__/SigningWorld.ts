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
  createHash,
  generateKeyPairSync,
  sign as signBytes,
} from 'node:crypto';
import { dsse } from '@sigstore/core';
import {
  initializeCA,
  initializeCTLog,
  initializeTLog,
  initializeTSA,
} from '@sigstore/mock';
import { z } from 'zod';
import { TiledLog } from './TiledLog';

const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
const FULCIO = '1.3.6.1.4.1.57264.1.';
const SHA256_OID = '2.16.840.1.101.3.4.2.1';
const HOUR_MS = 60 * 60_000;

export const REPOSITORY = 'https://github.com/contoso/payments-api';
export const PREDICATE = 'https://slsa.dev/provenance/v1';

/** As a transparency log answers. */
const logEntry = z.object({
  body: z.string(),
  integratedTime: z.number(),
  logID: z.string(),
  logIndex: z.number(),
  verification: z.object({
    signedEntryTimestamp: z.string(),
    inclusionProof: z.object({
      logIndex: z.number(),
      rootHash: z.string(),
      treeSize: z.number(),
      hashes: z.array(z.string()),
      checkpoint: z.string(),
    }),
  }),
});

/** What is attested, and what may be wrong with it. */
export interface SignOptions {
  name?: string;
  predicateType?: string;
  payloadType?: string;
  /** What the certificate says besides its subject. */
  repository?: string;
  /** Signs when the certificate has long ended. */
  isLate?: boolean;
  /** Time stamps in the place of the transparency log. */
  isStamped?: boolean;
  /** A log that tells no time, as all do from Rekor 2 on. */
  isTiled?: boolean;
  /** What that log is told to have been signed. */
  loggedDigest?: string;
}

/** A certificate authority, its logs, and those who sign with it. */
export class SigningWorld {
  readonly root: object;
  readonly #services: Awaited<ReturnType<typeof startServices>>;

  /** `hasLogs` is false for a company's own, which stamps times. */
  static async start(options: { hasLogs?: boolean } = {}) {
    const { hasLogs = true } = options;
    return new SigningWorld(await startServices(hasLogs), hasLogs);
  }

  private constructor(
    services: Awaited<ReturnType<typeof startServices>>,
    hasLogs: boolean,
  ) {
    const { ca, ctLog, log, tiledLog, tsa } = services;
    this.#services = services;
    this.root = {
      mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
      tlogs: hasLogs ? [toLog(log.publicKey), tiledLog.authority] : [],
      ctlogs: hasLogs ? [toLog(ctLog.publicKey)] : [],
      certificateAuthorities: [toAuthority(ca.rootCertificate)],
      timestampAuthorities: [
        toAuthority(tsa.intCertificate, tsa.rootCertificate),
      ],
    };
  }

  /** A bundle as JSON, about bytes of this digest. */
  async sign(digest: string, options: SignOptions = {}) {
    const statement = {
      _type: 'https://in-toto.io/Statement/v1',
      subject: [
        { name: options.name ?? 'app.tgz', digest: { sha256: digest } },
      ],
      predicateType: options.predicateType ?? PREDICATE,
      predicate: { builder: 'nobody looks at this' },
    };
    return this.signText(JSON.stringify(statement), options);
  }

  async signText(text: string, options: SignOptions = {}) {
    const { ca, log, lateLog, tiledLog, tsa } = this.#services;
    const { publicKey, privateKey } = createKeys('P-256');
    const payload = Buffer.from(text);
    const payloadType = options.payloadType ?? PAYLOAD_TYPE;
    const signed = dsse.preAuthEncoding(payloadType, payload);
    const signature = signBytes('sha256', signed, privateKey);
    const certificate = await ca.issueCertificate({
      publicKey: publicKey.export({ format: 'der', type: 'spki' }),
      subjectAltName: `${REPOSITORY}/.github/workflows/build.yml@refs/heads/main`,
      extensions: Object.entries({
        8: 'https://token.actions.githubusercontent.com',
        12: options.repository ?? REPOSITORY,
        13: '0123abc',
        14: 'refs/heads/main',
      }).map(([id, value]) => ({ oid: FULCIO + id, value })),
    });
    const entry = {
      apiVersion: '0.0.1',
      kind: 'dsse',
      spec: {
        envelopeHash: { algorithm: 'sha256', value: '00' },
        payloadHash: { algorithm: 'sha256', value: sha256(payload) },
        signatures: [
          { signature: signature.toString('base64'), verifier: 'unused' },
        ],
      },
    };
    const stamp = await tsa.timestamp({
      artifactHash: createHash('sha256').update(signature).digest(),
      hashAlgorithmOID: SHA256_OID,
      nonce: 1,
      policyOID: '1.2.3.4',
    });
    const findEntries = async () => {
      if (options.isStamped) {
        return [];
      }
      return options.isTiled
        ? [
            tiledLog.log({
              digest: options.loggedDigest ?? sha256(signed),
              signature,
              certificate: toBase64(certificate),
            }),
          ]
        : [toEntry(await (options.isLate ? lateLog : log).log(entry))];
    };
    return {
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      verificationMaterial: {
        certificate: { rawBytes: toBase64(certificate) },
        tlogEntries: await findEntries(),
        timestampVerificationData: {
          rfc3161Timestamps:
            options.isStamped || options.isTiled
              ? [{ signedTimestamp: toBase64(stamp) }]
              : [],
        },
      },
      dsseEnvelope: {
        payload: payload.toString('base64'),
        payloadType,
        signatures: [{ sig: signature.toString('base64'), keyid: '' }],
      },
    };
  }
}

export function sha256(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function createKeys(namedCurve: string) {
  return generateKeyPairSync('ec', { namedCurve });
}

async function startServices(hasLogs: boolean) {
  const logKeys = createKeys('P-256');
  const ctLog = await initializeCTLog(createKeys('P-256'));
  return {
    ctLog,
    ca: await initializeCA(createKeys('P-384'), hasLogs ? ctLog : undefined),
    log: await initializeTLog('https://log.example', logKeys),
    lateLog: await initializeTLog(
      'https://log.example',
      logKeys,
      new Date(Date.now() + HOUR_MS),
    ),
    tiledLog: TiledLog.create(),
    tsa: await initializeTSA(createKeys('P-384'), toStampTime(Date.now())),
  };
}

/** In the middle of the life of certificates, and of a whole second. */
function toStampTime(now: number): Date {
  return new Date(Math.ceil(now / 1_000) * 1_000 + 5 * 60_000);
}

function toLog(publicKey: Buffer) {
  return {
    baseUrl: 'https://log.example',
    hashAlgorithm: 'SHA2_256',
    logId: {
      keyId: createHash('sha256').update(publicKey).digest('base64'),
    },
    publicKey: {
      rawBytes: publicKey.toString('base64'),
      keyDetails: 'PKIX_ECDSA_P256_SHA_256',
      validFor: { start: '2020-01-01T00:00:00Z' },
    },
  };
}

function toAuthority(...certificates: ArrayBufferView[]) {
  return {
    subject: { organization: 'contoso', commonName: 'signing' },
    uri: 'https://ca.example',
    certChain: {
      certificates: certificates.map(bytes => ({ rawBytes: toBase64(bytes) })),
    },
    validFor: { start: '2020-01-01T00:00:00Z' },
  };
}

function toEntry(logged: unknown) {
  const [{ body, integratedTime, logID, logIndex, verification }] =
    Object.values(z.record(z.string(), logEntry).parse(logged));
  const { inclusionProof: proof, signedEntryTimestamp } = verification;
  return {
    logIndex: `${logIndex}`,
    logId: { keyId: fromHex(logID) },
    kindVersion: { kind: 'dsse', version: '0.0.1' },
    integratedTime: `${integratedTime}`,
    inclusionPromise: { signedEntryTimestamp },
    inclusionProof: {
      logIndex: `${proof.logIndex}`,
      rootHash: fromHex(proof.rootHash),
      treeSize: `${proof.treeSize}`,
      hashes: proof.hashes.map(fromHex),
      checkpoint: { envelope: proof.checkpoint },
    },
    canonicalizedBody: body,
  };
}

function fromHex(hex: string): string {
  return Buffer.from(hex, 'hex').toString('base64');
}

function toBase64(bytes: ArrayBufferView): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(
    'base64',
  );
}
