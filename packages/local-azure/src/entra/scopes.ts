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

import { EntraError } from './EntraError';
import { Resource, graphAudience, resources } from './resources';

const oidcScopes = new Set(['openid', 'profile', 'email', 'offline_access']);

/** What a scope parameter asks for. */
export interface RequestedScopes {
  resource: Resource;
  /** The scopes' own names, such as `access_as_user`. */
  names: string[];
  /** As they were asked for, which is how Entra ID gives them back. */
  echo: string[];
  openId: boolean;
  offline: boolean;
}

const graph = resources.find(({ audience }) => audience === graphAudience)!;

function findResource(scope: string): { resource: Resource; name: string } {
  const slash = scope.lastIndexOf('/');
  if (slash === -1) {
    return { resource: graph, name: scope };
  }
  const identifier = scope.slice(0, slash);
  const resource = resources.find(candidate =>
    candidate.identifiers.includes(identifier),
  );
  if (!resource) {
    throw new EntraError(70011, {
      detail: `The scope "${scope}" is not valid.`,
    });
  }
  return { resource, name: scope.slice(slash + 1) };
}

/**
 * Reads a scope parameter: a token is for one resource, so all scopes but
 * those of OpenID Connect have to be of the same one.
 *
 * @throws `EntraError`
 */
export function parseScopes(scope: string): RequestedScopes {
  const all = [...new Set(scope.split(' ').filter(Boolean))];
  if (all.length === 0) {
    throw new EntraError(900144, { detail: "It is 'scope'." });
  }
  const parsed = all
    .filter(name => !oidcScopes.has(name))
    .map(name => ({ ...findResource(name), asked: name }));
  const resource = parsed[0]?.resource ?? graph;
  const names = new Set<string>();
  const echo = all.filter(
    name => oidcScopes.has(name) && name !== 'offline_access',
  );
  for (const entry of parsed) {
    if (entry.resource !== resource) {
      throw new EntraError(70011, {
        detail: 'A token can be for one resource only.',
      });
    }
    echo.push(entry.asked);
    if (entry.name === '.default') {
      const identifier = entry.asked.slice(0, -'/.default'.length);
      for (const known of resource.scopes) {
        names.add(known);
        echo.push(`${identifier}/${known}`);
      }
      continue;
    }
    const known = resource.scopes.find(
      candidate => candidate.toLowerCase() === entry.name.toLowerCase(),
    );
    if (!known) {
      throw new EntraError(70011, {
        detail: `The scope "${entry.asked}" is not valid.`,
      });
    }
    names.add(known);
  }
  return {
    resource,
    names: [...names],
    echo: [...new Set(echo)],
    openId: all.includes('openid'),
    offline: all.includes('offline_access'),
  };
}
