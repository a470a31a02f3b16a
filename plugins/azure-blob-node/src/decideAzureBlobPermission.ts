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

import { BackstageUserInfo } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
  Permission,
  PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  azureBlobAdminPermission,
  azureBlobPermissions,
} from 'backstage-plugin-azure-blob-common';

const CATALOG_ENTITY = 'catalog-entity';

/**
 * Options of {@link decideAzureBlobPermission}.
 *
 * @public
 */
export interface DecideAzureBlobPermissionOptions {
  /**
   * The users and groups, as entity refs, that administer the plugin: those of
   * `azureBlob.admins`. Nobody where it is left out.
   */
  admins?: string[];
  /**
   * The users and groups, as entity refs, that may read of entities they do not
   * own: those that `azureBlob.roles` gives a role to.
   */
  readers?: string[];
}

/**
 * Decides about the permissions of the plugin, as a part of an adopter's own
 * permission policy.
 *
 * @remarks
 * Owners may read of what they own: the catalog applies that condition to each
 * entity, one by one or many at once. A policy can only take access away: the
 * plugin checks roles by itself as well, whatever the policy says.
 *
 * @returns `undefined` for the permissions of others, which the policy then
 * decides about as before.
 *
 * @example
 *
 * ```ts
 * class PortalPolicy implements PermissionPolicy {
 *   async handle(request: PolicyQuery, user?: PolicyQueryUser) {
 *     return (
 *       decideAzureBlobPermission(request, user?.info, {
 *         admins: ['group:default/platform'],
 *         readers: ['group:default/sre'],
 *       }) ?? { result: AuthorizeResult.ALLOW }
 *     );
 *   }
 * }
 * ```
 *
 * @public
 */
export function decideAzureBlobPermission(
  request: { permission: Permission },
  user: Pick<BackstageUserInfo, 'ownershipEntityRefs'> | undefined,
  options: DecideAzureBlobPermissionOptions = {},
): PolicyDecision | undefined {
  const { permission } = request;
  if (!azureBlobPermissions.some(ours => isPermission(permission, ours))) {
    return undefined;
  }
  const claims = user?.ownershipEntityRefs ?? [];
  const { admins = [], readers = [] } = options;
  if (isPermission(permission, azureBlobAdminPermission)) {
    return decide(hasAny(claims, admins));
  }
  if (hasAny(claims, readers)) {
    return decide(true);
  }
  if (
    claims.length === 0 ||
    !isResourcePermission(permission, CATALOG_ENTITY)
  ) {
    return decide(false);
  }
  // As `catalogConditions.isEntityOwner` says it, without the catalog's backend.
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'catalog',
    resourceType: CATALOG_ENTITY,
    conditions: {
      rule: 'IS_ENTITY_OWNER',
      resourceType: CATALOG_ENTITY,
      params: { claims },
    },
  };
}

function decide(allow: boolean): PolicyDecision {
  return { result: allow ? AuthorizeResult.ALLOW : AuthorizeResult.DENY };
}

function hasAny(claims: string[], refs: string[]): boolean {
  const held = new Set(claims.map(toCanonical));
  return refs.some(ref => held.has(toCanonical(ref)));
}

function toCanonical(ref: string): string {
  return ref.toLocaleLowerCase('en-US');
}
