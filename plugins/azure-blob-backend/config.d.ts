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

export interface Config {
  /** Build artifacts and logs from Azure Blob Storage. */
  azureBlob?: {
    /** The id of your Entra ID tenant, a GUID. */
    tenantId: string;

    /**
     * The client id of the API app registration, a GUID: the app that users'
     * tokens are issued for, and that exchanges them for storage tokens.
     *
     * @visibility frontend
     */
    clientId: string;

    /**
     * The scope of the API app that the portal asks a token for.
     * `api://<clientId>/access_as_user` by default.
     *
     * @visibility frontend
     */
    scope?: string;

    /**
     * The https origin of Entra ID, where it is not
     * `https://login.microsoftonline.com`: a sovereign cloud or an emulator.
     */
    authorityHost?: string;

    /** How the API app proves to Entra ID who it is. */
    credential:
      | {
          /**
           * The identity of the workload the backend runs as; there is no
           * secret to keep or to renew. With neither of the other keys, the
           * token file that the platform names is used.
           */
          type: 'federated';
          /** A file that holds the workload's own token. */
          tokenFile?: string;
          /** The client id of a user-assigned managed identity, a GUID. */
          managedIdentityClientId?: string;
        }
      | {
          /** A certificate that the API app registration knows. */
          type: 'certificate';
          /** A PEM file that holds the certificate and its private key. */
          certificatePath: string;
        }
      | {
          /** A client secret of the API app registration. */
          type: 'secret';
          /**
           * The value of the secret.
           *
           * @visibility secret
           */
          clientSecret: string;
        };

    /**
     * How far the clocks of Entra ID and the backend may be apart, in seconds:
     * 0 to 300, and 60 by default.
     */
    clockToleranceSeconds?: number | string;

    /**
     * The client ids of the apps that people sign in to the portal with; a
     * token that another app asked for is not accepted. Those of
     * `auth.providers.microsoft` by default.
     */
    portalClientIds?: string[];

    /**
     * Whether guests of the tenant are let in: no, by default. It needs the
     * optional claim `acct` in the access tokens of the API app.
     */
    allowGuests?: boolean | string;

    /** The storage accounts that locations are in. */
    accounts: Array<{
      /** The name of the storage account. */
      name: string;
      /**
       * The https URL of its blob service, without a query.
       * `https://<name>.blob.core.windows.net` by default.
       */
      endpoint?: string;
      /** The cloud that the endpoint is in, where none is given. */
      cloud?: 'public' | 'usGovernment' | 'china';
      /**
       * As whom storage is read: as the user who asks, by default, or as the
       * API app itself. With `application` the rules of the portal are all that
       * stands between a user and a blob; neither ever stands in for the other.
       */
      identity?: 'onBehalfOf' | 'application';
      /**
       * What download links lead to: the portal, by default, or storage itself,
       * by a SAS for one blob and for five minutes at most.
       */
      downloads?: 'proxy' | 'sas';
      /** What the account supports in a SAS; nothing of it by default. */
      sas?: {
        /** Whether a SAS works only together with the same user's own token. */
        bindToUser?: boolean | string;
        /** Whether storage logs the id of the audit event with each use. */
        correlationId?: boolean | string;
      };
      /**
       * `tags` where Defender for Storage scans the account and writes its
       * result into index tags: what it calls malicious is not handed out, nor
       * anything whose tags cannot be read. `off` by default.
       */
      malwareScanning?: 'off' | 'tags';
      /**
       * The lifecycle rules of the account, as
       * `az storage account management-policy show` prints them: what they are
       * going to delete or move is shown beside it.
       */
      lifecycle?: {
        policy: {
          rules: Array<{
            name: string;
            enabled?: boolean | null;
            definition: {
              actions: {
                baseBlob?: {
                  delete?: {
                    daysAfterModificationGreaterThan?: number | null;
                    daysAfterCreationGreaterThan?: number | null;
                  } | null;
                  tierToCool?: {
                    daysAfterModificationGreaterThan?: number | null;
                    daysAfterCreationGreaterThan?: number | null;
                  } | null;
                  tierToCold?: {
                    daysAfterModificationGreaterThan?: number | null;
                    daysAfterCreationGreaterThan?: number | null;
                  } | null;
                  tierToArchive?: {
                    daysAfterModificationGreaterThan?: number | null;
                    daysAfterCreationGreaterThan?: number | null;
                  } | null;
                } | null;
              };
              filters?: {
                prefixMatch?: string[] | null;
                blobTypes?: string[] | null;
                blobIndexMatch?: unknown[] | null;
              } | null;
            };
          }>;
        };
      };
    }>;

    /** Where artifacts and logs are kept. */
    locations: Array<{
      /** What URLs and the annotation `azure-blob/locations` call it. */
      id: string;
      /** What it was called before; permanent links may still name it so. */
      formerIds?: string[];
      /** What people see; the id by default. */
      title?: string;
      /** What it holds. */
      content: 'artifacts' | 'logs';
      /** The name of one of the accounts. */
      account: string;
      /** The name of the container. */
      container: string;
      /**
       * Where an entity's blobs are, such as
       * `{entity.kind}/{entity.namespace}/{entity.name}/`. These three variables
       * are needed, each as a whole segment, and a slash at the end;
       * `{owner.kind}`, `{owner.namespace}` and `{owner.name}` may be added for
       * entities with exactly one owner.
       */
      prefix: string;
      /**
       * What is below the prefix: folders that end in `{path}`, made of `{run}`,
       * `{branch}`, `{version}`, `{date}`, `{year}`, `{month}`, `{day}` and
       * literal text, each a whole segment. `{run}/{path}` by default; `{path}`
       * alone where there are no runs.
       */
      layout?: string;
      /** Where the metadata of its runs is; the file `run.json` by default. */
      runs?: {
        /**
         * In the JSON of a file, by default, in the file's blob metadata, or in
         * its index tags.
         */
        metadata?: 'manifest' | 'blobMetadata' | 'tags';
        /** The file, below the folder of a run; `run.json` by default. */
        blob?: string;
      };
    }>;

    /**
     * Who gets which role on an entity; the highest counts. Owners get the role
     * `owner`, and nobody else gets any, by default.
     */
    roles?: Array<{
      /** The role. */
      role: 'reader' | 'contributor' | 'owner';
      /**
       * `owners` of the entity, `system-owners` of the systems it is part of,
       * `dependent-owners` of what depends on it, or a group such as
       * `group:default/sre`.
       */
      to: string;
      /**
       * The origin locations that a dependent or a system has to come from, or
       * from below, to count. `dependent-owners` needs it, since anybody who may register an
       * entity can make it depend on another one; `system-owners` may have it.
       */
      origins?: string[];
    }>;

    /** Who counts as a member of which group. */
    membership?: {
      /**
       * Whether a member of a group is one of the groups above it: yes, by
       * default.
       */
      nested?: boolean | string;
      /**
       * The origin locations that a User or Group has to come from, or from
       * below, to count; a type such as `msgraph:` stands for all of that type.
       * `msgraph:` by default, the provider that imports them from Entra ID.
       */
      trustedOrigins?: string[];
    };

    /**
     * The groups whose members administer the plugin, where the permission
     * policy allows them to; nobody by default.
     */
    admins?: string[];

    /**
     * What happens when a name comes back as another entity and so takes over
     * the storage of the one before: the former owners are told, by default, or
     * it is held as well until they or an administrator confirm it.
     */
    takeOvers?: 'notify' | 'hold';

    /** Requests that each user may make in a minute, by what they cost. */
    rateLimits?: {
      /** Those that ask storage for nothing: 1,200 by default. */
      cheap?: number | string;
      /** Lists: 600 by default. */
      list?: number | string;
      /** Reads of a blob or of log lines: 1,200 by default. */
      read?: number | string;
      /** Links, diagnoses and changes: 60 by default. */
      costly?: number | string;
    };

    /** What may be downloaded as one zip. */
    archives?: {
      /** The most files: 10,000 by default. */
      maxFiles?: number | string;
      /** The most bytes, of all files together: 50 GiB by default. */
      maxBytes?: number | string;
    };

    /** Whom to trust when attestations beside artifacts are verified. */
    provenance?: {
      /**
       * The public good instance of Sigstore, which signs for public
       * repositories: yes, by default.
       */
      publicGood?: boolean | string;
      /**
       * Files with further trusted roots, as `gh attestation trusted-root`
       * prints them; private repositories need one.
       */
      trustedRoots?: string[];
    };
  };
}
