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

// The rules of access once more, from the words of the design and in other
// ways than the gate's own. It shares no code with what it is the oracle of.

/** A role, from the weakest on. */
export type ModelRole = 'reader' | 'contributor' | 'owner';

/** Everything that access can depend on; refs in whatever spelling. */
export interface ModelWorld {
  now: number;
  trustedOrigins: string[];
  nested: boolean;
  asker: string;
  users: Array<{ ref: string; origin?: string; memberOf: string[] }>;
  groups: Array<{ ref: string; origin?: string; childOf: string[] }>;
  entity: {
    ref: string;
    visible: boolean;
    owners: string[];
    systems: string[];
    dependents: string[];
    /** What `azure-blob/locations` says. */
    selects?: string;
  };
  others: Array<{ ref: string; origin?: string; owners: string[] }>;
  policy: { artifacts: boolean; logs: boolean };
  rules: Array<{
    role: ModelRole;
    to:
      | 'owners'
      | 'system-owners'
      | { systemsFrom: string[] }
      | { dependentsFrom: string[] }
      | { group: string };
  }>;
  grants: Array<{
    id: string;
    to: string;
    on: string;
    location?: string;
    role: ModelRole;
    ends: number;
  }>;
  locks: Array<{ type: string; what: string; ends?: number }>;
}

/** What may come of it; `through` is any of these. */
export type ModelAnswer =
  | { code: string }
  | { role: ModelRole; basis: string; through: string[]; ends?: number };

const CONTENT = new Map([
  ['artifacts', 'artifacts' as const],
  ['logs', 'logs' as const],
]);

const low = (text: string) => text.toLowerCase();

/** An origin counts for itself and for what is below it, never for half a word. */
function comesFrom(origin: string | undefined, starts: string[]): boolean {
  if (!origin || origin.split('/').some(part => ['.', '..'].includes(part))) {
    return false;
  }
  return starts.some(start => {
    const rest = origin.split(start).slice(1).join(start);
    const isOpen = start.endsWith(':') || start.endsWith('/');
    return (
      `${start}${rest}` === origin &&
      (isOpen || rest === '' || ['/', '?', '#'].includes(rest[0]))
    );
  });
}

/** Who a user counts as: herself, and each group on a short enough way up. */
export function whoCounts(world: ModelWorld): string[] {
  const known = (origin?: string) => comesFrom(origin, world.trustedOrigins);
  const me = world.users.find(({ ref }) => low(ref) === low(world.asker));
  if (!me || !known(me.origin)) {
    return [];
  }
  const steps = new Map<string, number>();
  for (const { ref, origin } of world.groups) {
    const isDirect = me.memberOf.some(other => low(other) === low(ref));
    steps.set(low(ref), isDirect && known(origin) ? 0 : Infinity);
  }
  // As often as the longest way has steps, and so each way has been gone
  for (let round = 0; world.nested && round < world.groups.length; round++) {
    for (const below of world.groups) {
      for (const above of world.groups) {
        const next = (steps.get(low(below.ref)) ?? Infinity) + 1;
        const isEdge = below.childOf.some(ref => low(ref) === low(above.ref));
        const before = steps.get(low(above.ref)) ?? Infinity;
        if (isEdge && known(above.origin) && next < before && next <= 10) {
          steps.set(low(above.ref), next);
        }
      }
    }
  }
  const groups = [...steps].filter(([, count]) => count < Infinity);
  return [low(world.asker), ...groups.map(([ref]) => ref)];
}

/** What comes of asking for a location, or for what was in it before. */
export function answerByModel(
  world: ModelWorld,
  location: string,
  isOld = false,
): ModelAnswer {
  const { entity, now, policy } = world;
  if (!entity.visible) {
    return { code: 'EntityNotFound' };
  }
  if (!policy[CONTENT.get(location) ?? 'artifacts']) {
    return { code: 'PermissionDenied' };
  }
  const stopped = new Set([
    `user ${low(world.asker)}`,
    `entity ${low(entity.ref)}`,
    `location ${location}`,
  ]);
  for (const { type, what, ends = Infinity } of world.locks) {
    const spelled = type === 'location' ? what : low(what);
    if (ends > now && stopped.has(`${type} ${spelled}`)) {
      return { code: 'Locked' };
    }
  }
  if (entity.owners.length === 0) {
    return { code: 'NoOwner' };
  }
  const best = findBest(world, location);
  if (!best || (isOld && !['contributor', 'owner'].includes(best.role))) {
    return { code: 'NoRole' };
  }
  const selected = (entity.selects ?? 'artifacts,logs')
    .split(',')
    .map(id => id.trim());
  const isSane = selected.every(id => CONTENT.has(id));
  return isSane && selected.includes(location)
    ? best
    : { code: 'LocationNotAllowed' };
}

function findBest(
  world: ModelWorld,
  location: string,
): Exclude<ModelAnswer, { code: string }> | undefined {
  const mine = whoCounts(world);
  const ownersOf = (refs: string[], origins?: string[]) =>
    world.others
      .filter(({ ref }) => refs.some(other => low(other) === low(ref)))
      .filter(({ origin }) => !origins || comesFrom(origin, origins))
      .flatMap(({ owners }) => owners);
  const reasons: Exclude<ModelAnswer, { code: string }>[] = [];
  for (const { role, to } of world.rules) {
    const give = (basis: string, refs: string[]) => {
      for (const ref of refs.map(low).filter(one => mine.includes(one))) {
        reasons.push({ role, basis, through: [ref] });
      }
    };
    if (to === 'owners') {
      give('ownership', world.entity.owners);
    } else if (to === 'system-owners') {
      give('relation', ownersOf(world.entity.systems));
    } else if ('group' in to) {
      give('group', [to.group]);
    } else if ('systemsFrom' in to) {
      give('relation', ownersOf(world.entity.systems, to.systemsFrom));
    } else {
      give('relation', ownersOf(world.entity.dependents, to.dependentsFrom));
    }
  }
  for (const grant of world.grants) {
    if (
      mine.includes(low(grant.to)) &&
      low(grant.on) === low(world.entity.ref) &&
      [undefined, location].includes(grant.location) &&
      world.now < grant.ends
    ) {
      const { role, id, ends } = grant;
      reasons.push({ role, basis: 'grant', through: [id], ends });
    }
  }
  // Owner before reader, then what lasts before what ends, then what ends last
  for (const role of ['owner', 'contributor', 'reader']) {
    for (const basis of ['ownership', 'relation', 'group', 'grant']) {
      const same = reasons.filter(
        reason => reason.role === role && reason.basis === basis,
      );
      const last = Math.max(...same.map(({ ends = 0 }) => ends));
      const lasting = same.filter(({ ends = 0 }) => ends === last);
      if (lasting.length > 0) {
        return {
          ...lasting[0],
          through: lasting.flatMap(({ through }) => through),
        };
      }
    }
  }
  return undefined;
}
