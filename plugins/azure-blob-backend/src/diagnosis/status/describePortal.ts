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

import { quote } from '../../config/quote';
import { AzureBlobConfig } from '../../types';
import { passed, StatusSection, warning } from './statusChecks';

/** What decides in the portal itself, and where that is kept. */
export function describePortal(options: {
  config: AzureBlobConfig;
  /** `permission.enabled` of the app-config. */
  hasPermissionFramework: boolean;
  /** The kind of database, such as `pg`. */
  databaseClient: string;
}): StatusSection {
  const { config } = options;
  return {
    id: 'portal',
    title: 'Portal',
    checks: [
      describePermissions(options.hasPermissionFramework),
      describeOrigins(config.membership.trustedOrigins),
      passed(
        { id: 'portal.admins', title: 'Administrators' },
        `Members of ${list(config.admins)}.`,
      ),
      passed(
        { id: 'portal.takeOvers', title: 'Storage that was taken over' },
        config.takeOvers === 'hold'
          ? 'Held until the former owners or an administrator confirm it.'
          : 'Put on record, and not held.',
      ),
      describeDatabase(options.databaseClient),
    ],
  };
}

function describePermissions(isOn: boolean) {
  const name = { id: 'portal.permissions', title: 'Permission framework' };
  return isOn
    ? passed(name, 'On.')
    : warning(name, {
        message:
          'Off: no permission policy is asked. Who has no role on an entity is refused all the same.',
        fixes: [
          {
            who: 'portal-admins',
            text: 'Turn it on, with a policy.',
            config: 'permission:\n  enabled: true',
          },
        ],
      });
}

/** Whoever may register an entity writes what comes from any URL. */
function describeOrigins(origins: string[]) {
  const name = {
    id: 'portal.trustedOrigins',
    title: 'Where users and groups count from',
  };
  const open = origins.filter(origin => 'url:https://'.startsWith(origin));
  return open.length === 0
    ? passed(name, `${list(origins)}.`)
    : warning(name, {
        message: `${list(
          open,
        )} is the beginning of every URL: whoever may register an entity could make herself a member of any group.`,
        fixes: [
          {
            who: 'portal-admins',
            text: 'Trust the source of your organisation only.',
            config:
              'azureBlob:\n  membership:\n    trustedOrigins:\n      - msgraph:',
          },
        ],
      });
}

/** That it answers is known: this very request is on record by now. */
function describeDatabase(client: string) {
  const name = { id: 'portal.database', title: 'Database' };
  return client.includes('sqlite')
    ? warning(name, {
        message:
          'SQLite, which is for trying things out: replicas do not share it, and in memory the record of access ends with the process.',
        fixes: [
          {
            who: 'portal-admins',
            text: 'Use PostgreSQL.',
            config: 'backend:\n  database:\n    client: pg',
          },
        ],
      })
    : passed(name);
}

function list(values: string[]): string {
  return new Intl.ListFormat('en').format(values.map(value => quote(value)));
}
