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

import express, { Request, Response } from 'express';
import { jwtVerify } from 'jose';
import { world } from '../world';
import { findUser } from './claims';
import { EntraError, sendEntraError } from './EntraError';
import { graphAudience, stsIssuer } from './resources';
import { SigningKeys } from './SigningKeys';
import { TokenEndpoint } from './TokenEndpoint';

function originOf(request: Request): string {
  return `${request.protocol}://${request.headers.host}`;
}

function discoveryDocument(origin: string, issuerOrigin: string): object {
  const tenant = `${origin}/${world.tenantId}`;
  return {
    issuer: `${issuerOrigin}/${world.tenantId}/v2.0`,
    authorization_endpoint: `${tenant}/oauth2/v2.0/authorize`,
    token_endpoint: `${tenant}/oauth2/v2.0/token`,
    end_session_endpoint: `${tenant}/oauth2/v2.0/logout`,
    jwks_uri: `${tenant}/discovery/v2.0/keys`,
    userinfo_endpoint: `${origin}/oidc/userinfo`,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    subject_types_supported: ['pairwise'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: [
      'client_secret_post',
      'private_key_jwt',
    ],
    scopes_supported: ['openid', 'profile', 'email', 'offline_access'],
    claims_supported: ['sub', 'iss', 'aud', 'exp', 'iat', 'oid', 'tid', 'name'],
  };
}

/** Answers with what a promise ends in, in the shape of Entra ID's errors. */
export function answer(
  handle: (request: Request, response: Response) => Promise<void>,
) {
  return (request: Request, response: Response) => {
    handle(request, response).catch(error => {
      if (response.headersSent) {
        response.destroy();
        return;
      }
      sendEntraError(
        response,
        error instanceof EntraError ? error : new EntraError(90033),
      );
    });
  };
}

/** Takes the text fields of a form; one given twice counts as missing. */
export function textFields(body: unknown): Record<string, string> {
  return Object.fromEntries(
    Object.entries(body ?? {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

async function verifyGraphUser(request: Request, keys: SigningKeys) {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ');
  if (scheme.toLowerCase() !== 'bearer' || !token) {
    return undefined;
  }
  try {
    const { payload } = await jwtVerify(token, keys.resolve, {
      algorithms: ['RS256'],
      issuer: stsIssuer(world.tenantId),
      audience: graphAudience,
      requiredClaims: ['exp', 'scp'],
    });
    return findUser(`${payload.oid}`);
  } catch {
    return undefined;
  }
}

function sendGraphError(
  response: Response,
  status: number,
  code: string,
  message: string,
): void {
  response.status(status).json({ error: { code, message } });
}

/** The parts of Entra ID and of Microsoft Graph that a sign-in needs. */
export function createEntraApp(options: {
  keys: SigningKeys;
  tokens: TokenEndpoint;
  /** The https origin, which issues whatever the way a token was asked for. */
  origin(): string;
  authorize: express.RequestHandler;
}): express.Express {
  const { keys, tokens, origin } = options;
  const app = express().disable('x-powered-by').disable('etag');
  const tenant = `/${world.tenantId}`;

  app.get(
    `${tenant}/v2.0/.well-known/openid-configuration`,
    (request, response) => {
      response.json(discoveryDocument(originOf(request), origin()));
    },
  );
  app.get(`${tenant}/discovery/v2.0/keys`, (_request, response) => {
    response.json(keys.jwks);
  });
  app.post(
    `${tenant}/oauth2/v2.0/token`,
    express.urlencoded({ extended: false, limit: '256kb' }),
    answer(async (request, response) => {
      const form = textFields(request.body);
      const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? '');
      if (basic) {
        const [id, ...secret] = Buffer.from(basic[1], 'base64')
          .toString()
          .split(':');
        form.client_id = decodeURIComponent(id);
        form.client_secret = decodeURIComponent(secret.join(':'));
      }
      const issued = await tokens.issue(form);
      response.set('cache-control', 'no-store').json(issued);
    }),
  );
  app.all(
    `${tenant}/oauth2/v2.0/authorize`,
    express.urlencoded({ extended: false, limit: '64kb' }),
    options.authorize,
  );
  app.get(`${tenant}/oauth2/v2.0/logout`, (request, response) => {
    // Nobody is remembered, so there is no one to sign out either.
    const target = request.query.post_logout_redirect_uri;
    if (
      typeof target === 'string' &&
      /^http:\/\/localhost(:\d{1,5})?(\/|$)/.test(target)
    ) {
      response.redirect(target);
      return;
    }
    response.type('text').send('You are signed out.');
  });

  app.get(
    ['/v1.0/me', '/oidc/userinfo'],
    answer(async (request, response) => {
      const user = await verifyGraphUser(request, keys);
      if (!user) {
        response.set(
          'www-authenticate',
          `Bearer realm="", authorization_uri="${origin()}/common/oauth2/authorize"`,
        );
        sendGraphError(
          response,
          401,
          'InvalidAuthenticationToken',
          'Access token is missing, expired or not for this API.',
        );
        return;
      }
      response.json({
        id: user.oid,
        sub: user.oid,
        displayName: user.displayName,
        name: user.displayName,
        givenName: user.displayName,
        mail: user.userPrincipalName,
        email: user.userPrincipalName,
        userPrincipalName: user.userPrincipalName,
      });
    }),
  );
  app.get(/^\/v1\.0\/me\/photos?(\/.*)?$/, (_request, response) => {
    sendGraphError(
      response,
      404,
      'ImageNotFound',
      'Exception of type "ImageNotFoundException" was thrown.',
    );
  });
  app.use(
    answer(async request => {
      throw new EntraError(90002, {
        detail: `Nothing is served at "${request.path}".`,
      });
    }),
  );
  return app;
}
