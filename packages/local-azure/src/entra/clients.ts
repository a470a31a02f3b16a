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

import { X509Certificate, timingSafeEqual } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { world } from '../world';
import { EntraError } from './EntraError';
import { Resource } from './resources';
import { SigningKeys } from './SigningKeys';

/** An app registration of the tenant. */
export interface Client {
  clientId: string;
  clientSecret: string;
  /** Only the portal signs people in. */
  redirectUri?: RegExp;
  /** What people, or an admin for them, have consented to. */
  consented: Array<Resource['name']>;
  servicePrincipal?: { oid: string };
}

/** In seconds: apps round the time that they are at, and so may be ahead. */
const clockTolerance = 300;

const clients: Client[] = [
  {
    ...world.portalApp,
    redirectUri:
      /^http:\/\/localhost(:\d{1,5})?\/api\/auth\/microsoft\/handler\/frame$/,
    consented: ['graph', 'api'],
  },
  {
    clientId: world.apiApp.clientId,
    clientSecret: world.apiApp.clientSecret,
    servicePrincipal: world.apiApp.servicePrincipal,
    consented: ['graph', 'storage'],
  },
];

const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** The identity outside the tenant that the API app trusts instead of a secret. */
export const federatedCredential = {
  issuerPath: '/workloads',
  subject: 'system:serviceaccount:backstage:portal',
  audience: 'api://AzureADTokenExchange',
};

export function findClient(clientId: string | undefined): Client {
  const client = clients.find(candidate => candidate.clientId === clientId);
  if (!client) {
    throw clientId === undefined
      ? new EntraError(900144, { detail: "It is 'client_id'." })
      : new EntraError(700016, {
          detail: `It was asked for as "${clientId}".`,
        });
  }
  return client;
}

function isSame(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Finds out which app asks for a token, and makes it prove that. */
export class ClientAuthenticator {
  readonly #keys: SigningKeys;
  readonly #origin: () => string;
  readonly #certificates: X509Certificate[] = [];

  constructor(keys: SigningKeys, origin: () => string) {
    this.#keys = keys;
    this.#origin = origin;
  }

  /** Lets the API app prove itself with the key of a certificate. */
  registerCertificate(pem: string): void {
    this.#certificates.push(new X509Certificate(pem));
  }

  /**
   * @throws `EntraError`
   */
  async authenticate(form: Record<string, string>): Promise<Client> {
    const client = findClient(form.client_id);
    if (form.client_assertion !== undefined) {
      if (form.client_assertion_type !== assertionType) {
        throw new EntraError(900144, {
          detail: "It is 'client_assertion_type'.",
        });
      }
      await this.#verifyAssertion(client, form.client_assertion);
      return client;
    }
    if (!form.client_secret) {
      throw new EntraError(7000218);
    }
    if (!isSame(form.client_secret, client.clientSecret)) {
      throw new EntraError(7000215);
    }
    return client;
  }

  async #verifyAssertion(client: Client, assertion: string): Promise<void> {
    if (client.clientId !== world.apiApp.clientId) {
      throw new EntraError(700211);
    }
    try {
      if (decodeJwt(assertion).iss === client.clientId) {
        await this.#verifyByCertificate(client, assertion);
        return;
      }
    } catch (error) {
      throw new EntraError(700027);
    }
    try {
      await jwtVerify(assertion, this.#keys.resolve, {
        algorithms: ['RS256'],
        issuer: `${this.#origin()}${federatedCredential.issuerPath}`,
        subject: federatedCredential.subject,
        audience: federatedCredential.audience,
        clockTolerance,
        requiredClaims: ['exp'],
      });
    } catch {
      throw new EntraError(700211);
    }
  }

  async #verifyByCertificate(client: Client, assertion: string): Promise<void> {
    const header = decodeProtectedHeader(assertion);
    const certificate = this.#certificates.find(
      ({ fingerprint256, fingerprint }) =>
        [
          ['x5t#S256', fingerprint256],
          ['x5t', fingerprint],
        ].some(
          ([name, print]) =>
            header[name] ===
            Buffer.from(print.replaceAll(':', ''), 'hex').toString('base64url'),
        ),
    );
    if (!certificate) {
      throw new EntraError(700027);
    }
    await jwtVerify(assertion, certificate.publicKey, {
      algorithms: ['RS256', 'PS256'],
      subject: client.clientId,
      audience: `${this.#origin()}/${world.tenantId}/oauth2/v2.0/token`,
      clockTolerance,
      requiredClaims: ['exp', 'jti'],
    });
  }
}
