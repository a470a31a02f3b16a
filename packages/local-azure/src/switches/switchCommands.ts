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

import { setClaims } from './setClaims';
import { setExchangeError } from './setExchangeError';
import { AssignedRoles, setRoles } from './setRoles';
import { setStepUp } from './setStepUp';
import { setStorageError } from './setStorageError';

/** Where the parts listen, if not where the demo does. */
export interface SwitchOrigins {
  entra?: string;
  storage?: string;
}

/**
 * Runs a command that changes a running local Azure.
 *
 * @returns a sentence on what holds now.
 * @throws with one sentence for people.
 */
export type SwitchCommand = (
  args: string[],
  origins: SwitchOrigins,
) => Promise<string>;

const roleChoices = new Map<string, { assigned: AssignedRoles; says: string }>([
  ['on', { assigned: true, says: 'has the roles of the demo on storage' }],
  ['off', { assigned: false, says: 'has no role on storage' }],
  ['account', { assigned: 'account', says: 'may read the whole account' }],
  [
    'containers',
    {
      assigned: 'containers',
      says: 'may read the containers of the demo, and sign no links',
    },
  ],
]);

function parseClaims(changes: string[]): Record<string, string> {
  return Object.fromEntries(
    changes.map(change => {
      const [, name, value] = /^([a-z_]+)=(.*)$/i.exec(change) ?? [];
      if (name === undefined) {
        throw new Error(`"${change}" is no claim; write it as "name=value"`);
      }
      if (['exp', 'iat', 'nbf'].includes(name) && !/^-?\d{1,9}$/.test(value)) {
        throw new Error(
          `"${change}" is no time; write seconds from now, such as "${name}=-3600"`,
        );
      }
      return [name, value];
    }),
  );
}

/** The commands that change a running local Azure. */
export const switchCommands: Readonly<Record<string, SwitchCommand>> = {
  'step-up': async (args, { entra }) => {
    const [user, state] = args;
    if (args.length !== 2 || !['on', 'off'].includes(state)) {
      throw new Error('Name a user and a state, such as "step-up alice on"');
    }
    const required = state === 'on';
    await setStepUp({ user, required, entra });
    return required
      ? `${user} has to pass one more check before storage`
      : `${user} has to pass no further check`;
  },
  roles: async (args, { storage }) => {
    const [user, state] = args;
    const choice = roleChoices.get(state);
    if (args.length !== 2 || !choice) {
      throw new Error(
        'Name a user and what she has, such as "roles alice off"',
      );
    }
    await setRoles({ user, assigned: choice.assigned, storage });
    return `${user} ${choice.says}`;
  },
  'exchange-error': async (args, { entra }) => {
    const [user, code = ''] = args;
    const digits = /^(?:AADSTS)?(\d{4,9})$/.exec(code)?.[1];
    if (args.length !== 2 || (code !== 'off' && !digits)) {
      throw new Error(
        'Name a user and an error, such as "exchange-error alice AADSTS65001"',
      );
    }
    await setExchangeError({
      user,
      code: digits === undefined ? undefined : Number(digits),
      entra,
    });
    return digits === undefined
      ? `${user} gets tokens for storage again`
      : `${user} gets AADSTS${digits} instead of a token for storage`;
  },
  claims: async (args, { entra }) => {
    const [user, ...changes] = args;
    const claims = changes[0] === 'off' ? undefined : parseClaims(changes);
    if (changes.length === 0 || (changes.length > 1 && !claims)) {
      throw new Error('Name a user and claims, such as "claims alice ver=1.0"');
    }
    await setClaims({ user, claims, entra });
    return `${user} has to reload the page for tokens ${
      claims ? 'with these claims' : 'as they were'
    }`;
  },
  'storage-error': async (args, { storage }) => {
    const [code] = args;
    if (args.length !== 1) {
      throw new Error('Name an error, such as "storage-error ServerBusy"');
    }
    await setStorageError({ code: code === 'off' ? undefined : code, storage });
    return code === 'off'
      ? 'Storage answers again'
      : `Storage answers everybody with ${code}`;
  },
};
