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

import { X509Certificate, randomUUID } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generate } from 'selfsigned';

const dayMs = 24 * 60 * 60 * 1000;

/** What the https endpoints of a local Azure show, and who vouches for it. */
export interface Certificates {
  /** PEM. */
  certificateAuthority: string;
  /** PEM. */
  certificate: string;
  /** PEM. */
  privateKey: string;
}

function certificateAuthorityFile(directory: string): string {
  return join(directory, 'certificate-authority.pem');
}

async function createCertificates(): Promise<Certificates> {
  const common = {
    keyType: 'ec',
    algorithm: 'sha256',
    // A clock that is a little behind must not find them "not valid yet".
    notBeforeDate: new Date(Date.now() - dayMs),
    notAfterDate: new Date(Date.now() + 365 * dayMs),
  } as const;
  const authority = await generate(
    // Of two authorities of one name, OpenSSL looks at the first one only.
    [{ name: 'commonName', value: `Local Azure ${randomUUID()}` }],
    {
      ...common,
      extensions: [
        { name: 'basicConstraints', cA: true, critical: true },
        { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
      ],
    },
  );
  const leaf = await generate([{ name: 'commonName', value: 'localhost' }], {
    ...common,
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
          { type: 7, ip: '::1' },
        ],
      },
    ],
  });
  return {
    certificateAuthority: authority.cert,
    certificate: leaf.cert,
    privateKey: leaf.private,
  };
}

function isUsable(certificates: Certificates): boolean {
  const leaf = new X509Certificate(certificates.certificate);
  const authority = new X509Certificate(certificates.certificateAuthority);
  return (
    leaf.verify(authority.publicKey) &&
    leaf.validToDate.getTime() > Date.now() + 30 * dayMs
  );
}

async function readCertificates(
  directory: string,
): Promise<Certificates | undefined> {
  try {
    const [certificateAuthority, certificate, privateKey] = await Promise.all([
      readFile(certificateAuthorityFile(directory), 'utf8'),
      readFile(join(directory, 'certificate.pem'), 'utf8'),
      readFile(join(directory, 'certificate-key.pem'), 'utf8'),
    ]);
    const certificates = { certificateAuthority, certificate, privateKey };
    return isUsable(certificates) ? certificates : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Certificates for `localhost`, by an authority of their own whose key is
 * forgotten right away: it can never vouch for anything else.
 */
export async function loadCertificates(
  directory?: string,
): Promise<Certificates> {
  if (!directory) {
    return createCertificates();
  }
  const kept = await readCertificates(directory);
  if (kept) {
    return kept;
  }
  const certificates = await createCertificates();
  await mkdir(directory, { recursive: true });
  const privately = { mode: 0o600 };
  await writeFile(
    join(directory, 'certificate-key.pem'),
    certificates.privateKey,
    privately,
  );
  await writeFile(join(directory, 'certificate.pem'), certificates.certificate);
  await writeFile(
    certificateAuthorityFile(directory),
    certificates.certificateAuthority,
  );
  return certificates;
}

/** The file that `NODE_EXTRA_CA_CERTS` can name, made where it is missing. */
export async function ensureCertificateAuthority(
  directory: string,
): Promise<string> {
  await loadCertificates(directory);
  return certificateAuthorityFile(directory);
}
