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

    /** The storage accounts that locations are in. */
    accounts: Array<{
      /** The name of the storage account. */
      name: string;
      /**
       * The https URL of its blob service, without a query.
       * `https://<name>.blob.core.windows.net` by default.
       */
      endpoint?: string;
      /** As whom storage is read: always as the user who asks. */
      identity?: 'onBehalfOf';
      /** How bytes reach the browser: always through the backend. */
      downloads?: 'proxy';
    }>;

    /** Where artifacts and logs are kept. */
    locations: Array<{
      /** What URLs and the annotation `azure-blob/locations` call it. */
      id: string;
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
       * What is below the prefix: a folder for each run, by default, or no runs.
       */
      layout?: '{run}/{path}' | '{path}';
    }>;

    /**
     * Who gets which role on an entity; the highest counts. Owners get the role
     * `owner`, and nobody else gets any, by default.
     */
    roles?: Array<{
      /** The role. */
      role: 'reader' | 'contributor' | 'owner';
      /**
       * `owners` of the entity, `system-owners` of the systems it is part of, or
       * a group such as `group:default/sre`.
       */
      to: string;
    }>;
  };
}
