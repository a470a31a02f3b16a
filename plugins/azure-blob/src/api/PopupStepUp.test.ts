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

import { SessionApi, SessionState } from '@backstage/core-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import { PopupStepUp } from './PopupStepUp';

type Observer = (state: SessionState) => void;

const CLAIMS = '{"access_token":{"acrs":{"essential":true,"value":"c1"}}}';

const popup = { closed: false } as Window;

function create(environment?: string) {
  let tell: Observer = () => {};
  const sessionState$ = () => ({
    subscribe(observer: Observer) {
      tell = observer;
      observer(SessionState.SignedOut);
      return { unsubscribe() {}, closed: false };
    },
  });
  const stepUp = PopupStepUp.create({
    configApi: mockApis.config({
      data: {
        auth: environment ? { environment } : {},
        azureBlob: { clientId: 'api-app' },
      },
    }),
    discoveryApi: { getBaseUrl: async id => `http://backend/api/${id}` },
    microsoftAuthApi: { sessionState$ } as Pick<SessionApi, 'sessionState$'>,
  });
  return { stepUp, tell: (state: SessionState) => tell(state) };
}

function answer(data: object, origin = 'http://backend') {
  window.dispatchEvent(
    Object.assign(new Event('message'), { source: popup, origin, data }),
  );
}

function answerWith(accessToken: string, expiresInSeconds = 3600) {
  const providerInfo = { accessToken, expiresInSeconds };
  const response = { providerInfo };
  answer({ type: 'authorization_response', response });
}

describe('PopupStepUp', () => {
  let open: jest.SpyInstance;

  beforeEach(() => {
    open = jest.spyOn(window, 'open').mockReturnValue(popup);
  });

  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  async function stepUpWith(
    stepUp: PopupStepUp,
    claims: string | undefined,
    token: string,
    seconds?: number,
  ) {
    const done = stepUp.stepUp(claims);
    await Promise.resolve();
    await Promise.resolve();
    answerWith(token, seconds);
    await done;
  }

  it('should ask the auth backend with the claims, and keep the token', async () => {
    const { stepUp } = create('production');
    expect(stepUp.getToken()).toBeUndefined();
    await stepUpWith(stepUp, CLAIMS, 'stepped-up');

    const url = new URL(open.mock.calls[0][0]);
    expect(url.origin + url.pathname).toBe(
      'http://backend/api/auth/microsoft/start',
    );
    expect(Object.fromEntries(url.searchParams)).toEqual({
      scope: 'api://api-app/access_as_user openid profile email offline_access',
      origin: window.location.origin,
      flow: 'popup',
      env: 'production',
      claims: CLAIMS,
    });
    expect(stepUp.getToken()).toBe('stepped-up');
    expect(stepUp.hasAnswered(CLAIMS)).toBe(true);
    expect(stepUp.hasAnswered('{"other":{}}')).toBe(false);
    expect(stepUp.hasAnswered(undefined)).toBe(false);
  });

  it('should ask without claims where there are none', async () => {
    const { stepUp } = create();
    await stepUpWith(stepUp, undefined, 'token');
    const { searchParams } = new URL(open.mock.calls[0][0]);
    expect(searchParams.has('claims')).toBe(false);
    expect(searchParams.get('env')).toBe('development');
    expect(stepUp.hasAnswered(undefined)).toBe(true);
  });

  it('should forget the token when it ends, and when she signs out', async () => {
    jest.useFakeTimers();
    const { stepUp, tell } = create();
    await stepUpWith(stepUp, CLAIMS, 'token', 600);
    jest.advanceTimersByTime(539_000);
    expect(stepUp.getToken()).toBe('token');
    jest.advanceTimersByTime(2_000);
    expect(stepUp.getToken()).toBeUndefined();
    expect(stepUp.hasAnswered(CLAIMS)).toBe(false);

    await stepUpWith(stepUp, CLAIMS, 'next');
    tell(SessionState.SignedIn);
    expect(stepUp.getToken()).toBe('next');
    tell(SessionState.SignedOut);
    expect(stepUp.getToken()).toBeUndefined();

    await stepUpWith(stepUp, CLAIMS, 'last');
    stepUp.forget();
    expect(stepUp.getToken()).toBeUndefined();
  });

  it('should take an answer from nobody but the auth backend', async () => {
    const { stepUp } = create();
    const done = stepUp.stepUp(CLAIMS);
    await Promise.resolve();
    await Promise.resolve();
    const response = { providerInfo: { accessToken: 'theirs' } };
    answer({ type: 'authorization_response', response }, 'http://evil');
    expect(stepUp.getToken()).toBeUndefined();
    answer({ type: 'authorization_response', response: {} });
    await expect(done).rejects.toThrow('the answer holds no access token');
    expect(stepUp.getToken()).toBeUndefined();
  });

  it('should pass on what went wrong', async () => {
    const { stepUp } = create();
    const done = stepUp.stepUp(CLAIMS);
    await Promise.resolve();
    await Promise.resolve();
    const error = { name: 'Error', message: 'access_denied' };
    answer({ type: 'authorization_response', error });
    await expect(done).rejects.toThrow('access_denied');
  });
});
