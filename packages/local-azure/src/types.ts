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

/** A demo user of the tenant. */
export interface LocalUser {
  /** Such as `alice`. */
  name: string;
  displayName: string;
  /** Her id in the tenant. */
  oid: string;
  userPrincipalName: string;
}

/** Where a local Azure listens; 0 picks a free port. */
export interface LocalAzurePorts {
  blob: number;
  queue: number;
  entra: number;
}

/** Options of {@link startLocalAzure}. */
export interface LocalAzureOptions {
  /** Free ports by default. */
  ports?: LocalAzurePorts;
  /** Fills the containers with the sample runs; off by default. */
  sampleData?: boolean;
  /** A folder that keeps the certificate (and the blobs, where they are kept). */
  directory?: string;
  /** Told what is going on, a sentence a step. */
  log?: (message: string) => void;
}

/** A role on the account, on a container, or on the names below a prefix of it. */
export interface RoleAssignment {
  /** The name of the user, such as `alice`. */
  user: string;
  role:
    | 'Storage Blob Data Reader'
    | 'Storage Blob Data Contributor'
    | 'Storage Blob Delegator';
  /** The whole account where it is left out. */
  container?: string;
  /** Everything in the container where it is left out. */
  prefix?: string;
}

/** One request as the gate saw it. */
export interface GateRequest {
  method: string;
  /** Path and query as they came over the wire. */
  url: string;
  /** The `oid` of the bearer token; absent where there was none. */
  oid?: string;
  /** The `scid` of the delegated signature it came with. */
  correlationId?: string;
  /** The `Range` or `x-ms-range` header. */
  range?: string;
  status: number;
  /** Bytes of body that went back so far. */
  bytesSent: number;
  /** Whether the connection to the caller closed before the body's end. */
  aborted: boolean;
}

/** What the gate does to requests instead of passing them on. */
export interface GateFault {
  /** Only requests whose path and query match; every one where it is left out. */
  url?: RegExp;
  /** How many requests it acts on; without end where it is left out. */
  times?: number;
  /** Answers with this status and error code. */
  status?: number;
  code?: string;
  headers?: Record<string, string>;
  /** Waits this long first, in milliseconds. */
  delayMs?: number;
  /** Cuts the connection after so many bytes of the body. */
  resetAfterBytes?: number;
}

/** Changes a token before it is signed, or how it is signed. */
export interface AssertionOverrides {
  claims?: Record<string, unknown>;
  /** Names claims to leave out. */
  without?: string[];
  header?: Record<string, unknown>;
  /** `none` leaves the signature out; `HS256` signs with the public key as secret. */
  algorithm?: 'RS256' | 'none' | 'HS256';
  /** Signs with a key the tenant does not publish. */
  foreignKey?: boolean;
}

/** Where a local Azure is, as any process may know it. */
export interface LocalAzureAddress {
  tenantId: string;
  entra: Pick<LocalAzure['entra'], 'origin'>;
  storage: Pick<LocalAzure['storage'], 'blobEndpoint' | 'connectionString'>;
  /** The certificate behind its https endpoints, in PEM. */
  certificateAuthority: string;
}

/** A running local Azure. */
export interface LocalAzure {
  tenantId: string;
  entra: {
    /** For back ends, such as `https://localhost:8443`. */
    origin: string;
    /** For browsers, such as `http://localhost:8443`: the same server, without a certificate. */
    browserOrigin: string;
    /** An access token for the API app, as Entra ID would issue it. */
    issueAssertion(
      user: string,
      overrides?: AssertionOverrides,
    ): Promise<string>;
    /**
     * What a workload shows instead of a secret: the API app trusts its issuer
     * and subject as a federated credential.
     */
    issueClientAssertion(overrides?: AssertionOverrides): Promise<string>;
    /** Lets the API app prove itself with the key of this certificate, in PEM. */
    registerCertificate(pem: string): void;
    /** Makes the next exchanges of a user answer with an AADSTS error, until cleared. */
    setExchangeError(
      user: string,
      error: { code: number; claims?: string } | undefined,
    ): void;
    /**
     * Conditional Access: the next exchanges of a user are answered with
     * AADSTS50076 and these claims, such as
     * `{"access_token":{"acrs":{"essential":true,"value":"c1"}}}`, until her
     * token shows that she has met them. `undefined` asks nothing more of her.
     */
    requireStepUp(user: string, claims: string | undefined): void;
    /** The number of on-behalf-of exchanges since the start. */
    exchanges(): number;
  };
  storage: {
    /** Such as `https://localhost:10000/contosobuilds`. */
    blobEndpoint: string;
    queueEndpoint: string;
    /** Past the gate, with the account key: for filling the containers in tests. */
    connectionString: string;
    /** The requests the gate has seen, oldest first; `requests.length = 0` forgets them. */
    requests: GateRequest[];
    assignments: {
      list(): RoleAssignment[];
      add(assignment: RoleAssignment): void;
      /**
       * Takes every role on a container from a user, or those on the whole
       * account where no container is named.
       */
      remove(user: string, container?: string): void;
      /** Back to what the demo world has. */
      reset(): void;
    };
    faults: {
      add(fault: GateFault): void;
      clear(): void;
    };
  };
  /** The certificate authority of the https endpoints, as PEM. */
  certificateAuthority: string;
  stop(): Promise<void>;
}
