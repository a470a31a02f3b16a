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

import { mockServices } from '@backstage/backend-test-utils';
import {
  DefaultNotificationService,
  NotificationSendOptions,
} from '@backstage/plugin-notifications-node';
import { createAccount } from '../__testUtils__/createAccount';
import { ScopeBinding } from './ScopeBinding';
import { TakeOverNotices } from './TakeOverNotices';

const account = createAccount('https://contosobuilds.blob.core.windows.net');
const holder = {
  entityRef: 'component:team-a/pay',
  uid: 'uid-2',
  ownerRefs: ['group:default/evil'],
  origin: '',
};
const former = { ...holder, uid: 'uid-1', ownerRefs: ['group:default/pay'] };
const binding: ScopeBinding = {
  root: {
    account,
    container: 'builds',
    prefix: 'a/',
    location: {
      id: 'artifacts',
      title: 'Build artifacts',
      content: 'artifacts',
      account,
      container: 'builds',
      prefix: '{entity.kind}/{entity.namespace}/{entity.name}/',
      layout: '{run}/{path}',
    },
  },
  holder,
  previous: { confirmed: former, last: former },
  since: new Date(),
  lastSeen: new Date(),
  state: 'taken-over',
  version: 2,
};

describe('TakeOverNotices', () => {
  let logger: ReturnType<typeof mockServices.logger.mock>;

  beforeEach(() => {
    logger = mockServices.logger.mock();
  });

  const send = async (...bindings: ScopeBinding[]) => {
    const sent: NotificationSendOptions[] = [];
    const notices = TakeOverNotices.create({
      logger,
      notifications: {
        send: async notification => {
          sent.push(notification);
        },
      },
    });
    for (const each of bindings) {
      await notices.send(each);
    }
    return sent;
  };

  it('should tell the last confirmed owners what happened, and where to look', async () => {
    const last = { ...holder, ownerRefs: ['group:default/in-between'] };
    const [notification, ...others] = await send({
      ...binding,
      previous: { confirmed: former, last },
    });
    expect(others).toEqual([]);
    expect(notification).toEqual({
      recipients: { type: 'entity', entityRef: ['group:default/pay'] },
      payload: {
        title: 'Build artifacts of component:team-a/pay has been taken over',
        description:
          'An entity of this name has come back to the catalog as another one, or with another owner, and now belongs to "group:default/evil". Confirm it if that is right, and tell an administrator if it is not.',
        link: '/catalog/team-a/component/pay',
        severity: 'high',
        topic: 'azure-blob.take-over',
        scope: 'azure-blob.take-over:artifacts:component:team-a/pay:2',
      },
    });
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('should say that the storage is held', async () => {
    const [{ payload }] = await send({ ...binding, state: 'held' });
    expect(payload.description).toContain('held until you');
  });

  it('should show what cannot be seen in the name of an owner', async () => {
    const odd = { ...holder, ownerRefs: ['group:default/\u202epay'] };
    const [{ payload }] = await send({ ...binding, holder: odd });
    expect(payload.description).toContain('"group:default/\\u{202e}pay"');
    const [{ payload: none }] = await send({
      ...binding,
      holder: { ...holder, ownerRefs: [] },
    });
    expect(none.description).toContain('belongs to nobody');
  });

  it('should send nothing where there was no owner to tell', async () => {
    const orphan = { ...former, ownerRefs: [] };
    const previous = { confirmed: orphan, last: orphan };
    expect(await send({ ...binding, previous })).toEqual([]);
    expect(logger.warn).toHaveBeenCalledTimes(1);
  });

  it('should work without the notifications plugin, and say so once', async () => {
    const notices = TakeOverNotices.create({
      logger,
      notifications: DefaultNotificationService.create({
        auth: mockServices.auth(),
        discovery: mockServices.discovery.mock({
          getBaseUrl: async () => 'http://127.0.0.1:1/api/notifications',
        }),
      }),
    });
    await notices.send(binding);
    await notices.send(binding);
    await notices.send(binding);
    const messages = logger.warn.mock.calls.map(([message]) => message);
    expect(messages).toHaveLength(4);
    expect(
      messages.filter(message => message.includes('notifications plugin')),
    ).toHaveLength(1);
  });
});
