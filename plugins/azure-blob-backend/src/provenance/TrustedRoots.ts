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

import { readFileSync } from 'node:fs';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import seeds from '@sigstore/tuf/seeds.json';
import { toTrustMaterial, Verifier } from '@sigstore/verify';
import { quote } from '../config/quote';
import { AzureBlobConfig } from '../types';

const PUBLIC_GOOD = 'https://tuf-repo-cdn.sigstore.dev';

/**
 * Whom the portal trusts to vouch for signers, one verifier for each: what one
 * of them issues, no log of another can confirm. Nothing is ever asked of them.
 */
export class TrustedRoots {
  readonly verifiers: Verifier[];

  /**
   * @throws where a file cannot be read, with one sentence that names the key.
   */
  static fromConfig(config: AzureBlobConfig['provenance']): TrustedRoots {
    const roots = config.trustedRoots.flatMap(readRoots);
    return new TrustedRoots([
      ...(config.publicGood ? [readPublicGood()] : []),
      ...roots,
    ]);
  }

  static create(roots: TrustedRoot[]): TrustedRoots {
    return new TrustedRoots(roots);
  }

  private constructor(roots: TrustedRoot[]) {
    this.verifiers = roots.map(
      root =>
        new Verifier(toTrustMaterial(root), {
          // A company's own signing service may have no logs, and time stamps
          // in their place; where there are logs, they have to confirm it.
          tlogThreshold: root.tlogs.length > 0 ? 1 : 0,
          ctlogThreshold: root.ctlogs.length > 0 ? 1 : 0,
          timestampThreshold: 1,
        }),
    );
  }
}

/** As it was when the package was released; newer ones come with its updates. */
function readPublicGood(): TrustedRoot {
  const { targets } = seeds[PUBLIC_GOOD];
  const text = Buffer.from(targets['trusted_root.json'], 'base64').toString();
  return TrustedRoot.fromJSON(JSON.parse(text));
}

/** One root as JSON, or several, each on a line. */
function readRoots(path: string, index: number): TrustedRoot[] {
  try {
    const text = readFileSync(path, 'utf8').trim();
    const roots = parseRoots(text).map(root => TrustedRoot.fromJSON(root));
    if (roots.every(root => root.certificateAuthorities.length > 0)) {
      // It throws on keys and certificates that are none
      roots.forEach(root => toTrustMaterial(root));
      return roots;
    }
  } catch {
    // Said below, without what the file holds
  }
  throw new Error(
    `azureBlob.provenance.trustedRoots[${index}] is ${quote(
      path,
    )}, but must be a file that can be read and holds trusted roots of Sigstore, as "gh attestation trusted-root" prints them.`,
  );
}

function parseRoots(text: string): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return text.split('\n').map(line => JSON.parse(line));
  }
}
