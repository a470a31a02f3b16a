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

import { Bundle, bundleFromJSON } from '@sigstore/bundle';
import { ASN1Obj, RFC3161Timestamp } from '@sigstore/core';
import {
  Signer,
  toSignedEntity,
  VerificationError,
  Verifier,
} from '@sigstore/verify';
import { AzureBlobAttestation } from 'backstage-plugin-azure-blob-common';
import { z } from 'zod';

const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
const MAX_TEXT_LENGTH = 1_024;

/** Of what a signing certificate says, by the object ids of Fulcio. */
const FULCIO = '1.3.6.1.4.1.57264.1.';
const REPOSITORY = `${FULCIO}12`;
const COMMIT = `${FULCIO}13`;
const REF = `${FULCIO}14`;

const statement = z.object({
  _type: z.string().startsWith('https://in-toto.io/Statement/'),
  predicateType: z.string(),
  subject: z.array(
    z.object({
      name: z.string().optional(),
      digest: z.record(z.string(), z.string()),
    }),
  ),
});

/** What is verified. */
export interface Subject {
  /** Of the file, without its folder. */
  name: string;
  /** Lower-case hex. */
  sha256: string;
}

/** What came of one bundle. */
export type VerifiedBundle = Omit<AzureBlobAttestation, 'path'> & {
  /** Whether it does not even say to be about the file. */
  isForeign: boolean;
};

/** The first thing that goes wrong, from the last step of verifying on. */
const PROBLEMS: Array<[code: RegExp, problem: string]> = [
  [/^SIGNATURE_/, 'Its signature does not fit what it says.'],
  [
    /^TLOG_/,
    'No transparency log that the portal trusts has it on record as it is.',
  ],
  [
    /^CERTIFICATE_/,
    'Nobody whom the portal trusts has issued its signing certificate for the time when it was signed.',
  ],
  [/^PUBLIC_KEY_/, 'It is signed with a key that the portal does not know.'],
  [/^TIMESTAMP_/, 'Nobody whom the portal trusts says when it was signed.'],
];

/**
 * Verifies one attestation. What it then tells comes from the certificate and
 * from what was signed, and never from what is merely written beside them.
 */
export function verifyBundle(
  json: unknown,
  subject: Subject,
  verifiers: Verifier[],
): VerifiedBundle {
  let bundle: Bundle;
  try {
    bundle = bundleFromJSON(json);
  } catch {
    return fail('It is not a Sigstore bundle.');
  }
  const { content } = bundle;
  if (
    content.$case !== 'dsseEnvelope' ||
    content.dsseEnvelope.payloadType !== PAYLOAD_TYPE
  ) {
    return fail('It is a signature without an attestation.');
  }
  const said = parseStatement(content.dsseEnvelope.payload);
  if (!said) {
    return fail('What it attests is not an in-toto statement.');
  }
  const isAboutDigest = said.subject.some(
    ({ digest }) => digest.sha256 === subject.sha256,
  );
  const isForeign =
    !isAboutDigest &&
    !said.subject.some(({ name }) => name?.split('/').pop() === subject.name);
  try {
    const signer = verify(bundle, verifiers);
    if (!isAboutDigest) {
      return { ...fail('It is about other bytes than these.'), isForeign };
    }
    return {
      state: 'verified',
      isForeign,
      predicateType: toShown(said.predicateType),
      ...describeSigner(signer),
      signedAt: findTime(bundle)?.toISOString(),
    };
  } catch (error) {
    return { ...fail(explain(error)), isForeign };
  }
}

function fail(problem: string): VerifiedBundle {
  return { state: 'failed', problem, isForeign: false };
}

function parseStatement(payload: Buffer) {
  try {
    return statement.safeParse(JSON.parse(payload.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

/** One of the roots has to confirm all of it. */
function verify(bundle: Bundle, verifiers: Verifier[]): Signer {
  const errors: unknown[] = [];
  for (const verifier of verifiers) {
    try {
      return verifier.verify(toSignedEntity(bundle));
    } catch (error) {
      errors.push(error);
    }
  }
  // The one that came furthest is about the root that it is of
  const rank = (error: unknown) => {
    const place = PROBLEMS.findIndex(([code]) => code.test(toCode(error)));
    return place === -1 ? PROBLEMS.length : place;
  };
  throw errors.sort((one, other) => rank(one) - rank(other))[0];
}

function explain(error: unknown): string {
  const known = PROBLEMS.find(([code]) => code.test(toCode(error)));
  return known?.[1] ?? 'It cannot be verified.';
}

function toCode(error: unknown): string {
  return error instanceof VerificationError ? error.code : '';
}

function describeSigner({ identity }: Signer) {
  const texts = new Map(
    identity?.oids?.map(({ oid, value }) => [
      oid?.id.join('.'),
      readText(value),
    ]),
  );
  const repository = texts.get(REPOSITORY);
  return {
    issuer: toShown(identity?.extensions?.issuer),
    signer: toShown(identity?.subjectAlternativeName),
    repository:
      repository && isHttps(repository) ? toShown(repository) : undefined,
    commit: toShown(texts.get(COMMIT)),
    ref: toShown(texts.get(REF)),
  };
}

/** Extensions hold UTF-8 strings, in DER. */
function readText(value: Buffer): string | undefined {
  try {
    return ASN1Obj.parseBuffer(value).value.toString('utf8');
  } catch {
    return undefined;
  }
}

function isHttps(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'https:';
}

function toShown(text: string | undefined): string | undefined {
  return text && text.length <= MAX_TEXT_LENGTH && !/[\p{Cc}\p{Cf}]/u.test(text)
    ? text
    : undefined;
}

/** The earliest of the times that have been verified. */
function findTime({ verificationMaterial }: Bundle): Date | undefined {
  const { tlogEntries, timestampVerificationData } = verificationMaterial;
  const times = [
    ...tlogEntries
      .filter(({ inclusionPromise }) => inclusionPromise)
      .map(({ integratedTime }) => Number(integratedTime) * 1_000),
    ...(timestampVerificationData?.rfc3161Timestamps ?? []).map(
      ({ signedTimestamp }) =>
        RFC3161Timestamp.parse(
          Buffer.from(signedTimestamp),
        ).signingTime.getTime(),
    ),
  ].filter(time => time > 0);
  return times.length > 0 ? new Date(Math.min(...times)) : undefined;
}
