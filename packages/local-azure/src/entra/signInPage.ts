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

import { createHash } from 'node:crypto';
import { world } from '../world';
import { signInPageStyle } from './signInPageStyle';

const styleHash = createHash('sha256').update(signInPageStyle).digest('base64');

/** Lets the page's own style in and its form out to the portal; nothing else. */
export const signInPagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${styleHash}'`,
  // An icon that is empty: without one, browsers ask for a file.
  'img-src data:',
  "form-action 'self' http://localhost:*",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

/** What a newcomer wants to know before choosing. */
const descriptions: Record<string, string> = {
  alice: 'Payments team, owns payments-api',
  bob: 'Search team, owns search-indexer',
  carol: 'Platform team, administrator',
  dave: 'In no team, owns nothing',
  erin: 'Pay team, owns pay',
};

function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}

function renderPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)}</title>
<style>${signInPageStyle}</style>
</head>
<body>
<main>
<p class="tenant"><span class="mark" aria-hidden="true"></span>Contoso</p>
${body}
</main>
</body>
</html>
`;
}

function renderUser(
  user: (typeof world.users)[number],
  isSuggested: boolean,
): string {
  const name = escapeHtml(user.displayName);
  return `<li><button type="submit" name="user" value="${escapeHtml(
    user.name,
  )}"${isSuggested ? ' autofocus' : ''}>
<span class="avatar avatar-${escapeHtml(user.name)}" aria-hidden="true">${
    name[0]
  }</span>
<span class="who"><strong>${name}</strong><span>${escapeHtml(
    user.userPrincipalName,
  )}</span><span>${escapeHtml(descriptions[user.name] ?? '')}</span></span>
</button></li>`;
}

function renderFields(parameters: Record<string, string>): string {
  return Object.entries(parameters)
    .map(
      ([name, value]) =>
        `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(
          value,
        )}">`,
    )
    .join('\n');
}

/** Asks which of the demo users signs in; `parameters` come back with the answer. */
export function renderSignInPage(parameters: Record<string, string>): string {
  const hint = parameters.login_hint?.toLowerCase();
  const suggested =
    world.users.find(
      user => hint === user.userPrincipalName || hint === user.name,
    ) ?? world.users[0];
  return renderPage(
    'Sign in',
    `<h1>Who are you today?</h1>
<p class="lead">Sign in to the developer portal. Everyone here is made up, and needs no password.</p>
<form method="post">
${renderFields(parameters)}
<ul>
${world.users.map(user => renderUser(user, user === suggested)).join('\n')}
</ul>
<button class="quiet" type="submit" name="user" value="">Cancel</button>
</form>
<p class="note">Local Azure: an Entra ID tenant on this machine.</p>`,
  );
}

/** Asks a user for what Conditional Access wants; `parameters` come back with the answer. */
export function renderStepUpPage(
  parameters: Record<string, string>,
  user: (typeof world.users)[number],
): string {
  const { user: _user, check: _check, ...rest } = parameters;
  return renderPage(
    'One more check',
    `<h1>Your organisation asks for one more check</h1>
<p class="lead">${escapeHtml(
      user.displayName,
    )}, a policy protects what you are about to open. Elsewhere you would confirm it on your phone.</p>
<form method="post">
${renderFields(rest)}
<input type="hidden" name="check" value="passed">
<button class="confirm" type="submit" name="user" value="${escapeHtml(
      user.name,
    )}" autofocus>Confirm that it is me</button>
<button class="quiet" type="submit" name="user" value="">Cancel</button>
</form>
<p class="note">Local Azure: an Entra ID tenant on this machine.</p>`,
  );
}

export function renderErrorPage(message: string): string {
  return renderPage(
    'Sign-in error',
    `<h1>Sorry, that sign-in can’t go on</h1>
<p class="lead">The app that sent you here asked for something this tenant does not know.</p>
<p class="error">${escapeHtml(message)}</p>`,
  );
}
