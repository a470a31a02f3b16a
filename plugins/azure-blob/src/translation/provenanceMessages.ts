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

/** Texts of what vouches for a file. */
export const provenanceMessages = {
  loading: 'Reading the file and verifying its attestations…',
  waiting: 'A large file takes some seconds: every byte of it is read.',
  state: {
    verified: {
      title: 'Verified',
      description:
        'A valid signature names exactly these bytes, and says who built them and where.',
    },
    failed: {
      title: 'Not verified',
      description:
        'There are attestations beside this file, and none of them holds for it.',
      advice:
        'Do not rely on this file. Get it again from its pipeline, and tell its owners.',
    },
    none: {
      title: 'No attestation',
      description: 'Nothing beside this file says who built it.',
      advice:
        'Publish one with it: actions/attest-build-provenance makes it, and “gh attestation download” writes the bundle to keep beside the file.',
    },
    tooLarge: {
      title: 'Too large to verify here',
      description:
        'There are attestations, but the file is too large for the portal to read it for them.',
      advice:
        'Download the file and its attestation, and verify them with “gh attestation verify” or “cosign verify-blob-attestation”.',
    },
  },
  digest: 'SHA-256 of what was read',
  copyDigest: 'Copy the SHA-256',
  digestCopied: 'SHA-256 copied',
  attestations: 'Attestations',
  holds: 'Holds',
  doesNotHold: 'Does not hold',
  fact: {
    issuer: 'Issuer',
    signer: 'Signer',
    repository: 'Repository',
    commit: 'Commit',
    ref: 'Ref',
    signedAt: 'Signed',
    predicateType: 'Type',
    path: 'File',
  },
  again: 'Verify again',
} as const;
